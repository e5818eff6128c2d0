//! Errors as HTTP says them: one match from error to status, and problem+json (RFC 9457) in the caller's language.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, AcceptLanguage, Header, LanguageTag, Preference, Quality};
use actix_web::{HttpMessage, HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Error;
use crate::model::accounts::factor::Factor;
use crate::model::reason::{FieldIssue, Language, Reason, Refusal};

/// Seconds after which a caller may try again when the database is away.
const RETRY_AFTER_SECONDS: i64 = 2;
/// Seconds after which a caller may try again when there is no room for files: somebody has to make some.
const RETRY_WHEN_ROOM_SECONDS: i64 = 60;

/// An error, as every operation answers it (`application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `urn:custody:error:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong, in the caller's language.
    pub detail: String,
    /// The id of this very call.
    pub instance: String,
    /// Stable code, see `docs/errors.md`.
    pub code: &'static str,
    /// The id of this very call, to be quoted.
    pub request_id: String,
    /// Fields that cannot be accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// With status 412: the version to load and edit again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<i32>,
    /// With the code `code_needed` and status 401: what the account takes besides the password.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Factor>,
}

/// One field that cannot be accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the body, or `/` and the name of a query parameter.
    pub pointer: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong with it, in the caller's language.
    pub detail: String,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed(refusal) => match refusal.reason {
                Reason::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                Reason::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
                Reason::BodyNotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                Reason::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
                Reason::CrossSite | Reason::AddressNotAllowed | Reason::FactorNeededHere => StatusCode::FORBIDDEN,
                Reason::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::BAD_REQUEST,
            },
            Self::Refused(_) | Self::Unreadable { .. } => StatusCode::CONFLICT,
            Self::NotSignedIn(_) | Self::FactorNeeded { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_)
            | Self::PasswordMustChange
            | Self::FactorMustSetUp
            | Self::ReauthenticationNeeded { .. } => StatusCode::FORBIDDEN,
            Self::Stale { .. } => StatusCode::PRECONDITION_FAILED,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::RangeBeyond { .. } => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::TooMany { .. } | Self::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) | Self::StoreUnavailable(_) | Self::ProviderUnavailable(_) | Self::Halted(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::StoreFull { .. } => StatusCode::INSUFFICIENT_STORAGE,
            Self::Operator(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The bare status; [`answer`] fills in what depends on the call.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The error as an answer to the call with this id.
pub fn answer(error: &Error, language: Language, request_id: &str) -> HttpResponse {
    let status = error.status_code();
    let refusal = refusal(error);
    let code = refusal.reason.code();
    let problem = Problem {
        kind: format!("urn:custody:error:{code}"),
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        detail: refusal.text(language),
        instance: format!("urn:custody:request:{request_id}"),
        code,
        request_id: request_id.to_owned(),
        errors: issues(error).iter().map(|issue| field(issue, language)).collect(),
        current: if let Error::Stale { current } = error { Some(*current) } else { None },
        factors: factors(error),
    };
    let mut response = HttpResponseBuilder::new(status);
    response.insert_header((header::CONTENT_LANGUAGE, if language == Language::Chinese { "zh-CN" } else { "en" }));
    match error {
        Error::NotSignedIn(_) | Error::FactorNeeded { .. } => {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"))
        }
        // Step-up authentication as programs know it (RFC 9470); no 401, at which sessions are renewed.
        Error::ReauthenticationNeeded { minutes } => {
            let seconds = minutes * 60;
            let challenge = format!("Bearer error=\"insufficient_user_authentication\", max_age=\"{seconds}\"");
            response.insert_header((header::WWW_AUTHENTICATE, challenge))
        }
        Error::RangeBeyond { bytes } => response.insert_header((header::CONTENT_RANGE, format!("bytes */{bytes}"))),
        Error::TooMany { seconds } | Error::Busy { seconds, .. } => {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()))
        }
        Error::Unavailable(_) | Error::StoreUnavailable(_) | Error::ProviderUnavailable(_) => {
            response.insert_header((header::RETRY_AFTER, RETRY_AFTER_SECONDS.to_string()))
        }
        Error::StoreFull { .. } => response.insert_header((header::RETRY_AFTER, RETRY_WHEN_ROOM_SECONDS.to_string())),
        _ => &mut response,
    };
    let body = serde_json::to_string(&problem).unwrap_or_default();
    response.content_type("application/problem+json").body(body)
}

