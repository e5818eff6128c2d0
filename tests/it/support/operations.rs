//! The people of a small centre, and the work they do before something goes wrong.

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use custody::db::Database;
use custody::db::accounts::users::find_by_login;
use custody::db::change::Actor;
use custody::keys::{Keys, PersonalKeys};
use custody::model::accounts::agency::{AgencyKind, DocumentKind, PlaceKind};
use custody::model::accounts::role::Role;
use custody::model::accounts::viewer::Viewer;
use custody::model::goods::category::{Category, StorageClass};
use custody::model::ids::{AgencyId, CaseId, RequestId, UserId};
use custody::model::requests::request::{LineOutcome, LoanPurpose};
use custody::model::requests::terms::{DraftLoan, DraftTerms};
use custody::model::time::{DAY, HOUR};
use custody::operations::accounts::agencies::{self, NewAgency};
use custody::operations::accounts::passwords::PasswordHash;
use custody::operations::accounts::users::{self, NewUser, Secret};
use custody::operations::cases::cases::{self, NewCase, NewSeizureList};
use custody::operations::cases::corrections::{self, Cancellation};
use custody::operations::cases::documents::{self, NewDocument};
use custody::operations::centre::places::{self, NewPlace, PlaceEdit};
use custody::operations::goods::descriptions::NewItem;
use custody::operations::requests::execution;
use custody::operations::requests::line_execution::LineExecution;
use custody::operations::requests::requests::{self, Decision, NewRequest};
use custody::operations::requests::submission;

use super::{PASSWORD, password_hash};

/// The shelves of the small centre, for ordinary goods.
pub const SHELVES: [&str; 3] = ["A-01", "A-02", "A-03"];

/// Everybody of a small centre, with one case.
pub struct People {
    pub officers: Vec<Viewer>,
    pub unit_head: Viewer,
    pub custodians: Vec<Viewer>,
    pub case: CaseId,
}

/// Logins of the custodians.
pub fn custodian(number: usize) -> String {
    format!("custodian-{number:02}")
}

/// A custodian of somebody's agency whose password was hashed by a program that took less trouble.
pub fn hashed_of_old(database: &Database, login: &str, colleague: &str) -> UserId {
    let little = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1_024, 1, 1, None).unwrap());
    let hash = little.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    let made = database.change(Actor::PROGRAM, |change| {
        let agency_id = find_by_login(change.reader(), colleague)?.unwrap().agency_id;
        let new = NewUser::new(login, login, agency_id);
        let hash = Secret::Own(PasswordHash::made_elsewhere(hash));
        let user = users::register(change, &PersonalKeys::default(), &new, hash)?;
        users::grant_roles(change, user.id, &[Role::Custodian])
    });
    made.unwrap().id
}

/// Founds a small centre: a police station, the centre with `custodians` custodians, shelves, and a case.
pub fn found(database: &Database, custodians: usize) -> People {
    let agency =
        |code: &str, name: &str, kind| NewAgency { code: code.into(), name: name.into(), kind, parent_id: None };
    let everybody = database.change(Actor::PROGRAM, |change| {
        let station = agencies::register(change, &agency("130273510100", "第一派出所", AgencyKind::Police))?;
        let centre = agencies::register(change, &agency("130273010000", "涉案财物管理中心", AgencyKind::Centre))?;
        let mut person = |login: String, agency_id, role: Role| {
            let new = NewUser::new(login.clone(), login, agency_id);
            let user = users::register(change, &PersonalKeys::default(), &new, Secret::Own(password_hash()))?;
            Ok(users::grant_roles(change, user.id, &[role])?.viewer())
        };
        let officers = (1..=2).map(|n| person(format!("officer-{n:02}"), station.id, Role::CaseOfficer));
        let officers = officers.collect::<Result<Vec<_>, custody::error::Error>>()?;
        let unit_head = person("unit-head-01".to_owned(), station.id, Role::UnitHead)?;
        let keepers = (1..=custodians).map(|n| person(custodian(n), centre.id, Role::Custodian));
        let keepers = keepers.collect::<Result<Vec<_>, custody::error::Error>>()?;
        for code in SHELVES {
            let (kind, storage_class) = (PlaceKind::Rack, StorageClass::Ordinary);
            let new = NewPlace {
                code: code.into(),
                name: code.into(),
                kind,
                storage_class,
                parent_id: None,
                capacity: None,
                secrecy: None,
            };
            places::register(change, &new)?;
        }
        Ok((officers, unit_head, keepers))
    });
    let (officers, unit_head, custodians) = everybody.unwrap();
    let new = NewCase {
        case_no: "A1302735101002023010001".into(),
        name: "王伟盗窃案".into(),
        cause: "盗窃".into(),
        stage: None,
        officers: officers.iter().map(|officer| officer.user_id).collect(),
        secrecy: None,
    };
    let first = &officers[0];
    let case = database.change(Actor::from(first), |change| cases::register(change, first, &new)).unwrap().id;
    People { officers, unit_head, custodians, case }
}

/// A request with these terms.
pub fn with_terms(terms: DraftTerms, case_id: CaseId, items: Vec<String>) -> NewRequest {
    NewRequest { case_id, reason: "依法办理".into(), items, terms }
}

