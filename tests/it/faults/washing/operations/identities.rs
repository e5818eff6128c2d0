//! Linked identities, shown and kept.

use serde_json::json;

use super::{Scene, Trial, by_id, login, replaces};

pub fn identities<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let app = scene.app;
    let newcomer = || {
        let login = format!("linker.{}", operation.replace('_', "."));
        let access = app.newcomer(&login).session().access;
        (app.link_identity(&login, &login), access, login)
    };
    let post = move |path: &str, access: &str| app.prepare("POST", &format!("/api/v1/{path}")).once().bearer(access);
    match operation {
        "begin_identity_request" => {
            let access = app.person("market-head").session().access;
            replaces("users", login("market-head"), "name", move || {
                post("session/identity-requests", &access).json(&json!({ "purpose": "link" })).send()
            })
        }
        "sign_in_with_identity" => {
            let (id, access, subject) = newcomer();
            let cookie = app.cookie_of_arrived("sign_in", &access, &subject);
            replaces("linked_identities", by_id(scene, &id), "linked_at", move || {
                let call = app.prepare("POST", "/api/v1/session/identity").header("cookie", &cookie);
                call.json(&json!({})).send()
            })
        }
        "reauthenticate_with_identity" => {
            let (id, access, subject) = newcomer();
            let cookie = app.cookie_of_arrived("proof", &access, &subject);
            replaces("linked_identities", by_id(scene, &id), "linked_at", move || {
                let call = post("session/reauthentication/identity", &access).header("cookie", &cookie);
                call.json(&json!({})).send()
            })
        }
        "link_identity" => {
            let access = app.person("market-head").session().access;
            let cookie = app.cookie_of_arrived("link", &access, "subject-1");
            replaces("users", login("market-head"), "name", move || {
                post("session/linked-identities", &access).header("cookie", &cookie).json(&json!({})).send()
            })
        }
        "unlink_identity" => {
            let (id, access, _) = newcomer();
            replaces("linked_identities", by_id(scene, &id), "linked_at", move || {
                post(&format!("session/linked-identities/{id}/removal"), &access).json(&json!({})).send()
            })
        }
        "take_identities" => {
            let (id, _, name) = newcomer();
            let path = format!("users/{}/linked-identity-removal", scene.user(&name));
            let access = app.person("security-admin").session().access;
            replaces("linked_identities", by_id(scene, &id), "linked_at", move || {
                post(&path, &access).json(&json!({})).send()
            })
        }
        _ => None,
    }
}
