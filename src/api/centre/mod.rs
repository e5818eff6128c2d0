//! The centre itself: its places and its settings.

pub mod place_imports;
pub mod place_series;
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
        .service(place_series::register)
        .service(place_imports::import)
        .service(settings::list)
        .service(settings::set)
        .service(settings::set_factor_rule)
        .service(settings::set_security_rule);
}
