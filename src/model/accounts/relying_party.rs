//! For whom passkeys are made: the address under which people open the pages (the relying party of WebAuthn).

use std::net::IpAddr;
use std::str::FromStr;

/// The name of this machine for itself, where browsers trust plain HTTP.
const LOCALHOST: &str = "localhost";

/// An address that passkeys can be made for, such as `https://custody.example.org`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    host: String,
    /// None: whatever port of this machine.
    origin: Option<String>,
}

/// What passkeys cannot be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrigin {
    /// Neither `https://` nor, of this machine, `http://`.
    #[error("write the address as people open it, such as https://custody.example.org; http:// only for localhost")]
    Scheme,
    /// No name of a machine, or more than that.
    #[error("write a name in small letters, and a port where it is not the usual one; nothing after it")]
    Host,
    /// Passkeys are made for names.
    #[error("passkeys are made for a name, and this is a network address")]
    Address,
}

impl RelyingParty {
    /// This machine, opened as `localhost` on whatever port.
    pub fn localhost() -> Self {
        Self { host: LOCALHOST.to_owned(), origin: None }
    }

    /// The name that authenticators bind a passkey to.
    pub fn id(&self) -> &str {
        &self.host
    }

    /// The address itself; none of this machine on whatever port.
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// Whether a page of this origin is ours.
    pub fn is_origin(&self, origin: &str) -> bool {
        match &self.origin {
            Some(own) => own == origin,
            None => origin.strip_prefix("http://").is_some_and(|authority| {
                let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
                host == LOCALHOST && port.parse::<u16>().is_ok()
            }),
        }
    }
}

impl FromStr for RelyingParty {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let (scheme, authority) = text.split_once("://").ok_or(NotAnOrigin::Scheme)?;
        if authority.starts_with('[') || authority.parse::<IpAddr>().is_ok() {
            return Err(NotAnOrigin::Address);
        }
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        if host.parse::<IpAddr>().is_ok() {
            return Err(NotAnOrigin::Address);
        }
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'-');
        let is_named = !host.is_empty() && host.len() <= 253 && host.bytes().all(fits) && !host.starts_with(['.', '-']);
        if !is_named || port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(NotAnOrigin::Host);
        }
        // As browsers write it: without the usual port.
        let port = match (scheme, port) {
            ("https", None | Some("443")) => String::new(),
            ("http", None | Some("80")) if host == LOCALHOST => String::new(),
            ("https", Some(port)) => format!(":{port}"),
            ("http", Some(port)) if host == LOCALHOST => format!(":{port}"),
            _ => return Err(NotAnOrigin::Scheme),
        };
        Ok(Self { host: host.to_owned(), origin: Some(format!("{scheme}://{host}{port}")) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_name_with_tls_or_this_machine() {
        for (written, id, origin) in [
            ("https://custody.example.org", "custody.example.org", "https://custody.example.org"),
            ("https://custody.example.org/", "custody.example.org", "https://custody.example.org"),
            ("https://custody.example.org:443", "custody.example.org", "https://custody.example.org"),
            ("https://custody:8443", "custody", "https://custody:8443"),
            ("http://localhost:8080", "localhost", "http://localhost:8080"),
        ] {
            let party: RelyingParty = written.parse().unwrap();
            assert_eq!(party.id(), id, "{written}");
            assert!(party.is_origin(origin) && !party.is_origin("https://elsewhere.example"), "{written}");
        }
        for (written, why) in [
            ("custody.example.org", NotAnOrigin::Scheme),
            ("http://custody.example.org", NotAnOrigin::Scheme),
            ("ftp://custody.example.org", NotAnOrigin::Scheme),
            ("https://10.1.2.3", NotAnOrigin::Address),
            ("https://10.1.2.3:8443", NotAnOrigin::Address),
            ("https://[::1]:8443", NotAnOrigin::Address),
            ("http://127.0.0.1:8080", NotAnOrigin::Address),
            ("https://custody.example.org/pages", NotAnOrigin::Host),
            ("https://Custody.example.org", NotAnOrigin::Host),
            ("https://me@custody.example.org", NotAnOrigin::Host),
            ("https://:8443", NotAnOrigin::Host),
            ("https://custody.example.org:x", NotAnOrigin::Host),
        ] {
            assert_eq!(written.parse::<RelyingParty>(), Err(why), "{written}");
        }
    }

    #[test]
    fn this_machine_is_known_on_any_port_and_nothing_like_it() {
        let party = RelyingParty::localhost();
        for (origin, known) in [
            ("http://localhost", true),
            ("http://localhost:8080", true),
            ("https://localhost:8080", false),
            ("http://localhost.example.org", false),
            ("http://localhost:8080.example.org", false),
            ("http://127.0.0.1:8080", false),
            ("", false),
        ] {
            assert_eq!(party.is_origin(origin), known, "{origin}");
        }
    }
}
