//! The second custodians who confirmed on the spot in somebody's session.

use actix_web::web;

use crate::api::AppState;
use crate::db::accounts::{standing, users};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::goods::dual_control::{Second, may_stand_by};
use crate::model::ids::SessionId;
use crate::model::reason::Reason;

/// Knows the confirmations given in one session; moved into the closure that needs them.
#[derive(Clone)]
pub struct SecondCustodians {
    pub(super) state: web::Data<AppState>,
    pub(super) session: SessionId,
}

impl SecondCustodians {
    /// The second custodian of a confirmation, if there is one: still active, still a custodian.
    ///
    /// # Errors
    /// [`Reason::ConfirmationInvalid`]; [`Reason::RecordAltered`] for an account that is not the one in the log.
    pub fn resolve(&self, change: &mut Change<'_>, token: Option<&str>) -> Result<Option<Second>> {
        let Some(token) = token else { return Ok(None) };
        let now = self.state.database.clock().now();
        let id = self.state.keys.tokens.read_confirmation(token, self.session, now)?;
        let user = users::find(change.reader(), id)?.ok_or(Reason::ConfirmationInvalid)?;
        change.hold_row(&user)?;
        let rules = standing::find_rules(change.reader())?;
        let usable = user.disabled_at.is_none() && !rules.password_must_change(&user, now);
        let viewer = user.viewer();
        let second = Second::from(&viewer);
        if usable && may_stand_by(&viewer) { Ok(Some(second)) } else { Err(Reason::ConfirmationInvalid.into()) }
    }
}
