//! The people of the year: officers and heads of the agencies, the centre's staff, supervisors and administrators.

use super::agencies::{ALL, CENTRE};
use super::random::{Stream, rng};
use super::words;

/// One person with one account and one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name to sign in with: lower-case letters, digits and hyphens, unique.
    pub login: String,
    /// Name as spoken.
    pub name: String,
    /// Role in data words, such as `case_officer`.
    pub role: &'static str,
    /// Index into the agencies.
    pub agency: usize,
}

/// Everybody, with the indexes of those who act.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Everybody; all indexes of people point here.
    pub people: Vec<Person>,
    /// Per served agency: its case officers.
    pub officers: Vec<Vec<usize>>,
    /// Per served agency: its unit heads.
    pub unit_heads: Vec<Vec<usize>>,
    /// The centre's custodians.
    pub custodians: Vec<usize>,
    /// The centre's heads.
    pub centre_heads: Vec<usize>,
    /// Those who witness destructions.
    pub supervisors: Vec<usize>,
}

/// The centre's own staff: role, word of the login, how many.
const CENTRE_STAFF: [(&str, &str, usize); 5] = [
    ("custodian", "custodian", 8),
    ("centre_head", "centre-head", 2),
    ("system_admin", "system-admin", 1),
    ("security_admin", "security-admin", 1),
    ("auditor", "auditor", 1),
];

impl Staff {
    /// Staffs all agencies: 4 to 6 case officers and 1 or 2 unit heads each.
    pub fn hire(seed: u64) -> Self {
        let mut staff = Self::default();
        let mut rng = rng(seed, Stream::People, 0);
        for (agency, _) in ALL.iter().enumerate().filter(|(_, agency)| agency.is_served()) {
            let prefix = format!("{:02}", agency + 1);
            let officers = staff.add(&mut rng, agency, "case_officer", &format!("officer-{prefix}"), 4 + agency % 3);
            let heads = staff.add(&mut rng, agency, "unit_head", &format!("unit-head-{prefix}"), 1 + agency % 2);
            staff.officers.push(officers);
            staff.unit_heads.push(heads);
        }
        for (role, word, count) in CENTRE_STAFF {
            let hired = staff.add(&mut rng, CENTRE, role, &format!("{word}-"), count);
            match role {
                "custodian" => staff.custodians = hired,
                "centre_head" => staff.centre_heads = hired,
                _ => {}
            }
        }
        for (agency, institution) in ALL.iter().enumerate().skip(CENTRE + 1) {
            let word = institution.kind.replace('_', "-");
            let hired = staff.add(&mut rng, agency, "supervisor", &format!("supervisor-{word}-"), 1);
            staff.supervisors.extend(hired);
        }
        staff
    }

    fn add(
        &mut self,
        rng: &mut fastrand::Rng,
        agency: usize,
        role: &'static str,
        prefix: &str,
        count: usize,
    ) -> Vec<usize> {
        let first = self.people.len();
        self.people.extend((1..=count).map(|number| Person {
            login: format!("{prefix}{number:02}"),
            name: words::person(rng),
            role,
            agency,
        }));
        (first..first + count).collect()
    }
}
