//! Certificates, shown and kept.

use serde_json::json;

use super::{Scene, Trial, login, replaces};
use crate::support::Answer;
use crate::support::tls::{Authority, Heard, Identity};

/// How the row of a certificate is found.
fn row_of(identity: &Identity) -> String {
    format!("sha256 = '{}'", identity.shown().sha256)
}

fn heard(heard: Heard) -> Answer {
    let (status, body) = (heard.status, heard.body);
    Answer { call: "over TLS".to_owned(), status, headers: Default::default(), bytes: Vec::new(), body }
}

pub fn certificates<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let app = scene.app;
    match operation {
        "sign_in_with_certificate" => {
            app.newcomer("keeper.certified");
            let tls = app.over_tls();
            let identity = tls.authority.issue("甲", 2030);
            app.add_certificate("keeper.certified", &identity);
            let which = row_of(&identity);
            replaces("certificates", which, "name", move || heard(tls.enter(&identity)))
        }
        "add_certificate" => {
            let access = app.person("market-head").session().access;
            let tls = app.over_tls();
            let identity = tls.authority.issue("乙", 2030);
            let path = ("POST", "/api/v1/session/certificates");
            replaces("users", login("market-head"), "name", move || {
                heard(tls.call(Some(&identity), path, Some(access.as_str()), &json!({ "name": "新" })))
            })
        }
        "remove_certificate" => {
            let access = app.newcomer("keeper.uncertified").session().access;
            let identity = Authority::new("CA").issue("丙", 2030);
            let id = app.add_certificate("keeper.uncertified", &identity);
            replaces("certificates", row_of(&identity), "name", move || {
                let path = format!("/api/v1/session/certificates/{id}/removal");
                app.prepare("POST", &path).bearer(&access).json(&json!({})).send()
            })
        }
        _ => None,
    }
}
