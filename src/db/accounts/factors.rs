//! Of second factors what holds no facts of custody: the last step of which a code was taken. The factors themselves are part of
//! the accounts.

use diesel::prelude::*;

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{factor_steps, log_leaves};
use crate::error::Result;
use crate::model::ids::{SubjectId, UserId};
use crate::model::ledger::event::Action;

/// The last step of which a code of this person was taken.
pub fn find_last_step(conn: &mut Conn, user: UserId) -> Result<Option<i64>> {
    Ok(on!(conn, c => factor_steps::table.find(user).select(factor_steps::last_step).first(c).optional())?)
}

/// Takes a code of a step; false when one of this step or of a later one was taken before.
pub fn take_step(upkeep: &mut Upkeep<'_>, user: UserId, step: i64) -> Result<bool> {
    let taken = on!(upkeep.conn, c => diesel::insert_into(factor_steps::table)
        .values((factor_steps::user_id.eq(user), factor_steps::last_step.eq(step)))
        .on_conflict_do_nothing()
        .execute(c))?;
    if taken == 1 {
        return Ok(true);
    }
    let later = on!(upkeep.conn, c => diesel::update(factor_steps::table)
        .filter(factor_steps::user_id.eq(user).and(factor_steps::last_step.lt(step)))
        .set(factor_steps::last_step.eq(step))
        .execute(c))?;
    Ok(later == 1)
}

/// Forgets the steps of a secret that is void.
pub fn forget_steps(upkeep: &mut Upkeep<'_>, user: UserId) -> Result<()> {
    on!(upkeep.conn, c => diesel::delete(factor_steps::table.find(user)).execute(c))?;
    Ok(())
}

/// Whether the second factor of somebody was removed for them and not set up again.
pub fn was_taken(conn: &mut Conn, user: UserId) -> Result<bool> {
    let last: Option<String> = on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(user.0)))
        .filter(log_leaves::action.eq_any([Action::FactorTaken, Action::FactorConfirmed, Action::PasskeyAdded, Action::CertificateAdded].map(Action::as_str)))
        .order(log_leaves::seq.desc())
        .select(log_leaves::action)
        .first(c)
        .optional())?;
    Ok(last.as_deref() == Some(Action::FactorTaken.as_str()))
}
