//! What entries of the log are about, by name: a statement for each kind of thing, within what the reader may know of. The log itself
//! has no foreign keys, and some entries do not say what kind of thing they are about.

use std::collections::HashMap;

use diesel::dsl::{not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use uuid::Uuid;

use crate::db::accounts::secrecy::cleared;
use crate::db::cases::cases::within as case_within;
use crate::db::cases::documents::within as document_within;
use crate::db::cases::files::{joined as joined_files, within as file_within};
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::like::{escaped, folded};
use crate::db::goods::discrepancies::within as discrepancy_within;
use crate::db::goods::items::within as item_within;
use crate::db::ledger::former_names::formerly;
use crate::db::papers::papers::within as paper_within;
use crate::db::papers::print_batches::within as batch_within;
use crate::db::requests::requests::within as request_within;
use crate::db::schema::{
    agencies, cases, clues, discrepancies, documents, files, items, label_contents, paper_profiles, papers, places,
    print_batches, print_lines, requests, seizure_lists, supervision_notices, users,
};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::SubjectId;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::text;

/// Of one kind of thing, at most so many are found by a text.
const OF_ONE_KIND: i64 = 5;

/// Something that an entry is about, as it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub kind: SubjectKind,
    /// A number, code or login.
    pub code: Option<String>,
    pub name: Option<String>,
}

/// What is to be named: ids, each with the kind of thing where that is known.
#[derive(Debug, Default)]
pub struct Wanted(Vec<(Uuid, Option<SubjectKind>)>);

impl Wanted {
    /// Adds an id; the nil one is nothing's.
    pub fn add(&mut self, id: Uuid, kind: Option<SubjectKind>) {
        if !id.is_nil() {
            self.0.push((id, kind));
        }
    }

    /// The ids that may be of this kind, each once.
    fn of(&self, kind: SubjectKind) -> Vec<SubjectId> {
        let may_be = |known: &Option<SubjectKind>| known.is_none_or(|known| known == kind);
        let mut ids: Vec<_> = self.0.iter().filter(|(_, known)| may_be(known)).map(|(id, _)| SubjectId(*id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// How a text must fit what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The whole number, code, login or name.
    Whole,
    /// The beginning of a number, code or login, or a part of a name.
    Part,
}

/// A row: its id, its code and its name.
type Named = (SubjectId, Option<String>, Option<String>);

/// The statement for one kind of thing: its rows that fulfil a condition, within reach.
macro_rules! named {
    (Request, $reach:expr, $condition:expr) => {{
        let nameless = sql::<Nullable<Text>>("CAST(NULL AS TEXT)");
        let query = requests::table.filter($condition).select((requests::id, requests::number, nameless));
        request_within!(query.order(requests::id.desc()).into_boxed(), $reach)
    }};
    (Case, $reach:expr, $condition:expr) => {{
        let columns = (cases::id, cases::case_no.nullable(), cases::name.nullable());
        let query = cases::table.filter($condition).select(columns);
        case_within!(query.order(cases::id.desc()).into_boxed(), $reach)
    }};
    (SeizureList, $reach:expr, $condition:expr) => {{
        let joined = seizure_lists::table.inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)));
        let nameless = sql::<Nullable<Text>>("CAST(NULL AS TEXT)");
        let query = joined.filter($condition).select((seizure_lists::id, seizure_lists::list_no.nullable(), nameless));
        case_within!(query.order(seizure_lists::id.desc()).into_boxed(), $reach)
    }};
    (Document, $reach:expr, $condition:expr) => {{
        let joined = documents::table.left_join(cases::table.on(documents::case_id.eq(cases::id.nullable())));
        let columns = (documents::id, documents::number.nullable(), documents::title.nullable());
        let query = joined.filter($condition).select(columns);
        document_within!(query.order(documents::id.desc()).into_boxed(), $reach)
    }};
    (Paper, $reach:expr, $condition:expr) => {{
        let joined = papers::table.inner_join(cases::table.on(cases::id.eq(papers::case_id)));
        let nameless = sql::<Nullable<Text>>("CAST(NULL AS TEXT)");
        let query = joined.filter($condition).select((papers::id, papers::number.nullable(), nameless));
        paper_within!(query.order(papers::id.desc()).into_boxed(), $reach)
    }};
    (Item, $reach:expr, $condition:expr) => {{
        let columns = (items::id, items::code.nullable(), items::name.nullable());
        let query = items::table.filter($condition).select(columns);
        item_within!(query.order(items::id.desc()).into_boxed(), $reach)
    }};
    (Discrepancy, $reach:expr, $condition:expr) => {{
        let joined = discrepancies::table.inner_join(items::table.on(items::id.eq(discrepancies::item_id)));
        let columns = (discrepancies::id, items::code.nullable(), items::name.nullable());
        let query = joined.filter($condition).select(columns);
        discrepancy_within!(query.order(discrepancies::id.desc()).into_boxed(), $reach)
    }};
    (Clue, $reach:expr, $condition:expr) => {{
        let columns = (clues::id, cases::case_no.nullable(), cases::name.nullable());
        let query = clues::table.inner_join(cases::table).filter($condition).select(columns);
        case_within!(query.order(clues::id.desc()).into_boxed(), $reach)
    }};
    (SupervisionNotice, $reach:expr, $condition:expr) => {{
        use supervision_notices as notices;
        let columns = (notices::id, notices::number.nullable(), notices::title.nullable());
        let query = notices::table.inner_join(cases::table).filter($condition).select(columns);
        case_within!(query.order(notices::id.desc()).into_boxed(), $reach)
    }};
    (File, $reach:expr, $condition:expr) => {{
        let columns = (files::id, files::name.nullable(), files::maker.nullable());
        let query = joined_files!().filter($condition).select(columns);
        file_within!(query.order(files::id.desc()).into_boxed(), $reach)
    }};
    (PrintBatch, $reach:expr, $condition:expr) => {{
        let nameless = sql::<Nullable<Text>>("CAST(NULL AS TEXT)");
        let columns = (print_batches::id, print_batches::number.nullable(), nameless);
        let query = print_batches::table.filter($condition).select(columns);
        batch_within!(query.order(print_batches::id.desc()).into_boxed(), $reach)
    }};
    (Person, $reach:expr, $condition:expr) => {{
        let columns = (users::id, users::login.nullable(), users::name.nullable());
        users::table.filter($condition).select(columns).order(users::id.desc()).into_boxed()
    }};
    (Agency, $reach:expr, $condition:expr) => {{
        let columns = (agencies::id, agencies::code.nullable(), agencies::name.nullable());
        agencies::table.filter($condition).select(columns).order(agencies::id.desc()).into_boxed()
    }};
    (Place, $reach:expr, $condition:expr) => {{
        let columns = (places::id, places::code.nullable(), places::name.nullable());
        places::table.filter($condition).select(columns).order(places::id.desc()).into_boxed()
    }};
    (PaperProfile, $reach:expr, $condition:expr) => {{
        let columns =
            (paper_profiles::id, sql::<Nullable<Text>>("CAST(NULL AS TEXT)"), paper_profiles::name.nullable());
        paper_profiles::table.filter($condition).select(columns).order(paper_profiles::id.desc()).into_boxed()
    }};
    (LabelContent, $reach:expr, $condition:expr) => {{
        let columns =
            (label_contents::id, sql::<Nullable<Text>>("CAST(NULL AS TEXT)"), label_contents::name.nullable());
        label_contents::table.filter($condition).select(columns).order(label_contents::id.desc()).into_boxed()
    }};
}

