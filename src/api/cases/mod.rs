//! Cases and their papers: seizure lists and documents.

pub mod cases;
pub mod corrections;
pub mod documents;
pub mod seizure_lists;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(cases::list)
        .service(cases::get)
        .service(cases::register)
        .service(cases::edit)
        .service(cases::set_secrecy)
        .service(seizure_lists::list)
        .service(seizure_lists::get)
        .service(seizure_lists::register)
        .service(seizure_lists::correct)
        .service(seizure_lists::cancel)
        .service(documents::list)
        .service(documents::get)
        .service(documents::register)
        .service(documents::correct)
        .service(documents::cancel);
}
