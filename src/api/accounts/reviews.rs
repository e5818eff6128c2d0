//! Reviews of accounts over HTTP.

use actix_web::post;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::user_views::{Parts, UserView};
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::names::Names;
use crate::api::http::session::Session;
use crate::db::accounts::users::Person;
use crate::error::Result;
use crate::operations::accounts::users::reviews::{self, AccountReview};

/// The accounts that were confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountReviewView {
    accounts: Vec<UserView>,
}

/// Confirms that accounts are still needed with the roles they have, at most 100 at once, none of the own; each is an entry of the log.
#[utoipa::path(
    tag = "users",
    operation_id = "review_accounts",
    request_body = AccountReview,
    security(("session" = ["review_accounts"])),
    responses((status = 200, body = AccountReviewView))
)]
#[post("/account-reviews")]
pub async fn confirm(session: Session<may::ReviewAccounts>, call: Idempotent<AccountReview>) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, review| {
            let rows: Vec<Person> = reviews::confirm(change, &review)?.into_iter().map(Person::from).collect();
            let parts = Parts::seen_by(viewer, change.now());
            let names = Names::of(change.reader(), &rows)?;
            let accounts = rows.into_iter().map(|row| UserView::of(row, &names, parts)).collect();
            Ok(AccountReviewView { accounts })
        })
        .await
}
