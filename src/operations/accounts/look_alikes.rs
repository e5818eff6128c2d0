//! Nobody is registered under a login that can be taken for another one, and no agency under such a name.
//! Two people may well have one name; what tells them apart is the login.

use crate::db::accounts::agencies::{self, Agency};
use crate::db::accounts::users;
use crate::db::engine::connection::Conn;
use crate::error::Result;
use crate::model::accounts::look_alikes::NameLook;
use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};

/// Refuses a new login that looks like one there is. Whoever may register people may read them, and is told which.
pub(super) fn check_login(conn: &mut Conn, login: &str, check: &mut Checker) -> Result<()> {
    let other = users::find_login_like(conn, login)?.filter(|other| other != login);
    if let Some(other) = other {
        check.refuse("/login", Refusal::new(Reason::LoginLooksLike).with("login", other));
    }
    Ok(())
}

/// Refuses the name of an agency that looks like the name of another one that works. There are hundreds of agencies.
pub(super) fn check_agency(conn: &mut Conn, row: &Agency, check: &mut Checker) -> Result<()> {
    let look = NameLook::of(&row.name);
    let others = agencies::list_active_names(conn)?.into_iter().filter(|(id, ..)| *id != row.id);
    for (_, code, name) in others {
        if NameLook::of(&name).is_like(&look) {
            let refusal = Refusal::new(Reason::NameLooksLike).with("name", name).with("code", code);
            check.refuse("/name", refusal);
            break;
        }
    }
    Ok(())
}
