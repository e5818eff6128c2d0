//! What a chosen password is held against: words that everybody around the person knows, and how soon it is guessed.

use std::path::Path;
use std::sync::Arc;

use zxcvbn::zxcvbn;

use crate::db::accounts::{agencies, standing};
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::security_profile::{PasswordDemands, SecurityProfile};
use crate::model::ids::AgencyId;
use crate::model::reason::Reason;
use crate::model::text::folded;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::passwords::breached::Breached;

/// What the program is called.
const PRODUCT: [&str; 2] = ["custody", "涉案财物"];
/// Characters of a word that counts by itself: letters and digits, and Han characters, which are rarer.
const LETTERS: usize = 3;
/// Letters and digits from which a word is found across blanks and signs: `w.a.n.g` is no accident, `had a` is no Ada.
const LETTERS_APART: usize = 5;
const HAN: usize = 2;
/// Han characters of an organisation's name that count as a piece of it: two of them are in every second sentence.
const HAN_OF_AGENCY: usize = 4;
/// Digits of a unit code that name the region.
const REGION: usize = 6;
/// Characters that are looked at; more only take longer. A password of which these are soon guessed is no good either way.
const ESTIMATED: usize = 64;
/// Guesses (as a power of ten) that a password has to withstand, as it is typed and as bare letters and digits.
const GUESSES: f64 = 10.0;
const BARE_GUESSES: f64 = 8.0;
/// What is guessed first in this country and is not among the estimator's own words, the likeliest first.
const PINYIN: [&str; 24] = [
    "woaini", "5201314", "1314520", "nihao", "zhongguo", "woshi", "gongan", "jingcha", "mima", "beijing", "wojia",
    "laopo", "laogong", "baobei", "xiaoming", "zhangwei", "wangwei", "shijie", "renmin", "fuwu", "anquan", "guanli",
    "a123456", "qq123456",
];

/// Whose password it is to be: the words that must not be in it, as they are compared, and what the centre demands of it.
#[derive(Debug, Clone)]
pub struct Context {
    words: Vec<String>,
    demands: PasswordDemands,
}

/// What every chosen password is held against.
#[derive(Debug, Clone, Default)]
pub struct PasswordRules {
    breached: Option<Arc<Breached>>,
}

impl Context {
    /// For a person with this login and name, who works for an agency.
    pub fn of(conn: &mut Conn, login: &str, name: &str, agency: AgencyId) -> Result<Self> {
        let organisations: Vec<_> =
            agencies::find(conn, agency)?.into_iter().chain(agencies::find_centre(conn)?).collect();
        let demands = standing::find_rules(conn)?.profile().passwords();
        let names = organisations.iter().map(|one| (one.name.as_str(), one.code.as_str()));
        Ok(Self { demands, ..Self::new(login, name, names) })
    }

    /// For a login, a person's name, and the names and unit codes of where the person works, where nobody has named a profile yet.
    pub fn new<'n>(login: &str, name: &str, organisations: impl IntoIterator<Item = (&'n str, &'n str)>) -> Self {
        let mut words: Vec<String> = PRODUCT.map(bare).to_vec();
        words.extend(pieces(login, HAN).chain(pieces(name, HAN)));
        for (name, code) in organisations {
            words.extend(pieces(name, HAN_OF_AGENCY));
            words.extend(code.get(..REGION).into_iter().flat_map(|region| [code, region]).map(bare));
        }
        Self { words, demands: SecurityProfile::Nist.passwords() }
    }

    fn is_in(&self, password: &str) -> bool {
        let (apart, bare) = (with_blanks(password), bare(password));
        self.words.iter().any(|word| {
            let anywhere = word.chars().any(is_han) || word.len() >= LETTERS_APART;
            if anywhere { bare.contains(word.as_str()) } else { apart.contains(word.as_str()) }
        })
    }
}

impl PasswordRules {
    /// With the list of passwords that were stolen somewhere, where one is named.
    ///
    /// # Errors
    /// As [`Breached::open`].
    pub fn open(breached: Option<&Path>) -> Result<Self> {
        Ok(Self { breached: breached.map(Breached::open).transpose()?.map(Arc::new) })
    }

    /// Refuses a password that cannot be chosen; `pointer` is where it stands in the input.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the rule it breaks; [`Error::Internal`] when the list of stolen ones cannot be read.
    pub fn check(&self, password: &Password, context: &Context, pointer: &str) -> Result<()> {
        password.check(context.demands).map_err(|refusal| Error::field(pointer, refusal))?;
        let text = password.reveal();
        if context.is_in(text) {
            return Err(Error::field(pointer, Reason::PasswordNamesYou));
        }
        let stolen = self.breached.as_ref().map_or(Ok(false), |list| list.holds(text))?;
        if stolen || is_guessed_soon(text) {
            return Err(Error::field(pointer, Reason::PasswordGuessable));
        }
        Ok(())
    }
}

fn is_guessed_soon(text: &str) -> bool {
    let looked_at: String = text.chars().take(ESTIMATED).map(in_digits).collect();
    let bare: String = looked_at.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    zxcvbn(&bare, &PINYIN).guesses_log10() < BARE_GUESSES || zxcvbn(&looked_at, &PINYIN).guesses_log10() < GUESSES
}

/// Chinese numerals as digits, so that counting in words is seen to be counting.
const fn in_digits(c: char) -> char {
    match c {
        '零' | '〇' | '十' | '拾' => '0',
        '一' | '壹' => '1',
        '二' | '贰' | '两' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        other => other,
    }
}

/// A text without what people put between its letters and without the signs they put for them: `Cu$t0dy` is custody.
fn bare(text: &str) -> String {
    with_blanks(text).replace(' ', "")
}

