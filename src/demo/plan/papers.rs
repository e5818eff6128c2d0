//! Papers of a release: the disposition document and who receives the goods.

use fastrand::Rng;

use crate::demo::agencies::ALL;
use crate::demo::plan::acts::{Outbound, Receiver};
use crate::demo::random::{chance, pick};
use crate::demo::words;

/// Title of the disposition document.
pub fn title(disposition: &str, criminal: bool) -> &'static str {
    match (disposition, criminal) {
        ("return_to_victim" | "return_to_party", true) => "发还财物决定书",
        ("return_to_victim" | "return_to_party", false) => "解除扣押决定书",
        ("transfer_with_case", _) => "随案移送决定书",
        ("auction" | "sale", _) => "涉案财物先行处置审批表",
        ("treasury", _) => "涉案款项上缴国库通知书",
        ("confiscation", true) => "刑事判决书",
        ("confiscation", false) => "行政处罚决定书",
        ("destruction", _) => "涉案财物销毁决定书",
        ("handover_to_authority", _) => "移交主管部门决定书",
        _ => "涉案财物处理决定书",
    }
}

/// Numbers the document, once the request has its own number.
pub fn number(outbound: &mut Outbound) {
    let mark = ALL.get(outbound.agency).map_or("", |agency| agency.mark);
    outbound.document_no = format!("高{mark}财处字〔2023〕{:04}号", outbound.outbound + 1);
}

const BUYERS: &[&str] = &["受托拍卖机构", "受托再生资源回收机构"];
const DESTROYERS: &[&str] = &["受托无害化处理机构", "受托环保处置机构"];
const AUTHORITIES: &[&str] = &["野生动植物主管部门", "生态环境主管部门"];

/// Who takes the goods. A victim sends somebody in one of five cases.
pub fn receiver(rng: &mut Rng, disposition: &str, principal: &str) -> Receiver {
    match disposition {
        "return_to_victim" => {
            let capacity = if chance(rng, 20) { "authorised_collector" } else { "victim" };
            private(rng, words::person, capacity)
        }
        "return_to_party" => private(rng, |_| principal.to_owned(), "party"),
        "transfer_with_case" => clerk(rng, "official", &["高新区人民检察院", "高新区人民法院"]),
        "treasury" | "confiscation" => clerk(rng, "official", &["高新区财政局"]),
        "destruction" => clerk(rng, "official", DESTROYERS),
        "handover_to_authority" => clerk(rng, "official", AUTHORITIES),
        _ => clerk(rng, "buyer", BUYERS),
    }
}

fn private(rng: &mut Rng, name: impl Fn(&mut Rng) -> String, capacity: &'static str) -> Receiver {
    let name = name(rng);
    let document_no = words::resident_id(rng);
    Receiver { name, capacity, organisation: "", document_kind: "resident_id", document_no }
}

fn clerk(rng: &mut Rng, capacity: &'static str, organisations: &[&'static str]) -> Receiver {
    let organisation = pick(rng, organisations);
    let document_no = words::work_card(rng);
    Receiver { name: words::person(rng), capacity, organisation, document_kind: "work_card", document_no }
}
