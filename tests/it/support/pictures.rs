//! Files as people add them: pictures that are drawn, announced, and sent in parts.

use std::io::Cursor;

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::model::cases::files::PART;
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use super::{Answer, Person};
use crate::text;

/// A picture, another one for each `seed`.
pub fn picture(seed: u32, format: ImageFormat) -> Vec<u8> {
    let drawn = RgbImage::from_fn(640, 400, |x, y| Rgb([(x + seed) as u8, (y * (seed + 1)) as u8, seed as u8]));
    let mut out = Cursor::new(Vec::new());
    drawn.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// What is said of bytes before they are sent.
pub fn announced(bytes: &[u8], name: &str, subject: &str, id: &str) -> Value {
    json!({ "sha256": to_hex(&sha256(bytes)), "bytes": bytes.len(), "name": name, "subject": subject, "subject_id": id,
        "maker": "王伟", "second_maker": "李娜", "taken_at": "2022-12-31T09:00:00+08:00", "taken_place": "建设路18号",
        "method": "数码相机拍摄", "original_kept": "原件存于办案单位", "remarks": "箱体正面" })
}

impl Person<'_> {
    /// Sends a part of a file.
    #[track_caller]
    pub fn send_part(&self, id: &str, offset: usize, bytes: &[u8]) -> Answer {
        let path = format!("/api/v1/files/{id}/content?offset={offset}");
        self.prepare("PUT", &path).raw("application/octet-stream", bytes).send()
    }

    /// Announces a file and sends it in parts as large as they may be: its id.
    #[track_caller]
    pub fn add_file_in_parts(&self, bytes: &[u8], name: &str, subject: &str, id: &str) -> String {
        let new = self.post("/api/v1/files", &announced(bytes, name, subject, id)).created();
        for (at, part) in bytes.chunks(PART).enumerate() {
            self.send_part(&new, at * PART, part).ok();
        }
        new
    }

    /// Announces a file and sends all of it at once: the file.
    #[track_caller]
    pub fn add_file(&self, bytes: &[u8], name: &str, subject: &str, id: &str) -> Value {
        let new = self.post("/api/v1/files", &announced(bytes, name, subject, id)).with(201);
        self.send_part(text(&new, "id"), 0, bytes).ok()
    }
}
