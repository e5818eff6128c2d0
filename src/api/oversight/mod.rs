//! What supervisors look at: deadlines, reports, exports, work queues and look-ups.

pub mod clock_rules;
pub mod deadlines;
pub mod export_columns;
pub mod exports;
pub mod filed_tables;
pub mod list_views;
pub mod lookup;
pub mod stock_report;
pub mod work;
pub mod year_report;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this wing.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(work::list)
        .service(deadlines::list_deadlines)
        .service(clock_rules::list_clock_rules)
        .service(clock_rules::get_own)
        .service(clock_rules::set_own)
        .service(clock_rules::list_versions)
        .service(clock_rules::try_rules)
        .service(lookup::search)
        .service(stock_report::of_now)
        .service(year_report::of_year)
        .service(filed_tables::of_week)
        .service(filed_tables::week_pdf)
        .service(filed_tables::list_overdue)
        .service(filed_tables::overdue_pdf)
        .service(filed_tables::workbook)
        .service(exports::items)
        .service(exports::users)
        .service(exports::requests)
        .service(exports::loans)
        .service(exports::movements)
        .service(exports::audit_entries)
        .service(list_views::list)
        .service(list_views::save)
        .service(list_views::edit)
        .service(list_views::remove);
}
