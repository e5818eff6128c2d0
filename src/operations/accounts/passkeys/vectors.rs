//! The vectors of the standard (Web Authentication, level 3, section 16): what authenticators of others answer, of every algorithm that is
//! asked for.

use super::public_key::PublicKey;
use super::webauthn::{AuthenticatorData, Kind, bytes_of, read_attestation, read_client_data};
use crate::audit::sha256;
use crate::model::accounts::relying_party::RelyingParty;

/// What is registered and what is signed with it, in base64url.
struct Vector {
    name: &'static str,
    challenge: &'static str,
    client_data: &'static str,
    attestation: &'static str,
    credential_id: &'static str,
    asked: &'static str,
    signed_data: &'static str,
    signed_client_data: &'static str,
    signature: &'static str,
}

const VECTORS: [Vector; 3] = [
    Vector {
        name: "none.ES256",
        challenge: "AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA",
        client_data: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiQU1NUHQ0VXh4R1RTdG5jZHE0MTdZRHdCRmk4dnBJYS1wdzhvT3VWVzRUQSIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2UsImV4dHJhRGF0YSI6ImNsaWVudERhdGFKU09OIG1heSBiZSBleHRlbmRlZCB3aXRoIGFkZGl0aW9uYWwgZmllbGRzIGluIHRoZSBmdXR1cmUsIHN1Y2ggYXMgdGhpczogQmtRZURqZGNUQnJYQmlBd0pUTEU1USJ9",
        attestation: "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikv6vDdDKViwYzYNOtZGHJxHNa5_jt1GWSpeDwFFKy5LVZAAAAAIRGzLmrHbN0dQsjZ_9vOh8AIPkfOR20ybL94OpwGJy6P7Y_V5umEiszrZT_PsMwCEvkpQECAyYgASFYIK_voW-XypstI-uGzLZAmNINuQhWBi6yScM6m2cvJt9hIlggkwpWuHovymYzSwNFir-HlxfBLMaO1zKQry4mZHlrkiA",
        credential_id: "-R85HbTJsv3g6nAYnLo_tj9Xm6YSKzOtlP8-wzAIS-Q",
        asked: "OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag",
        signed_data: "v6vDdDKViwYzYNOtZGHJxHNa5_jt1GWSpeDwFFKy5LUZAAAAAA",
        signed_client_data: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiT2NEblVoUVh1bFRVUG8zSlVYVDBJOTdwdnp6WUJQOXRaY2hYeWF2MDFBZyIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        signature: "MEYCIQD1Ck4uRAkknEqFO6NhKC8JhB303UVHoTqHeAIY3v_NOAIhAISArA8Lk1OBdPV1vxGh3V14xuSGAT-TcpXqE2U-Mx6H",
    },
    Vector {
        name: "packed.RS256",
        challenge: "vqjwdwAJvVfywN9v6p90Oifkthu-kjyGLHqtep_I5KY",
        client_data: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoidnFqd2R3QUp2VmZ5d045djZwOTBPaWZrdGh1LWtqeUdMSHF0ZXBfSTVLWSIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        attestation: "o2NmbXRmcGFja2VkZ2F0dFN0bXSjY2FsZyZjc2lnWEcwRQIhAIuMXG6owULAMuC-aeE1PURGHFyRCZQc3alRuXbrlbazAiBNUvQGwZ4lSz_5WJvRgHD7BVrI2xL90KZzS-qdcWjpAGN4NWOBWQImMIICIjCCAcegAwIBAgIQH2-3pezoG0WJa5g6mV2l8zAKBggqhkjOPQQDAjBiMR4wHAYDVQQDDBVXZWJBdXRobiB0ZXN0IHZlY3RvcnMxDDAKBgNVBAoMA1czQzElMCMGA1UECwwcQXV0aGVudGljYXRvciBBdHRlc3RhdGlvbiBDQTELMAkGA1UEBhMCQUEwIBcNMjQwMTAxMDAwMDAwWhgPMzAyNDAxMDEwMDAwMDBaMF8xHjAcBgNVBAMMFVdlYkF1dGhuIHRlc3QgdmVjdG9yczEMMAoGA1UECgwDVzNDMSIwIAYDVQQLDBlBdXRoZW50aWNhdG9yIEF0dGVzdGF0aW9uMQswCQYDVQQGEwJBQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLeza3VCoREgtEPHlNDJn9wloGt2WGQT2B4IYWPvb-FHpVevw04oYdkFfW1GXUcFoDEFUL3utfNe41uUJauFmYGjYDBeMAwGA1UdEwEB_wQCMAAwDgYDVR0PAQH_BAQDAgeAMB0GA1UdDgQWBBT7N7ZHvM-55U2YnqqswWM4aHA_szAfBgNVHSMEGDAWgBRFr_cVsN14Z0H-6ZbrwWVHo5MbHjAKBggqhkjOPQQDAgNJADBGAiEAuGvBKdkq_KfZhpo59w8TmjBbQHOjnrZU2BQkvtV1fZECIQDPn3xgyrfEp9Pn8AIPKBqT1P0Kn5USG5ifVpMqaIhfumhhdXRoRGF0YVkCG7-rw3QylYsGM2DTrWRhycRzWuf47dRlkqXg8BRSsuS1XQAAAABCj4h4KYuYYqNq2MdSe_7yACCZKhisyD9nUzYAwROKS0xL0jbeE2Kc8CXtF8sAsAt036QBAwM5AQAgWQG0A_____________________________________________________________________________________________________________________________________________________________________________________________________________________f_________________________________________________________________________________________________________________________________________________________gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAASFDAQAB",
        credential_id: "mSoYrMg_Z1M2AMETiktMS9I23hNinPAl7RfLALALdN8",
        asked: "KV9Z9fqP5ixayp4nYmx4yNo3aubYzS3SmuutYB4bxMU",
        signed_data: "v6vDdDKViwYzYNOtZGHJxHNa5_jt1GWSpeDwFFKy5LUZAAAAAA",
        signed_client_data: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiS1Y5WjlmcVA1aXhheXA0bllteDR5Tm8zYXViWXpTM1NtdXV0WUI0YnhNVSIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        signature: "AQY9UtfDm01DL8cGPF2T5YK9yxaInNcfiI1n2IDqcwpChJjTvI4e4R8rHsvmwpKxGMVf-q3e-oytClTdE3xR8e7Gc_G7bE0XidaCaiIrItD1hfyQH9yTMhLledGZuJ1nKqRIkTM-ahNVU2Al6CslWQJWw1OCKbVXNwg7L2uTd-SeJHLxGVL3n90NoYC1_9kBtASajwgbtAcRvvdsYq7ZQ1cfLQV1MEy1SdaNiJL5UIajD5Nxau6Bj43AbpbA1eDtTPqf2Hc9kEZLaM8UD3mGZm_5yeMwKs0FNdYNdp9GXiq1fviqvIn8z-97oypkFUqLPSa-Ipj0cLjMU3fb49_UsLRfjwHmO95s_Ha2J3H5twqifPQBUsrZOqWs14T9S5D2duLqgo0L8kAK67quQVPlg49Tf4i2IoNGeCqTqJm-Zux33kWz788xHaYyHJLmsM0Rv-ZTvz6YzujjQfAtZ9u2-cmNnoF4CQz7W3D7xtVBWZrHlK4vHU3hKG7I3owtr3sdFchDjpDZJN9cGQRSIKTIQ4wbl5u-AWzz0O7sI8OZnUiCzGRbd23pMHVmEs3G3TmBYP8Cpg",
    },
    Vector {
        name: "packed.EdDSA",
        challenge: "qKv52r3GsN9jRms5vanoo0o04YUzelnxxXmZBnbTs70",
        client_data: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoicUt2NTJyM0dzTjlqUm1zNXZhbm9vMG8wNFlVemVsbnh4WG1aQm5iVHM3MCIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2UsImV4dHJhRGF0YSI6ImNsaWVudERhdGFKU09OIG1heSBiZSBleHRlbmRlZCB3aXRoIGFkZGl0aW9uYWwgZmllbGRzIGluIHRoZSBmdXR1cmUsIHN1Y2ggYXMgdGhpczogQl9EVDVnN1pEXy05T1RMWVg1SXZFUSJ9",
        attestation: "o2NmbXRmcGFja2VkZ2F0dFN0bXSjY2FsZyZjc2lnWEgwRgIhANg_YL2AJpU3WDIYhYrvsDrFfUX6BuQv6q4zLRh_YtqfAiEAoCvTy29-HSg8k7rR8_S1pMBJRGPaf9vyVpSRFnVNHxdjeDVjgVkCJzCCAiMwggHIoAMCAQICEQCyz8nqM8hkOw4adgRj6vFkMAoGCCqGSM49BAMCMGIxHjAcBgNVBAMMFVdlYkF1dGhuIHRlc3QgdmVjdG9yczEMMAoGA1UECgwDVzNDMSUwIwYDVQQLDBxBdXRoZW50aWNhdG9yIEF0dGVzdGF0aW9uIENBMQswCQYDVQQGEwJBQTAgFw0yNDAxMDEwMDAwMDBaGA8zMDI0MDEwMTAwMDAwMFowXzEeMBwGA1UEAwwVV2ViQXV0aG4gdGVzdCB2ZWN0b3JzMQwwCgYDVQQKDANXM0MxIjAgBgNVBAsMGUF1dGhlbnRpY2F0b3IgQXR0ZXN0YXRpb24xCzAJBgNVBAYTAkFBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3St6VktzuMC4HExi5SGSXE0RmOyfWD2_HuvjZLZc2cKam980aqqB-2uVB-UkmlL9r4454msLfcRZkqfiM7cPcKNgMF4wDAYDVR0TAQH_BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFAridUa8fsyxtLWXvTVPDAsfH4-OMB8GA1UdIwQYMBaAFEWv9xWw3XhnQf7pluvBZUejkxseMAoGCCqGSM49BAMCA0kAMEYCIQCg1DTstfw7_X2l9BkEUXrSg2JJ9WG9g0unpDioq3pM6AIhAPrIRbt6AlE7WOnzGWVNvkmw8CuVg1usVoxx-KGM3emraGF1dGhEYXRhWIG_q8N0MpWLBjNg061kYcnEc1rn-O3UZZKl4PAUUrLktUEAAAAA1aozWB6MpHjiD-cT9dMv8gAgzp-EDtllmVgM0UD7x7syMGM_UPYQQa_3Mwiuccqoor2kAQEDJyAGIVggROBt3TMcNqjcZnurUryuY0hskWql4znmrOuqhJNL-DI",
        credential_id: "zp-EDtllmVgM0UD7x7syMGM_UPYQQa_3Mwiuccqoor0",
        asked: "iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I",
        signed_data: "v6vDdDKViwYzYNOtZGHJxHNa5_jt1GWSpeDwFFKy5LUBAAAAAA",
        signed_client_data: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiaVZsWDRCeGpPbW1EU0tMWW94cFV0OXNuNk1IRU95Q0ExNXJpR1FKbnY5SSIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        signature: "9cWcfkbDT2-MwZcQHd-ZNPollfaOsZE6Y36EGeubpM_fxI-FOTvA1AsBHw1v7LCX1mB1JXEyI6DcDUU5k9rgCw",
    },
];

