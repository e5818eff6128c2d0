//! The columns that hold a word of a closed list. The lists are the code's own, so that a new word needs no migration: what refuses any
//! other is a constraint of the table that is made like a guard. A trigger costs SQLite a quarter of the statements of a movement,
//! and PostgreSQL a call of a function for every row.

use crate::model::accounts::agency::{AgencyKind, DocumentKind, PlaceKind};
use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::cases::files::{FileSubject, MediaType};
use crate::model::goods::category::{Category, StorageClass};
use crate::model::goods::item::{Condition, CustodyState, Disposition, LegalStatus, Stage};
use crate::model::ledger::event::ItemAction;
use crate::model::ledger::registers::Register;
use crate::model::ledger::verification::{FindingKind, Ruling, VerificationScope, VerificationStatus};
use crate::model::oversight::clocks::clock_rule::{ClockOwner, ClockSubject};
use crate::model::oversight::clue::{ClueRule, ClueStatus};
use crate::model::oversight::list_view::{Density, ViewedList};
use crate::model::oversight::supervision::{NoticeAction, NoticeStatus};
use crate::model::papers::label_content::LabelSubject;
use crate::model::papers::paper_form::PaperForm;
use crate::model::papers::print::{LabelState, PrintKind, PrintStatus};
use crate::model::requests::handover::{HandoverParty, IdentityPaper, Sealing, SignatureManner};
use crate::model::requests::loan::{ExtensionStatus, Resolution};
use crate::model::requests::request::{LineOutcome, LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::requests::terms::DeliveryManner;
use crate::model::words::Word;

/// A list: its name and its words.
type List = fn() -> (&'static str, Vec<&'static str>);

/// Every such column by its table, with the list; of `users.roles` several words, with spaces between.
const CLOSED: &[(&str, &[(&str, List)])] = &[
    ("agencies", &[("kind", of::<AgencyKind>)]),
    ("users", &[("roles", of::<Role>), ("clearance", of::<SecrecyLevel>)]),
    ("places", &[("kind", of::<PlaceKind>), ("storage_class", of::<StorageClass>), ("secrecy", of::<SecrecyLevel>)]),
    ("cases", &[("stage", of::<Stage>), ("secrecy", of::<SecrecyLevel>)]),
    (
        "items",
        &[
            ("category", of::<Category>),
            ("custody_state", of::<CustodyState>),
            ("legal_status", of::<LegalStatus>),
            ("disposition", of::<Disposition>),
        ],
    ),
    ("documents", &[("kind", of::<DocumentKind>)]),
    ("corrections", &[("register", of::<Register>)]),
    (
        "requests",
        &[
            ("kind", of::<RequestKind>),
            ("status", of::<RequestStatus>),
            ("purpose", of::<LoanPurpose>),
            ("disposition", of::<Disposition>),
            ("delivery", of::<DeliveryManner>),
        ],
    ),
    ("request_lines", &[("outcome", of::<LineOutcome>), ("condition", of::<Condition>), ("sealing", of::<Sealing>)]),
    ("request_steps", &[("action", of::<RequestAction>), ("status_after", of::<RequestStatus>)]),
    ("loans", &[("condition_in", of::<Condition>)]),
    ("loan_extensions", &[("status", of::<ExtensionStatus>)]),
    ("files", &[("media_type", of::<MediaType>), ("subject", of::<FileSubject>)]),
    (
        "handover_signatures",
        &[("party", of::<HandoverParty>), ("manner", of::<SignatureManner>), ("identity_paper", of::<IdentityPaper>)],
    ),
    ("discrepancies", &[("condition", of::<Condition>), ("resolution", of::<Resolution>)]),
    (
        "movements",
        &[
            ("action", of::<ItemAction>),
            ("from_state", of::<CustodyState>),
            ("to_state", of::<CustodyState>),
            ("condition", of::<Condition>),
        ],
    ),
    ("list_views", &[("list", of::<ViewedList>), ("role", of::<Role>), ("density", of::<Density>)]),
    ("clues", &[("rule", of::<ClueRule>), ("status", of::<ClueStatus>)]),
    ("supervision_notices", &[("status", of::<NoticeStatus>)]),
    ("supervision_steps", &[("action", of::<NoticeAction>)]),
    ("deadlines", &[("subject", of::<ClockSubject>), ("owner", of::<ClockOwner>)]),
    ("label_contents", &[("subject", of::<LabelSubject>)]),
    ("papers", &[("form", of::<PaperForm>)]),
    ("print_batches", &[("kind", of::<PrintKind>), ("status", of::<PrintStatus>)]),
    ("labels", &[("state", of::<LabelState>)]),
    ("verifications", &[("scope", of::<VerificationScope>), ("status", of::<VerificationStatus>)]),
    ("findings", &[("kind", of::<FindingKind>), ("ruling", of::<Ruling>)]),
];

fn of<W: Word>() -> (&'static str, Vec<&'static str>) {
    (W::NAME, W::WORDS.iter().map(Word::word).collect())
}

/// The columns of this name that hold a word of the list of that name, each with its table.
pub fn name_columns(column: &str, list: &str) -> String {
    let tables =
        CLOSED.iter().filter(|(_, columns)| columns.iter().any(|(name, of)| *name == column && of().0 == list));
    let named: Vec<String> = tables.map(|(table, _)| format!("{table}.{column}")).collect();
    // A value that a query put together has no column of a table.
    if named.is_empty() { list.to_owned() } else { named.join(", ") }
}

/// The constraint of a table that holds its words against their lists.
pub struct Constraint {
    pub table: &'static str,
    pub name: String,
    /// As PostgreSQL describes it; it holds for what is written from now on.
    pub postgres: String,
    pub sqlite: String,
}

/// The name of the constraint of a table that holds its words against their lists.
pub fn words_of(table: &str) -> String {
    format!("{table}_words")
}

/// The constraints of all such tables.
pub fn constraints() -> impl Iterator<Item = Constraint> {
    CLOSED.iter().map(|(table, columns)| {
        let tests =
            |of: fn(&str, &[&str]) -> String| columns.iter().map(|(column, list)| of(column, &list().1)).collect();
        let (postgres, sqlite): (Vec<String>, Vec<String>) = (tests(test_postgres), tests(test_sqlite));
        let postgres = if postgres.len() == 1 { postgres.concat() } else { format!("({})", postgres.join(" AND ")) };
        Constraint {
            table,
            name: words_of(table),
            postgres: format!("CHECK ({postgres}) NOT VALID"),
            sqlite: format!("CHECK ({})", sqlite.join(" AND ")),
        }
    })
}

fn test_postgres(column: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("'{word}'::text")).collect();
    let words = words.join(", ");
    match column {
        "roles" => format!("(string_to_array({column}, ' '::text) <@ ARRAY[{words}])"),
        _ => format!("({column} = ANY (ARRAY[{words}]))"),
    }
}

/// One word after the other: for `IN` SQLite would fill a table of its own with every row.
fn test_sqlite(column: &str, words: &[&str]) -> String {
    if column == "roles" {
        // Each word takes its own two spaces along; nothing may be left.
        let roles = format!("' ' || replace({column}, ' ', '  ') || ' '");
        let rest = words.iter().fold(roles, |rest, word| format!("replace({rest}, ' {word} ', '')"));
        return format!("trim({rest}) = ''");
    }
    let known: String = words.iter().map(|word| format!(" WHEN '{word}' THEN 1")).collect();
    format!("CASE {column}{known} ELSE {column} IS NULL END")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_needs_quoting_and_none_is_part_of_a_list_of_words() {
        for (table, columns) in CLOSED {
            for (column, list) in *columns {
                let (words, plain) =
                    (list().1, |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
                assert!(!words.is_empty() && words.iter().all(plain), "{table}.{column}");
            }
        }
    }

    #[test]
    fn a_column_is_named_with_its_table() {
        assert_eq!(name_columns("category", "Category"), "items.category");
        assert_eq!(name_columns("disposition", "Disposition"), "items.disposition, requests.disposition");
        assert_eq!(name_columns("max", "Category"), "Category");
    }
}
