//! Which roles the people of an agency may have: what is said of the agency is what granting goes by.

use custody::model::accounts::role::Role;
use serde_json::json;

use crate::support::TestApp;
use crate::text;

#[test]
fn an_agency_names_the_roles_that_can_be_granted_to_its_people_and_no_others() {
    let app = TestApp::new("roles-of-agencies");
    let (admin, security) = (app.one(Role::SystemAdmin), app.one(Role::SecurityAdmin));
    let (mut granted, mut refused) = (0, 0);
    for (login, code) in
        [("newcomer.a", "130273010000"), ("newcomer.b", "130273020000"), ("newcomer.c", "130273030000")]
    {
        let agency = security.get(&format!("/api/v1/agencies?q={code}")).ok()["rows"][0].clone();
        let offered = agency["roles"].as_array().unwrap();
        let user = json!({ "login": login, "name": "新人", "agency_id": agency["id"] });
        let id = admin.post("/api/v1/users", &user).created();
        for role in Role::ALL {
            let answer = security.post(&format!("/api/v1/users/{id}/roles"), &json!({ "roles": [role] }));
            if offered.contains(&json!(role)) {
                answer.ok();
                granted += 1;
            } else {
                assert_eq!(answer.fields(), [("/roles", "role_agency_mismatch")], "{} {role}", text(&agency, "name"));
                refused += 1;
            }
        }
    }
    assert!(granted >= 6 && refused >= 12, "{granted} {refused}");
}
