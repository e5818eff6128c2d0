//! Agencies, people, their sessions and passwords, and the founding of the centre.

pub mod agencies;
pub mod certificates;
pub mod confirmations;
pub mod factors;
pub mod imports;
pub mod linked_identities;
pub mod locks;
pub mod own_account;
pub mod passkeys;
pub mod reauthentication;
pub mod reviews;
pub mod sessions;
pub mod setup;
pub mod signed_in;
pub mod user_views;
pub mod users;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(setup::found)
        .service(imports::agency_imports::import)
        .service(imports::user_imports::import)
        .service(sessions::sign_in)
        .service(own_account::me)
        .service(sessions::sign_out)
        .service(sessions::refresh)
        .service(own_account::change_password)
        .service(confirmations::confirm)
        .service(reauthentication::prove)
        .service(passkeys::shown::offered)
        .service(passkeys::shown::challenge)
        .service(passkeys::shown::challenge_in_session)
        .service(passkeys::shown::sign_in)
        .service(passkeys::shown::prove)
        .service(passkeys::shown::confirm)
        .service(passkeys::list_own)
        .service(passkeys::begin)
        .service(passkeys::add)
        .service(passkeys::rename)
        .service(passkeys::remove)
        .service(certificates::shown::offered)
        .service(certificates::shown::sign_in)
        .service(certificates::list_own)
        .service(certificates::add)
        .service(certificates::remove)
        .service(linked_identities::shown::offered)
        .service(linked_identities::shown::begin)
        .service(linked_identities::shown::begin_in_session)
        .service(linked_identities::shown::answer)
        .service(linked_identities::shown::sign_in)
        .service(linked_identities::shown::prove)
        .service(linked_identities::list_own)
        .service(linked_identities::link)
        .service(linked_identities::unlink)
        .service(signed_in::list_own)
        .service(signed_in::end_others)
        .service(signed_in::end_own)
        .service(signed_in::list_of_user)
        .service(signed_in::end_all_of_user)
        .service(signed_in::end_of_user)
        .service(factors::set_up)
        .service(factors::confirm)
        .service(factors::renew)
        .service(factors::remove)
        .service(agencies::list)
        .service(agencies::get)
        .service(agencies::register)
        .service(agencies::edit)
        .service(users::list)
        .service(users::get)
        .service(users::register)
        .service(users::edit)
        .service(users::grant_roles)
        .service(users::grant_clearance)
        .service(users::separate)
        .service(users::disable)
        .service(users::give_password_part)
        .service(users::release_password)
        .service(locks::lift)
        .service(reviews::confirm)
        .service(factors::take)
        .service(linked_identities::take);
}
