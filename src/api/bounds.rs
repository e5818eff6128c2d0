//! The bounds of parameters: how long a text of an address may be, and how large a number. They stand in the OpenAPI document only,
//! and every call with a session is held against what stands there.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::http::Method;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::model::reason::{Reason, Refusal};

/// The bounds of one parameter.
#[derive(Debug)]
struct Bound {
    name: String,
    /// Whether it stands in the path, not in the query.
    in_path: bool,
    characters: Option<u64>,
    least: Option<i64>,
    most: Option<i64>,
}

/// The bounds of all parameters, by path and method as the document has them.
#[derive(Debug, Default)]
pub struct Bounds(HashMap<String, Vec<(Method, Vec<Bound>)>>);

impl Bounds {
    /// Reads them in the OpenAPI document.
    pub fn of(document: &Value) -> Self {
        let mut all = Self::default();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let bounds: Vec<_> = parameters.filter_map(Bound::of).collect();
                if let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes()) {
                    all.0.entry(path.clone()).or_default().push((method, bounds));
                }
            }
        }
        all
    }

    /// Holds the parameters of a call against them.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the first that is too long, too small or too large. What is no number is left to whoever reads it.
    pub fn check(&self, path: &str, request: &HttpRequest) -> Result<()> {
        let known = self.0.get(path).into_iter().flatten().find(|(method, _)| method == request.method());
        let Some((_, bounds)) = known.filter(|(_, bounds)| !bounds.is_empty()) else { return Ok(()) };
        for bound in bounds.iter().filter(|bound| bound.in_path) {
            bound.check(request.match_info().get(&bound.name).unwrap_or_default())?;
        }
        if request.query_string().is_empty() {
            return Ok(());
        }
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            if let Some(bound) = bounds.iter().find(|bound| !bound.in_path && bound.name == name) {
                bound.check(&value)?;
            }
        }
        Ok(())
    }
}

impl Bound {
    fn of(parameter: &Value) -> Option<Self> {
        let schema = &parameter["schema"];
        let bound = Self {
            name: parameter["name"].as_str()?.to_owned(),
            in_path: parameter["in"] == "path",
            characters: schema["maxLength"].as_u64(),
            least: schema["minimum"].as_i64(),
            most: schema["maximum"].as_i64(),
        };
        // Numbers of a path name something: one that nothing has is not there.
        let of_use = bound.characters.is_some() || (!bound.in_path && (bound.least.is_some() || bound.most.is_some()));
        (matches!(parameter["in"].as_str(), Some("path" | "query")) && of_use).then_some(bound)
    }

    fn check(&self, value: &str) -> Result<()> {
        let refused = |refusal| Err(Error::field(format!("/{}", self.name), refusal));
        if let Some(max) = self.characters.filter(|max| value.chars().count() as u64 > *max) {
            return refused(Refusal::new(Reason::TextTooLong).with("max", max));
        }
        let number: Option<i64> = value.parse().ok().filter(|_| self.characters.is_none());
        let (min, max) = (self.least.unwrap_or(i64::MIN), self.most.unwrap_or(i64::MAX));
        match number {
            Some(number) if !(min..=max).contains(&number) => {
                refused(Refusal::new(Reason::NumberOutOfRange).with("min", min).with("max", max))
            }
            _ => Ok(()),
        }
    }
}
