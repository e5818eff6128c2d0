//! Where the bytes of files are kept, as an operator says it: a folder, or a bucket of an object store by its URL. Credentials are no part
//! of it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// How the URL of a bucket begins.
const SCHEME: &str = "s3://";
/// The region of object stores of one's own, which as a rule have none.
const REGION: &str = "us-east-1";

/// A folder or a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAddress {
    Folder(PathBuf),
    Bucket(BucketAddress),
}

/// A bucket of an object store that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketAddress {
    pub bucket: String,
    /// What the names of all objects begin with, without slashes at its ends; empty where they stand at the root.
    pub prefix: String,
    /// The address of the object store; none for that of the region.
    pub endpoint: Option<String>,
    pub region: String,
}

impl FromStr for StoreAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix(SCHEME) {
            Some(rest) => rest.parse().map(Self::Bucket),
            None if text.contains("://") => {
                Err("name a folder, or a bucket as s3://BUCKET/PREFIX?endpoint=URL&region=NAME".into())
            }
            None => Ok(Self::Folder(text.into())),
        }
    }
}

impl FromStr for BucketAddress {
    type Err = String;

    /// Reads what follows `s3://`.
    fn from_str(rest: &str) -> Result<Self, Self::Err> {
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if place.contains('@') {
            return Err("keys have no place in the address; give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY".into());
        }
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        if !(3..=63).contains(&bucket.len()) || !bucket.chars().all(fits) {
            return Err("a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens".into());
        }
        let (mut endpoint, mut region) = (None, None);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "endpoint" => endpoint = Some(checked_endpoint(&value)?),
                "region" if !value.is_empty() => region = Some(value.into_owned()),
                _ => return Err("the address of a bucket takes endpoint and region, and nothing else".into()),
            }
        }
        let region = match (region, &endpoint) {
            (Some(region), _) => region,
            (None, Some(_)) => REGION.to_owned(),
            (None, None) => return Err("name the region of the bucket, or the endpoint of an object store".into()),
        };
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned(), endpoint, region })
    }
}

/// An endpoint that is reached by TLS, or is this machine.
fn checked_endpoint(url: &str) -> Result<String, String> {
    let url = url.trim_end_matches('/');
    let host = |rest: &str| rest.rsplit_once(':').map_or(rest, |(host, _)| host).to_owned();
    let known = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => !rest.is_empty() && !rest.contains(['@', '/']),
        (None, Some(rest)) => ["127.0.0.1", "localhost", "[::1]"].contains(&host(rest).as_str()),
        (None, None) => false,
    };
    if known { Ok(url.to_owned()) } else { Err("an endpoint is https://HOST, or http:// on this machine".into()) }
}

impl fmt::Display for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl fmt::Display for BucketAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bucket, prefix, endpoint, region } = self;
        let slash = if prefix.is_empty() { "" } else { "/" };
        write!(f, "{SCHEME}{bucket}{slash}{prefix} at {}", endpoint.as_deref().unwrap_or(region))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_folder_or_a_bucket() {
        assert_eq!("data/files".parse(), Ok(StoreAddress::Folder("data/files".into())));
        let bucket = |text: &str| match text.parse() {
            Ok(StoreAddress::Bucket(bucket)) => bucket,
            other => panic!("{text}: {other:?}"),
        };
        let own = bucket("s3://evidence/centre/1/?endpoint=https%3A%2F%2Fstore.example.org%3A9000/");
        assert_eq!((own.bucket.as_str(), own.prefix.as_str()), ("evidence", "centre/1"));
        assert_eq!((own.endpoint.as_deref(), own.region.as_str()), (Some("https://store.example.org:9000"), REGION));
        assert_eq!(own.to_string(), "s3://evidence/centre/1 at https://store.example.org:9000");
        assert_eq!(bucket("s3://evidence?region=cn-north-1").to_string(), "s3://evidence at cn-north-1");
        bucket("s3://evidence?endpoint=http://127.0.0.1:9000");
    }

    #[test]
    fn what_is_no_bucket_is_refused_and_keys_have_no_place_in_it() {
        for (text, told) in [
            ("https://evidence", "name a folder"),
            ("s3://AKIA:secret@evidence?region=a", "keys have no place"),
            ("s3://EV?region=a", "a bucket's name"),
            ("s3://evidence", "name the region"),
            ("s3://evidence?region=", "nothing else"),
            ("s3://evidence?region=a&secret_access_key=x", "nothing else"),
            ("s3://evidence?endpoint=http://store.example.org", "https://HOST"),
            ("s3://evidence?endpoint=https://a:b@store.example.org", "https://HOST"),
        ] {
            let refused = text.parse::<StoreAddress>().unwrap_err();
            assert!(refused.contains(told) && !refused.contains("secret"), "{text}: {refused}");
        }
    }
}
