use super::*;
use crate::model::time::HOUR;

fn document() -> DocumentId {
    DocumentId(uuid::Uuid::from_u128(1))
}

fn loan() -> FlatTerms {
    let (starts_at, due_at) = (Some(Time(0)), Some(Time(HOUR)));
    FlatTerms { purpose: Some(LoanPurpose::Court), starts_at, due_at, ..FlatTerms::default() }
}

fn loan_return() -> FlatTerms {
    FlatTerms { loan_id: Some(RequestId(uuid::Uuid::from_u128(2))), ..FlatTerms::default() }
}

fn outbound(disposition: Disposition) -> FlatTerms {
    FlatTerms {
        disposition: Some(disposition),
        document_id: Some(document()),
        receiver_name: Some("孙丽".into()),
        receiver_document_no: Some(PersonalText::Said("130203199001011234".into())),
        receiver_is_officer: Some(false),
        witness_name: Some("周凯".into()),
        destruction_method: Some("高温焚烧".into()),
        destruction_place: Some("市环保处置中心".into()),
        delivery: Some(DeliveryManner::Posted),
        ..FlatTerms::default()
    }
}

/// One of every kind, with every term it has.
fn every_kind() -> [(RequestKind, FlatTerms); 4] {
    [
        (RequestKind::Intake, FlatTerms::default()),
        (RequestKind::Outbound, outbound(Disposition::Auction)),
        (RequestKind::Loan, loan()),
        (RequestKind::LoanReturn, loan_return()),
    ]
}

/// What is wrong with terms, field by field.
fn wrong(kind: RequestKind, flat: FlatTerms) -> Vec<(String, Reason)> {
    let issues = flat.of_kind(kind).complete().unwrap_err();
    issues.into_iter().map(|issue| (issue.pointer, issue.refusal.reason)).collect()
}

fn named(expected: &[(&str, Reason)]) -> Vec<(String, Reason)> {
    expected.iter().map(|(pointer, reason)| ((*pointer).to_owned(), *reason)).collect()
}

#[test]
fn the_flat_form_is_read_and_written_without_loss() {
    for (kind, flat) in every_kind() {
        let terms = flat.clone().of_kind(kind);
        assert_eq!(terms.kind(), kind);
        assert_eq!(FlatTerms::from(terms.clone()), flat, "{kind}");
        assert!(terms.complete().is_ok(), "{kind}");
        // What is not written yet stays unwritten.
        let open = FlatTerms::default().of_kind(kind);
        assert_eq!(FlatTerms::from(open), FlatTerms::default(), "{kind}");
    }
}

#[test]
fn terms_of_other_kinds_are_left_out() {
    let (loan, outbound) = (loan(), outbound(Disposition::Auction));
    let everything = FlatTerms {
        purpose: loan.purpose,
        starts_at: loan.starts_at,
        due_at: loan.due_at,
        loan_id: loan_return().loan_id,
        ..outbound
    };
    for (kind, own) in every_kind() {
        assert_eq!(FlatTerms::from(everything.clone().of_kind(kind)), own, "{kind}");
    }
}

#[test]
fn whole_terms_say_what_the_desk_needs() {
    let read = |kind, flat: FlatTerms| flat.of_kind(kind).complete().unwrap();
    assert_eq!(read(RequestKind::Intake, loan()), Terms::Intake);
    let lent = Terms::Loan { purpose: LoanPurpose::Court, starts_at: Time(0), due_at: Time(HOUR) };
    assert_eq!(read(RequestKind::Loan, loan()), lent);
    let Terms::Outbound { document_id, release } = read(RequestKind::Outbound, outbound(Disposition::Sale)) else {
        panic!("an outbound request has other terms");
    };
    assert_eq!((document_id, release.disposition()), (document(), Disposition::Sale));
    assert_eq!(release.receiver_name(), Some("孙丽"));
    let destroyed = FlatTerms { receiver_name: None, ..outbound(Disposition::Destruction) };
    let Terms::Outbound { release, .. } = read(RequestKind::Outbound, destroyed) else {
        panic!("an outbound request has other terms");
    };
    assert_eq!((release.disposition(), release.receiver_name()), (Disposition::Destruction, None));
    let witnessed = matches!(release, Release::Destruction { witness_name, .. } if witness_name == "周凯");
    assert!(witnessed);
}

