//! The goods: items, labels, movements, discrepancies, and finding them.

pub mod discrepancies;
pub mod item_views;
pub mod items;
pub mod labels;
pub mod movements;
pub mod moves;
pub mod scan;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(items::list)
        .service(items::get)
        .service(items::edit)
        .service(items::correct)
        .service(items::history)
        .service(items::label)
        .service(items::classify)
        .service(moves::move_all)
        .service(scan::scan)
        .service(labels::list)
        .service(labels::replace)
        .service(labels::retire)
        .service(discrepancies::list)
        .service(discrepancies::get)
        .service(discrepancies::resolve)
        .service(movements::list);
}
