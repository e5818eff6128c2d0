//! What makes a PDF file one to be kept (PDF/A-2u, ISO 19005-2): what it says of itself as XMP, the grey its colours
//! mean, and its identifier. How the objects are written is decided elsewhere.

use crate::model::time::Time;

/// Who makes the files.
pub const PRODUCER: &str = "custody";
/// The name of the colours of [`grey_profile`].
pub const CONDITION: &str = "Grey, gamma 2.2";
/// The white of the profile connection space, D50, as ICC writes it.
const D50: [u32; 3] = [0x0000_F6D6, 0x0001_0000, 0x0000_D32D];
/// Bytes of the head of a profile, and of one line of its table.
const HEAD: usize = 128;
const ENTRY: usize = 12;

/// What the file says of itself (ISO 16684-1), the same as its information dictionary says.
pub fn metadata(title: &str, made_at: Time) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let made_at = made_at.to_china_text().replace(' ', "T");
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreateDate>{made_at}+08:00</xmp:CreateDate>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// The identifier of a file, hexadecimal: the same for the same paper.
pub fn identifier(title: &str, made_at: Time) -> String {
    // FNV-1a, from two beginnings: it tells files apart and proves nothing.
    let sum = |start: u64| {
        let bytes = title.bytes().chain(made_at.0.to_be_bytes());
        bytes.fold(start, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    };
    format!("{:016X}{:016X}", sum(0xCBF2_9CE4_8422_2325), sum(0x8422_2325_CBF2_9CE4))
}

/// The smallest profile that says what grey means: ICC.1:2001-04, one curve of gamma 2.2.
pub fn grey_profile() -> Vec<u8> {
    let tags = [(b"desc", description()), (b"cprt", text(b"text", b"none\0")), (b"wtpt", white()), (b"kTRC", curve())];
    let table = 4 + tags.len() * ENTRY;
    let mut heads = Vec::new();
    let mut data = Vec::new();
    for (name, tag) in &tags {
        heads.extend_from_slice(*name);
        heads.extend(big(HEAD + table + data.len()));
        heads.extend(big(tag.len()));
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = head(HEAD + table + data.len());
    out.extend(big(tags.len()));
    out.extend(heads);
    out.extend(data);
    out
}

fn head(size: usize) -> Vec<u8> {
    let mut out = big(size).to_vec();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&[2, 0x10, 0, 0]);
    out.extend_from_slice(b"mntrGRAYXYZ ");
    // When it was made: 2026-01-01.
    out.extend_from_slice(&[0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    out.extend_from_slice(b"acsp");
    out.resize(68, 0);
    out.extend(D50.iter().flat_map(|part| part.to_be_bytes()));
    out.resize(HEAD, 0);
    out
}

/// A name, in ASCII only.
fn description() -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(big(CONDITION.len() + 1));
    out.extend_from_slice(CONDITION.as_bytes());
    // The end of the name, no Unicode one, and the room of a third one.
    out.resize(out.len() + 1 + 8 + 3 + 67, 0);
    out
}

fn text(kind: &[u8; 4], text: &[u8]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(text);
    out
}

fn white() -> Vec<u8> {
    let parts: Vec<u8> = D50.iter().flat_map(|part| part.to_be_bytes()).collect();
    text(b"XYZ ", &parts)
}

/// One number: 2.2 in eighths of bits (u8Fixed8Number).
fn curve() -> Vec<u8> {
    text(b"curv", &[0, 0, 0, 1, 0x02, 0x33])
}

fn big(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_says_its_own_size_and_where_its_tags_are() {
        let profile = grey_profile();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!((&profile[36..40], number(HEAD)), (b"acsp".as_slice(), 4));
        for entry in 0..4 {
            let at = HEAD + 4 + entry * ENTRY;
            let (start, len) = (number(at + 4), number(at + 8));
            assert!(start % 4 == 0 && start + len <= profile.len(), "{entry}");
        }
    }

    #[test]
    fn a_title_cannot_end_its_own_element() {
        let said = metadata("<a>&b", Time(0));
        assert!(said.contains("&lt;a&gt;&amp;b") && said.contains("1970-01-01T08:00:00+08:00"), "{said}");
    }
}