#[test]
fn a_loan_needs_a_purpose_and_a_due_time_after_its_start() {
    let refused = |flat| wrong(RequestKind::Loan, flat);
    assert_eq!(refused(FlatTerms { purpose: None, ..loan() }), named(&[("/purpose", Reason::LoanTermNeeded)]));
    for (starts_at, due_at, at, reason) in [
        (None, Some(Time(1)), "/starts_at", Reason::LoanTermNeeded),
        (Some(Time(1)), None, "/due_at", Reason::LoanTermNeeded),
        (Some(Time(1)), Some(Time(1)), "/due_at", Reason::LoanDueBeforeStart),
    ] {
        let flat = FlatTerms { starts_at, due_at, ..loan() };
        assert_eq!(refused(flat), named(&[(at, reason)]));
    }
    let all = ["/purpose", "/starts_at", "/due_at"].map(|at| (at, Reason::LoanTermNeeded));
    assert_eq!(refused(FlatTerms::default()), named(&all));
}

#[test]
fn a_loan_return_needs_its_loan() {
    let refused = wrong(RequestKind::LoanReturn, FlatTerms::default());
    assert_eq!(refused, named(&[("/loan_id", Reason::FieldMissing)]));
}

#[test]
fn an_outbound_request_names_every_term_that_is_missing_or_does_not_fit() {
    use Disposition::{Auction, Destruction, ReturnToVictim};
    let out = outbound;
    let cases: [(FlatTerms, &[(&str, Reason)]); 7] = [
        (FlatTerms { disposition: None, ..out(Auction) }, &[("/disposition", Reason::DispositionNeeded)]),
        (FlatTerms { document_id: None, ..out(Auction) }, &[("/document_id", Reason::DispositionNeeded)]),
        (FlatTerms { receiver_name: None, ..out(Auction) }, &[("/receiver_name", Reason::ReceiverNeeded)]),
        (FlatTerms { receiver_document_no: None, ..out(Auction) }, &[("/receiver_name", Reason::ReceiverNeeded)]),
        (FlatTerms { witness_name: None, ..out(Destruction) }, &[("/witness_name", Reason::WitnessNeeded)]),
        (
            FlatTerms { receiver_is_officer: None, ..out(ReturnToVictim) },
            &[("/receiver_is_officer", Reason::ReceiverIsOfficer)],
        ),
        (
            FlatTerms::default(),
            &[
                ("/disposition", Reason::DispositionNeeded),
                ("/document_id", Reason::DispositionNeeded),
                ("/receiver_name", Reason::ReceiverNeeded),
            ],
        ),
    ];
    for (flat, expected) in cases {
        assert_eq!(wrong(RequestKind::Outbound, flat), named(expected));
    }
    let officer = FlatTerms { receiver_is_officer: Some(true), ..out(ReturnToVictim) };
    let refused = named(&[("/receiver_is_officer", Reason::ReceiverIsOfficer)]);
    assert_eq!(wrong(RequestKind::Outbound, officer), refused);
}

#[test]
fn texts_are_trimmed_and_too_long_ones_named() {
    let flat = FlatTerms {
        receiver_name: Some("  孙丽 ".into()),
        receiver_document_no: Some(PersonalText::Said("1".repeat(65))),
        witness_name: Some("  ".into()),
        destruction_method: Some(" 高温焚烧 ".into()),
        destruction_place: Some("处".repeat(201)),
        ..outbound(Disposition::Auction)
    };
    let mut check = Checker::new();
    let tidied = FlatTerms::from(flat.of_kind(RequestKind::Outbound).tidied(&mut check, Time(0)));
    assert_eq!((tidied.receiver_name.as_deref(), tidied.witness_name), (Some("孙丽"), None));
    assert_eq!(tidied.destruction_method.as_deref(), Some("高温焚烧"));
    let pointers: Vec<String> = check.done().unwrap_err().into_iter().map(|issue| issue.pointer).collect();
    assert_eq!(pointers, ["/receiver_document_no", "/destruction_place"]);
}