/// What browsers say of a page that is shown within another one.
const WITHIN: [&str; 2] = [
    "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiaDJxbEY3cURfZTVsX1BfYnlreUU3cTVkVlBnRUdoX0lYSmtlVzdzbk1UYyIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6dHJ1ZSwiZXh0cmFEYXRhIjoiY2xpZW50RGF0YUpTT04gbWF5IGJlIGV4dGVuZGVkIHdpdGggYWRkaXRpb25hbCBmaWVsZHMgaW4gdGhlIGZ1dHVyZSwgc3VjaCBhcyB0aGlzOiA5MnBjVFZEMEFieS1xNGR0bWo2ZWZnIn0",
    "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiMVVwY2pLUzJLbzQ3c3lIanNyeHpoVy1Gb1FGUTJ5azVyQmxYT2VzZW9HWSIsIm9yaWdpbiI6Imh0dHBzOi8vZXhhbXBsZS5vcmciLCJjcm9zc09yaWdpbiI6dHJ1ZSwidG9wT3JpZ2luIjoiaHR0cHM6Ly9leGFtcGxlLmNvbSIsImV4dHJhRGF0YSI6ImNsaWVudERhdGFKU09OIG1heSBiZSBleHRlbmRlZCB3aXRoIGFkZGl0aW9uYWwgZmllbGRzIGluIHRoZSBmdXR1cmUsIHN1Y2ggYXMgdGhpczogVWlGb0pNVlJRSERBRldGaTR2eFVwUSJ9",
];

