//! A small centre with everybody it needs: three agencies that bring goods, the staff who keep them, those who watch,
//! and a place of every class.

use custody::db::accounts::users::{self, User};
use custody::db::change::{Actor, Change};
use custody::keys::PersonalKeys;
use custody::model::accounts::agency::{AgencyKind, PlaceKind};
use custody::model::accounts::role::Role;
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::goods::category::StorageClass;
use custody::model::ids::AgencyId;
use custody::operations::accounts::agencies::{self, NewAgency};
use custody::operations::accounts::passwords::PasswordHash;
use custody::operations::accounts::users::clearances::{self, NewClearance};
use custody::operations::accounts::users::{NewUser, Secret, grant_roles, register};
use custody::operations::centre::places::{self, NewPlace, PlaceEdit};
use serde_json::{Value, json};

use super::{Person, TestApp, password_hash};
use crate::text;

/// Unit code, name, kind and short word of the agencies that bring goods.
const SERVED: [(&str, &str, AgencyKind, &str); 3] = [
    ("130273010000", "高新公安分局", AgencyKind::Police, "police"),
    ("130273020000", "高新检察院", AgencyKind::Procuratorate, "prosecutor"),
    ("130273030000", "高新市场监管局", AgencyKind::MarketSupervision, "market"),
];
/// The centre's staff and those who watch: login, name, role.
const STAFF: [(&str, &str, Role); 8] = [
    ("custodian-1", "保管甲", Role::Custodian),
    ("custodian-2", "保管乙", Role::Custodian),
    ("custodian-3", "保管丙", Role::Custodian),
    ("centre-head-1", "中心主任", Role::CentreHead),
    ("system-admin", "系统管理员", Role::SystemAdmin),
    ("security-admin", "安全管理员", Role::SecurityAdmin),
    ("auditor", "审计管理员", Role::Auditor),
    ("supervisor", "政法委督察", Role::Supervisor),
];
/// Code, class and room of the places; one of every class, and a bin that takes two.
const PLACES: [(&str, StorageClass, Option<i64>); 9] = [
    ("R-1", StorageClass::Receiving, None),
    ("O-1", StorageClass::Ordinary, None),
    ("O-2", StorageClass::Ordinary, Some(2)),
    ("V-1", StorageClass::Vault, None),
    ("V-2", StorageClass::Vault, None),
    ("S-1", StorageClass::SpecimenRoom, None),
    ("M-1", StorageClass::AntimagneticCabinet, None),
    ("B-1", StorageClass::BulkHall, None),
    ("Y-1", StorageClass::Yard, None),
];

/// The people of one agency.
pub struct Team<'t> {
    pub officer: Person<'t>,
    pub colleague: Person<'t>,
    pub head: Person<'t>,
}

/// The people of the centre itself.
pub struct Staff<'t> {
    pub custodian: Person<'t>,
    pub second: Person<'t>,
    pub third: Person<'t>,
    pub head: Person<'t>,
}

impl TestApp {
    /// Brings people and places into an empty centre.
    pub(super) fn peopled(self) -> Self {
        let hash = password_hash();
        let entered = self.database.change(Actor::PROGRAM, |change| {
            enter(change, &hash);
            Ok(())
        });
        entered.unwrap();
        self
    }

