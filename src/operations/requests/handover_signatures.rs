//! Signing for a hand-over: one signature for each party, bound to the list that was shown, or a refusal before a witness.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::accounts::{persons, users};
use crate::db::cases::files as file_rows;
use crate::db::change::Change;
use crate::db::requests::handover_signatures::{self, HandoverSignature};
use crate::db::requests::handovers::{self, Handover};
use crate::db::requests::requests::{self, Request};
use crate::error::{Error, Result};
use crate::model::accounts::identity::{IdentityText, holds_card_number};
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::files::{FileState, FileSubject};
use crate::model::goods::dual_control::Second;
use crate::model::ids::{FileId, HandoverId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::handover::{
    DRAWING_BYTES, DRAWING_LENGTH, HandoverList, HandoverParty, IdentityPaper, NAME_LENGTH, REASON_LENGTH,
    SignatureManner,
};
use crate::model::sealed::hidden;
use crate::model::text::folded;
use crate::operations::cases::files::{self, NewFile};
use crate::operations::requests::handovers::{list_of, must_be_custodian, must_be_open, told};
use crate::picture;
use crate::store::Store;

/// Characters of the number of a paper at least.
const SHORTEST: usize = 4;

/// By what paper somebody says who they are. Of the number the last characters are kept, and nothing else of it anywhere.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShownIdentity {
    pub paper: IdentityPaper,
    pub number: IdentityText,
}

/// How a party signs.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSignature {
    pub party: HandoverParty,
    pub manner: SignatureManner,
    /// SHA-256 of the list that the signer was shown, hexadecimal.
    #[schema(min_length = 64, max_length = 64)]
    pub list_sha256: String,
    /// Who signs; not said of custodians, whose account says it.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub name: Option<String>,
    /// Needed of whoever signs and is no custodian of the centre.
    #[serde(default)]
    pub identity: Option<ShownIdentity>,
    /// The picture of a drawn signature: PNG in base64.
    #[serde(default)]
    #[schema(max_length = 131072)]
    pub drawing: Option<String>,
    /// The photograph of the signed copy, uploaded as a file about the hand-over.
    #[serde(default)]
    pub file_id: Option<FileId>,
    /// Why somebody would not sign.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    /// Who saw that somebody would not sign.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub refusal_witness: Option<String>,
    /// From `POST /session/confirmations`, where the second custodian signs in somebody else's session.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub confirmation: Option<String>,
}

/// Takes a party's signature, or that it would not sign; the last one closes the hand-over.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] when the hand-over has ended, [`Error::Invalid`] naming what is wrong.
pub fn sign(
    change: &mut Change<'_>,
    (viewer, second): (&Viewer, Option<Second>),
    store: &Store,
    id: HandoverId,
    new: &NewSignature,
) -> Result<(Handover, Request)> {
    let (known, request) = handovers::get(change.reader(), viewer.reach(), id)?;
    must_be_custodian(change.reader(), viewer, &request)?;
    must_be_open(&known)?;
    change.hold_row(&known)?;
    requests::hold_read(change, &request)?;
    let signed = handover_signatures::list(change.reader(), &[id])?;
    signed.iter().try_for_each(|one| change.hold_row(one).map(drop))?;
    let signing = Signing { list: list_of(&known)?, handover: known, signed, viewer, second };
    let mut check = Checker::new();
    signing.check_party(new, &mut check);
    check.done()?;
    let mut check = Checker::new();
    let signer = signing.signer(change, new, &mut check)?;
    let (reason, refusal_witness) = refusal(new, &signer, &mut check);
    check_members(new, &mut check);
    check.done()?;
    let file_id = signing.file(change, store, new, &signer)?;
    let row = HandoverSignature {
        id: change.new_id(),
        handover_id: id,
        request_id: request.id,
        sequence: signing.handover.sequence,
        party: new.party,
        manner: new.manner,
        signer_name: signer.name,
        signer_id: signer.account,
        identity_paper: signer.identity.as_ref().map(|(paper, _)| *paper),
        identity_masked: signer.identity.map(|(_, masked)| masked),
        list_sha256: signing.handover.list_sha256.clone(),
        file_id,
        reason,
        refusal_witness,
        recorded_by: viewer.user_id,
        signed_at: change.now(),
    };
    handover_signatures::insert(change, &row)?;
    let handover = signing.close(change)?;
    let action = match new.manner {
        SignatureManner::Refused => Action::HandoverRefused,
        SignatureManner::Drawn | SignatureManner::OnPaper => Action::HandoverSigned,
    };
    let details = json!({ "number": request.number, "handover": told(&handover)?, "signature": row });
    change.record(action, request.id.0, details)?;
    Ok((handover, request))
}

