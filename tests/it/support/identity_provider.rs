//! An identity provider on this machine, as somebody else would write it after the standards (OpenID Connect Core 1.0, RFC 7636), that lies when it
//! is told to. It signs with keys of its own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use custody::clock::Clock;
use custody::db::change::Actor;
use custody::model::ids::SessionId;
use custody::model::time::SECOND;
use custody::oidc::Settings;
use custody::operations::accounts::linked_identities::journeys::{Away, Purpose};
use custody::operations::accounts::linked_identities::link;
use parking_lot::Mutex;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{Answer, Browser, PAGES, TestApp};
use crate::text;

const CLIENT: &str = "custody-7";
const SECRET: &str = "a secret: of two+parts";

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// With the key that is published.
    Own,
    /// With another key under the same name.
    Others,
    /// Not at all.
    None,
    /// With the public key as if it were a shared secret.
    Shared,
}

/// How the provider answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Well,
    /// It takes longer than anybody waits.
    Slowly,
    /// More than anybody reads.
    Hugely,
    /// With a fault of its own.
    Badly,
    /// By sending the caller elsewhere.
    Elsewhere,
}

type Lie = Box<dyn Fn(&mut Value) + Send>;

/// What the provider goes by.
struct State {
    clock: Clock,
    key: Key,
    /// Those that are published.
    published: Vec<Key>,
    codes: HashMap<String, Asked>,
    signing: Signing,
    manner: Manner,
    lie: Lie,
    /// How often something was asked of it, by path.
    calls: HashMap<String, usize>,
}

#[derive(Clone)]
struct Key {
    kid: String,
    pkcs8: Vec<u8>,
    point: Vec<u8>,
}

struct Asked {
    subject: String,
    nonce: String,
    challenge: String,
    redirect: String,
}

/// A provider that answers until the tests end.
#[derive(Clone)]
pub struct IdentityProvider {
    pub issuer: String,
    state: Arc<Mutex<State>>,
}

impl Key {
    fn new(kid: &str) -> Self {
        let pkcs8 =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &aws_lc_rs::rand::SystemRandom::new());
        let pkcs8 = pkcs8.unwrap().as_ref().to_vec();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &pkcs8).unwrap();
        Self { kid: kid.to_owned(), point: pair.public_key().as_ref().to_vec(), pkcs8 }
    }

    fn published(&self) -> Value {
        let (x, y) = self.point[1..].split_at(32);
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid,
            "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
        })
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.pkcs8).unwrap();
        pair.sign(&aws_lc_rs::rand::SystemRandom::new(), text.as_bytes()).unwrap().as_ref().to_vec()
    }
}

