//! Photographs, scans and papers: what they are about, of which kinds they are, and how large they may be.

use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

/// Bytes of one part of an upload at most.
pub const PART: usize = 4 << 20;
/// Characters of a file's name at most.
pub const NAME_LENGTH: usize = 120;
/// Files stored about one thing at most; those struck out do not count.
pub const EACH: i64 = 200;
/// Files that one person has announced about one thing and not sent, at most: they keep nobody else from adding some.
pub const AWAITED: i64 = 50;
/// Bytes of a file of any kind at most.
pub const MOST_BYTES: i64 = 256 << 20;
/// Pixels of a picture at most: what the largest telephones take as a rule.
pub const PIXELS: u64 = 64_000_000;

words! {
    /// What a file is by its content.
    MediaType {
        Jpeg = "jpeg" / "JPEG图片" / "JPEG picture" / "JPEG picture",
        Png = "png" / "PNG图片" / "PNG picture" / "PNG picture",
        Webp = "webp" / "WebP图片" / "WebP picture" / "WebP picture",
        /// Kept as it is; no smaller size is made of it.
        Heic = "heic" / "HEIC图片" / "HEIC picture" / "HEIC picture",
        Pdf = "pdf" / "PDF文件" / "PDF document" / "PDF document",
        Mp4 = "mp4" / "MP4视频" / "MP4 video" / "MP4 video",
    }
}

impl MediaType {
    /// The kind that a name's ending says.
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let kind = match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "webp" => Self::Webp,
            "heic" | "heif" => Self::Heic,
            "pdf" => Self::Pdf,
            "mp4" => Self::Mp4,
            _ => return None,
        };
        (!stem.is_empty()).then_some(kind)
    }

    /// Bytes of such a file at most.
    pub const fn most_bytes(self) -> i64 {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::Heic => 32 << 20,
            Self::Pdf => 64 << 20,
            Self::Mp4 => MOST_BYTES,
        }
    }

    /// Its name in the header of an answer.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
        }
    }

    /// Whether smaller sizes are made of it.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }
}

words! {
    /// What a file is about.
    FileSubject {
        Item = "item" / "物品" / "Item",
        Case = "case" / "案件" / "Case",
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        Document = "document" / "文书" / "Document",
        Discrepancy = "discrepancy" / "差异" / "Discrepancy",
        /// The goods of a line as they left the centre.
        ConditionOut = "condition_out" / "出库状况" / "Condition out",
        /// The goods of a line as they came to the centre, or back.
        ConditionIn = "condition_in" / "入库状况" / "Condition in",
        /// A signature for a hand-over, or the photograph of a signed copy.
        Handover = "handover" / "交接签名" / "Hand-over",
    }
}

words! {
    /// How far a file has come.
    FileState {
        /// Its hash is in the log, its bytes have not come.
        Announced = "announced" / "待上传" / "Announced",
        Stored = "stored" / "已保存" / "Stored",
        /// Bytes came that could not be taken; the right ones may still be sent.
        Refused = "refused" / "未接收" / "Refused",
        /// It does not count any more; its bytes stay.
        Struck = "struck" / "已划销" / "Struck out",
    }
}

words! {
    /// Why the bytes that came of a file were not taken.
    FileRefusal {
        OtherBytes = "other_bytes" / "内容与登记的哈希值不符" / "Not the announced bytes",
        OtherKind = "other_kind" / "内容与文件名不符" / "Not what its name says",
        Broken = "broken" / "文件不完整或已损坏" / "Cut off or damaged",
        Pixels = "pixels" / "图片像素过多" / "Too many pixels",
        PdfActive = "pdf_active" / "PDF含有脚本、自动动作或内嵌文件" / "PDF that runs something or carries files",
    }
}

impl FileRefusal {
    /// Why, where a refusal is about the content.
    pub const fn of(reason: Reason) -> Option<Self> {
        Some(match reason {
            Reason::FileOtherBytes => Self::OtherBytes,
            Reason::FileOtherKind => Self::OtherKind,
            Reason::FileBroken => Self::Broken,
            Reason::FilePixels => Self::Pixels,
            Reason::FilePdfActive => Self::PdfActive,
            _ => return None,
        })
    }
}

/// Refuses a name that says where a file is to go, or of which nobody could tell what it is.
///
/// # Errors
/// [`Reason::FileNamePath`], [`Reason::FileEnding`].
pub fn check_name(name: &str) -> Result<MediaType, Refusal> {
    if name.starts_with('.') || name.contains(['/', '\\', ':']) {
        return Err(Reason::FileNamePath.into());
    }
    MediaType::of_name(name).ok_or_else(|| Reason::FileEnding.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_file_is_and_nothing_of_folders() {
        for (name, kind) in
            [("IMG_1.JPG", MediaType::Jpeg), ("单据.扫描.pdf", MediaType::Pdf), ("a.heif", MediaType::Heic)]
        {
            assert_eq!(check_name(name), Ok(kind), "{name}");
        }
        for name in ["../a.jpg", "a/b.jpg", "c:a.jpg", "..\\a.png", ".jpg", ".a.jpg"] {
            assert_eq!(check_name(name), Err(Reason::FileNamePath.into()), "{name}");
        }
        for name in ["a", "a.svg", "a.html", "a.jpg.exe", "jpg"] {
            assert_eq!(check_name(name), Err(Reason::FileEnding.into()), "{name}");
        }
    }
}
