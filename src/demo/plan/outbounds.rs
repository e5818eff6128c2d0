//! Outbound requests: which pieces of which case leave for good, how, and with whose approval.

use fastrand::Rng;

use super::entries::CasePlan;
use super::entries::IntakePlan;
use super::loans::Busy;
use super::papers;
use crate::demo::calendar::{HOUR, after, day_of, moment, working_day};
use crate::demo::figures::{ListedCategory, OUTBOUNDS, RELEASED};
use crate::demo::people::Staff;
use crate::demo::plan::acts::Outbound;
use crate::demo::random::{Stream, chance, pick, pick_size, pick_some, rng, share_out};

/// Pieces of one request, before scaling.
const SIZES: &[(u32, (u32, u32))] = &[(45, (1, 5)), (30, (5, 25)), (20, (25, 80)), (5, (80, 200))];
/// Days goods are kept before they may leave, and the latest days of intake and release in the plan.
const KEPT_DAYS: std::ops::RangeInclusive<u32> = 10..=160;
const LAST_INTAKE_DAY: u32 = 335;
const LAST_DAY: u32 = 361;

/// Goods of one intake that may leave on a day by a disposition.
struct Candidate<'a> {
    intake: &'a IntakePlan,
    case: &'a CasePlan,
    day: u32,
    disposition: &'static str,
    /// Pieces in the order in which they are taken.
    free: Vec<u32>,
}

/// All outbound requests in order of hand-out.
pub fn plan(seed: u64, staff: &Staff, cases: &[CasePlan], intakes: &[IntakePlan], busy: &Busy) -> Vec<Outbound> {
    let mut rng = rng(seed, Stream::Outbounds, 0);
    let mut order: Vec<&IntakePlan> =
        intakes.iter().filter(|intake| day_of(intake.executed_at) <= LAST_INTAKE_DAY).collect();
    rng.shuffle(&mut order);
    let candidates: Vec<Candidate<'_>> =
        order.into_iter().filter_map(|intake| candidate(&mut rng, cases, intake, busy)).take(OUTBOUNDS).collect();
    let weights: Vec<u32> = candidates.iter().map(|_| pick_size(&mut rng, SIZES)).collect();
    let room: Vec<u32> = candidates.iter().map(|candidate| candidate.free.len() as u32).collect();
    let sizes = fit(share_out(RELEASED, &weights, 1), &room);
    let mut outbounds: Vec<Outbound> = candidates
        .into_iter()
        .zip(sizes)
        .map(|(candidate, size)| release(&mut rng, staff, candidate, size as usize))
        .collect();
    outbounds.sort_by_key(|outbound| outbound.executed_at);
    for (at, outbound) in outbounds.iter_mut().enumerate() {
        outbound.outbound = at;
        papers::number(outbound);
    }
    outbounds
}

/// Cuts sizes down to what there is and gives the rest to those with room; the sum stays.
fn fit(mut sizes: Vec<u32>, room: &[u32]) -> Vec<u32> {
    let mut rest = 0;
    for (size, room) in sizes.iter_mut().zip(room) {
        rest += size.saturating_sub(*room);
        *size = (*size).min(*room);
    }
    while rest > 0 {
        let before = rest;
        let portion = (rest / sizes.len().max(1) as u32).max(1);
        for (size, room) in sizes.iter_mut().zip(room) {
            let more = portion.min(room - *size).min(rest);
            *size += more;
            rest -= more;
        }
        if rest == before {
            break;
        }
    }
    sizes
}

/// Which categories may end by a disposition; what is unclassified stays.
fn may_end(category: ListedCategory, disposition: &str) -> bool {
    use ListedCategory::{Antimagnetic, Bulk, Ordinary, Specimen, Unclassified, Valuable, Vehicle};
    match disposition {
        "return_to_victim" | "return_to_party" => !matches!(category, Specimen | Unclassified),
        "auction" => matches!(category, Vehicle | Bulk | Ordinary),
        "sale" => matches!(category, Bulk | Ordinary),
        "treasury" => category == Valuable,
        "confiscation" => matches!(category, Ordinary | Bulk | Valuable | Vehicle),
        "destruction" => matches!(category, Ordinary | Bulk | Antimagnetic),
        "handover_to_authority" => matches!(category, Specimen | Bulk),
        _ => category != Unclassified,
    }
}

fn candidate<'a>(rng: &mut Rng, cases: &'a [CasePlan], intake: &'a IntakePlan, busy: &Busy) -> Option<Candidate<'a>> {
    let case = cases.get(intake.case)?;
    let day = working_day((day_of(intake.executed_at) + rng.u32(KEPT_DAYS)).min(LAST_DAY));
    let first = pick(rng, case.cause.dispositions);
    let choices = std::iter::once(first).chain(case.cause.dispositions.iter().copied());
    for disposition in choices {
        let free = free_items(rng, intake, disposition, day, busy);
        if !free.is_empty() {
            return Some(Candidate { intake, case, day, disposition, free });
        }
    }
    None
}

/// Pieces that are in custody on the day, those that were lent before first, then scarce or plain ones.
fn free_items(rng: &mut Rng, intake: &IntakePlan, disposition: &str, day: u32, busy: &Busy) -> Vec<u32> {
    let scarce_first = chance(rng, 35);
    let mut free: Vec<(u8, u32)> = Vec::new();
    for (category, items, _) in intake.sections().filter(|(category, ..)| may_end(*category, disposition)) {
        let plain = matches!(category, ListedCategory::Ordinary | ListedCategory::Bulk);
        for item in items {
            match busy.get(&item) {
                Some(Some(back_at)) if day_of(*back_at) < day => free.push((0, item)),
                Some(_) => {}
                None => free.push((if plain == scarce_first { 2 } else { 1 }, item)),
            }
        }
    }
    free.sort_unstable();
    free.into_iter().map(|(_, item)| item).collect()
}

fn release(rng: &mut Rng, staff: &Staff, candidate: Candidate<'_>, size: usize) -> Outbound {
    let Candidate { intake, case, day, disposition, mut free } = candidate;
    free.truncate(size);
    free.sort_unstable();
    let agency = case.open.agency;
    let destruction = disposition == "destruction";
    let valuables = intake.items_of(ListedCategory::Valuable);
    let two = destruction || free.iter().any(|item| valuables.contains(item));
    let submitted_at = moment(rng, day, 510..780);
    let approved_at = after(rng, submitted_at, 10..90);
    let centre_approved_at = after(rng, approved_at, 10..90);
    Outbound {
        outbound: 0,
        case: case.open.case,
        agency,
        items: free,
        disposition,
        document_title: papers::title(disposition, case.cause.criminal),
        document_no: String::new(),
        document_issued_at: submitted_at - rng.i64(HOUR..60 * HOUR),
        receiver: papers::receiver(rng, disposition, &case.principal),
        applicant: pick(rng, &case.open.officers),
        unit_head: pick(rng, staff.unit_heads.get(agency).map_or(&[][..], Vec::as_slice)),
        centre_head: pick(rng, &staff.centre_heads),
        custodians: pick_some(rng, &staff.custodians, if two { 2 } else { 1 }),
        witness: destruction.then(|| pick(rng, &staff.supervisors)),
        submitted_at,
        approved_at,
        centre_approved_at,
        executed_at: after(rng, centre_approved_at, 15..120),
    }
}
