//! A listener of its own for what watches the program.

use crate::support::operations::found;
use crate::support::{Installation, ServerProcess};

fn inside_of(server: &ServerProcess) -> String {
    let line = server.printed.iter().find_map(|line| line.strip_prefix("health and figures are on ")).unwrap();
    line.trim().to_owned()
}

fn status(address: &str, path: &str) -> (u16, String) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer = agent.get(format!("{address}{path}")).call().unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

#[test]
fn figures_are_on_the_inside_listener_only_where_there_is_one() {
    let site = Installation::new("inside");
    found(&site.open(), 2);
    site.keys();
    let mut server = site.serve(&["--inside-listen", "127.0.0.1:0"]);
    let inside = inside_of(&server);
    assert_ne!(inside, server.address);
    for path in ["/health/live", "/health/ready"] {
        for address in [&inside, &server.address] {
            assert_eq!(status(address, path).0, 200, "{address}{path}");
        }
    }
    let (code, figures) = status(&inside, "/metrics");
    assert!(code == 200 && figures.contains("http_requests_total{"), "{code} {figures}");
    let (code, problem) = status(&server.address, "/metrics");
    assert!(code == 404 && problem.contains("not_found"), "{code} {problem}");
    for path in ["/", "/api/v1/session", "/api/v1/items", "/api/docs/"] {
        assert_eq!(
            status(&inside, path).0,
            if path.starts_with("/api/v1") { 405 } else { 404 },
            "{path} is not of the inside"
        );
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn the_inside_listener_may_be_beyond_this_machine_where_the_operator_says_so() {
    let site = Installation::new("inside-open");
    found(&site.open(), 2);
    site.keys();
    let server = site.serve(&["--inside-listen", "0.0.0.0:0", "--insecure-http"]);
    let port = inside_of(&server).rsplit(':').next().unwrap().to_owned();
    assert_eq!(status(&format!("http://127.0.0.1:{port}"), "/metrics").0, 200);
}
