//! Nobody asks for more than a person can use: so many searches, lists, proofs, exports and prints a minute.

use std::thread;

use custody::api::rates::CallClass;
use custody::model::time::SECOND;
use serde_json::json;

use crate::support::{Answer, Person, TestApp, goods};

/// Calls of a class until one is refused, many at a time: those who have to wait do so together.
fn until_refused(person: &Person<'_>, path: &str, class: CallClass) -> Answer {
    let free = class.allowance().at_once as usize;
    for number in 0..free {
        let answer = person.get(path);
        assert_eq!(answer.status, 200, "call {number} of {free}: {}", answer.body);
    }
    let waiting = class.allowance().a_minute as usize / 30;
    let answers: Vec<Answer> = thread::scope(|scope| {
        let calls: Vec<_> = (0..waiting + 2).map(|_| scope.spawn(|| person.get(path))).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    let (refused, waited): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status != 200);
    assert_eq!((waited.len(), refused.len()), (waiting, 2), "those who come a little too early wait");
    refused.into_iter().next().unwrap()
}

#[test]
fn whoever_asks_for_much_is_slowed_and_then_told_when_to_go_on() {
    let app = &TestApp::new("rates");
    let staff = app.staff();
    let (_, codes) = app.in_custody(&app.team(0), &goods::many(1));
    let reader = &staff.custodian;
    let page = reader.get(&format!("/api/v1/scan/{}", codes[0])).ok();
    let proof = format!("/api/v1/items/{}/proof", page["item"]["id"].as_str().unwrap());
    for (class, path) in [
        (CallClass::Searches, "/api/v1/search?q=%E7%AE%B1"),
        (CallClass::Lists, "/api/v1/items?limit=1"),
        (CallClass::Proofs, proof.as_str()),
        (CallClass::Exports, "/api/v1/items.csv"),
    ] {
        let refused = until_refused(reader, path, class);
        let seconds: i64 = refused.header("retry-after").parse().unwrap();
        assert!((3..=4).contains(&seconds), "{seconds}");
        refused.refused(429, "too_many_calls");
        let chinese = reader.prepare("GET", path).header("accept-language", "zh-CN").send();
        let told = format!("短时间内请求过多，请{seconds}秒后继续；程序应逐个调用，并按Retry-After等待。");
        assert_eq!(chinese.refused(429, "too_many_calls")["detail"], told);
        // Neither another person nor another class is touched, nor what is no list.
        staff.second.get(path).with(200);
        reader.get(&format!("/api/v1/scan/{}", codes[0])).ok();
        app.wait(seconds * SECOND);
        reader.get(path).with(200);
    }
}

/// Two labels a second, each with the pages' calls around it: what a person can do, no limit touches.
#[test]
fn a_custodian_who_scans_and_a_program_that_pages_through_everything_are_not_refused() {
    let app = &TestApp::new("rates-honest");
    let staff = app.staff();
    let (_, codes) = app.in_custody(&app.team(0), &goods::many(1));
    for _ in 0..100 {
        staff.custodian.get(&format!("/api/v1/scan/{}", codes[0])).ok();
        for _ in 0..4 {
            staff.custodian.get("/api/v1/work").ok();
        }
        app.wait(SECOND / 2);
    }
    for _ in 0..CallClass::Lists.allowance().at_once + 5 {
        staff.head.get("/api/v1/items?limit=200").ok();
    }
}

#[test]
fn printing_is_limited_by_person() {
    let app = &TestApp::new("rates-prints");
    let staff = app.staff();
    let free = CallClass::Prints.allowance().at_once;
    let print = |person: &Person<'_>| person.post("/api/v1/print-batches", &json!({ "blanks": 1 }));
    for _ in 0..free {
        print(&staff.custodian).created();
    }
    let answers: Vec<Answer> = thread::scope(|scope| {
        let calls: Vec<_> = (0..6).map(|_| scope.spawn(|| print(&staff.custodian))).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.status == 429).count(), 2);
    print(&staff.second).created();
}
