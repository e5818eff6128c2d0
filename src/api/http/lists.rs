//! How every list is asked and answered: a filter, the page that is wanted, and how many rows there are in all when that
//! was asked too.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use form_urlencoded::{Serializer, parse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::api::http::body::PageView;
use crate::api::http::names::{Names, Referencing};
use crate::api::http::query::read_query;
use crate::db::Conn;
use crate::db::engine::page::{ListTag, Page, Paging};
use crate::error::{Error, Result};

/// Which page of a list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Page size, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// `next` from the previous page.
    #[param(max_length = 2000)]
    cursor: Option<String>,
}

/// Whether a list is counted.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TotalQuery {
    /// Whether to count all rows the list would show.
    #[serde(default)]
    total: bool,
}

/// Marks the query of a list that cannot be asked for the number of its rows.
pub const UNCOUNTED: bool = false;

/// The query of a list: a filter of its own, beside [`PageQuery`] and, when it is counted, [`TotalQuery`].
#[derive(Debug)]
pub struct ListQuery<F, const COUNTED: bool = true> {
    filter: F,
    paging: Paging,
    total: bool,
}

impl<F, const COUNTED: bool> ListQuery<F, COUNTED> {
    /// The page asked for.
    pub const fn paging(&self) -> &Paging {
        &self.paging
    }
}

impl<F, const COUNTED: bool> Deref for ListQuery<F, COUNTED> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.filter
    }
}

impl<F: DeserializeOwned, const COUNTED: bool> FromRequest for ListQuery<F, COUNTED> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request.path(), request.query_string()))
    }
}

impl<F: DeserializeOwned, const COUNTED: bool> ListQuery<F, COUNTED> {
    fn read(path: &str, query: &str) -> Result<Self> {
        let is_page = |name: &str| matches!(name, "limit" | "cursor");
        let is_total = |name: &str| COUNTED && name == "total";
        let filter = part_of(query, |name| !is_page(name) && !is_total(name));
        let PageQuery { limit, cursor } = read_query(&part_of(query, is_page))?;
        let TotalQuery { total } = read_query(&part_of(query, is_total))?;
        let list = ListTag::of(path, &filter);
        Ok(Self { filter: read_query(&filter)?, paging: Paging { limit, cursor, list }, total })
    }
}

/// The name of the parameter that chooses the columns of an export.
pub const COLUMNS: &str = "columns";

/// The query of an export: the filter of its list, beside the columns that are wanted.
#[derive(Debug)]
pub struct ExportQuery<F> {
    filter: F,
    columns: Option<String>,
}

/// Which columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnsQuery {
    columns: Option<String>,
}

impl<F> ExportQuery<F> {
    /// The keys of the columns that are wanted, separated by commas.
    pub fn columns(&self) -> Option<&str> {
        self.columns.as_deref()
    }
}

impl<F> Deref for ExportQuery<F> {
    type Target = F;

    fn deref(&self) -> &F {
        &self.filter
    }
}

impl<F: DeserializeOwned> FromRequest for ExportQuery<F> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = |query: &str| {
            let ColumnsQuery { columns } = read_query(&part_of(query, |name| name == COLUMNS))?;
            Ok(Self { filter: read_query(&part_of(query, |name| name != COLUMNS))?, columns })
        };
        ready(read(request.query_string()))
    }
}

/// The parameters with these names, in one order and one spelling however they were sent.
fn part_of(query: &str, belongs: impl Fn(&str) -> bool) -> String {
    let mut pairs: Vec<_> = parse(query.as_bytes()).filter(|(name, _)| belongs(name)).collect();
    pairs.sort();
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A page of rows on its way to becoming an answer.
pub struct Listed<R> {
    page: Page<R>,
    total: Option<i64>,
}

/// Reads the page a query asks for with `list`, and counts with `count` when it asks for the total.
///
/// # Errors
/// Those of `list` and `count`.
pub fn listed<R, F>(
    conn: &mut Conn,
    query: &ListQuery<F>,
    list: impl FnOnce(&mut Conn, &Paging) -> Result<Page<R>>,
    count: impl FnOnce(&mut Conn) -> Result<i64>,
) -> Result<Listed<R>> {
    let page = list(conn, &query.paging)?;
    let total = if query.total { Some(count(conn)?) } else { None };
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

    /// The answer, of views that are made of the whole page.
    pub fn paged<T>(self, view: impl FnOnce(Page<R>) -> Result<PageView<T>>) -> Result<PageView<T>> {
        Ok(PageView { total: self.total, ..view(self.page)? })
    }

    /// The answer, of views that show the names of what their rows mention.
    pub fn named<T>(self, conn: &mut Conn, view: impl Fn(R, &Names) -> T) -> Result<PageView<T>>
    where
        R: Referencing,
    {
        Ok(PageView { total: self.total, ..PageView::named(conn, self.page, view)? })
    }
}
