//! HTTP and nothing but HTTP. This page is the route table; every noun has a page of its own.

// utoipa's macro qualifies the types of queries with their full path.
#![allow(unused_qualifications)]

pub mod agencies;
pub mod around;
pub mod audit;
pub mod body;
pub mod cases;
pub mod checkpoints;
pub mod cookies;
pub mod discrepancies;
pub mod documents;
mod export_columns;
pub mod exports;
pub mod extensions;
pub mod item_views;
pub mod items;
pub mod label_contents;
pub mod label_previews;
pub mod labels;
mod lists;
pub mod loans;
pub mod may;
mod misfit;
pub mod movements;
pub mod moves;
pub mod names;
pub mod openapi;
pub mod pages;
pub mod paper_profiles;
pub mod places;
pub mod print_batches;
pub mod problem;
pub mod proofs;
mod query;
pub mod reports;
pub mod request_lines;
pub mod request_views;
pub mod requests;
pub mod scan;
pub mod search;
pub mod seizure_lists;
pub mod session;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod status;
pub mod stock_report;
pub mod stream;
pub mod users;
pub mod verifications;
pub mod work;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpRequest, web};
use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::db::Database;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::operations::verifications::Verifications;
use crate::paper::font::{FONTS, Font};
use crate::paper::pdf::PdfError;

pub use openapi::openapi;

/// Every operation under `/api/v1`, by noun.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        // set-up and sessions
        .service(setup::found)
        .service(sessions::sign_in)
        .service(sessions::me)
        .service(sessions::sign_out)
        .service(sessions::refresh)
        .service(sessions::change_password)
        .service(sessions::confirm)
        // what waits, and where a number leads
        .service(work::list)
        .service(search::search)
        // agencies
        .service(agencies::list)
        .service(agencies::get)
        .service(agencies::register)
        .service(agencies::edit)
        // users
        .service(users::list)
        .service(users::get)
        .service(users::register)
        .service(users::edit)
        .service(users::grant_roles)
        .service(users::disable)
        .service(users::reset_password)
        // places
        .service(places::list)
        .service(places::get)
        .service(places::register)
        .service(places::edit)
        // cases and seizure lists
        .service(cases::list)
        .service(cases::get)
        .service(cases::register)
        .service(cases::edit)
        .service(seizure_lists::list)
        .service(seizure_lists::get)
        .service(seizure_lists::register)
        // items
        .service(items::list)
        .service(items::get)
        .service(items::edit)
        .service(items::correct)
        .service(items::history)
        .service(items::label)
        .service(items::classify)
        .service(moves::move_all)
        .service(scan::scan)
        // labels and printing
        .service(labels::list)
        .service(labels::replace)
        .service(labels::retire)
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
        .service(print_batches::list)
        .service(print_batches::get)
        .service(print_batches::lines)
        .service(print_batches::print)
        .service(print_batches::pdf)
        // requests
        .service(requests::list)
        .service(requests::get)
        .service(request_lines::list)
        .service(request_lines::blockers)
        .service(requests::draft)
        .service(requests::edit)
        .service(requests::submit)
        .service(requests::withdraw)
        .service(requests::decide)
        .service(requests::confirm_refusals)
        .service(request_lines::execute)
        // loans and their extensions, discrepancies
        .service(loans::list)
        .service(extensions::list)
        .service(extensions::list_of_request)
        .service(extensions::get)
        .service(extensions::ask)
        .service(extensions::decide)
        .service(discrepancies::list)
        .service(discrepancies::get)
        .service(discrepancies::resolve)
        // documents and movements
        .service(documents::list)
        .service(documents::get)
        .service(documents::register)
        .service(movements::list)
        // reports
        .service(stock_report::of_now)
        .service(reports::of_year)
        // the audit log
        .service(audit::list)
        .service(audit::get)
        .service(checkpoints::list)
        .service(checkpoints::newest)
        .service(proofs::consistency)
        .service(proofs::of_item)
        .service(verifications::start)
        .service(verifications::list)
        .service(verifications::get)
        // whole lists as spreadsheets
        .service(exports::items)
        .service(exports::requests)
        .service(exports::loans)
        .service(exports::movements)
        .service(exports::audit_entries)
        // settings
        .service(settings::list)
        .service(settings::set)
        // the program itself
        .service(openapi::read);
}

/// Passwords hashed at the same time at most; each takes 19 MiB.
const HASHING: usize = 2;
/// Files of labels printed at the same time at most; each keeps every core busy.
const PRINTING: usize = 2;
/// How long a caller waits for a turn to have a password hashed.
const HASHING_PATIENCE: Duration = Duration::from_secs(5);

/// What every handler shares.
pub struct Web {
    /// The database of the centre.
    pub database: Database,
    /// Its keys.
    pub keys: Arc<Keys>,
    /// The one proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<IpAddr>,
    /// The verifications people asked for.
    pub verifications: Verifications,
    hashing: Semaphore,
    printing: Arc<Semaphore>,
    font: FontFile,
}

/// The font that labels are printed with, read when it is first needed.
struct FontFile {
    named: Option<PathBuf>,
    read: Mutex<Option<Arc<Font>>>,
}

impl Web {
    /// For the handlers of one server.
    pub fn new(database: Database, keys: Arc<Keys>, trusted_proxy: Option<IpAddr>, font: Option<PathBuf>) -> Self {
        Self {
            database,
            keys,
            trusted_proxy,
            verifications: Verifications::default(),
            hashing: Semaphore::new(HASHING),
            printing: Arc::new(Semaphore::new(PRINTING)),
            font: FontFile { named: font, read: Mutex::new(None) },
        }
    }

    /// The font that labels are printed with; looked for anew while there is none.
    ///
    /// # Errors
    /// [`Reason::FontMissing`](crate::model::reason::Reason::FontMissing), or [`Error::Operator`] for a file that is
    /// no font.
    pub fn font(&self) -> Result<Arc<Font>> {
        let mut read = self.font.read.lock();
        if let Some(font) = read.as_ref() {
            return Ok(font.clone());
        }
        let found = Font::find(self.font.named.as_deref(), Path::new(FONTS)).map_err(PdfError::from)?;
        Ok(read.insert(Arc::new(found)).clone())
    }

    /// A turn to print, kept until the file is written.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many others are printing.
    pub async fn printing_turn(&self) -> Result<OwnedSemaphorePermit> {
        match tokio::time::timeout(HASHING_PATIENCE, self.printing.clone().acquire_owned()).await {
            Ok(permit) => permit.map_err(Error::internal),
            Err(_) => Err(Error::TooMany { seconds: 5 }),
        }
    }

    fn of(request: &HttpRequest) -> Result<web::Data<Self>> {
        request.app_data::<web::Data<Self>>().cloned().ok_or_else(|| Error::internal("the server has no database"))
    }

    /// A turn to hash or check a password.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many others are waiting.
    pub async fn hashing_turn(&self) -> Result<SemaphorePermit<'_>> {
        match tokio::time::timeout(HASHING_PATIENCE, self.hashing.acquire()).await {
            Ok(permit) => permit.map_err(Error::internal),
            Err(_) => Err(Error::TooMany { seconds: 5 }),
        }
    }

    /// Where a call comes from: the peer, or whom the trusted proxy names last.
    pub fn address(&self, request: &HttpRequest) -> String {
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        let forwarded = || {
            let lines = request.headers().get_all("x-forwarded-for");
            lines.last()?.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let named = if peer.is_some() && peer == self.trusted_proxy { forwarded() } else { None };
        named.or(peer).map_or_else(|| "unknown".to_owned(), |ip| ip.to_string())
    }
}
