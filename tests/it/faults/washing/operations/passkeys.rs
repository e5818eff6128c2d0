//! Passkeys, shown and kept.

use serde_json::json;

use super::{Scene, Trial, login, replaces};
use crate::support::{PASSWORD, Passkey};

/// How the row of a passkey is found.
fn row_of(passkey: &Passkey) -> String {
    format!("credential_id = '{}'", passkey.id())
}

pub fn passkeys<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let app = scene.app;
    // With a passkey nobody signs in by the password alone any more.
    let newcomer = || {
        let login = format!("keeper.{}", operation.replace('_', "."));
        let access = app.newcomer(&login).session().access;
        (app.add_passkey(&login), access)
    };
    match operation {
        "begin_passkey_proof" => {
            let access = app.person("market-head").session().access;
            replaces("users", login("market-head"), "name", move || {
                let body = json!({ "purpose": "proof" });
                app.prepare("POST", "/api/v1/session/passkey-challenges").bearer(&access).json(&body).send()
            })
        }
        "sign_in_with_passkey" => {
            let (mut passkey, _) = newcomer();
            let asked = app.ask_for_passkey();
            let answer = passkey.sign(&asked.challenge);
            replaces("passkeys", row_of(&passkey), "name", move || app.enter_by_passkey(&asked, &answer))
        }
        "reauthenticate_with_passkey" => {
            let (mut passkey, access) = newcomer();
            let body = json!({ "passkey": passkey.sign(&app.ask_within(&access, "proof")) });
            replaces("passkeys", row_of(&passkey), "name", move || {
                app.prepare("POST", "/api/v1/session/reauthentication/passkey").bearer(&access).json(&body).send()
            })
        }
        "confirm_as_second_with_passkey" => {
            let (mut passkey, _) = newcomer();
            let access = app.person("custodian-1").session().access;
            let body = json!({ "passkey": passkey.sign(&app.ask_within(&access, "second")) });
            replaces("passkeys", row_of(&passkey), "name", move || {
                app.prepare("POST", "/api/v1/session/confirmations/passkey").bearer(&access).json(&body).send()
            })
        }
        "begin_passkey" => {
            let access = app.person("market-head").session().access;
            replaces("users", login("market-head"), "name", move || {
                app.offer(&access, &json!({ "password": PASSWORD }))
            })
        }
        "add_passkey" => {
            let access = app.person("market-head").session().access;
            let made = Passkey::new().make(&app.offer(&access, &json!({ "password": PASSWORD })).ok());
            replaces("users", login("market-head"), "name", move || app.keep_passkey(&access, "新", made))
        }
        "rename_passkey" | "remove_passkey" => {
            let (mut passkey, access) = newcomer();
            let rows = app.prepare("GET", "/api/v1/session/passkeys").bearer(&access).send().ok()["rows"].clone();
            let path = format!("/api/v1/session/passkeys/{}", rows[0]["id"].as_str().unwrap());
            let which = row_of(&passkey);
            if operation == "rename_passkey" {
                let body = json!({ "name": "改名" });
                return replaces("passkeys", which, "public_key", move || {
                    app.prepare("PUT", &path).bearer(&access).version(1).json(&body).send()
                });
            }
            let body = json!({ "password": PASSWORD, "passkey": passkey.sign(&app.ask_within(&access, "proof")) });
            replaces("passkeys", which, "name", move || {
                app.prepare("POST", &format!("{path}/removal")).bearer(&access).json(&body).send()
            })
        }
        _ => None,
    }
}
