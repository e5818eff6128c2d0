//! The names that stand beside ids in answers: looked up once for a whole page, for whoever may see its rows. A
//! custodian may not read the directory of people, but sees who gave and who received.

use std::collections::HashMap;

use crate::db::accounts::{agencies, users};
use crate::db::cases::{cases, documents};
use crate::db::centre::places;
use crate::db::engine::connection::Conn;
use crate::db::goods::history::Named;
use crate::db::goods::movements::Movement;
use crate::db::requests::requests;
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, DocumentId, PlaceId, RequestId, UserId};

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
}

impl Names {
    /// The names that the views of these rows show.
    pub fn of<'r, R: Referencing + 'r>(conn: &mut Conn, rows: impl IntoIterator<Item = &'r R>) -> Result<Self> {
        let mut ids = References::default();
        rows.into_iter().for_each(|row| row.add_references(&mut ids));
        Self::look_up(conn, ids)
    }

    /// The names of these ids: one statement for each kind of thing mentioned.
    pub fn look_up(conn: &mut Conn, ids: References) -> Result<Self> {
        Ok(Self {
            people: users::list_names(conn, &once(ids.people))?,
            agencies: agencies::list_names(conn, &once(ids.agencies))?,
            places: places::list_names(conn, &once(ids.places))?,
            cases: cases::list_names(conn, &once(ids.cases))?,
            requests: requests::list_names(conn, &once(ids.requests))?,
            documents: documents::list_names(conn, &once(ids.documents))?,
        })
    }

    /// The names that a movement came with.
    pub fn beside(row: &Movement, named: Named) -> Self {
        let mut names = Self::default();
        let people = [
            (Some(row.actor_id), named.actor),
            (row.second_id, named.second),
            (row.from_borrower_id, named.from_borrower),
            (row.to_borrower_id, named.to_borrower),
        ];
        names.people.extend(people.into_iter().filter_map(|(id, name)| id.zip(name)));
        let places = [(row.from_place_id, named.from_place), (row.to_place_id, named.to_place)];
        names.places.extend(places.into_iter().filter_map(|(id, called)| id.zip(called)));
        names.requests.extend(row.request_id.zip(named.request_number));
        names
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

fn once<T: Ord>(mut ids: Vec<T>) -> Vec<T> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
