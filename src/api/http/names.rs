//! The names that stand beside ids in answers: looked up once for a whole page, for whoever may see its rows. A
//! custodian may not read the directory of people, but sees who gave and who received. What happened at some time is
//! told with the names of then, see [`Names::at`].

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::accounts::{agencies, users};
use crate::db::cases::{cases, documents};
use crate::db::centre::places;
use crate::db::engine::connection::Conn;
use crate::db::goods::history::Happened;
use crate::db::ledger::audit::EntryRow;
use crate::db::ledger::former_names;
use crate::db::ledger::subjects::{self, Subject, Wanted};
use crate::db::requests::requests;
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId, DocumentId, PlaceId, RequestId, SubjectId, UserId};
use crate::model::ledger::naming::Name;
use crate::model::reason::Language;
use crate::model::time::Time;

/// The ids that the rows of a page speak of.
#[derive(Debug, Default)]
pub struct References {
    people: Vec<UserId>,
    agencies: Vec<AgencyId>,
    places: Vec<PlaceId>,
    cases: Vec<CaseId>,
    requests: Vec<RequestId>,
    documents: Vec<DocumentId>,
}

impl References {
    /// A person, if any.
    pub fn person(&mut self, id: impl Into<Option<UserId>>) -> &mut Self {
        self.people.extend(id.into());
        self
    }

    /// An agency.
    pub fn agency(&mut self, id: impl Into<Option<AgencyId>>) -> &mut Self {
        self.agencies.extend(id.into());
        self
    }

    /// A place, if any.
    pub fn place(&mut self, id: impl Into<Option<PlaceId>>) -> &mut Self {
        self.places.extend(id.into());
        self
    }

    /// A case, if any.
    pub fn case(&mut self, id: impl Into<Option<CaseId>>) -> &mut Self {
        self.cases.extend(id.into());
        self
    }

    /// A request, if any.
    pub fn request(&mut self, id: impl Into<Option<RequestId>>) -> &mut Self {
        self.requests.extend(id.into());
        self
    }

    /// A document, if any.
    pub fn document(&mut self, id: impl Into<Option<DocumentId>>) -> &mut Self {
        self.documents.extend(id.into());
        self
    }
}

/// A row that speaks of others by their ids.
pub trait Referencing {
    /// Adds the ids whose names its view shows.
    fn add_references(&self, ids: &mut References);
}

impl<A: Referencing, B: Referencing> Referencing for (A, B) {
    fn add_references(&self, ids: &mut References) {
        self.0.add_references(ids);
        self.1.add_references(ids);
    }
}

/// A row with its item's label code and name.
impl<A: Referencing> Referencing for (A, String, String) {
    fn add_references(&self, ids: &mut References) {
        self.0.add_references(ids);
    }
}

/// The names of everything a page speaks of.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<UserId, String>,
    agencies: HashMap<AgencyId, String>,
    places: HashMap<PlaceId, (String, String)>,
    cases: HashMap<CaseId, (String, String)>,
    requests: HashMap<RequestId, String>,
    documents: HashMap<DocumentId, (String, String)>,
    /// What entries of the log are about.
    subjects: HashMap<SubjectId, Subject>,
    /// Of those that were renamed, what each was called until when, first to last.
    former: HashMap<SubjectId, Vec<(Time, Name)>>,
}

impl Names {
    /// The names that the views of these rows show.
    pub fn of<'r, R: Referencing + 'r>(conn: &mut Conn, rows: impl IntoIterator<Item = &'r R>) -> Result<Self> {
        let mut ids = References::default();
        rows.into_iter().for_each(|row| row.add_references(&mut ids));
        Self::look_up(conn, ids)
    }

    /// The names of these ids: one statement for each kind of thing mentioned, and one for what they were called before.
    pub fn look_up(conn: &mut Conn, ids: References) -> Result<Self> {
        let names = Self {
            people: users::list_names(conn, &once(ids.people))?,
            agencies: agencies::list_names(conn, &once(ids.agencies))?,
            places: places::list_names(conn, &once(ids.places))?,
            cases: cases::list_names(conn, &once(ids.cases))?,
            requests: requests::list_names(conn, &once(ids.requests))?,
            documents: documents::list_names(conn, &once(ids.documents))?,
            subjects: HashMap::new(),
            former: HashMap::new(),
        };
        names.with_former(conn)
    }

