//! Whether a JPEG is there to its end: decoders fill up in grey what is missing.

/// Whether the picture's end marker is there. What may follow it, such as a short film, is not looked at.
pub fn is_whole(bytes: &[u8]) -> bool {
    walk(bytes).is_some()
}

fn walk(bytes: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        // Fill bytes may stand before a marker.
        while bytes.get(at..at + 2)? == b"\xff\xff" {
            at += 1;
        }
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        at += 2;
        match marker {
            0xd9 => return Some(()),
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = bytes.get(at..at + 2)?;
        at += usize::from(u16::from_be_bytes(length.try_into().ok()?));
        if marker == 0xda {
            at += end_of_scan(bytes.get(at..)?)?;
        }
    }
}

/// Where the coded picture ends: at a marker that is neither a restart nor a stuffed byte.
fn end_of_scan(coded: &[u8]) -> Option<usize> {
    coded
        .windows(2)
        .position(|two| two.first() == Some(&0xff) && !matches!(two.last(), Some(0x00 | 0xd0..=0xd7 | 0xff)))
}
