//! The audit log: entries, checkpoints, proofs, registers, verifications and backups.

pub mod audit;
pub mod changes;
pub mod checkpoints;
pub mod findings;
pub mod proofs;
pub mod subjects;
pub mod verifications;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(audit::list)
        .service(audit::get)
        .service(subjects::list)
        .service(checkpoints::list)
        .service(checkpoints::newest)
        .service(proofs::consistency)
        .service(proofs::of_item)
        .service(verifications::start)
        .service(verifications::list)
        .service(verifications::get)
        .service(findings::list)
        .service(findings::get)
        .service(findings::answer);
}