    /// The names that the events of an item came with.
    pub fn beside(conn: &mut Conn, events: &[Happened]) -> Result<Self> {
        let mut names = Self::default();
        for Happened { leaf, movement, named } in events {
            let mut person = |id: Option<UserId>, name: &Option<String>| names.people.extend(id.zip(name.clone()));
            person(leaf.actor_id, &named.actor);
            let Some(row) = movement else { continue };
            person(row.second_id, &named.second);
            person(row.from_borrower_id, &named.from_borrower);
            person(row.to_borrower_id, &named.to_borrower);
            names.places.extend(row.from_place_id.zip(named.from_place.clone()));
            names.places.extend(row.to_place_id.zip(named.to_place.clone()));
            names.requests.extend(row.request_id.zip(named.request_number.clone()));
        }
        names.with_former(conn)
    }

    /// The names that entries of the log came with, and of what they are about, as far as the reader may know of it.
    pub fn beside_entries(conn: &mut Conn, reach: Reach, rows: &[EntryRow]) -> Result<Self> {
        let (mut names, mut wanted) = (Self::default(), Wanted::default());
        for row in rows {
            names.people.extend(row.actor_id.zip(row.actor_name.clone()));
            names.agencies.extend(row.agency_id.zip(row.agency_name.clone()));
            if let Some(id) = row.subject_id.filter(|_| !row.is_concealed()) {
                wanted.add(id.0, row.subject_kind());
            }
        }
        names.subjects = subjects::list(conn, reach, &wanted)?;
        names.with_former(conn)
    }

    /// The names of whatever has these ids, as far as the reader may know of it.
    pub fn of_subjects(conn: &mut Conn, reach: Reach, wanted: &Wanted) -> Result<Self> {
        let names = Self { subjects: subjects::list(conn, reach, wanted)?, ..Self::default() };
        names.with_former(conn)
    }

    /// What an entry is about.
    pub fn subject(&self, id: impl Into<Option<SubjectId>>) -> Option<&Subject> {
        self.subjects.get(&id.into()?)
    }

    fn with_former(self, conn: &mut Conn) -> Result<Self> {
        let people = self.people.keys().map(|id| id.0);
        let agencies = self.agencies.keys().map(|id| id.0);
        let (places, cases) = (self.places.keys().map(|id| id.0), self.cases.keys().map(|id| id.0));
        let subjects = self.subjects.keys().map(|id| id.0);
        let ids: Vec<_> = people.chain(agencies).chain(places).chain(cases).chain(subjects).map(SubjectId).collect();
        Ok(Self { former: former_names::list(conn, &once(ids))?, ..self })
    }

    /// The names as they were at a time; without one, such as of a draft, as they are.
    pub fn at(&self, time: impl Into<Option<Time>>) -> NamesAt<'_> {
        NamesAt { names: self, time: time.into(), now: NamesNow::default() }
    }

    fn former(&self, id: Uuid, time: Option<Time>) -> Option<&Name> {
        former_names::at(self.former.get(&SubjectId(id))?, time?)
    }

    /// The name of a person.
    pub fn person(&self, id: impl Into<Option<UserId>>) -> Option<String> {
        self.people.get(&id.into()?).cloned()
    }

    /// The name of an agency.
    pub fn agency(&self, id: AgencyId) -> String {
        self.agencies.get(&id).cloned().unwrap_or_default()
    }

    /// The code of a place.
    pub fn place_code(&self, id: impl Into<Option<PlaceId>>) -> Option<String> {
        self.places.get(&id.into()?).map(|(code, _)| code.clone())
    }

    /// The name of a place.
    pub fn place_name(&self, id: impl Into<Option<PlaceId>>) -> Option<String> {
        self.places.get(&id.into()?).map(|(_, name)| name.clone())
    }

    /// The number of a case.
    pub fn case_no(&self, id: impl Into<Option<CaseId>>) -> Option<String> {
        self.cases.get(&id.into()?).map(|(number, _)| number.clone())
    }

    /// The name of a case.
    pub fn case_name(&self, id: impl Into<Option<CaseId>>) -> Option<String> {
        self.cases.get(&id.into()?).map(|(_, name)| name.clone())
    }

    /// The number of a request.
    pub fn request_number(&self, id: impl Into<Option<RequestId>>) -> Option<String> {
        self.requests.get(&id.into()?).cloned()
    }

    /// The number of a document.
    pub fn document_number(&self, id: impl Into<Option<DocumentId>>) -> Option<String> {
        self.documents.get(&id.into()?).map(|(number, _)| number.clone())
    }

    /// The title of a document.
    pub fn document_title(&self, id: impl Into<Option<DocumentId>>) -> Option<String> {
        self.documents.get(&id.into()?).map(|(_, title)| title.clone())
    }
}