impl IdentityProvider {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let key = Key::new("first");
        let state = Arc::new(Mutex::new(State {
            clock: Clock::system(),
            published: vec![key.clone()],
            key,
            codes: HashMap::new(),
            signing: Signing::Own,
            manner: Manner::Well,
            lie: Box::new(|_| ()),
            calls: HashMap::new(),
        }));
        let own = Self { issuer: format!("http://{}", listener.local_addr().unwrap()), state };
        let serving = own.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = serving.clone();
                std::thread::spawn(move || serving.serve(stream));
            }
        });
        own
    }

    /// What an operator says of it.
    pub fn settings(&self) -> Settings {
        Settings {
            issuer: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            secret: Zeroizing::new(SECRET.to_owned()),
            name: Some("全省统一身份认证".to_owned()),
            authorities: Vec::new(),
            multi_factor_acr: vec!["urn:example:two".to_owned()],
        }
    }

    /// Goes by this clock.
    pub fn keep_time(&self, clock: &Clock) {
        self.state.lock().clock = clock.clone();
    }

    pub fn signs(&self, signing: Signing) {
        self.state.lock().signing = signing;
    }

    pub fn answers(&self, manner: Manner) {
        self.state.lock().manner = manner;
    }

    /// Says something else from now on than what is true.
    pub fn lies(&self, lie: impl Fn(&mut Value) + Send + 'static) {
        self.state.lock().lie = Box::new(lie);
    }

    /// Signs with another key, which is published.
    pub fn changes_its_key(&self) {
        let mut state = self.state.lock();
        state.key = Key::new("second");
        state.published = vec![state.key.clone()];
    }

    /// How often something was asked of it.
    pub fn asked_for(&self, path: &str) -> usize {
        self.state.lock().calls.get(path).copied().unwrap_or_default()
    }

    /// Lets a person in who was sent here, and gives the answer that goes back in the address.
    pub fn let_in(&self, address: &str, subject: &str) -> Value {
        let asked: HashMap<String, String> =
            form_urlencoded::parse(address.split_once('?').unwrap().1.as_bytes()).into_owned().collect();
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)), "{address}");
        let fixed = ["response_type", "scope", "client_id", "code_challenge_method"].map(|name| asked[name].as_str());
        assert_eq!(fixed, ["code", "openid", CLIENT, "S256"]);
        assert_eq!(asked["redirect_uri"], format!("{PAGES}/sign-in/return"));
        let code = uuid::Uuid::new_v4().to_string();
        let kept = Asked {
            subject: subject.to_owned(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            redirect: asked["redirect_uri"].clone(),
        };
        self.state.lock().codes.insert(code.clone(), kept);
        json!({ "code": code, "state": asked["state"], "iss": self.issuer })
    }

    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) <= 2 {
                break;
            }
            head.push(line.trim_end().to_owned());
        }
        let Some(first) = head.first() else { return };
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let header = |name: &str| {
            let found =
                head.iter().find_map(|line| line.split_once(": ").filter(|(own, _)| own.eq_ignore_ascii_case(name)));
            found.map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
        reader.read_exact(&mut body).unwrap();
        *self.state.lock().calls.entry(path.clone()).or_default() += 1;
        let manner = self.state.lock().manner;
        let (status, answer) = match manner {
            Manner::Slowly => {
                std::thread::sleep(Duration::from_secs(30));
                return;
            }
            Manner::Hugely => (200, format!("{{\"issuer\": \"{}\"}}", "x".repeat(2 << 20))),
            Manner::Badly => (500, "{}".to_owned()),
            Manner::Elsewhere => (302, "{}".to_owned()),
            Manner::Well => self.answer(&path, &header("authorization"), &String::from_utf8(body).unwrap()),
        };
        let location = if status == 302 { "location: http://127.0.0.1:9/elsewhere\r\n" } else { "" };
        let head = format!("HTTP/1.1 {status} x\r\n{location}content-type: application/json\r\n");
        let mut stream = stream;
        // Whoever has read enough hangs up.
        let _ = write!(stream, "{head}content-length: {}\r\n\r\n{answer}", answer.len());
        // Servers close what is idle without saying so: a second call on the same connection gets no answer.
        let _ = reader.read_exact(&mut [0]);
    }

    fn answer(&self, path: &str, authorization: &str, form: &str) -> (u16, String) {
        let issuer = &self.issuer;
        let (status, body) = match path {
            "/.well-known/openid-configuration" => {
                let document = json!({
                    "issuer": issuer,
                    "authorization_endpoint": format!("{issuer}/authorize"),
                    "token_endpoint": format!("{issuer}/token"),
                    "jwks_uri": format!("{issuer}/keys"),
                    "authorization_response_iss_parameter_supported": true,
                });
                (200, document)
            }
            "/keys" => {
                let state = self.state.lock();
                let mut keys: Vec<Value> = state.published.iter().map(Key::published).collect();
                keys.push(json!({ "kty": "new", "kid": "of a kind that nobody knows" }));
                (200, json!({ "keys": keys }))
            }
            "/token" => self.token(authorization, form),
            _ => (404, json!({})),
        };
        (status, body.to_string())
    }

    fn token(&self, authorization: &str, form: &str) -> (u16, Value) {
        let sent: HashMap<String, String> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let expected = STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET)));
        if authorization != format!("Basic {expected}") {
            return (401, json!({ "error": "invalid_client" }));
        }
        let mut state = self.state.lock();
        // Each code once.
        let asked = state.codes.remove(&sent["code"]);
        let verified = asked.filter(|asked| {
            let digest = URL_SAFE_NO_PAD.encode(custody::audit::sha256(sent["code_verifier"].as_bytes()));
            digest == asked.challenge && sent["redirect_uri"] == asked.redirect
        });
        let Some(asked) = verified.filter(|_| sent["grant_type"] == "authorization_code") else {
            return (400, json!({ "error": "invalid_grant" }));
        };
        let now = state.clock.now().0.div_euclid(SECOND);
        let mut claims = json!({
            "iss": self.issuer, "sub": asked.subject, "aud": CLIENT, "nonce": asked.nonce,
            "iat": now, "exp": now + 300, "auth_time": now,
        });
        (state.lie)(&mut claims);
        let token = state.sign(&claims);
        (200, json!({ "access_token": "x", "token_type": "Bearer", "id_token": token }))
    }
}

