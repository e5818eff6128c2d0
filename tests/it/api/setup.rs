//! The first start: an empty centre has no account, and a one-time token founds it.

use custody::operations::accounts::setup;
use serde_json::{Value, json};

use crate::support::{PASSWORD, TestApp};
use crate::text;

fn founding(token: &str) -> Value {
    json!({
        "token": token, "centre_name": "涉案财物管理中心", "centre_code": "130273000001", "login": "first.admin",
        "name": "系统管理员", "password": PASSWORD, "security_login": "second.admin", "security_name": "安全管理员",
    })
}

#[test]
fn a_token_founds_the_centre_once() {
    let app = TestApp::empty("founding");
    let found = |body: &Value| app.prepare("POST", "/api/v1/setup").json(body).send();
    found(&founding("guess")).refused(401, "setup_token_wrong");
    let old = setup::new_token(&app.database, &app.keys.tokens).unwrap().unwrap();
    let token = setup::new_token(&app.database, &app.keys.tokens).unwrap().unwrap();
    found(&founding(&old)).refused(401, "setup_token_wrong");
    let mut weak = founding(&token);
    weak["password"] = "first.admin-123456".into();
    weak["centre_code"] = "13".into();
    assert_eq!(found(&weak).fields(), [("/password", "password_names_you")]);
    weak["password"] = PASSWORD.into();
    assert_eq!(found(&weak).fields(), [("/centre_code", "unit_code_invalid")]);
    let mut nameless = founding(&token);
    (nameless["login"], nameless["security_login"]) = ("First Admin".into(), "s".into());
    let told = [("/login", "login_invalid"), ("/security_login", "login_invalid")];
    assert_eq!(found(&nameless).fields(), told, "what is wrong with both is said at once");
    let founded = found(&founding(&token)).with(201);
    found(&founding(&token)).refused(401, "setup_token_wrong");
    assert_eq!(setup::new_token(&app.database, &app.keys.tokens).unwrap(), None, "a founded centre makes no token");

    let admin = app.sign_in("first.admin");
    let (status, me) = app.get("/api/v1/session", Some(&admin));
    assert_eq!((status, &me["roles"]), (200, &json!(["system_admin"])));
    let security = json!({ "login": "second.admin", "password": text(&founded, "security_initial_password") });
    let tokens = app.prepare("POST", "/api/v1/session").json(&security).send().ok();
    let (status, me) = app.get("/api/v1/session", tokens["access_token"].as_str());
    assert_eq!((status, &me["must_change_password"]), (200, &json!(true)));
}
