//! What stands around every answer: its id, the headers that keep browsers in bounds, the health of the program.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::laws::operations::all;
use crate::support::TestApp;

#[test]
fn a_harmless_request_id_is_kept_and_any_other_replaced() {
    let app = TestApp::empty("ids");
    let ask = |id: &str| app.prepare("GET", "/health/live").header("x-request-id", id).send();
    for fine in ["abc-1.2_3", &"x".repeat(64)] {
        assert_eq!(ask(fine).header("x-request-id"), fine);
    }
    for bad in ["a b", "<script>", "", &"x".repeat(65)] {
        let given = ask(bad).header("x-request-id").to_owned();
        assert!(given != bad && uuid::Uuid::parse_str(&given).is_ok(), "{given}");
    }
    let own = |_| app.prepare("GET", "/nothing").send().header("x-request-id").to_owned();
    let ids: Vec<String> = (0..3).map(own).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
}

#[test]
fn every_answer_keeps_browsers_in_bounds() {
    let app = TestApp::new("headers");
    let officer = app.team(0).officer;
    for answer in [officer.get("/api/v1/items"), officer.get("/nothing"), app.prepare("PUT", "/api/v1/session").send()]
    {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; frame-ancestors 'none'"), "{}: {policy}", answer.call);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{}: {name}", answer.call);
        }
        assert!(answer.headers.get("server").is_none() && answer.headers.get("x-powered-by").is_none());
        assert!(answer.headers.get("access-control-allow-origin").is_none(), "no other site reads answers");
    }
}

#[test]
fn the_program_tells_its_health_to_everybody_and_its_figures_to_this_machine() {
    let app = TestApp::empty("health");
    let get = |path: &str| app.prepare("GET", path).send();
    assert_eq!(get("/health/live").ok()["status"], "ok");
    assert_eq!(get("/health/ready").ok()["status"], "ok");
    let figures = get("/metrics");
    let text = String::from_utf8(figures.bytes).unwrap();
    assert!(text.contains("http_requests_total{") && text.contains("route=\"/health/live\""), "{text}");
    for header in ["forwarded", "x-forwarded-for", "X-Forwarded-Host", "x-real-ip", "via"] {
        app.prepare("GET", "/metrics").header(header, "127.0.0.1").send().refused(404, "not_found");
    }
}

#[test]
fn the_program_describes_itself_to_people_with_an_account() {
    let app = TestApp::new("described");
    let page = "/api/docs/index.html";
    for path in ["/api/v1/openapi.json", page, "/api/docs/nothing.js"] {
        app.prepare("GET", path).send().refused(401, "sign_in_needed");
    }
    let officer = app.team(0).officer;
    assert_eq!(officer.get("/api/v1/openapi.json").ok()["openapi"], "3.1.0");
    let page = officer.get(page);
    assert_eq!((page.status, page.header("content-type").split(';').next()), (200, Some("text/html")));
    assert!(!page.header("content-security-policy").contains("unsafe-eval"));
    officer.get("/api/docs/nothing.js").refused(404, "not_found");
}

#[test]
fn browsers_are_kept_to_tls_where_a_proxy_speaks_it() {
    let ask =
        |app: &TestApp, path: &str| app.prepare("GET", path).send().header("strict-transport-security").to_owned();
    let behind = TestApp::behind_proxy("tls", "127.0.0.1".parse().unwrap());
    let plain = TestApp::empty("no-tls");
    for path in ["/", "/health/live", "/api/v1/items", "/nothing"] {
        assert_eq!(ask(&behind, path), "max-age=63072000; includeSubDomains", "{path}");
        assert_eq!(ask(&plain, path), "", "{path}");
    }
}

#[test]
fn a_head_is_answered_like_a_get_without_its_body() {
    let app = TestApp::new("head");
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.method == "GET" && !one.path.contains('{')) {
        let call = |method: &str| {
            let call = app.prepare(method, &operation.path_of(&operation.plausible));
            let signed = operation.permission.is_some();
            if signed { call.bearer(&app.one(operation.first_role()).token()).send() } else { call.send() }
        };
        let get = call("GET");
        if get.status >= 400 {
            continue;
        }
        let head = call("HEAD");
        assert_eq!((head.status, head.bytes.len()), (get.status, 0), "{}", head.call);
        for name in ["content-type", "etag", "cache-control", "content-security-policy"] {
            assert_eq!(head.header(name), get.header(name), "{}: {name}", head.call);
        }
        tried += 1;
    }
    assert!(tried > 25, "only {tried} calls");
    assert_eq!(app.prepare("HEAD", "/").send().status, app.prepare("GET", "/").send().status);
}