fn party() -> RelyingParty {
    "https://example.org".parse().unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    bytes_of(text).unwrap()
}

#[test]
fn what_others_register_and_sign_is_read_and_verified() {
    for vector in &VECTORS {
        let party = party();
        let client = bytes(vector.client_data);
        assert_eq!(read_client_data(&client, Kind::Create, &party).unwrap(), vector.challenge, "{}", vector.name);
        let data = read_attestation(&bytes(vector.attestation)).unwrap();
        let credential = AuthenticatorData::read(&data, &party).unwrap().credential().unwrap();
        assert_eq!(credential.id, vector.credential_id, "{}", vector.name);
        let key = PublicKey::read(&bytes(&credential.public_key)).unwrap();

        let (data, client) = (bytes(vector.signed_data), bytes(vector.signed_client_data));
        assert_eq!(read_client_data(&client, Kind::Get, &party).unwrap(), vector.asked, "{}", vector.name);
        let read = AuthenticatorData::read(&data, &party).unwrap();
        assert_eq!((read.counter, read.is_verified()), (0, data[32] & 0x04 != 0), "{}", vector.name);
        let signed = [&data[..], &sha256(&client)].concat();
        let signature = bytes(vector.signature);
        assert!(key.verifies(&signed, &signature), "{}", vector.name);
        for at in [0, 32, 36, signed.len() - 1] {
            let mut other = signed.clone();
            other[at] ^= 1;
            assert!(!key.verifies(&other, &signature), "{} {at}", vector.name);
        }
        for other in VECTORS.iter().filter(|other| other.name != vector.name) {
            assert!(!key.verifies(&signed, &bytes(other.signature)), "{} {}", vector.name, other.name);
        }
    }
}