    /// A custodian who was not there before.
    pub fn newcomer(&self, login: &str) -> Person<'_> {
        let agency = self.person("custodian-1").agency_id().parse().unwrap();
        let entered =
            |change: &mut Change<'_>| Ok(person(change, login, "新人", agency, Role::Custodian, &password_hash()));
        Person::new(self, self.database.change(Actor::PROGRAM, entered).unwrap())
    }

    /// Somebody by login.
    pub fn person(&self, login: &str) -> Person<'_> {
        let user = self.database.read(|conn| users::find_by_login(conn, login)).unwrap();
        Person::new(self, user.unwrap_or_else(|| panic!("nobody signs in as {login}")))
    }

    /// One person of a role; of the first agency, for the roles of agencies.
    pub fn one(&self, role: Role) -> Person<'_> {
        match role {
            Role::CaseOfficer => self.person("police-officer-1"),
            Role::UnitHead => self.person("police-head"),
            _ => self.person(STAFF.iter().find(|(_, _, held)| *held == role).unwrap().0),
        }
    }

    /// The people of an agency: 0 the police, 1 the procuratorate, 2 market supervision.
    pub fn team(&self, agency: usize) -> Team<'_> {
        let word = SERVED[agency].3;
        Team {
            officer: self.person(&format!("{word}-officer-1")),
            colleague: self.person(&format!("{word}-officer-2")),
            head: self.person(&format!("{word}-head")),
        }
    }

    /// The centre's own people.
    pub fn staff(&self) -> Staff<'_> {
        let person = |login| self.person(login);
        Staff {
            custodian: person("custodian-1"),
            second: person("custodian-2"),
            third: person("custodian-3"),
            head: person("centre-head-1"),
        }
    }

    /// Lets everybody by these logins know of cases up to a level.
    pub fn clear(&self, logins: &[&str], level: SecrecyLevel) {
        let cleared = self.database.change(Actor::PROGRAM, |change| {
            logins.iter().try_for_each(|login| {
                let id = users::find_by_login(change.reader(), login)?.unwrap().id;
                let new = NewClearance { clearance: level, reason: "参与办理".into() };
                clearances::grant(change, id, &new).map(drop)
            })
        });
        cleared.unwrap();
    }

    /// Lets the police and every place have to do with cases of any level.
    pub fn widen(&self) {
        self.clear(&["police-officer-1", "police-officer-2", "police-head"], SecrecyLevel::Secret);
        let widened = self.database.change(Actor::PROGRAM, |change| {
            PLACES.iter().try_for_each(|(code, ..)| {
                let place = custody::db::centre::places::find_by_code(change.reader(), code)?.unwrap();
                let edit = PlaceEdit { secrecy: Some(SecrecyLevel::Secret), ..Default::default() };
                places::edit(change, place.id, place.version, &edit).map(drop)
            })
        });
        widened.unwrap();
    }

    /// One more person of the agency of another, with a role.
    pub fn another(&self, login: &str, role: Role, like: &Person<'_>) -> Person<'_> {
        let (agency_id, hash) = (like.agency_id().parse().unwrap(), password_hash());
        let registered = self.database.change(Actor::PROGRAM, |change| {
            person(change, login, "另一人", agency_id, role, &hash);
            Ok(())
        });
        registered.unwrap();
        self.person(login)
    }

    /// A password that two administrators give somebody, each a part of it.
    #[track_caller]
    pub fn give_password(&self, id: &str) -> String {
        let given = self.person("system-admin").post(&format!("/api/v1/users/{id}/password"), &json!({})).ok();
        self.release_password(id, text(&given, "password_part"))
    }

    /// The password that a first part becomes when the security administrator releases it.
    #[track_caller]
    pub fn release_password(&self, id: &str, first: &str) -> String {
        let path = format!("/api/v1/users/{id}/password-release");
        let released = self.person("security-admin").post(&path, &json!({})).ok();
        format!("{first}{}", text(&released, "password_part"))
    }

    /// Goods of an agency, all the way from a new case into custody: the case and the codes of their labels.
    #[track_caller]
    pub fn in_custody(&self, team: &Team<'_>, goods: &[Value]) -> (String, Vec<String>) {
        let staff = self.staff();
        let case = team.case();
        let codes = team.seize(&case, goods);
        let id = team.submit(&request("intake", &case, &codes));
        let needs_two = goods.iter().any(|good| good["category"] == "valuable");
        team.head.step(&id, "approval", &approve()).ok();
        if needs_two {
            staff.head.step(&id, "approval", &approve()).ok();
        }
        let lines: Vec<Value> = codes.iter().zip(goods).map(|(code, good)| accepted(code, good)).collect();
        let mut call = json!({ "lines": lines, "all_or_nothing": true });
        if needs_two {
            call["confirmation"] = staff.custodian.with_second(&staff.second).into();
        }
        let done = staff.custodian.post(&format!("/api/v1/requests/{id}/execution"), &call).ok();
        assert_eq!(done["request"]["status"], "completed", "{done}");
        (case, codes)
    }

    /// Lends goods in custody to the officer of their agency: the loan.
    #[track_caller]
    pub fn lend(&self, team: &Team<'_>, case: &str, codes: &[String]) -> String {
        let id = team.approved(&loan(case, codes, "identification"));
        let lines: Vec<_> = codes.iter().map(|code| json!({ "item": code, "outcome": "lent" })).collect();
        let done = self.staff().custodian.post(&format!("/api/v1/requests/{id}/execution"), &json!({ "lines": lines }));
        assert_eq!(done.ok()["request"]["status"], "completed");
        id
    }
}

