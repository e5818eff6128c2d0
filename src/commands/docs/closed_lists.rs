//! The closed lists of the API for the pages: their words as a script, and the labels of each language.

use serde_json::to_string as quoted;

use crate::api::accounts::linked_identities::shown::IdentityPurpose;
use crate::api::accounts::passkeys::shown::PasskeyPurpose;
use crate::api::oversight::export_columns;
use crate::api::oversight::lookup::HitKind;
use crate::api::oversight::work::{WorkList, WorkName};
use crate::api::oversight::year_report::CountedFrom;
use crate::api::requests::requests::DecisionWord;
use crate::model::accounts::agency::{AgencyKind, DocumentKind, PlaceKind};
use crate::model::accounts::factor::Factor;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::cases::files::{FileRefusal, FileState, FileSubject, MediaType};
use crate::model::cases::record_state::RecordState;
use crate::model::centre::settings::SettingName;
use crate::model::goods::category::{Category, Grade, StorageClass};
use crate::model::goods::item::{Condition, CustodyState, Disposition, LegalStatus, Stage};
use crate::model::goods::scan::{NextAction, ScanOutcome};
use crate::model::ledger::entry_fields::EntryField;
use crate::model::ledger::event::ItemAction;
use crate::model::ledger::registers::Register;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::ledger::verification::{FindingKind, Ruling, VerificationScope, VerificationStatus};
use crate::model::oversight::clocks::clock_rule::{
    ClockEffect, ClockLight, ClockOwner, ClockStart, ClockSubject, ClockUnit, RuleSource,
};
use crate::model::oversight::clue::{ClueRule, ClueStatus};
use crate::model::oversight::filed_tables::{OverdueColumn, OverdueTable, WeeklyFigure, WeeklyTable};
use crate::model::oversight::list_view::{Density, ViewedList};
use crate::model::oversight::stay::StayReason;
use crate::model::oversight::supervision::{NoticeAction, NoticeStatus};
use crate::model::oversight::year_report::scope::FigureName;
use crate::model::papers::label_content::{LabelField, LabelSubject};
use crate::model::papers::paper_form::PaperForm;
use crate::model::papers::paper_profile::Media;
use crate::model::papers::print::{LabelState, PrintKind, PrintStatus};
use crate::model::reason::Language;
use crate::model::requests::handover::{HandoverParty, HandoverStatus, IdentityPaper, Sealing, SignatureManner};
use crate::model::requests::loan::{ExtensionStatus, Resolution};
use crate::model::requests::request::{
    LineOutcome, LoanPurpose, RefusalsDecision, RequestAction, RequestKind, RequestStatus,
};
use crate::model::requests::terms::DeliveryManner;
use crate::model::words::Word;
use crate::operations::ledger::verification::item::Standing;
use crate::sheet::Format;

/// A closed list as the pages need it.
struct List {
    name: &'static str,
    words: Vec<&'static str>,
    /// The label of each word, in a language.
    labels: fn(Language) -> Vec<&'static str>,
}

fn list<W: Word + Copy>() -> List {
    List {
        name: W::NAME,
        words: W::WORDS.iter().map(Word::word).collect(),
        labels: |language| W::WORDS.iter().map(|word| language.label(*word)).collect(),
    }
}

/// Every list that the API's document names. The pages' check of texts misses one that is forgotten here.
#[rustfmt::skip]
fn lists() -> Vec<List> {
    vec![
        list::<AgencyKind>(), list::<Category>(), list::<ClockEffect>(), list::<ClockLight>(), list::<ClockOwner>(), list::<ClockStart>(), list::<ClockSubject>(), list::<ClockUnit>(), list::<ClueRule>(), list::<ClueStatus>(), list::<Condition>(), list::<CountedFrom>(), list::<CustodyState>(),
        list::<DecisionWord>(), list::<DeliveryManner>(), list::<Density>(), list::<Disposition>(), list::<DocumentKind>(), list::<EntryField>(), list::<ExtensionStatus>(),
        list::<Factor>(), list::<FigureName>(), list::<FileRefusal>(), list::<FileState>(), list::<FileSubject>(), list::<FindingKind>(), list::<Format>(), list::<Grade>(), list::<HandoverParty>(), list::<HandoverStatus>(), list::<HitKind>(), list::<IdentityPaper>(), list::<IdentityPurpose>(), list::<ItemAction>(),
        list::<LabelField>(), list::<LabelState>(), list::<LabelSubject>(), list::<LegalStatus>(),
        list::<LineOutcome>(), list::<LoanPurpose>(), list::<Media>(), list::<MediaType>(), list::<NextAction>(), list::<NoticeAction>(), list::<NoticeStatus>(), list::<Permission>(), list::<PasskeyPurpose>(),
        list::<OverdueColumn>(), list::<OverdueTable>(), list::<PaperForm>(), list::<PlaceKind>(), list::<PrintKind>(), list::<PrintStatus>(), list::<RecordState>(), list::<RefusalsDecision>(), list::<Register>(),
        list::<RequestAction>(),
        list::<RequestKind>(), list::<RequestStatus>(), list::<Resolution>(), list::<Role>(), list::<RuleSource>(), list::<ScanOutcome>(), list::<Sealing>(), list::<SecrecyLevel>(),
        list::<SettingName>(), list::<SignatureManner>(), list::<Stage>(), list::<Standing>(), list::<StayReason>(), list::<StorageClass>(), list::<SubjectKind>(),
        list::<Ruling>(), list::<VerificationScope>(), list::<ViewedList>(), list::<VerificationStatus>(), list::<WeeklyFigure>(), list::<WeeklyTable>(), list::<WorkList>(), list::<WorkName>(),
    ]
}

/// `web/src/api/words.ts`: the words of every list, in the order in which people choose from them.
pub fn script(generated: &str) -> String {
    let mut text =
        format!("// {generated}\n\n/** The closed lists of the API, each in the order in which people choose. */\n");
    text += "export const LISTS = {\n";
    for List { name, words, .. } in lists() {
        text += &format!("  {name}: ['{}'],\n", words.join("', '"));
    }
    text + "} as const;\n"
}

/// `web/src/api/exportHeadings.ts`: the titles of the columns of every exported list.
pub fn export_headings(generated: &str) -> String {
    let mut text = format!(
        "// {generated}\n\n/** The column titles of the exported lists, English and Chinese, in their order. */\n"
    );
    text += "export const EXPORT_HEADINGS = {\n";
    for (list, titles) in export_columns::titles() {
        let pairs: Vec<_> = titles.iter().map(|[english, chinese]| format!("['{english}', '{chinese}']")).collect();
        text += &format!("  {list}: [{}],\n", pairs.join(", "));
    }
    text + "} as const;\n"
}

/// `words.json` of a language: the label of every word of every list.
pub fn texts(language: Language) -> String {
    let lists: Vec<_> = lists().iter().map(|list| texts_of(list, language)).collect();
    format!("{{\n{}\n}}\n", lists.join(",\n"))
}

fn texts_of(list: &List, language: Language) -> String {
    let line = |(word, label): (&&str, &str)| format!("    \"{word}\": {}", quoted(label).unwrap_or_default());
    let lines: Vec<_> = list.words.iter().zip((list.labels)(language)).map(line).collect();
    format!("  \"{}\": {{\n{}\n  }}", list.name, lines.join(",\n"))
}
