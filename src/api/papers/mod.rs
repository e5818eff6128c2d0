//! What is printed and on which paper: label contents, paper profiles, print batches, statutory papers.

pub mod label_contents;
pub mod label_previews;
pub mod paper_profiles;
pub mod paper_settings;
pub mod papers;
pub mod print_batches;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(label_previews::preview)
        .service(label_contents::list)
        .service(label_contents::get)
        .service(label_contents::register)
        .service(label_contents::edit)
        .service(paper_profiles::list)
        .service(paper_profiles::get)
        .service(paper_profiles::register)
        .service(paper_profiles::edit)
        .service(paper_profiles::calibration)
        .service(paper_settings::get)
        .service(paper_settings::set)
        .service(papers::list)
        .service(papers::get)
        .service(papers::preview)
        .service(papers::issue)
        .service(papers::pdf)
        .service(print_batches::list)
        .service(print_batches::get)
        .service(print_batches::lines)
        .service(print_batches::print)
        .service(print_batches::pdf);
}