/// Adds what the ids of one kind are called.
macro_rules! add {
    ($conn:ident, $reach:ident, $wanted:ident, $found:ident: $($kind:ident $id:expr),+) => {$(
        for ids in $wanted.of(SubjectKind::$kind).chunks(BATCH) {
            let rows: Vec<Named> = on!(&mut *$conn, c => named!($kind, $reach, $id.eq_any(ids)).load(c))?;
            $found.extend(rows.into_iter().map(|row| subject(SubjectKind::$kind, row)));
        }
    )+};
}

fn subject(kind: SubjectKind, (id, code, name): Named) -> (SubjectId, Subject) {
    (id, Subject { kind, code, name })
}

/// What is called how, within reach: one statement for each kind of thing.
pub fn list(conn: &mut Conn, reach: Reach, wanted: &Wanted) -> Result<HashMap<SubjectId, Subject>> {
    let mut found = HashMap::new();
    add!(conn, reach, wanted, found:
        Request requests::id, Case cases::id, SeizureList seizure_lists::id, Document documents::id, Paper papers::id, Item items::id,
        Discrepancy discrepancies::id, Clue clues::id, SupervisionNotice supervision_notices::id, File files::id, PrintBatch print_batches::id, Person users::id, Agency agencies::id,
        Place places::id, PaperProfile paper_profiles::id, LabelContent label_contents::id);
    Ok(found)
}

/// Adds what a text leads to among one kind of thing.
macro_rules! look {
    ($conn:ident, $reach:ident, $found:ident: $($kind:ident $condition:expr);+) => {$(
        let rows: Vec<Named> =
            on!(&mut *$conn, c => named!($kind, $reach, $condition).limit(OF_ONE_KIND).load(c))?;
        $found.extend(rows.into_iter().map(|row| subject(SubjectKind::$kind, row)));
    )+};
}

/// What a number, code, login or name leads to, also a former one, within reach; at most five of each kind. A draft has no number, which the
/// function that folds on SQLite would not take.
pub fn find(conn: &mut Conn, reach: Reach, text: &str, fit: Fit) -> Result<Vec<(SubjectId, Subject)>> {
    let text = escaped(&text::folded(text.trim()));
    let (code, part) = match fit {
        Fit::Whole => (text.clone(), text),
        Fit::Part => (format!("{text}%"), format!("%{text}%")),
    };
    macro_rules! called {
        ($code:expr) => {
            folded($code).like(&code).escape('\\')
        };
        ($code:expr, $name:expr, $id:expr) => {
            called!($code).or(folded($name).like(&part).escape('\\')).or(formerly!($id, &code, &part))
        };
    }
    let mut found = Vec::new();
    look!(conn, reach, found:
        Request called!(sql::<Text>("coalesce(requests.number, '')"));
        Case called!(cases::case_no, cases::name, cases::id);
        SeizureList called!(seizure_lists::list_no);
        Document called!(documents::number);
        Paper called!(papers::number);
        SupervisionNotice called!(supervision_notices::number);
        Item called!(items::code);
        Person called!(users::login, users::name, users::id);
        Agency called!(agencies::code, agencies::name, agencies::id);
        Place called!(places::code, places::name, places::id);
        PrintBatch called!(print_batches::number));
    Ok(found)
}