impl State {
    fn sign(&self, claims: &Value) -> String {
        let algorithm = match self.signing {
            Signing::Own | Signing::Others => "ES256",
            Signing::None => "none",
            Signing::Shared => "HS256",
        };
        let header = json!({ "alg": algorithm, "typ": "JWT", "kid": self.key.kid });
        let text = [&header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let signature = match self.signing {
            Signing::Own => self.key.sign(&text),
            Signing::Others => Key::new("other").sign(&text),
            Signing::None => Vec::new(),
            Signing::Shared => {
                let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &self.key.point);
                aws_lc_rs::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
            }
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

impl Browser<'_> {
    /// Goes to the provider to sign in, and comes back as this subject.
    pub fn arrive(&mut self, provider: &IdentityProvider, subject: &str) -> Answer {
        let sent = self.send("/api/v1/identity-requests", &json!({}), None).ok();
        self.send("/api/v1/identity-answers", &provider.let_in(text(&sent, "authorization_url"), subject), None)
    }

    /// The same within the session of a person, for something else.
    pub fn arrive_within(&mut self, provider: &IdentityProvider, subject: &str, purpose: &str, person: &str) -> Answer {
        let body = json!({ "purpose": purpose });
        let sent = self.send("/api/v1/session/identity-requests", &body, Some(person)).ok();
        self.send("/api/v1/identity-answers", &provider.let_in(text(&sent, "authorization_url"), subject), None)
    }

    /// Signs in as whoever has arrived.
    pub fn enter_by_identity(&mut self, code: Option<&str>) -> Answer {
        let body = json!({ "cookies": true, "code": code });
        self.send("/api/v1/session/identity", &body, None)
    }
}

impl TestApp {
    /// Has somebody link a subject whom a provider vouched for, and answers the id of the link.
    pub fn link_identity(&self, login: &str, subject: &str) -> String {
        let person = self.person(login);
        let away = Away::begin(Purpose::SignIn, self.clock.now()).unwrap();
        let arrived = away.arrive("https://id.example.org", subject.to_owned(), false, self.clock.now());
        let viewer = person.viewer();
        let linked = self.database.change(Actor::from(&viewer), |change| link(change, viewer.user_id, &arrived));
        linked.unwrap().id.to_string()
    }

    /// The cookie of a browser that has come back from that provider as this subject: within a session to prove or to link, or to sign in.
    pub fn cookie_of_arrived(&self, purpose: &str, access: &str, subject: &str) -> String {
        let session = || SessionId(self.session_of(access).parse().unwrap());
        let purpose = match purpose {
            "link" => Purpose::Link(session()),
            "proof" => Purpose::Proof(session()),
            _ => Purpose::SignIn,
        };
        let away = Away::begin(purpose, self.clock.now()).unwrap();
        let arrived = away.arrive("https://id.example.org", subject.to_owned(), false, self.clock.now());
        format!("__Host-identity={}", arrived.seal(&self.keys.tokens).unwrap())
    }
}
