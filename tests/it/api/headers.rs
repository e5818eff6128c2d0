//! What stands around every answer: its id, the headers that keep browsers in bounds, the health of the program.

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
