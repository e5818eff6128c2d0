//! Cases and their papers: seizure lists, documents and files.

pub mod cases;
pub mod corrections;
pub mod documents;
pub mod file_contents;
pub mod files;
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
        .service(documents::cancel)
        .service(files::list)
        .service(files::get)
        .service(files::announce)
        .service(files::set_marks)
        .service(files::strike)
        .service(file_contents::receive)
        .service(file_contents::fetch)
        .service(file_contents::thumbnail)
        .service(file_contents::screen);
}
