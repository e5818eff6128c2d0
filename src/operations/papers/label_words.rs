//! What the fields of a label say, in the words of the trade.

use crate::db::Conn;
use crate::db::goods::labels::{self, ItemWords, PlaceWords};
use crate::error::Result;
use crate::model::goods::label::LabelCode;
use crate::model::papers::label_content::{ContentLayout, LabelField};
use crate::model::time::Time;
use crate::model::words::Word;

/// Fills the fields of one content.
#[derive(Debug, Clone)]
pub struct Wording {
    fields: Vec<LabelField>,
    centre: String,
}

impl Wording {
    /// For a content, with the name of the keeping centre.
    pub fn load(conn: &mut Conn, content: ContentLayout) -> Result<Self> {
        let centre = labels::find_centre(conn)?.unwrap_or_default();
        Ok(Self { fields: content.fields.into_iter().map(|one| one.field).collect(), centre })
    }

    /// The fields of an item; what is not known yet stays empty, to be written by hand.
    pub fn of_item(&self, item: &ItemWords, receiver: Option<&String>) -> Vec<String> {
        self.each(|field| match field {
            LabelField::Code => grouped(&item.code),
            LabelField::CaseNo => item.case_no.clone(),
            LabelField::ItemName => item.name.clone(),
            LabelField::SealedOn => item.received_at.map(Time::china_date).unwrap_or_default(),
            LabelField::SealedBy => receiver.cloned().unwrap_or_default(),
            LabelField::Category => item.category.chinese().to_owned(),
            LabelField::SealNo => item.seal_no.clone().unwrap_or_default(),
            LabelField::SeizedOn => item.seized_at.china_date(),
            LabelField::HandlingAgency => item.handling_agency.clone(),
            _ => String::new(),
        })
    }

    /// The fields of a place.
    pub fn of_place(&self, place: &PlaceWords) -> Vec<String> {
        self.each(|field| match field {
            LabelField::PlaceCode => place.code.clone(),
            LabelField::PlaceName => place.name.clone(),
            LabelField::StorageClass => place.storage_class.chinese().to_owned(),
            _ => String::new(),
        })
    }

    /// The fields of a label that no item carries yet.
    pub fn of_blank(&self, code: &LabelCode) -> Vec<String> {
        self.each(|field| if field == LabelField::Code { code.grouped() } else { String::new() })
    }

    fn each(&self, text: impl Fn(LabelField) -> String) -> Vec<String> {
        let one = |field: &LabelField| match field {
            LabelField::KeepingAgency => self.centre.clone(),
            other => text(*other),
        };
        self.fields.iter().map(one).collect()
    }
}

fn grouped(code: &str) -> String {
    LabelCode::parse(code).map_or_else(|_| code.to_owned(), |code| code.grouped())
}
