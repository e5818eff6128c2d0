//! Keyset paging: a cursor names the last row seen, never a count of rows to skip.

use std::str::FromStr;

use crate::error::{Error, Result};
use crate::model::reason::Reason;
use crate::model::words::words;

/// The rows a page may have at most.
pub const LARGEST_PAGE: i64 = 500;
/// The rows a page has unless asked otherwise.
pub const USUAL_PAGE: i64 = 50;

words! {
    /// Sort keys of lists by age; ids are made in the order of time.
    AgeSort {
        NewestFirst = "-created_at" / "创建时间倒序" / "Newest first",
        OldestFirst = "created_at" / "创建时间" / "Oldest first",
    }
}

words! {
    /// Sort keys of lists by code.
    CodeSort {
        Code = "code" / "代码" / "Code",
        CodeDescending = "-code" / "代码倒序" / "Code, descending",
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// What a caller asks of a list.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// Rows wanted, 1 to [`LARGEST_PAGE`].
    pub limit: Option<i64>,
    /// `next` from the previous page.
    pub cursor: Option<String>,
}

impl Paging {
    /// How many rows to fetch: one more than shown, to know whether there is a next page.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the limit is out of range.
    pub fn shown(&self) -> Result<i64> {
        match self.limit.unwrap_or(USUAL_PAGE) {
            limit if (1..=LARGEST_PAGE).contains(&limit) => Ok(limit),
            _ => Err(Error::field(
                "/limit",
                crate::model::reason::Refusal::new(Reason::NumberOutOfRange).with("min", 1).with("max", LARGEST_PAGE),
            )),
        }
    }

    /// The key of the last row seen: the sort value and the id that breaks ties.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the cursor is not one of this list.
    pub fn after<K: FromStr, I: FromStr>(&self) -> Result<Option<(K, I)>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let key = cursor.rsplit_once('~').and_then(|(key, id)| {
            let key = String::from_utf8(from_hex(key)?).ok()?;
            Some((key.parse().ok()?, id.parse().ok()?))
        });
        key.map(Some).ok_or_else(|| Error::field("/cursor", Reason::CursorInvalid))
    }
}

impl<T> Page<T> {
    /// Cuts the row too many off and makes it the reason for a cursor.
    pub fn cut<K: ToString, I: ToString>(mut rows: Vec<T>, shown: i64, key: impl Fn(&T) -> (K, I)) -> Self {
        let shown = usize::try_from(shown).unwrap_or(usize::MAX);
        let more = rows.len() > shown;
        rows.truncate(shown);
        let next = rows.last().filter(|_| more).map(|row| {
            let (key, id) = key(row);
            format!("{}~{}", crate::audit::hash::to_hex(key.to_string().as_bytes()), id.to_string())
        });
        Self { rows, next }
    }

    /// The same page with every row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_the_key_it_was_made_from() {
        let page = Page::cut(vec![("b~1".to_owned(), 1), ("c".to_owned(), 2)], 1, Clone::clone);
        let paging = Paging { limit: None, cursor: page.next };
        assert_eq!(paging.after::<String, i32>().unwrap(), Some(("b~1".to_owned(), 1)));
        let wrong = Paging { limit: Some(0), cursor: Some("zz".into()) };
        assert!(wrong.after::<String, i32>().is_err() && wrong.shown().is_err());
    }
}
