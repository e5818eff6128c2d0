//! What authenticators answer (Web Authentication, level 3), read and checked: pure computation. Which device it is nobody asks for, so
//! that no statement of its maker is read (attestation "none").

use aws_lc_rs::constant_time;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::audit::sha256;
use crate::model::accounts::relying_party::RelyingParty;
use crate::operations::accounts::passkeys::public_key::{PublicKey, Unfit};

/// Bytes that an authenticator's name for a credential has at most.
pub const CREDENTIAL_ID: usize = 1023;
/// Where the flags stand in what an authenticator signs, after the digest of the relying party's name.
const FLAGS: usize = 32;
/// Bytes before what only a new credential has.
const HEAD: usize = FLAGS + 1 + 4;
/// Bytes of the number that says of which make an authenticator is.
const MAKE: usize = 16;

/// Somebody touched the authenticator.
const PRESENT: u8 = 0x01;
/// The authenticator knows by a PIN, finger or face that it was its owner.
const VERIFIED: u8 = 0x04;
/// The credential may be on several devices.
const ELIGIBLE: u8 = 0x08;
/// It is kept elsewhere as well.
const BACKED_UP: u8 = 0x10;
/// A credential follows.
const ATTESTED: u8 = 0x40;
/// Extensions follow.
const EXTENDED: u8 = 0x80;

/// What is asked of an authenticator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A new credential.
    Create,
    /// A signature by one that there is.
    Get,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// What a browser says of where it was asked (`clientDataJSON`); members that come later are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData<'d> {
    #[serde(borrow, rename = "type")]
    kind: std::borrow::Cow<'d, str>,
    #[serde(borrow)]
    challenge: std::borrow::Cow<'d, str>,
    #[serde(borrow)]
    origin: std::borrow::Cow<'d, str>,
    #[serde(default)]
    cross_origin: Option<bool>,
    /// Of a page that shows ours within it.
    #[serde(borrow, default)]
    top_origin: Option<&'d RawValue>,
}

/// The challenge that an answer is to, given for our own pages.
///
/// # Errors
/// What does not fit.
pub fn read_client_data(bytes: &[u8], kind: Kind, party: &RelyingParty) -> Result<String, Unfit> {
    let data: ClientData<'_> = serde_json::from_slice(bytes).map_err(|_| "client data")?;
    if data.kind != kind.word() {
        return Err("kind");
    }
    if !party.is_origin(&data.origin) {
        return Err("origin");
    }
    if data.cross_origin == Some(true) || data.top_origin.is_some() {
        return Err("page within another");
    }
    Ok(data.challenge.into_owned())
}

/// What an authenticator says (`authenticatorData`).
#[derive(Debug, PartialEq, Eq)]
pub struct AuthenticatorData<'d> {
    flags: u8,
    /// How often it has signed, if it counts.
    pub counter: u32,
    rest: &'d [u8],
}

impl<'d> AuthenticatorData<'d> {
    /// Reads it for a relying party.
    ///
    /// # Errors
    /// What does not fit.
    pub fn read(bytes: &'d [u8], party: &RelyingParty) -> Result<Self, Unfit> {
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or("authenticator data")?;
        let (party_sha256, head) = head.split_at_checked(FLAGS).ok_or("authenticator data")?;
        let (flags, counter) = head.split_first().ok_or("authenticator data")?;
        let counter = counter.try_into().map(u32::from_be_bytes).map_err(|_| "authenticator data")?;
        if constant_time::verify_slices_are_equal(party_sha256, &sha256(party.id().as_bytes())).is_err() {
            return Err("relying party");
        }
        if flags & PRESENT == 0 {
            return Err("presence");
        }
        if flags & BACKED_UP != 0 && flags & ELIGIBLE == 0 {
            return Err("backup");
        }
        Ok(Self { flags: *flags, counter, rest })
    }

    /// Whether the authenticator knows by a PIN, finger or face that it was its owner.
    pub const fn is_verified(&self) -> bool {
        self.flags & VERIFIED != 0
    }

    /// Whether the credential may be on several devices; that never changes.
    pub const fn is_synced(&self) -> bool {
        self.flags & ELIGIBLE != 0
    }

    /// Refuses what goes on after what belongs to an answer of a known credential.
    ///
    /// # Errors
    /// What does not fit.
    pub fn check_answer(&self) -> Result<(), Unfit> {
        self.check_end(self.rest)
    }

    /// Refuses what goes on after all that the flags tell of.
    fn check_end(&self, mut rest: &[u8]) -> Result<(), Unfit> {
        if self.flags & EXTENDED != 0 {
            let extensions: Value = ciborium::from_reader(&mut rest).map_err(|_| "extensions")?;
            extensions.into_map().map_err(|_| "extensions")?;
        }
        if rest.is_empty() { Ok(()) } else { Err("authenticator data") }
    }

    /// The new credential: by what the authenticator knows it, and its public key as it was given.
    ///
    /// # Errors
    /// What does not fit.
    pub fn credential(&self) -> Result<Credential, Unfit> {
        if self.flags & ATTESTED == 0 {
            return Err("no credential");
        }
        let (length, rest) = self.rest.split_at_checked(MAKE + 2).ok_or("credential")?;
        let length = length.get(MAKE..).and_then(|two| two.try_into().ok()).map(u16::from_be_bytes);
        let length = usize::from(length.ok_or("credential")?);
        if length == 0 || length > CREDENTIAL_ID {
            return Err("length of the credential's id");
        }
        let (id, mut rest) = rest.split_at_checked(length).ok_or("credential")?;
        let before = rest;
        ciborium::from_reader::<Value, _>(&mut rest).map_err(|_| "public key")?;
        let key = before.get(..before.len() - rest.len()).ok_or("public key")?;
        PublicKey::read(key)?;
        self.check_end(rest)?;
        Ok(Credential { id: URL_SAFE_NO_PAD.encode(id), public_key: URL_SAFE_NO_PAD.encode(key) })
    }
}

/// A new credential, in base64url.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// By what the authenticator knows it.
    pub id: String,
    /// As the authenticator gave it.
    pub public_key: String,
}

/// The data of the authenticator in what comes with a new credential (`attestationObject`).
///
/// # Errors
/// What does not fit.
pub fn read_attestation(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut rest = bytes;
    let object: Value = ciborium::from_reader(&mut rest).map_err(|_| "attestation")?;
    if !rest.is_empty() {
        return Err("attestation");
    }
    let members = object.into_map().map_err(|_| "attestation")?;
    let data = members.into_iter().find(|(name, _)| name.as_text() == Some("authData"));
    data.and_then(|(_, data)| data.into_bytes().ok()).ok_or("attestation")
}

/// A new credential that its owner was verified for, with the counter and whether it may be on several devices.
///
/// # Errors
/// What does not fit.
pub fn read_new(attestation: &[u8], party: &RelyingParty) -> Result<(Credential, u32, bool), Unfit> {
    let data = read_attestation(attestation)?;
    let data = AuthenticatorData::read(&data, party)?;
    if !data.is_verified() {
        return Err("verification of the owner");
    }
    Ok((data.credential()?, data.counter, data.is_synced()))
}

/// The bytes that a text stands for; none for what is not base64url as browsers write it.
pub fn bytes_of(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Bytes as browsers write them.
pub fn text_of(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