/// Of the members of a view that hold a name as it was, those whose bearer is called otherwise now, each with the
/// present name. Absent when there are none.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct NamesNow(BTreeMap<&'static str, String>);

impl NamesNow {
    /// Of the one member that holds a name, if that is another now.
    pub fn of(member: &'static str, now: Option<String>) -> Self {
        Self(now.map(|now| (member, now)).into_iter().collect())
    }

    /// Whether all are called as they were.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A name as it was, with the present one behind it when that is another.
    pub fn beside(&self, member: &str, then: &str, language: Language) -> String {
        match (self.0.get(member), language) {
            (None, _) => then.to_owned(),
            (Some(now), Language::English) => format!("{then} (now {now})"),
            (Some(now), Language::Chinese) if member.ends_with("_no") || member.ends_with("code") => {
                format!("{then}（现编号：{now}）")
            }
            (Some(now), Language::Chinese) => format!("{then}（现名：{now}）"),
        }
    }
}

/// Names as they were at some time. Each is asked for by the member of the view that it goes into, so that the present
/// name can stand beside it in `names_now`.
#[derive(Debug)]
pub struct NamesAt<'n> {
    names: &'n Names,
    time: Option<Time>,
    now: NamesNow,
}

impl NamesAt<'_> {
    /// What comes next is told as of another time.
    pub fn at(&mut self, time: impl Into<Option<Time>>) -> &mut Self {
        self.time = time.into();
        self
    }

    /// The name of a person.
    pub fn person(&mut self, member: &'static str, id: impl Into<Option<UserId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.person(id), |name| Some(name.name.as_str()))
    }

    /// The name of an agency.
    pub fn agency(&mut self, member: &'static str, id: impl Into<Option<AgencyId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.agencies.get(&id).cloned(), |name| Some(name.name.as_str()))
    }

    /// The code of a place.
    pub fn place_code(&mut self, member: &'static str, id: impl Into<Option<PlaceId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.place_code(id), |name| name.code.as_deref())
    }

    /// The name of a place.
    pub fn place_name(&mut self, member: &'static str, id: impl Into<Option<PlaceId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.place_name(id), |name| Some(name.name.as_str()))
    }

    /// The number of a case.
    pub fn case_no(&mut self, member: &'static str, id: impl Into<Option<CaseId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.case_no(id), |name| name.code.as_deref())
    }

    /// The name of a case.
    pub fn case_name(&mut self, member: &'static str, id: impl Into<Option<CaseId>>) -> Option<String> {
        let id = id.into()?;
        self.say(member, id.0, self.names.case_name(id), |name| Some(name.name.as_str()))
    }

    /// The number, code or login of what an entry is about.
    pub fn subject_code(&mut self, member: &'static str, id: impl Into<Option<SubjectId>>) -> Option<String> {
        let id = id.into()?;
        let present = self.names.subject(id)?.code.clone();
        self.say(member, id.0, present, |name| name.code.as_deref())
    }

    /// The name or title of what an entry is about.
    pub fn subject_name(&mut self, member: &'static str, id: impl Into<Option<SubjectId>>) -> Option<String> {
        let id = id.into()?;
        let present = self.names.subject(id)?.name.clone();
        self.say(member, id.0, present, |name| Some(name.name.as_str()))
    }

    /// The present names of what was renamed since.
    pub fn now(self) -> NamesNow {
        self.now
    }

    fn say(
        &mut self,
        member: &'static str,
        id: Uuid,
        present: Option<String>,
        part: impl Fn(&Name) -> Option<&str>,
    ) -> Option<String> {
        let Some(then) = self.names.former(id, self.time).and_then(part).map(str::to_owned) else { return present };
        if let Some(present) = present.filter(|present| *present != then) {
            self.now.0.insert(member, present);
        }
        Some(then)
    }
}

fn once<T: Ord>(mut ids: Vec<T>) -> Vec<T> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
