//! The centre itself: its places and its settings.

pub mod places;
pub mod settings;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(places::list)
        .service(places::get)
        .service(places::register)
        .service(places::edit)
        .service(settings::list)
        .service(settings::set)
        .service(settings::set_factor_rule)
        .service(settings::set_security_rule);
}