/// What a signature is taken under.
struct Signing<'v> {
    handover: Handover,
    list: HandoverList,
    /// What was signed before.
    signed: Vec<HandoverSignature>,
    viewer: &'v Viewer,
    second: Option<Second>,
}

/// Whoever signs or would not.
struct Signer {
    name: String,
    /// The account of a custodian.
    account: Option<UserId>,
    /// The paper and the last characters of its number.
    identity: Option<(IdentityPaper, String)>,
}

impl Signing<'_> {
    fn check_party(&self, new: &NewSignature, check: &mut Checker) {
        let shown = check.text("/list_sha256", &new.list_sha256, 64) == self.handover.list_sha256;
        check.demand(shown, "/list_sha256", Reason::HandoverOtherList);
        let expected = self.list.parties.contains(&new.party);
        check.demand(expected, "/party", Refusal::new(Reason::HandoverNoParty).with_word("party", new.party));
        if let Some(one) = self.signed.iter().find(|one| one.party == new.party) {
            let refusal = Refusal::new(Reason::HandoverPartySigned).with_word("party", one.party);
            check.refuse("/party", refusal.with("name", &one.signer_name));
        }
    }

    /// Who signs: custodians with their accounts, everybody else with a paper of identity.
    fn signer(&self, change: &mut Change<'_>, new: &NewSignature, check: &mut Checker) -> Result<Signer> {
        let own = self.list.kind.custodian_party();
        if new.party == own || new.party == HandoverParty::SecondCustodian {
            self.custodian(change, new, check)
        } else {
            self.outsider(change, new, check)
        }
    }

    fn custodian(&self, change: &mut Change<'_>, new: &NewSignature, check: &mut Checker) -> Result<Signer> {
        check.demand(new.name.is_none() && new.identity.is_none(), "/identity", Reason::HandoverNoIdentity);
        let is_second = new.party == HandoverParty::SecondCustodian;
        let confirmed = self.second.filter(|_| is_second);
        let account = confirmed.map_or(self.viewer.user_id, |second| second.user_id);
        let executed = |of: UserId| {
            self.list
                .lines
                .iter()
                .any(|line| if is_second { line.second_id == Some(of) } else { line.executed_by == of })
        };
        let refusal = Refusal::new(Reason::HandoverNotExecutor).with_word("party", new.party);
        check.demand(executed(account), "/party", refusal);
        let name = users::list_names(change.reader(), &[account])?.remove(&account).unwrap_or_default();
        let others: Vec<UserId> = self.signed.iter().filter_map(|one| one.signer_id).collect();
        let people = persons::list_of(change.reader(), &[others.as_slice(), &[account]].concat())?;
        let person = people.get(&account);
        if let Some(other) = self.signed.iter().find(|one| one.signer_id.is_some_and(|id| people.get(&id) == person)) {
            check.refuse("/party", same_person(&name, other.party));
        }
        Ok(Signer { name, account: Some(account), identity: None })
    }

    fn outsider(&self, change: &mut Change<'_>, new: &NewSignature, check: &mut Checker) -> Result<Signer> {
        let name = check.text("/name", new.name.as_deref().unwrap_or_default(), NAME_LENGTH);
        check.demand(!holds_card_number(&name), "/name", Reason::CardNumberHere);
        let refuses = new.manner == SignatureManner::Refused;
        check.demand(refuses || new.identity.is_some(), "/identity", Reason::HandoverIdentityNeeded);
        let number = new.identity.as_ref().and_then(|shown| number_of(shown, check));
        if let Some(number) = &number {
            for (pointer, text) in [("/name", new.name.as_deref()), ("/reason", new.reason.as_deref())] {
                let told = text.is_some_and(|text| folded(text).contains(&folded(number)));
                check.demand(!told, pointer, Reason::PersonalDataTold);
            }
        }
        let identity = new.identity.as_ref().map(|shown| shown.paper).zip(number.map(|number| hidden(&number)));
        if !refuses {
            self.refuse_twice(change, new, (&name, identity.as_ref()), check)?;
        }
        Ok(Signer { name, account: None, identity })
    }

    /// Nobody signs for two. Of people with the same name the second signs on paper, where the number tells them apart.
    fn refuse_twice(
        &self,
        change: &mut Change<'_>,
        new: &NewSignature,
        (name, identity): (&str, Option<&(IdentityPaper, String)>),
        check: &mut Checker,
    ) -> Result<()> {
        let drawn = new.manner == SignatureManner::Drawn;
        let alike = |one: &&HandoverSignature| {
            let shown = one.identity_paper.zip(one.identity_masked.clone());
            one.signer_name == name && (drawn || shown.as_ref() == identity)
        };
        if let Some(one) = self.signed.iter().find(alike) {
            check.refuse("/name", same_person(name, one.party));
        }
        let lines = self.list.lines.iter();
        let mut custodians: Vec<UserId> =
            lines.flat_map(|line| [Some(line.executed_by), line.second_id]).flatten().collect();
        custodians.sort_unstable();
        custodians.dedup();
        let names = users::list_names(change.reader(), &custodians)?;
        if drawn && names.values().any(|custodian| custodian == name) {
            check.refuse("/name", same_person(name, self.list.kind.custodian_party()));
        }
        Ok(())
    }

    /// The file of a signature: the drawing, which is kept now, or the photograph, which came before.
    fn file(
        &self,
        change: &mut Change<'_>,
        store: &Store,
        new: &NewSignature,
        signer: &Signer,
    ) -> Result<Option<FileId>> {
        match new.manner {
            SignatureManner::Refused => Ok(None),
            SignatureManner::Drawn => {
                let drawing = picture::flatten(&decoded(new)?)?;
                let file = NewFile {
                    sha256: to_hex(&sha256(&drawing)),
                    bytes: i64::try_from(drawing.len()).map_err(Error::internal)?,
                    name: format!("{}.png", new.party),
                    subject: FileSubject::Handover,
                    subject_id: self.handover.id.0.into(),
                    line_no: None,
                    maker: signer.name.clone(),
                    second_maker: None,
                    taken_at: None,
                    taken_place: None,
                    method: None,
                    original_kept: None,
                    remarks: None,
                };
                Ok(Some(files::put(change, (self.viewer, store), &file, &drawing)?.id))
            }
            SignatureManner::OnPaper => {
                let other = || Error::field("/file_id", Reason::HandoverFileOther);
                let id = new.file_id.ok_or_else(|| Error::field("/file_id", Reason::FieldMissing))?;
                let found = file_rows::get(change.reader(), self.viewer.reach(), id);
                let file = found.map_err(|error| if matches!(error, Error::NotFound) { other() } else { error })?;
                if file.handover_id != Some(self.handover.id) || file.state() != FileState::Stored {
                    return Err(other());
                }
                change.hold_row(&file)?;
                Ok(Some(id))
            }
        }
    }

    /// The hand-over after this signature: closed when it was the last.
    fn close(self, change: &mut Change<'_>) -> Result<Handover> {
        if self.signed.len() + 1 < self.list.parties.len() {
            return Ok(self.handover);
        }
        let (closed_at, version) = (Some(change.now()), self.handover.version + 1);
        let row = Handover { closed_at, version, ..self.handover.clone() };
        handovers::update(change, &self.handover, &row)?;
        Ok(row)
    }
}