/// A loan of these items, as an officer writes it.
pub fn loan_of(database: &Database, people: &People, items: Vec<String>) -> NewRequest {
    let now = database.clock().now();
    let terms = DraftLoan { purpose: Some(LoanPurpose::Inspection), starts_at: Some(now), due_at: Some(now.plus(DAY)) };
    with_terms(DraftTerms::Loan(terms), people.case, items)
}

/// Takes `count` pieces in, from the seizure list to the shelf, and answers their label codes.
pub fn take_in(database: &Database, keys: &Keys, people: &People, list_no: &str, count: usize) -> Vec<String> {
    let officer = &people.officers[0];
    let item = |n: usize| NewItem {
        name: format!("手机{n}"),
        category: Category::Ordinary,
        features: "黑色".into(),
        model: "X1".into(),
        serial_no: format!("SN{n:06}"),
        pieces: 1,
        unit: "件".into(),
        holder_name: None,
        owner_name: String::new(),
        valuation_minor: Some(120_000),
        currency: None,
        attributes: Default::default(),
        remark: String::new(),
    };
    let list = NewSeizureList {
        case_id: people.case,
        list_no: list_no.into(),
        decision_no: None,
        seized_at: database.clock().now().plus(-HOUR),
        seized_place: "学院路".into(),
        holder_name: "王伟".into(),
        attesting_witness: None,
        items: (1..=count).map(item).collect(),
    };
    let made = database.change(Actor::from(officer), |change| {
        let (_, codes) = cases::register_seizure_list(change, officer, &keys.labels, &list)?;
        let codes: Vec<String> = codes.iter().map(|code| code.as_str().to_owned()).collect();
        let new = with_terms(DraftTerms::Intake, people.case, codes.clone());
        let draft = requests::draft(change, officer, &keys.personal, &new)?;
        Ok((submission::submit(change, officer, draft.seen())?.id, codes))
    });
    let (request, codes) = made.unwrap();
    approve(database, people, request);
    let lines: Vec<_> = codes.iter().map(|code| line(code, LineOutcome::Accepted, Some(SHELVES[0]))).collect();
    execute(database, &people.custodians[0], request, &lines);
    codes
}

/// Lends items to the first officer, and answers the request.
pub fn lend(database: &Database, people: &People, codes: &[String]) -> RequestId {
    let request = approved_loan(database, people, codes);
    let lines: Vec<_> = codes.iter().map(|code| line(code, LineOutcome::Lent, None)).collect();
    execute(database, &people.custodians[0], request, &lines);
    request
}

/// A loan that only waits for a custodian.
pub fn approved_loan(database: &Database, people: &People, codes: &[String]) -> RequestId {
    let officer = &people.officers[0];
    let new = loan_of(database, people, codes.to_vec());
    let made = database.change(Actor::from(officer), |change| {
        let draft = requests::draft(change, officer, &PersonalKeys::default(), &new)?;
        submission::submit(change, officer, draft.seen())
    });
    let request = made.unwrap().id;
    approve(database, people, request);
    request
}

fn approve(database: &Database, people: &People, request: RequestId) {
    let head = &people.unit_head;
    let decided = database.change(Actor::from(head), |change| {
        let seen = custody::db::requests::requests::get(change.reader(), head.reach(), request)?.seen();
        requests::decide(change, head, seen, Decision::Approve, Some("同意"))
    });
    decided.unwrap();
}

pub fn execute(database: &Database, by: &Viewer, request: RequestId, lines: &[LineExecution]) {
    let done = database.change(Actor::from(by), |change| execution::execute(change, by, None, request, lines, true));
    done.unwrap();
}

pub fn line(code: &str, outcome: LineOutcome, place: Option<&str>) -> LineExecution {
    LineExecution {
        item: code.to_owned(),
        outcome,
        place: place.map(str::to_owned),
        label: None,
        seal_no: None,
        reason: None,
        condition: None,
        sealing: None,
        corrected: None,
    }
}

/// The second shelf gets another name.
pub fn rename_shelf(database: &Database) {
    let shelf = database.read(|conn| custody::db::centre::places::find_by_code(conn, SHELVES[1])).unwrap().unwrap();
    let edit = PlaceEdit { name: Some("二号货架".into()), ..Default::default() };
    database.change(Actor::PROGRAM, |change| places::edit(change, shelf.id, shelf.version, &edit)).unwrap();
}

/// A document that was registered by mistake, and cancelled.
pub fn write_down_in_vain(database: &Database, people: &People) {
    let officer = &people.officers[0];
    let new = NewDocument {
        kind: DocumentKind::Other,
        number: "误".into(),
        title: "说明".into(),
        case_id: people.case,
        request_id: None,
        issued_at: database.clock().now(),
    };
    let done = database.change(Actor::from(officer), |change| {
        let document = documents::register(change, officer, &new)?;
        let why = Cancellation { reason: "重复登记".into() };
        corrections::cancel_document(change, officer, (document.id, 1), &why)
    });
    done.unwrap();
}

pub fn auditor(database: &Database, agency_id: AgencyId) -> Viewer {
    let made = database.change(Actor::PROGRAM, |change| {
        let new = NewUser::new("auditor-01", "auditor-01", agency_id);
        let user = users::register(change, &PersonalKeys::default(), &new, Secret::Own(password_hash()))?;
        Ok(users::grant_roles(change, user.id, &[Role::Auditor])?.viewer())
    });
    made.unwrap()
}
