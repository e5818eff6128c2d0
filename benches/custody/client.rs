//! An HTTP client that costs little: requests are made beforehand, answers are only measured.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The bytes of a GET on a connection that is kept open.
pub fn get(path: &str, token: Option<&str>) -> Vec<u8> {
    let sign_in = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{sign_in}\r\n").into_bytes()
}

/// One call with its answer; POSTs carry a new idempotency key.
pub fn call(address: SocketAddr, method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> (u16, Value) {
    call_seen(address, method, path, token, 1, body)
}

/// The same about something that was seen at a version.
pub fn call_seen(
    address: SocketAddr,
    method: &str,
    path: &str,
    token: Option<&str>,
    seen: i64,
    body: Option<&Value>,
) -> (u16, Value) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut request = ureq::http::Request::builder()
        .method(method)
        .uri(format!("http://{address}{path}"))
        .header("content-type", "application/json")
        .header("idempotency-key", uuid::Uuid::new_v4().to_string())
        .header("if-match", format!("\"{seen}\""));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let text = body.map(Value::to_string).unwrap_or_default();
    let mut answer = agent.run(request.body(text).unwrap()).unwrap();
    let body = answer.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
    (answer.status().as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null))
}

/// How long each request takes, one after the other on one connection.
pub fn durations<'a>(address: SocketAddr, requests: impl Iterator<Item = &'a Vec<u8>>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut buffer = Vec::new();
    let mut chunk = [0; 16 * 1024];
    let one = |request: &Vec<u8>| {
        let began = Instant::now();
        stream.write_all(request).unwrap();
        buffer.clear();
        while !whole(&buffer) {
            let read = stream.read(&mut chunk).unwrap();
            assert!(read > 0, "the server closed the connection");
            buffer.extend_from_slice(&chunk[..read]);
        }
        began.elapsed()
    };
    requests.map(one).collect()
}

/// Requests answered in a second on that many connections at once.
pub fn per_second(address: SocketAddr, requests: &Arc<Vec<Vec<u8>>>, connections: usize, lasts: Duration) -> f64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answered = Arc::new(AtomicU64::new(0));
    let until = Instant::now() + lasts;
    runtime.block_on(async {
        let mut tasks = Vec::new();
        for first in 0..connections {
            let (requests, answered) = (requests.clone(), answered.clone());
            tasks.push(tokio::spawn(async move {
                let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
                stream.set_nodelay(true).unwrap();
                let mut buffer = Vec::new();
                for request in requests.iter().cycle().skip(first * 97 % requests.len()) {
                    if Instant::now() >= until {
                        break;
                    }
                    stream.write_all(request).await.unwrap();
                    buffer.clear();
                    while !whole(&buffer) {
                        assert!(stream.read_buf(&mut buffer).await.unwrap() > 0, "the server closed the connection");
                    }
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
    });
    answered.load(Ordering::Relaxed) as f64 / lasts.as_secs_f64()
}

/// Whether the answer is there as a whole; it must be a 200 with a known length.
fn whole(answer: &[u8]) -> bool {
    let Some(head) = answer.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let text = std::str::from_utf8(&answer[..head]).unwrap();
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    answer.len() >= head + 4 + length.expect("a content-length")
}
