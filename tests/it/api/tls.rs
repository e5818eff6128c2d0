//! TLS of the program's own: which versions, what is taken up when files are replaced, and that a silent caller holds nobody.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use rustls::version;
use serde_json::Value;

use crate::support::tls::{Connection, put_pair};
use crate::support::{Installation, TestApp};

const LIVE: (&str, &str) = ("GET", "/health/live");

/// The beginning of a connection in no later a version than this minor one: 3 of TLS 1.2, 2 of TLS 1.1.
fn hello(minor: u8) -> Vec<u8> {
    // Groups, signatures and forms of points that a server of today knows.
    let extensions = [0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3, 0, 11, 0, 2, 1, 0];
    let mut body = vec![3, minor];
    body.extend([7; 32]);
    body.extend([0, 0, 4, 0xC0, 0x2B, 0xC0, 0x09, 1, 0, 0, extensions.len() as u8]);
    body.extend(extensions);
    let length = body.len() as u8;
    [&[22, 3, 1, 0, length + 4, 1, 0, 0, length][..], &body].concat()
}

/// The first record of the answer: its kind, and its last byte.
fn answer_to(address: SocketAddr, said: &[u8]) -> (u8, u8) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(said).unwrap();
    let mut head = [0; 5];
    stream.read_exact(&mut head).unwrap();
    let mut body = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    stream.read_exact(&mut body).unwrap();
    (head[0], *body.last().unwrap())
}

#[test]
fn versions_1_2_and_1_3_are_spoken_and_nothing_else() {
    let app = &TestApp::new("tls-versions");
    let tls = &app.over_tls();
    for spoken in [&version::TLS12, &version::TLS13] {
        let mut connection = Connection::open(tls.address, &tls.authority, None, &[spoken]).unwrap();
        let heard = connection.call(LIVE, "", &Value::Null).unwrap();
        assert!(heard.head.contains("strict-transport-security: "), "{}", heard.head);
        assert_eq!(heard.status, 200);
    }
    assert_eq!(answer_to(tls.address, &hello(3)).0, 22, "a handshake");
    for old in [1, 2] {
        assert_eq!(answer_to(tls.address, &hello(old)), (21, 70), "an alert: protocol_version");
    }
    let mut plain = TcpStream::connect(tls.address).unwrap();
    plain.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut heard = Vec::new();
    let _ = plain.read_to_end(&mut heard);
    assert!(!heard.starts_with(b"HTTP"), "{heard:?}");
}

#[test]
fn a_replaced_pair_is_taken_up_and_a_half_written_one_is_not() {
    let app = &TestApp::new("tls-replaced");
    let tls = &app.over_tls();
    let served = || tls.connect(None).server();
    let wait = || std::thread::sleep(Duration::from_millis(400));
    let first = served();
    let (second, third) = (tls.authority.issue_server(2048), tls.authority.issue_server(2047));
    put_pair(&tls.folder, &second);
    wait();
    let now = served();
    assert_ne!(first, now);
    // The certificate of one pair with the key of another, half a file, and no file.
    for broken in [third.pem.clone(), third.pem[..third.pem.len() / 2].to_owned(), String::new()] {
        std::fs::write(tls.folder.join("server.pem"), broken).unwrap();
        wait();
        assert_eq!(served(), now);
    }
    std::fs::remove_file(tls.folder.join("server.pem")).unwrap();
    wait();
    assert_eq!(served(), now);
    put_pair(&tls.folder, &third);
    wait();
    assert_ne!(served(), now);
}

#[test]
fn whoever_is_silent_holds_nobody_and_is_let_go() {
    let app = &TestApp::new("tls-silent");
    let tls = &app.over_tls();
    let mut silent: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(tls.address).unwrap()).collect();
    let began = Instant::now();
    assert_eq!(tls.connect(None).call(LIVE, "", &Value::Null).unwrap().status, 200);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    let first = &mut silent[0];
    first.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    assert_eq!(first.read(&mut [0; 8]).unwrap(), 0, "the connection is closed");
}

#[test]
fn the_command_line_speaks_it_beyond_this_machine_with_a_key_that_is_its_owners_only() {
    let app = TestApp::new("tls-authority");
    let tls = app.over_tls();
    let site = Installation::new("tls-served");
    let file = |name: &str| tls.folder.join(name).display().to_string();
    let named = ["--tls-certificate", &file("server.pem"), "--tls-key", &file("server.key")];
    let mut server = site.serve(&[&named[..], &["--client-authorities", &file("authorities.pem")]].concat());
    let address =
        server.address.strip_prefix("https://").unwrap_or_else(|| panic!("{}", server.address)).parse().unwrap();
    let mut connection = Connection::open(address, &tls.authority, None, &[&version::TLS13]).unwrap();
    assert_eq!(connection.call(LIVE, "", &Value::Null).unwrap().status, 200);
    assert_eq!(server.stop(), Some(0));
    let open = [&["serve", "--listen", "0.0.0.0:0"][..], &named].concat();
    std::fs::set_permissions(file("server.key"), std::fs::Permissions::from_mode(0o640)).unwrap();
    let told = site.run(&open).refused(1).to_owned();
    assert!(told.contains("chmod 600") && !told.contains("--insecure-http"), "{told}");
    std::fs::set_permissions(file("server.key"), std::fs::Permissions::from_mode(0o600)).unwrap();
    put_pair(&tls.folder, &tls.authority.issue_server(2022));
    let mut late = site.serve(&named);
    let told = || late.log().contains("the certificate of TLS has expired");
    for _ in 0..100 {
        if told() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(told(), "{}", late.log());
    assert_eq!(late.stop(), Some(0));
    let alone = site.run(&["serve", "--tls-certificate", &file("server.pem")]);
    let vouching = |content: String| {
        std::fs::write(file("authorities.pem"), content).unwrap();
        let authorities = file("authorities.pem");
        site.run(&[&["serve"][..], &named, &["--client-authorities", &authorities]].concat()).refused(1).to_owned()
    };
    let leaf = tls.authority.issue_server(2048);
    let told = vouching(leaf.pem.clone());
    assert!(told.contains("is no authority"), "{told}");
    let told = vouching(format!("{}{}", tls.authority.pem(), leaf.key_pem));
    assert!(told.contains("holds a private key"), "{told}");
    assert!(alone.code == Some(2) && alone.err.contains("--tls-key"), "{alone:?}");
}
