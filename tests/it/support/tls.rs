//! TLS: authorities of a test, the certificates that they give, a second server of an app that speaks it, and connections to that one.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use custody::db::Database;
use custody::db::accounts::users;
use custody::db::change::Actor;
use custody::keys::tls::TlsFiles;
use custody::keys::tls::certificate::Shown;
use custody::operations::accounts::certificates;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber,
    date_time_ymd,
};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion, version};
use serde_json::{Value, json};

use super::app::serve;
use super::{ORIGIN, TestApp, folder};

/// Whoever makes certificates.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key.
pub struct Identity {
    pub pem: String,
    pub key_pem: String,
    der: CertificateDer<'static>,
    key: Vec<u8>,
    serial: SerialNumber,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = named(name, 2049);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate of a person, good from 2020 until the beginning of a year.
    pub fn issue(&self, name: &str, until: i32) -> Identity {
        let mut params = named(name, until);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(params)
    }

    /// The certificate of a server, `localhost`.
    pub fn issue_server(&self, until: i32) -> Identity {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(until, 1, 1));
        self.sign(params)
    }

    fn sign(&self, mut params: CertificateParams) -> Identity {
        let serial = SerialNumber::from_slice(&uuid::Uuid::new_v4().as_bytes()[8..]);
        params.serial_number = Some(serial.clone());
        let key = KeyPair::generate().unwrap();
        let made = params.signed_by(&key, &self.0).unwrap();
        Identity {
            pem: made.pem(),
            key_pem: key.serialize_pem(),
            der: made.der().clone(),
            key: key.serialize_der(),
            serial,
        }
    }

    /// What it has revoked, as told from the beginning of a year until that of another.
    pub fn revocations(&self, (from, until): (i32, i32), revoked: &[&Identity]) -> String {
        let one = |identity: &&Identity| RevokedCertParams {
            serial_number: identity.serial.clone(),
            revocation_time: date_time_ymd(2021, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(from, 1, 1),
            next_update: date_time_ymd(until, 1, 1),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.iter().map(one).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&self.0).unwrap().pem().unwrap()
    }
}

fn named(name: &str, until: i32) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(until, 1, 1));
    params
}

impl Identity {
    /// A certificate that vouches for itself.
    pub fn self_signed(name: &str) -> Self {
        let (params, key) = (named(name, 2049), KeyPair::generate().unwrap());
        let made = params.self_signed(&key).unwrap();
        let serial = SerialNumber::from(1_u64);
        let (pem, key_pem) = (made.pem(), key.serialize_pem());
        Self { pem, key_pem, der: made.der().clone(), key: key.serialize_der(), serial }
    }

    /// It as a connection shows it.
    pub fn shown(&self) -> Shown {
        Shown::new(std::slice::from_ref(&self.der)).unwrap()
    }
}

/// A second server of an app, over the same database, that speaks TLS and asks for certificates.
pub struct Tls {
    pub authority: Authority,
    pub folder: PathBuf,
    pub address: SocketAddr,
    stop: Option<actix_web::dev::ServerHandle>,
}

impl TestApp {
    /// The same centre over TLS, which lets in the certificates of one authority.
    pub fn over_tls(&self) -> Tls {
        let (authority, folder) = (Authority::new("市民政务CA"), folder("tls"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("authorities.pem"), authority.pem()).unwrap();
        fs::write(folder.join("revocations.pem"), authority.revocations((2020, 2049), &[])).unwrap();
        put_pair(&folder, &authority.issue_server(2049));
        let files = files_in(&folder);
        let (site, clock) = (self.installation(), self.clock.clone());
        // The owner makes good the guards that a test took away: the account of the server may not.
        drop(site.open());
        // As another server on the same data has it: what the program knows of accounts is of one server.
        let database = Database::open(&site.running(), ORIGIN, clock, 4).unwrap();
        let (address, stop) = serve(database, site.keys(), site.store(), |settings| settings.tls = Some(files));
        Tls { authority, folder, address, stop: Some(stop) }
    }

    /// Has somebody add a certificate, and answers its id.
    pub fn add_certificate(&self, login: &str, identity: &Identity) -> String {
        let found = self.database.read(|conn| users::find_by_login(conn, login)).unwrap();
        let (shown, user) = (identity.shown(), found.unwrap());
        let added = self.database.change(Actor::from(&user.viewer()), |change| {
            certificates::add(change, user.id, Ok(&shown), "工作UKey").map(|row| row.id.to_string())
        });
        added.unwrap()
    }
}

/// The files of TLS in a folder.
pub fn files_in(folder: &std::path::Path) -> TlsFiles {
    TlsFiles {
        certificate: folder.join("server.pem"),
        key: folder.join("server.key"),
        authorities: Some(folder.join("authorities.pem")),
        revocations: Some(folder.join("revocations.pem")),
    }
}

/// Puts a certificate and its key into a folder.
pub fn put_pair(folder: &std::path::Path, identity: &Identity) {
    fs::write(folder.join("server.pem"), &identity.pem).unwrap();
    let key = folder.join("server.key");
    fs::write(&key, &identity.key_pem).unwrap();
    fs::set_permissions(key, fs::Permissions::from_mode(0o600)).unwrap();
}

impl Tls {
    /// A connection that shows a certificate, or none.
    pub fn connect(&self, identity: Option<&Identity>) -> Connection {
        Connection::open(self.address, &self.authority, identity, &[&version::TLS13]).unwrap()
    }

