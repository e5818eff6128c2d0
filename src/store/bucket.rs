//! Contents as objects of a bucket that is reached by S3, named as the files of a folder are. What is put there is read back and held
//! against its hash before it counts as kept. Calls are bounded: each has a time of its own and is repeated a few times.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, PutMode, PutPayload, RetryConfig};
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::channel;
use zeroize::Zeroizing;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::error::{Error, Result};
use crate::store::address::BucketAddress;
use crate::store::content::{Condition, Content, Stored, unusable};
use crate::store::folder::write_draft;

/// Bytes that are sent and read at a time; what is larger is sent in parts.
const PART: u64 = 8 << 20;
/// Hashes that are given out at a time.
const LISTED: usize = 1_000;
/// How long a call may take: a part of eight MiB passes a line of four megabits.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);
/// How long the object store may take to answer the door.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long a call that failed is repeated, and how often.
const RETRY_TIMEOUT: Duration = Duration::from_secs(10);
const RETRIES: usize = 3;

/// Who calls the object store.
#[derive(Clone)]
pub struct Credentials {
    pub access_key: String,
    pub secret_key: Zeroizing<String>,
    pub session_token: Option<Zeroizing<String>>,
}

/// A bucket of contents.
#[derive(Debug, Clone)]
pub(super) struct Bucket {
    address: BucketAddress,
    objects: Arc<AmazonS3>,
    /// Where a content is put together before it is sent: its name is its hash, which is known at its end.
    drafts: PathBuf,
    runtime: Handle,
}

impl PartialEq for Bucket {
    fn eq(&self, other: &Self) -> bool {
        (&self.address, &self.drafts) == (&other.address, &other.drafts)
    }
}

impl Eq for Bucket {}

