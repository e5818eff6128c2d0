//! The cookies of a browser, and the check that a call with cookies comes from our own pages, in the name of whoever is
//! signed in.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::Uri;
use actix_web::http::header;

use crate::api::AppState;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::{SECOND, Time};
use crate::operations::accounts::devices::{Devices, KNOWN_MICROS};
use crate::operations::accounts::linked_identities::journeys::AWAY_MICROS;
use crate::operations::accounts::passkeys::challenges::CHALLENGE_MICROS;
use crate::operations::accounts::sessions::Pair;
use uuid::Uuid;

const ACCESS: &str = "__Host-access";
const REFRESH: &str = "__Host-refresh";
const DEVICE: &str = "__Host-device";
const JOURNEY: &str = "__Host-identity";
const PASSKEY: &str = "__Host-passkey";
/// The header in which a page names the person it was opened for, by id.
const ACTING_USER: &str = "Acting-User";

/// The access token a browser sent.
pub fn access(request: &HttpRequest) -> Option<String> {
    request.cookie(ACCESS).map(|cookie| cookie.value().to_owned())
}

/// The refresh token a browser sent.
pub fn refresh(request: &HttpRequest) -> Option<String> {
    request.cookie(REFRESH).map(|cookie| cookie.value().to_owned())
}

/// Who signed in at the browser before, as far as it shows it.
pub fn devices(request: &HttpRequest) -> Option<Devices> {
    request.cookie(DEVICE).map(|cookie| Devices::read(cookie.value()))
}

/// The cookie by which the browser is known from now on. It outlives the session: it opens nothing.
pub fn of_device(value: String) -> Cookie<'static> {
    cookie(DEVICE, value, KNOWN_MICROS / SECOND)
}

/// By what the browser is known that asked for a challenge.
pub fn passkey(request: &HttpRequest) -> Option<String> {
    let known = request.cookie(PASSKEY).map(|cookie| cookie.value().to_owned())?;
    Uuid::try_parse(&known).ok().map(|known| known.to_string())
}

/// The cookie by which the browser is known until the challenge runs out.
pub fn of_passkey(value: String) -> Cookie<'static> {
    cookie(PASSKEY, value, CHALLENGE_MICROS / SECOND)
}

/// What a browser keeps of its journey to the identity provider.
pub fn journey(request: &HttpRequest) -> Option<String> {
    request.cookie(JOURNEY).map(|cookie| cookie.value().to_owned())
}

/// The cookie of a journey. It is of this site only, as the others: whoever comes back gets a page, and the page sends it.
pub fn of_journey(value: String) -> Cookie<'static> {
    cookie(JOURNEY, value, AWAY_MICROS / SECOND)
}

/// A cookie that makes a browser forget its journey.
pub fn ended_journey() -> Cookie<'static> {
    cookie(JOURNEY, String::new(), 0)
}

/// Both tokens as cookies that live until the session ends.
pub fn of(pair: &Pair, now: Time) -> [Cookie<'static>; 2] {
    let seconds = |until: Time| (until.0 - now.0).div_euclid(SECOND).max(0);
    [
        cookie(ACCESS, pair.access.clone(), seconds(pair.access_expires_at)),
        cookie(REFRESH, pair.refresh.clone(), seconds(pair.session_expires_at)),
    ]
}

/// Cookies that make a browser forget both tokens.
pub fn cleared() -> [Cookie<'static>; 2] {
    [cookie(ACCESS, String::new(), 0), cookie(REFRESH, String::new(), 0)]
}

fn cookie(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// Refuses a call that a page of another site may have caused: `Sec-Fetch-Site` where the browser says it, else
/// `Origin` must be the address under which people open the pages, or name the very host that was called.
///
/// # Errors
/// [`Reason::CrossSite`].
pub fn same_site(request: &HttpRequest) -> Result<()> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let fine = match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => text(header::ORIGIN.as_str()).is_some_and(|origin| {
            let state = AppState::of(request).ok();
            let opened = state.as_ref().and_then(|state| state.public_origin.as_ref()?.origin());
            is_own(origin, text(header::HOST.as_str()), opened)
        }),
    };
    if fine { Ok(()) } else { Err(Error::Malformed(Reason::CrossSite.into())) }
}

/// Whether a page is ours: where the operator says which address people open, of that one only, with its scheme, whatever a proxy calls this
/// program; at the machine itself, and where nothing is said, of the host that was called.
fn is_own(origin: &str, host: Option<&str>, opened: Option<&str>) -> bool {
    let address = origin.parse::<Uri>().ok();
    let Some(from) = address.as_ref().and_then(Uri::authority) else { return false };
    let here = matches!(from.host(), "localhost" | "127.0.0.1" | "[::1]");
    opened == Some(origin) || (opened.is_none() || here) && Some(from.as_str()) == host
}

/// Holds the person whom a page names as its own against the person whom the token stands for. Cookies belong to the
/// whole browser: when somebody else signs in in another tab, a page opened before would go on in that person's name.
/// So a change that comes with cookies has to say whose page it is; a bearer token is the person's own.
///
/// # Errors
/// [`Reason::ActingUserNeeded`], [`Reason::HeaderUnreadable`], [`Reason::OtherPersonSignedIn`].
pub fn same_person(request: &HttpRequest, signed_in: UserId, from_cookie: bool) -> Result<()> {
    let Some(named) = request.headers().get(ACTING_USER) else {
        let needed = from_cookie && !request.method().is_safe();
        return if needed { Err(Error::Malformed(Reason::ActingUserNeeded.into())) } else { Ok(()) };
    };
    let named = named.to_str().ok().and_then(|text| Uuid::try_parse(text.trim()).ok()).map(UserId);
    match named {
        None => Err(Error::Malformed(Refusal::new(Reason::HeaderUnreadable).with("name", ACTING_USER))),
        Some(named) if named != signed_in => Err(Reason::OtherPersonSignedIn.into()),
        Some(_) => Ok(()),
    }
}
