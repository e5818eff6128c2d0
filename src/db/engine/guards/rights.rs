//! What the two lesser accounts of a PostgreSQL database may do with each table: the one that the program works with, exactly what its
//! statements do, and the one that only reads. A new table gets a line here, or nobody but the owner comes at it.

/// What the reading account is shown of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Every column, also those that come later.
    Whole,
    /// These columns, of a table that has others by which somebody could be let in or prove anything.
    Columns(&'static [&'static str]),
    /// Nothing: it holds hashes or tokens only, or copies of what stands elsewhere.
    Nothing,
}

/// The rights of the two accounts on a table.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    pub table: &'static str,
    /// What the program does with its rows.
    pub run: &'static [&'static str],
    pub read: Shown,
}

const READ: &[&str] = &["SELECT"];
/// Evidence: only ever added to.
const ADD: &[&str] = &["SELECT", "INSERT"];
/// What may change, and stays.
const EDIT: &[&str] = &["SELECT", "INSERT", "UPDATE"];
/// Written as a whole, and taken away as a whole.
const RENEW: &[&str] = &["SELECT", "INSERT", "DELETE"];
/// What holds no facts of custody, or is a draft.
const KEEP: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE"];

const USERS: &[&str] = &[
    "id",
    "login",
    "name",
    "agency_id",
    "roles",
    "password_expires_at",
    "disabled_at",
    "created_at",
    "version",
    "password_part_by",
    "password_part_at",
    "factor_confirmed_at",
    "person_id",
    "badge_number",
    "clearance",
    "passkeys",
    "password_chosen_at",
    "reviewed_at",
    "certificates",
];
/// Not by what a provider knows a person: it may be a number of theirs.
const LINKED_IDENTITIES: &[&str] = &["id", "user_id", "issuer", "linked_at", "removed_at", "version"];
/// Not by what an authenticator is known.
const PASSKEYS: &[&str] = &["id", "user_id", "name", "synced", "added_at", "removed_at", "version"];
/// Not the keys themselves, though they are encrypted.
const PERSONAL_KEYS: &[&str] = &["id", "subject_id", "master"];
const SESSIONS: &[&str] = &[
    "id",
    "user_id",
    "address",
    "created_at",
    "expires_at",
    "ended_at",
    "last_used_at",
    "proved_at",
    "browser",
    "new_device",
    "certificate",
];

/// Every table of the program on PostgreSQL.
pub const RIGHTS: &[Rights] = &[
    on("__diesel_schema_migrations", READ, Shown::Whole),
    on("agencies", EDIT, Shown::Whole),
    on("case_officers", RENEW, Shown::Whole),
    on("cases", EDIT, Shown::Whole),
    on("certificate_uses", EDIT, Shown::Whole),
    on("certificates", EDIT, Shown::Whole),
    on("clock_rule_versions", ADD, Shown::Whole),
    on("clues", EDIT, Shown::Whole),
    on("corrections", ADD, Shown::Whole),
    on("deadlines", RENEW, Shown::Whole),
    on("discrepancies", EDIT, Shown::Whole),
    on("documents", ADD, Shown::Whole),
    on("factor_steps", KEEP, Shown::Nothing),
    on("files", EDIT, Shown::Whole),
    on("findings", EDIT, Shown::Whole),
    on("former_names", ADD, Shown::Whole),
    on("handover_signatures", ADD, Shown::Whole),
    on("handovers", EDIT, Shown::Whole),
    on("idempotency_keys", RENEW, Shown::Nothing),
    on("item_texts", RENEW, Shown::Nothing),
    on("items", EDIT, Shown::Whole),
    on("label_contents", EDIT, Shown::Whole),
    on("labels", EDIT, Shown::Whole),
    on("linked_identities", EDIT, Shown::Columns(LINKED_IDENTITIES)),
    on("linked_identity_uses", EDIT, Shown::Whole),
    on("list_views", KEEP, Shown::Whole),
    on("loan_extensions", EDIT, Shown::Whole),
    on("loans", EDIT, Shown::Whole),
    on("log_checkpoints", ADD, Shown::Whole),
    on("log_leaves", ADD, Shown::Whole),
    on("movements", ADD, Shown::Whole),
    on("number_series", EDIT, Shown::Whole),
    on("paper_profiles", EDIT, Shown::Whole),
    on("papers", ADD, Shown::Whole),
    on("passkey_challenges", RENEW, Shown::Nothing),
    on("passkey_uses", EDIT, Shown::Whole),
    on("passkeys", EDIT, Shown::Columns(PASSKEYS)),
    on("personal_keys", EDIT, Shown::Columns(PERSONAL_KEYS)),
    on("places", EDIT, Shown::Whole),
    on("print_batches", EDIT, Shown::Whole),
    on("print_lines", ADD, Shown::Whole),
    on("refresh_tokens", KEEP, Shown::Nothing),
    on("request_lines", KEEP, Shown::Whole),
    on("request_steps", ADD, Shown::Whole),
    on("requests", EDIT, Shown::Whole),
    on("seizure_lists", ADD, Shown::Whole),
    on("sessions", KEEP, Shown::Columns(SESSIONS)),
    on("settings", EDIT, Shown::Whole),
    on("setup_tokens", KEEP, Shown::Nothing),
    on("sign_in_attempts", KEEP, Shown::Nothing),
    on("supervision_notices", EDIT, Shown::Whole),
    on("supervision_steps", ADD, Shown::Whole),
    on("users", EDIT, Shown::Columns(USERS)),
    on("verifications", KEEP, Shown::Whole),
];

const fn on(table: &'static str, run: &'static [&'static str], read: Shown) -> Rights {
    Rights { table, run, read }
}

impl Rights {
    /// What the working account may do, as it is told apart from what it has.
    pub fn of_running(&self) -> Vec<String> {
        self.run.iter().map(|right| (*right).to_owned()).collect()
    }

    /// The same of the reading account.
    pub fn of_reading(&self) -> Vec<String> {
        match self.read {
            Shown::Whole => vec!["SELECT".to_owned()],
            Shown::Columns(columns) => columns.iter().map(|column| format!("SELECT ({column})")).collect(),
            Shown::Nothing => Vec::new(),
        }
    }
}
