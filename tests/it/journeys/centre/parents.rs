//! Two administrators at once: what stands in what is a tree, whoever is faster.

use std::sync::Barrier;
use std::thread;

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp};
use crate::text;

/// Pairs that are tried; each is a race of its own.
const ROUNDS: usize = 12;

#[track_caller]
fn raced(first: &Person<'_>, second: &Person<'_>, kind: &str, new: impl Fn(usize) -> Value) {
    for round in 0..ROUNDS {
        let ids: Vec<String> =
            (0..2).map(|at| first.post(&format!("/api/v1/{kind}"), &new(round * 2 + at)).created()).collect();
        let barrier = Barrier::new(2);
        let under = |person: &Person<'_>, below: &str, above: &str| {
            let call = person.prepare("PATCH", &format!("/api/v1/{kind}/{below}")).version(1);
            let call = call.json(&json!({ "parent_id": above }));
            barrier.wait();
            call.send()
        };
        let answers: Vec<Answer> = thread::scope(|scope| {
            let one = scope.spawn(|| under(first, &ids[0], &ids[1]));
            let other = scope.spawn(|| under(second, &ids[1], &ids[0]));
            [one, other].map(|call| call.join().unwrap()).into()
        });
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        let told: Vec<_> = answers.iter().map(|answer| (answer.status, answer.code())).collect();
        assert_eq!(won, 1, "{kind}: {told:?}");
        let lost = answers.iter().find(|answer| answer.status != 200).unwrap();
        assert_eq!(lost.fields(), [("/parent_id", "tree_cycle")]);
        let parents = ids.iter().map(|id| first.get(&format!("/api/v1/{kind}/{id}")).ok()["parent_id"].clone());
        assert_eq!(parents.filter(Value::is_null).count(), 1, "{kind}: one stands in the other");
    }
}

#[test]
fn of_two_administrators_who_put_two_places_into_each_other_one_is_refused() {
    let app = TestApp::new("places-in-places");
    let (first, second) = (app.one(Role::SystemAdmin), app.one(Role::SystemAdmin));
    let new = |at| json!({ "code": format!("P-{at}"), "name": "货架", "kind": "rack", "storage_class": "ordinary" });
    raced(&first, &second, "places", new);
}

#[test]
fn of_two_administrators_who_put_two_agencies_above_each_other_one_is_refused() {
    let app = TestApp::new("agencies-over-agencies");
    let (first, second) = (app.one(Role::SystemAdmin), app.one(Role::SystemAdmin));
    let new = |at| json!({ "code": format!("1302731{at:05}"), "name": format!("第{at}派出所"), "kind": "police" });
    raced(&first, &second, "agencies", new);
}

#[test]
fn a_circle_over_several_levels_is_refused_and_so_is_being_the_own_parent() {
    let app = TestApp::new("long-circles");
    let admin = app.one(Role::SystemAdmin);
    for (kind, new) in
        [("places", json!({ "kind": "rack", "storage_class": "ordinary" })), ("agencies", json!({ "kind": "police" }))]
    {
        let path = format!("/api/v1/{kind}");
        let mut above = Value::Null;
        let mut ids = Vec::new();
        for at in 0..4 {
            let mut new = new.clone();
            new["code"] = if kind == "places" { format!("Q-{at}") } else { format!("13027320000{at}") }.into();
            new["name"] = format!("第{at}层").into();
            new["parent_id"] = above;
            ids.push(text(&admin.post(&path, &new).with(201), "id").to_owned());
            above = ids[at].as_str().into();
        }
        for below in &ids {
            let circle = admin.patch(&format!("{path}/{}", ids[0]), 1, &json!({ "parent_id": below }));
            assert_eq!(circle.fields(), [("/parent_id", "tree_cycle")], "{kind}");
        }
    }
}

#[test]
fn what_is_moved_counts_with_everything_in_it_and_sixteen_levels_are_the_most() {
    let app = TestApp::new("deep-trees");
    let admin = app.one(Role::SystemAdmin);
    for (kind, new) in
        [("places", json!({ "kind": "rack", "storage_class": "ordinary" })), ("agencies", json!({ "kind": "police" }))]
    {
        let path = format!("/api/v1/{kind}");
        let register = |chain: usize, at: usize, above: &Value| {
            let mut new = new.clone();
            let code = if kind == "places" { format!("D-{chain}-{at}") } else { format!("130273{chain}{at:05}") };
            new["code"] = code.into();
            new["name"] = format!("第{chain}列第{at}层").into();
            new["parent_id"] = above.clone();
            admin.post(&path, &new)
        };
        let chain = |chain: usize, levels: usize| {
            let mut ids: Vec<Value> = vec![Value::Null];
            for at in 0..levels {
                ids.push(register(chain, at, &ids[at]).with(201)["id"].clone());
            }
            ids
        };
        let (long, short) = (chain(1, 16), chain(2, 3));
        assert_eq!(register(3, 0, &long[16]).fields(), [("/parent_id", "tree_too_deep")], "{kind}");
        let put = |id: &Value, above: &Value| {
            admin.patch(&format!("{path}/{}", id.as_str().unwrap()), 1, &json!({ "parent_id": above }))
        };
        assert_eq!(put(&short[1], &long[14]).fields(), [("/parent_id", "tree_too_deep")], "{kind}");
        assert_eq!(put(&short[1], &long[13]).status, 200, "{kind}: three levels below the thirteenth are sixteen");
    }
}