impl Bucket {
    /// # Errors
    /// [`Error::Operator`] when the address or the keys cannot be used.
    pub(super) fn at(address: BucketAddress, credentials: &Credentials, drafts: PathBuf) -> Result<Self> {
        let options = ClientOptions::new().with_timeout(CALL_TIMEOUT).with_connect_timeout(CONNECT_TIMEOUT);
        let plain = address.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let backoff = BackoffConfig { max_backoff: Duration::from_secs(2), ..BackoffConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&address.bucket)
            .with_region(&address.region)
            .with_access_key_id(&credentials.access_key)
            .with_secret_access_key(credentials.secret_key.as_str())
            .with_client_options(options.with_allow_http(plain))
            .with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY_TIMEOUT });
        if let Some(endpoint) = &address.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(token) = &credentials.session_token {
            builder = builder.with_token(token.as_str());
        }
        let objects = builder.build().map_err(|e| Error::operator(format!("cannot use the bucket {address}"), e))?;
        let runtime = start_runtime().map_err(|e| Error::operator("cannot start the calls of the object store", e))?;
        Ok(Self { address, objects: Arc::new(objects), drafts, runtime })
    }

    pub(super) fn address(&self) -> &BucketAddress {
        &self.address
    }

    /// Where a content is put together before it is sent.
    pub(super) fn drafts(&self) -> &std::path::Path {
        &self.drafts
    }

    pub(super) fn put(&self, bytes: impl Read) -> Result<Stored> {
        let (draft, stored) = write_draft(&self.drafts, bytes)?;
        let whole = Condition::Whole { bytes: stored.bytes };
        let told = |e| unusable("a file cannot be kept in the bucket", e);
        let there = self.check(&stored.sha256).map_err(told)?;
        if there == whole {
            return Ok(stored);
        }
        // What is there with other bytes is put right; a bucket that keeps versions has both.
        let mode = if there == Condition::Missing { PutMode::Create } else { PutMode::Overwrite };
        let file = File::open(draft.path()).map_err(told)?;
        self.send(file, &stored, mode).map_err(told)?;
        // Whatever was answered, it is kept when it can be read.
        match self.check(&stored.sha256).map_err(told)? {
            condition if condition == whole => Ok(stored),
            _ => Err(unusable("a file cannot be kept in the bucket", "what was put there cannot be read back")),
        }
    }

    fn send(&self, mut file: File, stored: &Stored, mode: PutMode) -> io::Result<()> {
        let (objects, path) = (self.objects.clone(), self.path_of(&stored.sha256));
        if stored.bytes > PART {
            return self.call(async move { send_in_parts(&objects, &path, file).await })?;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let payload = PutPayload::from(bytes);
        self.call(async move {
            let put = |mode: PutMode| objects.put_opts(&path, payload.clone(), mode.into());
            match put(mode).await {
                // Somebody else was first with the same bytes.
                Err(object_store::Error::AlreadyExists { .. }) => Ok(()),
                // The object store does not know the condition.
                Err(object_store::Error::NotImplemented { .. }) => put(PutMode::Overwrite).await.map(drop),
                sent => sent.map(drop),
            }
        })?
        .map_err(io::Error::other)
    }

    pub(super) fn open(&self, sha256: &Hash) -> io::Result<Option<Content>> {
        let Some(bytes) = self.length(sha256)? else { return Ok(None) };
        let ranges =
            Ranges { bucket: self.clone(), path: self.path_of(sha256), at: 0, bytes, part: io::Cursor::default() };
        Ok(Some(Content::new(ranges, bytes, *sha256)))
    }

    pub(super) fn contains(&self, sha256: &Hash) -> io::Result<bool> {
        Ok(self.length(sha256)?.is_some())
    }

    fn check(&self, sha256: &Hash) -> io::Result<Condition> {
        self.open(sha256)?.map_or(Ok(Condition::Missing), Content::check)
    }

    fn length(&self, sha256: &Hash) -> io::Result<Option<u64>> {
        let (objects, path) = (self.objects.clone(), self.path_of(sha256));
        match self.call(async move { objects.head(&path).await })? {
            Ok(about) => Ok(Some(about.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(io::Error::other(e)),
        }
    }

    /// Gives out the hashes of all that is kept. What has another name is no content.
    pub(super) fn walk(&self, give: &mut impl FnMut(Vec<Hash>) -> Result<()>) -> Result<()> {
        let told = |e: io::Error| unusable("the bucket cannot be listed", e);
        let (tell, mut listed) = channel(1);
        let (objects, prefix) = (self.objects.clone(), Path::from(self.address.prefix.as_str()));
        self.runtime.spawn(async move {
            let mut pages = pin!(objects.list(Some(&prefix)).try_chunks(LISTED));
            while let Some(page) = pages.next().await {
                let page = page.map_err(|e| io::Error::other(e.1));
                // Whoever does not listen any more has failed.
                if tell.send(page).await.is_err() {
                    break;
                }
            }
        });
        while let Some(page) = listed.blocking_recv() {
            let names = page.map_err(told)?;
            give(names.iter().filter_map(|object| from_hex(object.location.filename()?.as_bytes())).collect())?;
        }
        Ok(())
    }

    /// Asks whether the bucket answers.
    pub(super) fn look(&self) -> io::Result<()> {
        self.length(&[0; crate::audit::hash::HASH_LEN]).map(drop)
    }

    fn path_of(&self, sha256: &Hash) -> Path {
        let name = to_hex(sha256);
        Path::from(format!("{}/{}/{name}", self.address.prefix, name.get(..2).unwrap_or_default()))
    }

    /// Waits for a call. It is carried out by a thread of its own, so that whoever waits may be anybody.
    fn call<T: Send + 'static>(&self, call: impl Future<Output = T> + Send + 'static) -> io::Result<T> {
        let (tell, told) = mpsc::sync_channel(1);
        self.runtime.spawn(async move {
            // Nobody waits any more: the process ends.
            let _ = tell.send(call.await);
        });
        told.recv().map_err(|_| io::Error::other("the call was cut off"))
    }
}

/// Sends a file in parts, of which one is in memory; what cannot be sent whole is taken back.
async fn send_in_parts(objects: &AmazonS3, path: &Path, mut file: File) -> io::Result<()> {
    let mut upload = objects.put_multipart(path).await.map_err(io::Error::other)?;
    let outcome = async {
        loop {
            let mut part = Vec::new();
            if (&mut file).take(PART).read_to_end(&mut part)? == 0 {
                return upload.complete().await.map(drop).map_err(io::Error::other);
            }
            upload.put_part(part.into()).await.map_err(io::Error::other)?;
        }
    };
    let sent = outcome.await;
    if sent.is_err() {
        // The object store forgets it by its own rule where this fails as well.
        let _ = upload.abort().await;
    }
    sent
}

/// The thread that carries out all calls of this process, started with the first bucket.
fn start_runtime() -> io::Result<Handle> {
    static RUNTIME: OnceLock<Handle> = OnceLock::new();
    if let Some(handle) = RUNTIME.get() {
        return Ok(handle.clone());
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new().name("object-store".into()).spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(RUNTIME.get_or_init(|| handle).clone())
}

/// An object that is read by ranges: each is a call of its own, with its own time.
struct Ranges {
    bucket: Bucket,
    path: Path,
    /// Where the next range begins.
    at: u64,
    bytes: u64,
    part: io::Cursor<Vec<u8>>,
}

impl Read for Ranges {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(out)?;
        if read > 0 || out.is_empty() || self.at >= self.bytes {
            return Ok(read);
        }
        let range = self.at..self.bytes.min(self.at + PART);
        let (objects, path, end) = (self.bucket.objects.clone(), self.path.clone(), range.end);
        let part = self.bucket.call(async move { objects.get_range(&path, range).await })?;
        self.part = io::Cursor::new(part.map_err(io::Error::other)?.to_vec());
        self.at = end;
        self.part.read(out)
    }
}
