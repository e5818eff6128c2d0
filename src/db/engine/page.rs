//! Keyset paging: a cursor names the last row seen, never a count of rows to skip.

use std::str::FromStr;

use crate::audit::hash::{bytes_from_hex, to_hex};
use crate::audit::sha256;
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
    /// The list the cursor must be of.
    pub list: ListTag,
}

/// Which list, with which filter and order: a cursor counts in the list it was made for and in no other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListTag(String);

impl ListTag {
    /// Bytes of the digest; enough to tell lists apart, short enough for an address.
    const BYTES: usize = 6;

    /// The tag of a list by its name and the text of its filter and order.
    pub fn of(list: &str, filter: &str) -> Self {
        let digest = sha256(format!("{list}?{filter}").as_bytes());
        Self(to_hex(&digest[..Self::BYTES]))
    }
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
        let own = cursor.split_once('~').filter(|(list, _)| *list == self.list.0);
        let key = own.and_then(|(_, row)| row.rsplit_once('~')).and_then(|(key, id)| {
            let key = String::from_utf8(bytes_from_hex(key.as_bytes())?).ok()?;
            Some((key.parse().ok()?, id.parse().ok()?))
        });
        key.map(Some).ok_or_else(|| Error::field("/cursor", Reason::CursorInvalid))
    }

    /// Cuts the row too many off and makes it the reason for a cursor.
    pub fn cut<T, K: ToString, I: ToString>(
        &self,
        mut rows: Vec<T>,
        shown: i64,
        key: impl Fn(&T) -> (K, I),
    ) -> Page<T> {
        let shown = usize::try_from(shown).unwrap_or(usize::MAX);
        let more = rows.len() > shown;
        rows.truncate(shown);
        let next = rows.last().filter(|_| more).map(|row| {
            let (key, id) = key(row);
            format!("{}~{}~{}", self.list.0, to_hex(key.to_string().as_bytes()), id.to_string())
        });
        Page { rows, next }
    }
}

impl<T> Page<T> {
    /// The same page with every row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of two rows of a list, and the cursor behind it.
    fn cursor_of(list: &ListTag) -> Option<String> {
        let paging = Paging { list: list.clone(), ..Default::default() };
        paging.cut(vec![("b~1".to_owned(), 1), ("c".to_owned(), 2)], 1, Clone::clone).next
    }

    #[test]
    fn a_cursor_comes_back_as_the_key_it_was_made_from() {
        for list in [ListTag::default(), ListTag::of("/items", "sort=code")] {
            let paging = Paging { limit: None, cursor: cursor_of(&list), list };
            assert_eq!(paging.after::<String, i32>().unwrap(), Some(("b~1".to_owned(), 1)));
        }
        let wrong = Paging { limit: Some(0), cursor: Some("zz".into()), ..Default::default() };
        assert!(wrong.after::<String, i32>().is_err() && wrong.shown().is_err());
    }

    #[test]
    fn a_cursor_counts_in_its_own_list_only() {
        let cursor = cursor_of(&ListTag::of("/items", "sort=code"));
        for list in [ListTag::default(), ListTag::of("/items", "sort=-code"), ListTag::of("/cases", "sort=code")] {
            let paging = Paging { limit: None, cursor: cursor.clone(), list };
            assert!(paging.after::<String, i32>().is_err(), "{paging:?}");
        }
    }
}
