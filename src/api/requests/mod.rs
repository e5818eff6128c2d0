//! Intake, outbound, loan and loan-return requests, their lines, steps, loans, extensions and hand-overs.

pub mod extensions;
pub mod handovers;
pub mod loans;
pub mod receivers;
pub mod request_lines;
pub mod request_views;
pub mod requests;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(requests::list)
        .service(requests::get)
        .service(request_lines::list)
        .service(request_lines::blockers)
        .service(requests::draft)
        .service(requests::edit)
        .service(requests::submit)
        .service(requests::withdraw)
        .service(requests::decide)
        .service(requests::decide_refusals)
        .service(receivers::reveal)
        .service(request_lines::execute)
        .service(loans::list)
        .service(extensions::list)
        .service(extensions::list_of_request)
        .service(extensions::get)
        .service(extensions::ask)
        .service(extensions::decide)
        .service(handovers::list)
        .service(handovers::get)
        .service(handovers::open)
        .service(handovers::sign)
        .service(handovers::withdraw);
}