fn same_person(name: &str, party: HandoverParty) -> Refusal {
    Refusal::new(Reason::HandoverSamePerson).with("name", name).with_word("party", party)
}

/// The number of a paper in its one spelling. That of a resident's card has the check character it asks for.
fn number_of(shown: &ShownIdentity, check: &mut Checker) -> Option<String> {
    let number = match shown.paper {
        IdentityPaper::ResidentCard => {
            let number = shown.number.number().map(|number| number.spelling().to_owned());
            number.filter(|number| number.len() == 18)
        }
        IdentityPaper::OfficerCard | IdentityPaper::Passport | IdentityPaper::Other => {
            shown.number.badge_number().filter(|number| number.chars().count() >= SHORTEST)
        }
    };
    let too_long = shown.number.is_too_long();
    let refusal = Refusal::new(Reason::TextTooLong).with("max", IdentityText::LONGEST);
    check.demand(!too_long, "/identity/number", refusal);
    check.demand(number.is_some() || too_long, "/identity/number", Reason::IdentityInvalid);
    number
}

/// Why somebody would not sign, and who saw it.
fn refusal(new: &NewSignature, signer: &Signer, check: &mut Checker) -> (Option<String>, Option<String>) {
    if new.manner != SignatureManner::Refused {
        return (None, None);
    }
    let reason = check.prose("/reason", new.reason.as_deref().unwrap_or_default(), REASON_LENGTH);
    let witness = check.text("/refusal_witness", new.refusal_witness.as_deref().unwrap_or_default(), NAME_LENGTH);
    for (pointer, text) in [("/reason", &reason), ("/refusal_witness", &witness)] {
        check.demand(!holds_card_number(text), pointer, Reason::CardNumberHere);
    }
    check.demand(witness != signer.name, "/refusal_witness", same_person(&signer.name, new.party));
    (Some(reason), Some(witness))
}

