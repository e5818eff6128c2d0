//! Queries, read strictly, and what those of lists have in common: words separated by commas, and sort keys from an
//! allow-list.

use std::fmt::Display;
use std::future::{Ready, ready};
use std::ops::Deref;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::api::http::body::{pointer, refused_at};
use crate::error::{Error, Result};
use crate::model::reason::{Reason, Refusal};
use crate::model::words::Word;

/// The query of a call. What cannot be read is named.
#[derive(Debug)]
pub struct Query<T>(T);

impl<T> Query<T> {
    /// The query itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(request.query_string()).map(Self))
    }
}

/// Parameters as a type, every one of which it must know.
///
/// # Errors
/// [`Error::Invalid`] naming the parameter that cannot be read.
pub(in crate::api) fn read_query<T: DeserializeOwned>(text: &str) -> Result<T> {
    let pairs = form_urlencoded::parse(text.as_bytes());
    let read = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
    read.map_err(|error| refused_at(&pointer(error.path()), &error.inner().to_string()))
}

/// Words of one closed list, separated by commas.
///
/// # Errors
/// [`Error::Invalid`] naming the word that is not one of the list.
pub(in crate::api) fn words<W: FromStr + Word>(pointer: &str, text: Option<&str>) -> Result<Vec<W>> {
    let words = text.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let word = |word: &str| {
        let unknown = || Refusal::new(Reason::WordUnknown).with("value", word).with("allowed", W::list());
        word.parse().map_err(|_| Error::field(pointer, unknown()))
    };
    words.map(word).collect()
}

/// The sort key of a list, `usual` unless said.
///
/// # Errors
/// [`Error::Invalid`] naming the keys there are.
pub(in crate::api) fn sort_key<S: FromStr + Display + Copy>(word: Option<&str>, usual: S, allowed: &[S]) -> Result<S> {
    let Some(word) = word else { return Ok(usual) };
    word.parse().map_err(|_| {
        let allowed: Vec<_> = allowed.iter().map(ToString::to_string).collect();
        Error::field("/sort", Refusal::new(Reason::SortUnknown).with("allowed", allowed.join(", ")))
    })
}

/// Characters a search has at most.
const SEARCH: usize = 100;

/// What to search for; an empty search is none.
///
/// # Errors
/// [`Error::Invalid`] when it is too long.
pub(in crate::api) fn search_text(text: &Option<String>) -> Result<Option<String>> {
    let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > SEARCH) {
        return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", SEARCH)));
    }
    Ok(text.map(str::to_owned))
}
