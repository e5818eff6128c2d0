//! What supervisors look at: deadlines, clues, notices, reports, exports, work queues and look-ups.

pub mod clock_rules;
pub mod clues;
pub mod deadlines;
pub mod export_columns;
pub mod exports;
pub mod filed_tables;
pub mod list_views;
pub mod lookup;
pub mod stays;
pub mod stock_report;
pub mod supervision_notices;
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
        .service(clues::list_clues)
        .service(clues::search_clues)
        .service(clues::get_clue)
        .service(clues::list_clue_items)
        .service(clues::explain_clue)
        .service(supervision_notices::list_notices)
        .service(supervision_notices::get_notice)
        .service(supervision_notices::send_notice)
        .service(supervision_notices::answer_notice)
        .service(supervision_notices::repeat_notice)
        .service(supervision_notices::accept_notice)
        .service(supervision_notices::withdraw_notice)
        .service(lookup::search)
        .service(stays::list_stays)
        .service(stays::sum_stays)
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