fn refusal(error: &Error) -> Refusal {
    match error {
        Error::NotFound => Reason::NotFound.into(),
        Error::Invalid(issues) => match issues.first() {
            Some(issue) => issue.refusal.clone(),
            None => Reason::FieldInvalid.into(),
        },
        Error::Malformed(refusal) | Error::Refused(refusal) => refusal.clone(),
        Error::NotSignedIn(reason) => (*reason).into(),
        Error::FactorNeeded { .. } => Reason::CodeNeeded.into(),
        Error::Forbidden(permission) => Refusal::new(Reason::PermissionMissing).with_word("permission", *permission),
        Error::PasswordMustChange => Reason::PasswordMustChange.into(),
        Error::FactorMustSetUp => Reason::FactorMustSetUp.into(),
        Error::ReauthenticationNeeded { minutes } => {
            Refusal::new(Reason::ReauthenticationNeeded).with("minutes", minutes)
        }
        Error::Stale { current } => Refusal::new(Reason::VersionStale).with("current", current),
        Error::VersionNeeded => Reason::IfMatchNeeded.into(),
        Error::RangeBeyond { bytes } => Refusal::new(Reason::RangeBeyond).with("bytes", bytes),
        Error::Busy { reason, seconds } => Refusal::new(*reason).with("seconds", seconds),
        Error::TooMany { seconds } => Refusal::new(Reason::TooManyAttempts).with("seconds", seconds),
        Error::Unavailable(_) => Reason::DatabaseUnavailable.into(),
        Error::StoreUnavailable(_) => Reason::StoreUnavailable.into(),
        Error::StoreFull { needed, .. } => Refusal::new(Reason::StoreFull).with("mib", needed.div_ceil(1 << 20).max(1)),
        Error::ProviderUnavailable(_) => Reason::IdentityProviderUnavailable.into(),
        Error::Halted(_) => Reason::DatabaseReplaced.into(),
        Error::Unreadable { column, value, .. } => {
            Refusal::new(Reason::RecordUnreadable).with("column", column).with("value", value)
        }
        Error::Operator(_) | Error::Internal(_) => Reason::Internal.into(),
    }
}

fn factors(error: &Error) -> Vec<Factor> {
    let Error::FactorNeeded { code, passkey, certificate } = error else { return Vec::new() };
    let all = [(Factor::Code, *code), (Factor::Passkey, *passkey), (Factor::Certificate, *certificate)];
    all.into_iter().filter(|one| one.1).map(|one| one.0).collect()
}

fn issues(error: &Error) -> &[FieldIssue] {
    if let Error::Invalid(issues) = error { issues } else { &[] }
}

fn field(issue: &FieldIssue, language: Language) -> FieldProblem {
    let code = issue.refusal.reason.code();
    FieldProblem { pointer: issue.pointer.clone(), code, detail: issue.refusal.text(language) }
}

/// The caller's language: Chinese when `Accept-Language` prefers it, else English.
pub fn language(request: &impl HttpMessage) -> Language {
    let Ok(AcceptLanguage(mut ranges)) = AcceptLanguage::parse(request) else { return Language::English };
    ranges.retain(|range| range.quality > Quality::ZERO);
    let known = |range: &Preference<LanguageTag>| match range.item().map(LanguageTag::primary_language) {
        Some("zh") => Some(Language::Chinese),
        Some("en") | None => Some(Language::English),
        Some(_) => None,
    };
    AcceptLanguage(ranges).ranked().iter().find_map(known).unwrap_or(Language::English)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header;
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_language_is_the_one_preferred() {
        for (wanted, expected) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en-GB,zh;q=0.9", Language::English),
            ("fr, zh;q=0.5, en;q=0.4", Language::Chinese),
            ("ZH-cn", Language::Chinese),
            ("fr, *;q=0.1", Language::English),
            ("zh;q=0", Language::English),
            ("", Language::English),
        ] {
            let request = TestRequest::default().insert_header((header::ACCEPT_LANGUAGE, wanted)).to_http_request();
            assert_eq!(language(&request), expected, "{wanted}");
        }
    }
}