    /// One call on a connection of its own.
    pub fn call(&self, identity: Option<&Identity>, call: (&str, &str), token: Option<&str>, body: &Value) -> Heard {
        let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        self.connect(identity).call(call, &bearer, body).unwrap()
    }

    /// Signs in with a certificate alone.
    pub fn enter(&self, identity: &Identity) -> Heard {
        self.call(Some(identity), ("POST", "/api/v1/session/certificate"), None, &json!({}))
    }

    /// Puts revocations in place, and waits until they hold.
    pub fn revoke(&self, until: i32, revoked: &[&Identity]) {
        self.put_revocations(&self.authority.revocations((2020, until), revoked));
    }

    /// Puts a file of revocations in place, and waits until it holds.
    pub fn put_revocations(&self, lists: &str) {
        fs::write(self.folder.join("revocations.pem"), lists).unwrap();
        std::thread::sleep(Duration::from_millis(400));
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            drop(stop.stop(false));
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A connection over TLS.
pub struct Connection(StreamOwned<ClientConnection, TcpStream>);

/// What came back.
#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    /// The status line and the headers.
    pub head: String,
    pub body: Value,
}

impl Connection {
    pub fn open(
        address: SocketAddr,
        authority: &Authority,
        identity: Option<&Identity>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.0.der().clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let config = config.with_protocol_versions(versions).unwrap().with_root_certificates(roots);
        let config = match identity {
            None => config.with_no_client_auth(),
            Some(identity) => {
                let key = PrivateKeyDer::try_from(identity.key.clone()).unwrap();
                config.with_client_auth_cert(vec![identity.der.clone()], key).unwrap()
            }
        };
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
        while connection.is_handshaking() {
            connection.complete_io(&mut stream)?;
        }
        Ok(Self(StreamOwned::new(connection, stream)))
    }

    /// The certificate of the server, PEM-less.
    pub fn server(&self) -> Vec<u8> {
        self.0.conn.peer_certificates().unwrap()[0].to_vec()
    }

    /// One call and its answer; `headers` end in a line break each.
    pub fn call(&mut self, (method, path): (&str, &str), headers: &str, body: &Value) -> io::Result<Heard> {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let kind = if body.is_null() { "" } else { "content-type: application/json\r\n" };
        let length = text.len();
        let key = uuid::Uuid::new_v4();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nidempotency-key: {key}\r\n{kind}content-length: {length}\r\n{headers}\r\n"
        );
        self.0.write_all(head.as_bytes())?;
        self.0.write_all(text.as_bytes())?;
        self.0.flush()?;
        let mut heard: Vec<u8> = Vec::new();
        let head = loop {
            if let Some(at) = heard.windows(4).position(|four| four == b"\r\n\r\n") {
                break String::from_utf8(heard.drain(..at + 4).collect()).unwrap();
            }
            self.more(&mut heard)?;
        };
        let header = |name: &str| {
            head.lines().filter_map(|line| line.split_once(": ")).find(|(found, _)| found.eq_ignore_ascii_case(name))
        };
        let length: usize = header("content-length").map_or(0, |(_, length)| length.parse().unwrap());
        while heard.len() < length {
            self.more(&mut heard)?;
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Heard { status, head, body: serde_json::from_slice(&heard).unwrap_or(Value::Null) })
    }

    fn more(&mut self, heard: &mut Vec<u8>) -> io::Result<()> {
        let mut part = [0; 4096];
        match self.0.read(&mut part)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                heard.extend_from_slice(&part[..read]);
                Ok(())
            }
        }
    }
}

impl Heard {
    #[track_caller]
    pub fn with(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} {}", self.head, self.body);
        self.body
    }

    #[track_caller]
    pub fn ok(self) -> Value {
        self.with(200)
    }

    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.body["code"].as_str().unwrap_or_default()), (status, code), "{}", self.body);
        self.body
    }

    /// The access token of a sign-in.
    #[track_caller]
    pub fn token(self) -> String {
        self.ok()["access_token"].as_str().unwrap().to_owned()
    }
}