impl Team<'_> {
    /// Registers a case of both officers.
    #[track_caller]
    pub fn case(&self) -> String {
        let case_no = format!("A{}", uuid::Uuid::new_v4().simple());
        let officers = [self.officer.id(), self.colleague.id()];
        let case = json!({ "case_no": case_no, "name": "王伟盗窃案", "cause": "盗窃", "officers": officers });
        self.officer.post("/api/v1/cases", &case).created()
    }

    /// Registers a seizure list; answers the label codes in its order.
    #[track_caller]
    pub fn seize(&self, case: &str, goods: &[Value]) -> Vec<String> {
        let list = json!({
            "case_id": case, "list_no": uuid::Uuid::new_v4().to_string(), "seized_at": "2022-12-31T08:00:00+08:00",
            "seized_place": "建设路18号", "holder_name": "李强", "items": goods,
        });
        let list = self.officer.post("/api/v1/seizure-lists", &list).with(201);
        list["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    }

    /// Drafts and submits a request of the officer's.
    #[track_caller]
    pub fn submit(&self, request: &Value) -> String {
        let id = self.officer.post("/api/v1/requests", request).created();
        self.officer.step(&id, "submission", &json!({})).ok();
        id
    }

    /// Asks to return goods of a loan: the request.
    #[track_caller]
    pub fn bring_back(&self, case: &str, loan: &str, codes: &[String]) -> String {
        let mut back = request("loan_return", case, codes);
        back["loan_id"] = loan.into();
        self.submit(&back)
    }

    /// Has a request submitted and approved by the own head.
    #[track_caller]
    pub fn approved(&self, request: &Value) -> String {
        let id = self.submit(request);
        self.head.step(&id, "approval", &approve()).ok();
        id
    }
}

/// A request for these items, to be added to.
pub fn request(kind: &str, case: &str, items: &[String]) -> Value {
    json!({ "kind": kind, "case_id": case, "reason": "办案需要", "items": items })
}

/// A loan from the first of January to the fifth.
pub fn loan(case: &str, codes: &[String], purpose: &str) -> Value {
    let mut loan = request("loan", case, codes);
    loan["purpose"] = purpose.into();
    loan["starts_at"] = "2023-01-01T00:00:00+08:00".into();
    loan["due_at"] = "2023-01-05T00:00:00Z".into();
    loan
}

/// The word of a head who agrees.
pub fn approve() -> Value {
    json!({ "decision": "approve" })
}

/// The word of a centre head who lets the refusals stand.
pub fn confirm() -> Value {
    json!({ "decision": "confirm" })
}

/// The line of an intake that takes a good as it was listed, at the place for its category.
pub fn accepted(code: &str, good: &Value) -> Value {
    let place = match good["category"].as_str() {
        Some("ordinary") => "O-1",
        Some("valuable") => "V-1",
        Some("specimen") => "S-1",
        Some("antimagnetic") => "M-1",
        Some("bulk") => "B-1",
        Some("vehicle") => "Y-1",
        _ => "R-1",
    };
    json!({ "item": code, "outcome": "accepted", "place": place, "seal_no": format!("F-{code}") })
}

fn enter(change: &mut Change<'_>, hash: &PasswordHash) {
    for (code, name, kind, word) in SERVED {
        let agency = agency(change, code, name, kind);
        for (login, name, role) in [
            ("officer-1", "办案甲", Role::CaseOfficer),
            ("officer-2", "办案乙", Role::CaseOfficer),
            ("head", "部门负责人", Role::UnitHead),
        ] {
            person(change, &format!("{word}-{login}"), name, agency, role, hash);
        }
    }
    let centre = agency(change, "130273000001", "涉案财物管理中心", AgencyKind::Centre);
    let committee = agency(change, "130273000002", "政法委", AgencyKind::PoliticalLegalCommittee);
    for (login, name, role) in STAFF {
        person(change, login, name, if role == Role::Supervisor { committee } else { centre }, role, hash);
    }
    for (code, storage_class, capacity) in PLACES {
        let kind = PlaceKind::Room;
        let new = NewPlace {
            code: code.into(),
            name: code.into(),
            kind,
            storage_class,
            parent_id: None,
            capacity,
            secrecy: None,
        };
        places::register(change, &new).unwrap();
    }
}

fn agency(change: &mut Change<'_>, code: &str, name: &str, kind: AgencyKind) -> AgencyId {
    let new = NewAgency { code: code.into(), name: name.into(), kind, parent_id: None };
    agencies::register(change, &new).unwrap().id
}

fn person(
    change: &mut Change<'_>,
    login: &str,
    name: &str,
    agency_id: AgencyId,
    role: Role,
    hash: &PasswordHash,
) -> User {
    let new = NewUser::new(login, name, agency_id);
    let user = register(change, &PersonalKeys::default(), &new, Secret::Own(hash.clone())).unwrap();
    grant_roles(change, user.id, &[role]).unwrap()
}
