//! Hand-overs as custodians have them signed: opened on the list, and signed party by party.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};

use super::{Answer, Person};
use crate::text;

pub const HANDOVERS: &str = "/api/v1/handovers";
/// The number of a resident's card that is nobody's, and what is kept of it.
pub const CARD: (&str, &str) = ("130102199505050096", "**************0096");

/// Strokes on nothing, others for each `seed`: PNG.
pub fn strokes(seed: u32) -> Vec<u8> {
    let drawn = RgbaImage::from_fn(600, 240, |x, y| match (x + y * (seed + 2)) % 97 {
        0..4 if (60..500).contains(&x) && (40..200).contains(&y) => Rgba([10, 10, 60, 255]),
        _ => Rgba([0, 0, 0, 0]),
    });
    let mut out = Cursor::new(Vec::new());
    drawn.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The same as calls carry it.
pub fn drawing(seed: u32) -> String {
    STANDARD.encode(strokes(seed))
}

/// What somebody from outside the centre signs, drawn on the screen.
pub fn outsider(handover: &Value, party: &str, name: &str, seed: u32) -> Value {
    json!({ "party": party, "manner": "drawn", "list_sha256": handover["list_sha256"], "name": name,
        "identity": { "paper": "resident_card", "number": CARD.0 }, "drawing": drawing(seed) })
}

/// What a custodian signs.
pub fn custodian(handover: &Value, party: &str, seed: u32) -> Value {
    json!({ "party": party, "manner": "drawn", "list_sha256": handover["list_sha256"], "drawing": drawing(seed) })
}

impl Person<'_> {
    /// Opens the hand-over of a request.
    #[track_caller]
    pub fn open_handover(&self, request: &str) -> Value {
        self.post(HANDOVERS, &json!({ "request_id": request })).with(201)
    }

    /// Has something signed.
    pub fn sign(&self, handover: &Value, body: &Value) -> Answer {
        self.post(&format!("{HANDOVERS}/{}/signatures", text(handover, "id")), body)
    }

    /// Has the two sign who sign for goods that no second custodian stood by for: the hand-over then.
    #[track_caller]
    pub fn have_signed(&self, handover: &Value, (own, other, name): (&str, &str, &str)) -> Value {
        self.sign(handover, &outsider(handover, other, name, 1)).ok();
        self.sign(handover, &custodian(handover, own, 2)).ok()
    }

    /// Withdraws a hand-over.
    pub fn withdraw_handover(&self, handover: &Value, version: i64, reason: &str) -> Answer {
        let path = format!("{HANDOVERS}/{}/withdraw", text(handover, "id"));
        self.prepare("POST", &path).once().version(version).json(&json!({ "reason": reason })).send()
    }
}
