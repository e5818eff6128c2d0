//! HTTP and nothing but HTTP. This page is the route table; every noun has a page of its own.

// utoipa's macro qualifies the types of queries with their full path.
#![allow(unused_qualifications)]

pub mod accounts;
pub mod blocking;
pub mod bounds;
pub mod cases;
pub mod centre;
pub mod goods;
pub mod http;
pub mod ledger;
pub mod openapi;
pub mod oversight;
pub mod papers;
pub mod rates;
pub mod requests;
pub mod state;
pub mod turns;

use utoipa_actix_web::service_config::ServiceConfig;

pub use openapi::openapi;
pub use state::AppState;

/// Every operation under `/api/v1`, wing by wing; each wing lists its own.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(accounts::routes)
        .configure(centre::routes)
        .configure(goods::routes)
        .configure(cases::routes)
        .configure(requests::routes)
        .configure(papers::routes)
        .configure(ledger::routes)
        .configure(oversight::routes)
        .service(openapi::read);
}