#[test]
fn what_was_cut_off_or_goes_on_is_refused_wherever_it_is() {
    let party = party();
    for vector in &VECTORS {
        let attestation = bytes(vector.attestation);
        for end in 0..attestation.len() {
            assert!(read_attestation(&attestation[..end]).is_err(), "{} {end}", vector.name);
        }
        assert!(read_attestation(&[&attestation[..], &[0]].concat()).is_err(), "{}", vector.name);
        let data = read_attestation(&attestation).unwrap();
        for end in 0..data.len() {
            let read = AuthenticatorData::read(&data[..end], &party).and_then(|read| read.credential());
            assert!(read.is_err(), "{} {end}", vector.name);
        }
        let key = bytes(&AuthenticatorData::read(&data, &party).unwrap().credential().unwrap().public_key);
        for end in 0..key.len() {
            assert!(PublicKey::read(&key[..end]).is_err(), "{} {end}", vector.name);
        }
        assert!(PublicKey::read(&[&key[..], &[0]].concat()).is_err(), "{}", vector.name);
    }
}

#[test]
fn what_is_signed_for_by_anybody_or_by_nobody_is_no_key() {
    let curve = |point: [u8; 32]| [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32][..], &point].concat();
    let rsa = |modulus: &[u8], exponent: &[u8]| {
        let length = u16::try_from(modulus.len()).unwrap().to_be_bytes();
        let head = [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, length[0], length[1]];
        [&head[..], modulus, &[0x21, 0x40 + u8::try_from(exponent.len()).unwrap()], exponent].concat()
    };
    let (mut one, mut signed) = ([0; 32], [0; 32]);
    (one[0], signed[0], signed[31]) = (1, 1, 0x80);
    for point in [[0; 32], one, signed] {
        assert_eq!(PublicKey::read(&curve(point)).err(), Some("point"));
    }
    let modulus = |bytes: usize| vec![0xff; bytes];
    for (modulus, exponent) in [
        (modulus(64), &[1, 0, 1][..]),
        (modulus(128), &[1, 0, 1]),
        (modulus(513), &[1, 0, 1]),
        ([vec![0x7f], modulus(255)].concat(), &[1, 0, 1]),
        ([modulus(255), vec![0xfe]].concat(), &[1, 0, 1]),
        (modulus(256), &[0xff; 9]),
        (modulus(256), &[1]),
    ] {
        assert_eq!(PublicKey::read(&rsa(&modulus, exponent)).err(), Some("modulus or exponent"), "{}", modulus.len());
    }
    assert!(
        PublicKey::read(&rsa(&modulus(256), &[1, 0, 1])).is_ok() && PublicKey::read(&rsa(&modulus(512), &[3])).is_ok()
    );
    for vector in &VECTORS {
        let data = read_attestation(&bytes(vector.attestation)).unwrap();
        let longer = [&data[..], &[0]].concat();
        assert!(AuthenticatorData::read(&longer, &party()).unwrap().credential().is_err(), "{}", vector.name);
    }
}

#[test]
fn another_party_another_kind_and_a_page_within_another_are_refused() {
    let other: RelyingParty = "https://example.com".parse().unwrap();
    let vector = &VECTORS[0];
    let (data, client) = (bytes(vector.signed_data), bytes(vector.signed_client_data));
    assert_eq!(AuthenticatorData::read(&data, &other), Err("relying party"));
    assert_eq!(read_client_data(&client, Kind::Get, &other), Err("origin"));
    assert_eq!(read_client_data(&client, Kind::Create, &party()), Err("kind"));
    for client in WITHIN {
        assert_eq!(read_client_data(&bytes(client), Kind::Get, &party()), Err("page within another"));
    }
}

#[test]
fn the_key_of_nobody_is_a_key() {
    let key = PublicKey::read(&bytes(super::NOBODYS)).unwrap();
    assert!(!key.verifies(b"anything", &bytes(VECTORS[0].signature)));
}
