//! One identity provider: where it is asked, with which keys it signs, and what it says of somebody who comes back from there. What it says of
//! itself is read when it is first needed, and kept.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::Jwk;
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::oidc::calls::{Caller, unavailable};
use crate::oidc::id_token::{self, Expected, Identified, Unfit};
use crate::oidc::settings::{Settings, check_address};

/// For how long is kept what the provider says of itself, and its keys.
const KEPT: Duration = Duration::from_secs(3_600);
/// Keys that are looked at.
const KEYS: usize = 32;

/// One identity provider.
pub struct Provider {
    settings: Settings,
    caller: Caller,
    /// Where people come back to.
    redirect: String,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    document: Option<(Instant, Arc<Document>)>,
    keys: Option<(Instant, Arc<Vec<Jwk>>)>,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Debug, Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
}

#[derive(Deserialize)]
struct TokenRefusal {
    error: String,
}

/// What somebody is sent to the provider with.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub state: &'a str,
    pub nonce: &'a str,
    /// The digest of the verifier (RFC 7636, S256).
    pub challenge: &'a str,
    /// Whether the person must say there anew who they are.
    pub anew: bool,
}

/// What somebody comes back with.
#[derive(Debug, Clone, Copy)]
pub struct Returned<'r> {
    pub code: &'r str,
    /// Who the answer says that it is from (RFC 9207).
    pub issuer: Option<&'r str>,
    pub verifier: &'r str,
    pub nonce: &'r str,
    pub now: Time,
}

impl Provider {
    /// The provider of these settings, for the pages of an origin. Nobody is called.
    ///
    /// # Errors
    /// [`Error::Operator`] for authorities without a certificate.
    pub fn new(settings: Settings, origin: &str) -> Result<Self> {
        let caller = Caller::new(&settings.authorities)?;
        Ok(Self { settings, caller, redirect: format!("{origin}/sign-in/return"), known: Mutex::default() })
    }

    /// By what the provider is named in tokens.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// How people call it, where the operator has said it.
    pub fn name(&self) -> Option<&str> {
        self.settings.name.as_deref()
    }

    /// The address that somebody is sent to. May call the provider.
    ///
    /// # Errors
    /// [`Error::ProviderUnavailable`].
    pub fn authorization(&self, asking: Asking<'_>) -> Result<String> {
        let document = self.document()?;
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("response_type", "code").append_pair("scope", "openid");
        query.append_pair("client_id", &self.settings.client_id).append_pair("redirect_uri", &self.redirect);
        query.append_pair("state", asking.state).append_pair("nonce", asking.nonce);
        query.append_pair("code_challenge", asking.challenge).append_pair("code_challenge_method", "S256");
        if asking.anew {
            query.append_pair("prompt", "login").append_pair("max_age", "0");
        }
        let endpoint = &document.authorization_endpoint;
        let between = if endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{endpoint}{between}{}", query.finish()))
    }

    /// Exchanges a code for what the provider says of whoever came back with it. Calls the provider.
    ///
    /// # Errors
    /// [`Error::ProviderUnavailable`]; [`Reason::IdentityAnswerWrong`] for whatever is not believed, and the log says why.
    pub fn redeem(&self, returned: Returned<'_>) -> Result<Identified> {
        let document = self.document()?;
        let issuer = returned.issuer;
        let named = issuer.map_or(!document.authorization_response_iss_parameter_supported, |it| it == self.issuer());
        if !named {
            return Err(refused("iss of the answer"));
        }
        let token = self.exchange(&document, returned)?;
        let header = id_token::read_header(&token).map_err(refused)?;
        let keys = self.keys(&document, false)?;
        let keys = match id_token::find_key(&keys, &header) {
            Some(_) => keys,
            None => self.keys(&document, true)?,
        };
        let key = id_token::find_key(&keys, &header).ok_or_else(|| refused("no such key"))?;
        let expected = Expected {
            issuer: self.issuer(),
            client_id: &self.settings.client_id,
            nonce: returned.nonce,
            multi_factor_acr: &self.settings.multi_factor_acr,
            now: returned.now,
        };
        id_token::verify(&token, &header, key, expected).map_err(refused)
    }

    fn exchange(&self, document: &Document, Returned { code, verifier, .. }: Returned<'_>) -> Result<String> {
        let Settings { client_id, secret, .. } = &self.settings;
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code").append_pair("code", code);
        form.append_pair("redirect_uri", &self.redirect).append_pair("code_verifier", verifier);
        let methods = document.token_endpoint_auth_methods_supported.as_deref();
        let in_header = methods.is_none_or(|all| all.iter().any(|one| one == "client_secret_basic"));
        let authorization = in_header.then(|| basic(client_id, secret));
        if !in_header {
            form.append_pair("client_id", client_id).append_pair("client_secret", secret);
        }
        let endpoint = &document.token_endpoint;
        let (status, body) = self.caller.post(endpoint, &form.finish(), authorization.as_deref())?;
        match status {
            200 => serde_json::from_slice(&body)
                .map(|answer: TokenAnswer| answer.id_token)
                .map_err(|_| refused("no token")),
            400 if serde_json::from_slice(&body).is_ok_and(|no: TokenRefusal| no.error == "invalid_grant") => {
                Err(refused("the code was refused"))
            }
            _ => Err(unavailable(endpoint, format!("it answered with {status}"))),
        }
    }

    /// What the provider says of itself, held against what the operator says of it.
    fn document(&self) -> Result<Arc<Document>> {
        let known = self.known.lock().document.clone();
        if let Some((_, document)) = known.filter(|(at, _)| at.elapsed() < KEPT) {
            return Ok(document);
        }
        let issuer = self.issuer();
        let address = format!("{}/.well-known/openid-configuration", issuer.strip_suffix('/').unwrap_or(issuer));
        let document: Document = self.caller.get(&address)?;
        if document.issuer != issuer {
            return Err(unavailable(&address, format!("it is of the issuer {}", document.issuer)));
        }
        let plain = issuer.starts_with("http://");
        for endpoint in [&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri] {
            if check_address(endpoint).is_err() || endpoint.contains('#') || endpoint.starts_with("http://") && !plain {
                return Err(unavailable(&address, format!("it names the address {endpoint}")));
            }
        }
        let document = Arc::new(document);
        self.known.lock().document = Some((Instant::now(), document.clone()));
        Ok(document)
    }

    /// The keys of the provider; `anew` for a token of the provider's own that names another key.
    fn keys(&self, document: &Document, anew: bool) -> Result<Arc<Vec<Jwk>>> {
        let known = self.known.lock().keys.clone();
        if let Some((_, keys)) = known.filter(|(at, _)| !anew && at.elapsed() < KEPT) {
            return Ok(keys);
        }
        let set: KeySet = self.caller.get(&document.jwks_uri)?;
        // A key of a kind that is not known here is nothing to us.
        let keys = set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).take(KEYS);
        let keys = Arc::new(keys.collect::<Vec<Jwk>>());
        self.known.lock().keys = Some((Instant::now(), keys.clone()));
        Ok(keys)
    }
}

/// A name and a secret for a header (RFC 6749, 2.3.1).
fn basic(client_id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(client_id), encoded(secret))))
}

fn refused(why: Unfit) -> Error {
    tracing::warn!(why, "an answer of the identity provider was not believed");
    Reason::IdentityAnswerWrong.into()
}