/// Refuses what belongs to another manner of signing.
fn check_members(new: &NewSignature, check: &mut Checker) {
    use SignatureManner as M;
    let drawn = new.drawing.as_ref().map_or(0, |text| text.chars().count());
    let too_long = Refusal::new(Reason::TextTooLong).with("max", DRAWING_LENGTH);
    check.demand(drawn <= DRAWING_LENGTH, "/drawing", too_long);
    let members = [
        ("/drawing", new.drawing.is_some(), M::Drawn),
        ("/file_id", new.file_id.is_some(), M::OnPaper),
        ("/reason", new.reason.is_some(), M::Refused),
        ("/refusal_witness", new.refusal_witness.is_some(), M::Refused),
    ];
    for (pointer, is_there, manner) in members {
        let other = is_there && manner != new.manner;
        check.demand(!other, pointer, Refusal::new(Reason::HandoverMember).with_word("manner", new.manner));
    }
    let missing = match new.manner {
        M::Drawn => new.drawing.is_none().then_some("/drawing"),
        M::OnPaper => new.file_id.is_none().then_some("/file_id"),
        M::Refused => None,
    };
    if let Some(pointer) = missing {
        check.refuse(pointer, Reason::FieldMissing);
    }
}

fn decoded(new: &NewSignature) -> Result<Vec<u8>> {
    let text = new.drawing.as_deref().unwrap_or_default();
    let refusal = || Refusal::new(Reason::SignatureDrawing).with("max", DRAWING_BYTES >> 10);
    STANDARD.decode(text).map_err(|_| Error::field("/drawing", refusal()))
}
