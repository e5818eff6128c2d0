//! What the operator says of the identity provider, on the command line and in files.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::files;

/// Where systems keep the authorities that they trust, the first that is there.
const SYSTEM_AUTHORITIES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
/// Characters of the name on the button.
const NAME: usize = 40;

/// The flags; without the first there is no identity provider.
#[derive(Debug, Clone, Default, Args)]
pub struct Options {
    /// The identity provider that people may sign in by (OpenID Connect), such as `https://id.example.org`, as it writes itself in
    /// its tokens; needs --public-origin. The program calls it, and nobody else outside
    #[arg(long, value_name = "URL", env = "CUSTODY_OIDC_ISSUER", requires_all = ["oidc_client_id", "oidc_client_secret_file", "public_origin"])]
    pub oidc_issuer: Option<String>,
    /// By what the identity provider knows this centre
    #[arg(long, value_name = "ID", env = "CUSTODY_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    pub oidc_client_id: Option<String>,
    /// File with the secret that the identity provider gave this centre; its owner's only
    #[arg(long, value_name = "FILE", env = "CUSTODY_OIDC_CLIENT_SECRET_FILE", requires = "oidc_issuer")]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// How people call the identity provider, at most 40 characters: it stands on the button
    #[arg(long, value_name = "NAME", env = "CUSTODY_OIDC_NAME", requires = "oidc_issuer")]
    pub oidc_name: Option<String>,
    /// File with the certificates (PEM) of the authorities that vouch for the identity provider; otherwise those of the system
    #[arg(long, value_name = "FILE", env = "CUSTODY_OIDC_AUTHORITY", requires = "oidc_issuer")]
    pub oidc_authority: Option<PathBuf>,
    /// Classes of authentication (`acr`), separated by commas, that the identity provider gives to whoever has shown two factors
    /// there; the method `mfa` (`amr`) always counts
    #[arg(
        long,
        value_name = "CLASSES",
        env = "CUSTODY_OIDC_MULTI_FACTOR_ACR",
        value_delimiter = ',',
        requires = "oidc_issuer"
    )]
    pub oidc_multi_factor_acr: Vec<String>,
}

/// The same, read and found fit.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// As it stands in tokens.
    pub issuer: String,
    /// By what the provider knows this centre.
    pub client_id: String,
    /// The secret that goes with it.
    pub secret: Zeroizing<String>,
    /// How people call the provider, where the operator has said it.
    pub name: Option<String>,
    /// The certificates of authorities (PEM); none where the provider is at this machine by plain HTTP.
    pub authorities: Vec<u8>,
    /// Values of `acr` that stand for two factors.
    pub multi_factor_acr: Vec<String>,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl Options {
    /// Reads the files, if there is an identity provider at all. Nobody is called.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn read(&self) -> Result<Option<Settings>> {
        let Self { oidc_issuer: Some(issuer), .. } = self else { return Ok(None) };
        check_address(issuer).map_err(|why| refused(format!("--oidc-issuer {issuer} {why}")))?;
        if issuer.contains(['?', '#']) {
            return Err(refused(format!("--oidc-issuer {issuer} has a query or a fragment; an issuer has neither")));
        }
        let (Some(client_id), Some(secret)) = (&self.oidc_client_id, &self.oidc_client_secret_file) else {
            return Err(refused("--oidc-issuer needs --oidc-client-id and --oidc-client-secret-file".to_owned()));
        };
        let name = self.oidc_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().count() > NAME || name.chars().any(char::is_control)) {
            return Err(refused(format!("--oidc-name has one line of at most {NAME} characters")));
        }
        let plain = issuer.starts_with("http://");
        Ok(Some(Settings {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            secret: read_secret(secret)?,
            name: name.map(str::to_owned),
            authorities: if plain { Vec::new() } else { read_authorities(self.oidc_authority.as_deref())? },
            multi_factor_acr: self.oidc_multi_factor_acr.clone(),
        }))
    }
}

fn read_secret(path: &Path) -> Result<Zeroizing<String>> {
    files::check_private("client secret", &[path.to_owned()]).map_err(refused)?;
    let text = fs::read_to_string(path).map(Zeroizing::new);
    let text = text.map_err(|e| Error::operator(format!("cannot read the client secret {}", path.display()), e))?;
    let secret = Zeroizing::new(text.trim().to_owned());
    if secret.is_empty() { Err(refused(format!("the client secret {} is empty", path.display()))) } else { Ok(secret) }
}

fn read_authorities(named: Option<&Path>) -> Result<Vec<u8>> {
    let of_system = || SYSTEM_AUTHORITIES.iter().map(Path::new).find(|path| path.exists());
    let path = named.or_else(of_system).ok_or_else(|| {
        let advice = "name the file of those that vouch for the identity provider with --oidc-authority";
        refused(format!("this system has no list of certificate authorities where one is looked for; {advice}"))
    })?;
    fs::read(path)
        .map_err(|e| Error::operator(format!("cannot read the certificate authorities {}", path.display()), e))
}

/// Refuses an address that is neither by TLS nor of this machine.
///
/// # Errors
/// What is wrong with it.
pub fn check_address(address: &str) -> Result<(), &'static str> {
    let fits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && rest.is_ascii();
    if address.strip_prefix("https://").is_some_and(fits) {
        return Ok(());
    }
    let rest = address.strip_prefix("http://").ok_or("does not begin with https://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    let own = matches!(host, "localhost" | "127.0.0.1" | "[::1]") && port.parse::<u16>().is_ok();
    if own { Ok(()) } else { Err("is plain HTTP, which is for this machine only; write https://") }
}

fn refused(why: String) -> Error {
    Error::Operator(why.into())
}

#[cfg(test)]
mod tests {
    use super::check_address;

    #[test]
    fn providers_are_called_by_tls_or_at_this_machine() {
        for address in [
            "https://id.example.org",
            "https://id.example.org/realms/one",
            "https://[2001:db8::1]:8443",
            "http://localhost:3000",
            "http://127.0.0.1:3000/x",
            "http://[::1]:3000",
        ] {
            assert_eq!(check_address(address), Ok(()), "{address}");
        }
        for address in [
            "http://id.example.org",
            "http://127.0.0.1.example.org",
            "http://127.0.0.1:80@example.org/",
            "http://localhost@example.org",
            "http://10.0.0.1",
            "ftp://id.example.org",
            "https://",
            "https:///x",
            "id.example.org",
            "",
        ] {
            assert!(check_address(address).is_err(), "{address}");
        }
    }
}
