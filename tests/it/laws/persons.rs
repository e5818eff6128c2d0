//! Duties are kept apart by human, not by account: whoever compares accounts with one another says here why that is right.

use super::source::source;

/// Where an account is compared with another one, and why it is the account that counts.
const BY_ACCOUNT: [(&str, &str); 17] = [
    ("src/api/oversight/list_views.rs", "a saved view is of one account"),
    ("src/operations/oversight/list_views.rs", "a saved view is of one account"),
    ("src/model/requests/request_steps.rs", "what somebody drafted they go on with in the account of that agency"),
    (
        "src/operations/cases/corrections.rs",
        "what somebody registered they end with the account it was registered with",
    ),
    ("src/operations/cases/files.rs", "what was announced is sent by the account that announced it"),
    ("src/operations/accounts/unrecorded.rs", "a code is taken once, by the account whose code it is"),
    ("src/operations/ledger/verification/books/people.rs", "an account's factor is set up with the account itself"),
    ("src/api/http/session/call.rs", "a token is of one account"),
    ("src/operations/accounts/signed_in.rs", "a session is of one account"),
    ("src/api/accounts/passkeys/shown.rs", "a passkey is of one account"),
    ("src/api/accounts/linked_identities/shown.rs", "an identity is linked to one account"),
    ("src/operations/accounts/passkeys/mod.rs", "a passkey is of one account"),
    ("src/api/accounts/certificates/shown.rs", "a certificate is of one account"),
    ("src/operations/accounts/certificates/mod.rs", "a certificate is of one account"),
    ("src/db/goods/movements.rs", "a movement and its entry name the same account"),
    ("src/operations/ledger/verification/item.rs", "an entry and its leaf name the same account"),
    ("src/audit/verify/mod.rs", "an entry and its leaf name the same account"),
];

/// Whether a line compares accounts: one of them stands right beside the comparison.
fn compares_accounts(text: &str) -> bool {
    let is_account = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
        ["user_id", "actor_id", "applicant_id", "asked_by", "registered_by"].iter().any(|name| word.ends_with(name))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).any(|three| matches!(three[1], "==" | "!=") && (is_account(three[0]) || is_account(three[2])))
}

#[test]
fn duties_are_kept_apart_by_human_and_never_by_account() {
    let compared: Vec<_> =
        source().into_iter().filter(|line| !line.in_tests && compares_accounts(&line.text)).collect();
    let wrong: Vec<String> = compared
        .iter()
        .filter(|line| !BY_ACCOUNT.iter().any(|(file, _)| line.within(&[file])))
        .map(super::source::Line::at)
        .collect();
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "compare `person_id`, or say in BY_ACCOUNT why it is the account that counts"
    );
    for (file, _) in BY_ACCOUNT {
        assert!(compared.iter().any(|line| line.within(&[file])), "{file} compares no accounts");
    }
}

#[test]
fn a_comparison_of_accounts_is_seen() {
    for line in [
        "if viewer.user_id == second.user_id {",
        "Some(second) if second == viewer.user_id => {}",
        "let own = row.actor_id == Some(id);",
    ] {
        assert!(compares_accounts(line), "{line}");
    }
    assert!(!compares_accounts("if viewer.person_id == second.person_id {"));
}