/// The same with a blank for everything that people put between letters.
fn with_blanks(text: &str) -> String {
    folded(text).chars().map(plain).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

/// One letter for each group that stand for one another.
const fn plain(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | 'l' | '!' | '|' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// A name as a whole, its words, and of words in Han characters every stretch of so many.
fn pieces(name: &str, han: usize) -> impl Iterator<Item = String> {
    let mut found = vec![bare(name)];
    for word in folded(name).split(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = word.chars().collect();
        for run in letters.chunk_by(|a, b| is_han(*a) == is_han(*b)) {
            if run.first().copied().is_some_and(is_han) {
                found.extend(run.windows(han).map(String::from_iter));
            } else {
                found.push(bare(&String::from_iter(run)));
            }
        }
    }
    found.into_iter().filter(|piece| piece.chars().count() >= if piece.chars().all(is_han) { HAN } else { LETTERS })
}

const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn refusal(text: &str) -> Option<Reason> {
        let centre = ("滨海新区涉案财物管理中心", "130273000001");
        let context = Context::new("wang-wei", "王伟国", [("高新公安分局", "130273010000"), centre]);
        match PasswordRules::default().check(&Password::new(text), &context, "/new") {
            Ok(()) => None,
            Err(Error::Invalid(issues)) => Some(issues[0].refusal.reason),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn each_password_is_refused_for_what_is_wrong_with_it() {
        use Reason::{PasswordGuessable as Guessable, PasswordNamesYou as Names, PasswordTooLong, PasswordTooShort};
        for (text, expected) in [
            ("a short one", Some(PasswordTooShort)),
            ("天津卫的秋天里桂花开得很", Some(PasswordTooShort)),
            (&"ab cd ef gh".repeat(12), Some(PasswordTooLong)),
            // Of the person and the place.
            ("my-WANG-WEI-secret", Some(Names)),
            ("w.a.n.g.w.e.i for ever", Some(Names)),
            ("the-W@NG-family-tree", Some(Names)),
            ("wan good and quiet canals", None),
            ("一二三四五六七八九王伟国甲乙丙丁", Some(Names)),
            ("秋天的伟国在河边看桂花开得真好", Some(Names)),
            ("Custody-centre-2023!", Some(Names)),
            ("Cu$t0dy of brown boxes", Some(Names)),
            ("Ｃｕｓｔｏｄｙ of brown boxes", Some(Names)),
            ("c u s t o d y of brown boxes", Some(Names)),
            ("高新公安分局的桂花开得很早真好看", Some(Names)),
            ("高 新 公 安的桂花开得很早真好看啊", Some(Names)),
            ("公安分局的秋天里桂花开得很早真好", Some(Names)),
            ("滨海新区的秋天里桂花开得很早真好", Some(Names)),
            ("涉案财物的秋天里桂花开得很早真好", Some(Names)),
            ("lamp 130273010000 canal", Some(Names)),
            ("lamp 130273 canal brown", Some(Names)),
            ("lamp l3O273 canal brown", Some(Names)),
            // What is guessed first.
            ("password123456789", Some(Guessable)),
            ("P@ssw0rdP@ssw0rd!", Some(Guessable)),
            ("p-a-s-s-w-o-r-d-1-2-3", Some(Guessable)),
            ("123456789012345678", Some(Guessable)),
            ("qwertyqwertyqwerty", Some(Guessable)),
            ("1qaz2wsx3edc4rfv5tgb", Some(Guessable)),
            ("qazwsxedcrfvtgbyhn", Some(Guessable)),
            ("aaaaaaaaaaaaaaaaaa", Some(Guessable)),
            ("Password-Password-Password", Some(Guessable)),
            ("letmein letmein letmein", Some(Guessable)),
            ("administrator123456", Some(Guessable)),
            ("admin@123456789!!", Some(Guessable)),
            ("Summer2023Summer2023", Some(Guessable)),
            ("20230101 20230102", Some(Guessable)),
            ("iloveyouforever123", Some(Guessable)),
            ("abcdefghijklmnopqrs", Some(Guessable)),
            ("woaini1314520woaini", Some(Guessable)),
            ("nihaonihaonihao2023", Some(Guessable)),
            ("zhongguozhongguo888", Some(Guessable)),
            ("一二三四五六七八九十一二三四五", Some(Guessable)),
            ("我爱你我爱你我爱你我爱你我爱你", Some(Guessable)),
            ("密码密码密码密码密码密码密码密码", Some(Guessable)),
            // What nobody guesses.
            ("天津卫的秋天里桂花开得很早真好看", None),
            ("安静的港口在黄昏时点亮了七盏灯火", None),
            ("七盏灯 by the quiet canal", None),
            ("correct horse battery", None),
            ("seven lamps by the quiet canal", None),
            ("four seals on a brown box", None),
            ("a quiet harbour at dusk", None),
            ("mdk2wr8q5vz4ht9p3xba", None),
            ("ходит рыба по канату", None),
        ] {
            assert_eq!(refusal(text), expected, "{text}");
        }
    }

    #[test]
    fn a_random_password_is_never_refused_and_none_takes_long() {
        for _ in 0..50 {
            assert_eq!(refusal(Password::random().unwrap().reveal()), None);
        }
        let slow = ["ab1".repeat(42), "1".repeat(128), "天地玄黄宇宙洪荒".repeat(16), "a4@e3$s5l1!o0".repeat(9)];
        for text in slow {
            let measured = (0..8).map(|_| {
                let began = Instant::now();
                refusal(&text);
                began.elapsed()
            });
            // The shortest: other work of the machine only lengthens it.
            let took = measured.min().unwrap();
            assert!(took < Duration::from_millis(50), "{text}: {took:?}");
        }
    }
}