#[test]
fn what_arrives_too_slowly_is_given_up() {
    let app = TestApp::new("slow");
    let officer = app.team(0).officer;
    let send = |start: &str, drip: &str| {
        let mut line = TcpStream::connect(app.address().trim_start_matches("http://")).unwrap();
        line.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        line.write_all(start.as_bytes()).unwrap();
        let (began, mut heard) = (Instant::now(), Vec::new());
        while began.elapsed() < Duration::from_secs(30) {
            let mut piece = [0; 4096];
            match line.read(&mut piece) {
                Ok(0) => return (String::from_utf8_lossy(&heard).into_owned(), began.elapsed()),
                Ok(read) => heard.extend_from_slice(piece.get(..read).unwrap()),
                Err(_) if heard.is_empty() => drop(line.write_all(drip.as_bytes())),
                Err(_) => return (String::from_utf8_lossy(&heard).into_owned(), began.elapsed()),
            }
        }
        panic!("nothing is given up after {:?}", began.elapsed())
    };
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nidempotency-key: {}\r\n",
        officer.token(),
        uuid::Uuid::new_v4()
    );
    let body = format!("{head}content-type: application/json\r\ncontent-length: 4000\r\n\r\n{{");
    let (answer, took) = send(&body, " ");
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("body_too_slow"), "{answer}");
    assert!(took > Duration::from_secs(7), "{took:?}");
    let (answer, _) = send(&head, "x");
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[test]
fn a_refused_call_with_an_open_body_is_not_waited_for() {
    let app = TestApp::new("open-body");
    let token = app.team(0).officer.token();
    let ended = |head: &str, first: &str| {
        let mut line = TcpStream::connect(app.address().trim_start_matches("http://")).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let head = format!("POST /api/v1/cases HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n{head}\r\n{first}");
        line.write_all(head.as_bytes()).unwrap();
        let (began, mut heard) = (Instant::now(), String::new());
        line.read_to_string(&mut heard).unwrap();
        (heard, began.elapsed())
    };
    let (answer, took) = ended("", "1\r\n{\r\n");
    assert!(answer.starts_with("HTTP/1.1 401") && answer.contains("sign_in_needed"), "{answer}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    let key = uuid::Uuid::new_v4();
    let signed =
        format!("authorization: Bearer {token}\r\nidempotency-key: {key}\r\ncontent-type: application/json\r\n");
    let (answer, took) = ended(&signed, "1\r\n{\r\n");
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("body_too_slow"), "{answer}");
    assert!(took < Duration::from_secs(11), "given up after eight seconds, and closed then: {took:?}");
    for answer in [ended("", ""), ended(&signed, "1\r\n{\r\n")] {
        assert!(answer.0.to_lowercase().contains("connection: close"), "{}", answer.0);
    }
}

/// What is no HTTP at all never reaches the program: the library answers by itself, with a bare status.
#[test]
fn what_is_no_request_gets_a_bare_status_and_the_line_is_closed() {
    let app = TestApp::empty("no-request");
    for (sent, status) in [
        ("GET /a b HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), "HTTP/1.1 400"),
        ("nonsense\r\n\r\n".to_owned(), "HTTP/1.1 400"),
        (format!("GET /health/live HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "y".repeat(200_000)), "HTTP/1.1 4"),
    ] {
        let mut line = TcpStream::connect(app.address().trim_start_matches("http://")).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let _ = line.write_all(sent.as_bytes());
        let mut heard = Vec::new();
        let _ = line.read_to_end(&mut heard);
        let heard = String::from_utf8_lossy(&heard);
        let body = heard.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        assert!(heard.is_empty() || heard.starts_with(status) && body.is_empty(), "{heard}");
    }
    app.prepare("GET", "/health/live").send().ok();
}
