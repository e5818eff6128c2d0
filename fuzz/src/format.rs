//! The format of a label code, read a second time from its description and written differently on purpose: whatever the
//! program's own parser answers, this one must answer as well. It can be given a fault, to see that a difference is found.

use aws_lc_rs::hmac;

/// A fault planted in this reading, so that the fuzzer has something to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// One byte too many is let in.
    Length,
    /// A small o is no zero.
    Alias,
    /// Two characters weigh the same, so that exchanging them is not seen.
    Weights,
    /// The last five bits of the tag are not looked at, so that some forged codes pass.
    Tag,
    /// Only the first characters of the region are compared.
    Region,
}

impl Fault {
    /// The fault of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "length" => Self::Length,
            "alias" => Self::Alias,
            "weights" => Self::Weights,
            "tag" => Self::Tag,
            "region" => Self::Region,
            _ => return None,
        })
    }
}

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    WrongLength,
    WrongCharacter,
    Mistyped,
    Foreign(u32),
    Forged,
    /// The fifteen characters.
    Genuine(String),
}

pub const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How one region's codes are read.
pub struct Format {
    pub key: hmac::Key,
    pub region: u32,
    pub fault: Option<Fault>,
}

impl Format {
    /// What a text is.
    pub fn read(&self, text: &str) -> Answer {
        let most = if self.fault == Some(Fault::Length) { 65 } else { 64 };
        if text.len() > most {
            return Answer::WrongLength;
        }
        let written: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let values: Vec<Option<u32>> = written.iter().map(|c| self.value(*c)).collect();
        // A wrong character is named before a wrong length, as long as there was room for it to be looked at.
        if values.iter().take(16).any(Option::is_none) {
            return Answer::WrongCharacter;
        }
        let Ok(values) = <[Option<u32>; 15]>::try_from(values) else { return Answer::WrongLength };
        let values = values.map(Option::unwrap_or_default);
        if self.sum(&values) != 0 {
            return Answer::Mistyped;
        }
        let number = |from: usize, to: usize| values[from..to].iter().fold(0, |sum, value| sum * 32 + value);
        let (region, serial, tag) = (number(0, 4), number(4, 9), number(9, 14));
        let foreign =
            if self.fault == Some(Fault::Region) { region / 32 != self.region / 32 } else { region != self.region };
        if foreign {
            return Answer::Foreign(region);
        }
        let ignored = if self.fault == Some(Fault::Tag) { 32 } else { 1 };
        if serial == 0 || tag / ignored != self.tag(region, serial) / ignored {
            return Answer::Forged;
        }
        Answer::Genuine(values.map(letter).iter().collect())
    }

    /// The code of these three numbers with the check character that fits, whether or not the tag is right.
    pub fn assemble(&self, region: u32, serial: u32, tag: u32) -> String {
        let mut values = [0; 15];
        let places = (0..4).map(|at| region >> (15 - 5 * at));
        let places = places.chain((0..5).map(|at| serial >> (20 - 5 * at)));
        let places = places.chain((0..5).map(|at| tag >> (20 - 5 * at)));
        for (value, place) in values.iter_mut().zip(places) {
            *value = place % 32;
        }
        values[14] = self.sum(&values);
        values.map(letter).iter().collect()
    }

    /// The tag of a region and serial number.
    pub fn tag(&self, region: u32, serial: u32) -> u32 {
        let mut message = *b"custody-label-v1rrrrssss";
        message[16..20].copy_from_slice(&region.to_be_bytes());
        message[20..].copy_from_slice(&serial.to_be_bytes());
        let tag = hmac::sign(&self.key, &message);
        let [a, b, c, d] = [0, 1, 2, 3].map(|at| u32::from(tag.as_ref()[at]));
        (a << 24 | b << 16 | c << 8 | d) / 128
    }

    fn value(&self, letter: char) -> Option<u32> {
        let letter = match letter {
            'o' if self.fault == Some(Fault::Alias) => return None,
            'i' | 'I' | 'l' | 'L' => '1',
            'o' | 'O' => '0',
            other => other.to_ascii_uppercase(),
        };
        LETTERS.chars().position(|known| known == letter).map(|at| at as u32)
    }

    /// The sum of all characters times the powers of x, highest first, among the polynomials over {0, 1} modulo
    /// x⁵ + x² + 1.
    fn sum(&self, values: &[u32; 15]) -> u32 {
        let mut sum = 0;
        for (at, value) in values.iter().enumerate() {
            let power = if self.fault == Some(Fault::Weights) && at == 3 { 10 } else { 14 - at };
            let mut product = value << power;
            for degree in (5..=19).rev() {
                if product >> degree & 1 == 1 {
                    product ^= 0b10_0101 << (degree - 5);
                }
            }
            sum ^= product;
        }
        sum
    }
}

fn letter(value: u32) -> char {
    LETTERS.chars().nth(value as usize % 32).unwrap_or('0')
}
