//! How every list is answered: the page that was asked for, and how many rows there are in all when that was asked too.

use crate::api::http::body::PageView;
use crate::api::http::names::{Names, Referencing};
use crate::db::Conn;
use crate::db::engine::page::{Page, Paging};
use crate::error::Result;

/// What every query of a list has beside its filter.
pub trait ListQuery {
    /// The page asked for.
    fn paging(&self) -> Paging;

    /// Whether all rows are to be counted.
    fn wants_total(&self) -> bool;
}

/// Says of a query that it has the members `limit`, `cursor` and `total`.
macro_rules! list_query {
    ($query:ty) => {
        impl $crate::api::http::lists::ListQuery for $query {
            fn paging(&self) -> $crate::db::engine::page::Paging {
                $crate::db::engine::page::Paging { limit: self.limit, cursor: self.cursor.clone() }
            }

            fn wants_total(&self) -> bool {
                self.total
            }
        }
    };
}
pub(in crate::api) use list_query;

/// A page of rows on its way to becoming an answer.
pub struct Listed<R> {
    page: Page<R>,
    total: Option<i64>,
}

/// Reads the page a query asks for with `list`, and counts with `count` when it asks for the total.
///
/// # Errors
/// Those of `list` and `count`.
pub fn listed<R>(
    conn: &mut Conn,
    query: &impl ListQuery,
    list: impl FnOnce(&mut Conn, &Paging) -> Result<Page<R>>,
    count: impl FnOnce(&mut Conn) -> Result<i64>,
) -> Result<Listed<R>> {
    let page = list(conn, &query.paging())?;
    let total = if query.wants_total() { Some(count(conn)?) } else { None };
    Ok(Listed { page, total })
}

impl<R> Listed<R> {
    /// The rows.
    pub fn rows(&self) -> &[R] {
        &self.page.rows
    }

    /// The answer, of views of the rows.
    pub fn viewed<T>(self, view: impl FnMut(R) -> T) -> PageView<T> {
        PageView { total: self.total, ..PageView::of(self.page, view) }
    }

    /// The answer, of views that show the names of what their rows mention.
    pub fn named<T>(self, conn: &mut Conn, view: impl Fn(R, &Names) -> T) -> Result<PageView<T>>
    where
        R: Referencing,
    {
        Ok(PageView { total: self.total, ..PageView::named(conn, self.page, view)? })
    }
}
