//! The owner of a session says anew who they are: before what matters most, and for what is done with the second factor.

use actix_web::{HttpRequest, Responder, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::accounts::sessions::{believe, place_of};
use crate::api::http::body::Body;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::Database;
use crate::db::accounts::users;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::authentication::{Believed, Credentials, Place, authenticate};
use crate::operations::accounts::factors::Code;
use crate::operations::accounts::passkeys::Assertion;
use crate::operations::accounts::passkeys::challenges::Purpose;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::sessions as operations;
use crate::tokens::Tokens;

/// Who somebody is, said anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reauthentication {
    /// The password that holds now.
    password: Password,
    /// The six digits that the authenticator shows, or where there is a second factor already a recovery code.
    #[serde(default)]
    code: Option<Code>,
    /// Instead of a code: what a passkey of the account answers to a challenge.
    #[serde(default)]
    passkey: Option<Assertion>,
}

/// A proof of who somebody is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofView {
    /// Until then the person need not say it again.
    pub(super) proved_until: Time,
}

/// Says anew who one is: with the password, and with a code or a passkey where the account has a second factor. What is refused with
/// `reauthentication_needed` is then done for a quarter of an hour.
#[utoipa::path(
    tag = "session",
    operation_id = "reauthenticate",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 200, body = ProofView))
)]
#[post("/session/reauthentication")]
pub async fn prove(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<impl Responder> {
    let (believed, _) = reauthenticate(&session, &request, body, authenticate).await?;
    let (state, id) = (session.state(), session.id());
    let proved_until = session
        .change(move |change, _| operations::reauthenticate(change, &state.keys.tokens, &believed, id))
        .await
        .map_err(in_field)?;
    Ok(web::Json(ProofView { proved_until }))
}

/// Believes the owner of the account anew, outside of the transaction; wrong passwords and codes are counted. Answers the code as well.
pub(in crate::api) async fn reauthenticate(
    session: &Session<may::OwnAccount>,
    request: &HttpRequest,
    body: Body<Reauthentication>,
    check: fn(&Database, &Tokens, &Credentials, &Place) -> Result<Believed>,
) -> Result<(Believed, Option<Code>)> {
    let state = session.state();
    let ceremony = state.ceremony(request, Purpose::Proof(session.id()));
    let place = place_of(&state, request, ceremony);
    let read = move |conn: &mut Conn, viewer: &Viewer| Ok((users::get(conn, viewer.user_id)?, body.read()?));
    let (user, Reauthentication { password, code, passkey }) = session.read(read).await?;
    let who = Credentials { login: user.login, password, code: code.clone(), passkey };
    let believed = believe(&state, who, place, check).await;
    Ok((believed.map_err(in_field)?, code))
}

/// The caller stays signed in: it is what they typed that was wrong.
pub(super) fn in_field(error: Error) -> Error {
    match error {
        Error::FactorNeeded { .. } => Error::field("/code", Reason::CodeNeeded),
        Error::NotSignedIn(reason @ Reason::CodeWrong) => Error::field("/code", reason),
        Error::NotSignedIn(reason @ (Reason::PasskeyWrong | Reason::PasskeyCopied)) => Error::field("/passkey", reason),
        Error::NotSignedIn(Reason::SignInFailed) => Error::field("/password", Reason::PasswordWrong),
        other => other,
    }
}
