//! The macro behind every closed list of words: one spelling for Rust, JSON, the database and the documents.

use std::borrow::Cow;

/// Defines an enum whose variants are written as fixed snake_case words everywhere. The Chinese and the English label
/// follow; a phrase only where the English label does not fit into a sentence. The pages' word texts are written from here.
macro_rules! words {
    (@phrase) => { None };
    (@phrase $phrase:tt) => { Some($phrase) };
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:tt / $zh:tt / $en:tt $(/ $phrase:tt)?),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every word of the list, in its documented order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written in JSON and in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::model::words::Word for $name {
            const NAME: &'static str = stringify!($name);
            const WORDS: &'static [Self] = Self::ALL;

            fn word(&self) -> &'static str {
                self.as_str()
            }

            fn english(&self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }

            fn chinese(&self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }

            fn own_phrase(&self) -> Option<&'static str> {
                match self { $(Self::$variant => $crate::model::words::words!(@phrase $($phrase)?)),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::model::words::UnknownWord),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.as_str().to_sql(out)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for $name {
            fn from_sql(mut value: diesel::sqlite::SqliteValue<'_, '_, '_>) -> diesel::deserialize::Result<Self> {
                let text = value.read_text();
                text.parse().map_err(|_| $crate::model::words::StrangeWord::new(text, stringify!($name)).into())
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = std::str::from_utf8(value.as_bytes())?;
                text.parse().map_err(|_| $crate::model::words::StrangeWord::new(text, stringify!($name)).into())
            }
        }
    };
}
pub(crate) use words;

/// A word of a closed list, as people read it.
pub trait Word: Sized + 'static {
    /// The name of the list.
    const NAME: &'static str;
    /// Every word of the list, in its documented order.
    const WORDS: &'static [Self];

    /// The word as it is written in JSON and in the database.
    fn word(&self) -> &'static str;
    /// The English label, as it stands alone on a page, in a cell or on a button.
    fn english(&self) -> &'static str;
    /// The Chinese term of the trade, alone and in sentences.
    fn chinese(&self) -> &'static str;
    /// What stands in an English sentence where the label does not.
    fn own_phrase(&self) -> Option<&'static str>;

    /// The English term in the middle of a sentence: the label without its capital, unless it has a phrase of its own.
    fn phrase(&self) -> Cow<'static, str> {
        self.own_phrase().map_or_else(|| uncapitalized(self.english()).into(), Into::into)
    }

    /// Every word of the list as it is written, with commas between.
    fn list() -> String {
        Self::WORDS.iter().map(Self::word).collect::<Vec<_>>().join(", ")
    }
}

fn uncapitalized(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What the database holds is not one of the words of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {list}")]
pub struct StrangeWord {
    /// What it holds.
    pub text: String,
    /// The name of the list.
    pub list: &'static str,
}

impl StrangeWord {
    /// This text where a word of that list is expected.
    pub fn new(text: &str, list: &'static str) -> Self {
        Self { text: text.to_owned(), list }
    }
}

/// The text is not one of the words of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the known words")]
pub struct UnknownWord;
