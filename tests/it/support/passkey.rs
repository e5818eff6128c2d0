//! A device that holds a passkey: P-256, as somebody else would write it, byte by byte after the standard (Web Authentication, level 3).

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{Answer, PASSWORD, TestApp};
use crate::text;

/// Where the pages of tests are.
pub const PAGES: &str = "http://localhost:8080";
/// Present, verified.
pub const OWNER_THERE: u8 = 0x05;
/// A credential follows.
const ATTESTED: u8 = 0x40;

/// Somebody's passkey.
pub struct Passkey {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    /// How often it says that it has signed; 0 for one that does not count.
    pub counter: u32,
    handle: Option<String>,
    /// What it says of where it is asked, and how.
    pub origin: String,
    pub party: Option<String>,
    pub flags: u8,
    pub kind: Option<&'static str>,
}

impl Passkey {
    /// A new one that counts.
    pub fn new() -> Self {
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            id: uuid::Uuid::new_v4().as_bytes().to_vec(),
            counter: 1,
            handle: None,
            origin: PAGES.to_owned(),
            party: None,
            flags: OWNER_THERE,
            kind: None,
        }
    }

    /// By what it is known, in base64url.
    pub fn id(&self) -> String {
        encoded(&self.id)
    }

    /// What it answers to an offer: a new credential.
    pub fn make(&mut self, offer: &Value) -> Value {
        self.handle = Some(text(offer, "user_handle").to_owned());
        let mut data = self.head(offer, self.flags | ATTESTED);
        data.extend([0; 16]);
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose());
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend((data.len() as u16).to_be_bytes());
        object.extend(data);
        json!({ "client_data": encoded(&self.client_data(offer, "webauthn.create")), "attestation": encoded(&object) })
    }

    /// What it answers to a challenge.
    pub fn sign(&mut self, challenge: &Value) -> Value {
        self.counter += u32::from(self.counter > 0);
        let data = self.head(challenge, self.flags);
        let client = self.client_data(challenge, "webauthn.get");
        let signed = [&data[..], digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let mut answer = json!({
            "credential_id": self.id(), "client_data": encoded(&client), "authenticator_data": encoded(&data),
            "signature": encoded(signature.as_ref()),
        });
        if let Some(handle) = &self.handle {
            answer["user_handle"] = handle.clone().into();
        }
        answer
    }

    /// Its public key, in base64url.
    pub fn public_key(&self) -> String {
        encoded(&self.cose())
    }

    fn cose(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&head[..], &point[1..33], &[0x22, 0x58, 0x20], &point[33..]].concat()
    }

    fn head(&self, asked: &Value, flags: u8) -> Vec<u8> {
        let party = self.party.as_deref().unwrap_or_else(|| text(asked, "relying_party_id"));
        [digest(&SHA256, party.as_bytes()).as_ref(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn client_data(&self, asked: &Value, kind: &'static str) -> Vec<u8> {
        let kind = self.kind.unwrap_or(kind);
        let (challenge, origin) = (text(asked, "challenge"), &self.origin);
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#).into_bytes()
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A browser that asked for a challenge to sign in.
pub struct Asked {
    pub challenge: Value,
    cookie: String,
}

impl TestApp {
    /// Has somebody add a passkey, with the password alone.
    #[track_caller]
    pub fn add_passkey(&self, login: &str) -> Passkey {
        let token = self.person(login).session().access;
        let offer = self.offer(&token, &json!({ "password": PASSWORD })).ok();
        let mut passkey = Passkey::new();
        let made = passkey.make(&offer);
        self.keep_passkey(&token, "工作手机", made).with(201);
        passkey
    }

    /// Has somebody add a passkey, and answers its id.
    #[track_caller]
    pub fn passkey_of(&self, login: &str) -> String {
        self.add_passkey(login);
        let token = self.person(login).session().access;
        let rows = self.prepare("GET", "/api/v1/session/passkeys").bearer(&token).send().ok();
        text(&rows["rows"][0], "id").to_owned()
    }

    /// Begins to add a passkey.
    pub fn offer(&self, token: &str, body: &Value) -> Answer {
        self.prepare("POST", "/api/v1/session/passkey-registrations").bearer(token).json(body).send()
    }

    /// Adds what a device has made.
    pub fn keep_passkey(&self, token: &str, name: &str, made: Value) -> Answer {
        let body = json!({ "name": name, "credential": made });
        self.prepare("POST", "/api/v1/session/passkeys").bearer(token).json(&body).send()
    }

    /// Asks for a challenge to sign in with.
    #[track_caller]
    pub fn ask_for_passkey(&self) -> Asked {
        let answer = self.prepare("POST", "/api/v1/passkey-challenges").json(&json!({})).send();
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Asked { challenge: answer.ok(), cookie }
    }

    /// Signs in with what a passkey answered to a challenge, alone.
    pub fn enter_by_passkey(&self, asked: &Asked, answer: &Value) -> Answer {
        let body = json!({ "passkey": answer });
        self.prepare("POST", "/api/v1/session/passkey").header("cookie", &asked.cookie).json(&body).send()
    }

    /// Signs in with the password, and what a passkey answered to a challenge.
    pub fn enter_with_passkey(&self, login: &str, password: &str, asked: &Asked, answer: &Value) -> Answer {
        let body = json!({ "login": login, "password": password, "passkey": answer });
        self.prepare("POST", "/api/v1/session").header("cookie", &asked.cookie).json(&body).send()
    }

    /// Signs in with a passkey alone, and answers the access token.
    #[track_caller]
    pub fn sign_in_by(&self, passkey: &mut Passkey) -> String {
        let asked = self.ask_for_passkey();
        let answer = passkey.sign(&asked.challenge);
        text(&self.enter_by_passkey(&asked, &answer).ok(), "access_token").to_owned()
    }

    /// Asks for a challenge within a session.
    #[track_caller]
    pub fn ask_within(&self, token: &str, purpose: &str) -> Value {
        let body = json!({ "purpose": purpose });
        self.prepare("POST", "/api/v1/session/passkey-challenges").bearer(token).json(&body).send().ok()
    }
}
