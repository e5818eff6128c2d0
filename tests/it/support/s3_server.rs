//! An object store that speaks S3, on a port of this machine; what it keeps are files of a folder.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use custody::store::{BucketAddress, Credentials, Store, StoreAddress};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// What the server calls its own.
const ROOT: &str = "objects";
const BUCKET: &str = "evidence";
const PREFIX: &str = "centre";
pub const ACCESS_KEY: &str = "the-centre";
pub const SECRET_KEY: &str = "nine-herons-in-the-reeds";

/// Such a server; it ends when dropped.
#[derive(Debug)]
pub struct S3Server {
    folder: PathBuf,
    address: SocketAddr,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl S3Server {
    /// A server with an empty bucket, in a folder that goes with it.
    pub fn start(folder: PathBuf) -> Self {
        std::fs::create_dir_all(folder.join(ROOT).join(BUCKET)).unwrap();
        let (address, running) = serve(&folder.join(ROOT), "127.0.0.1:0".parse().unwrap());
        Self { folder, address, running: Some(running) }
    }

    /// Takes the server away; whatever it was doing is cut off.
    pub fn stop(&mut self) {
        let (stop, thread) = self.running.take().unwrap();
        stop.send(()).unwrap();
        thread.join().unwrap();
    }

    /// Lets it answer again where it was.
    pub fn come_back(&mut self) {
        self.running = Some(serve(&self.folder.join(ROOT), self.address).1);
    }

    /// The address of the bucket, as an operator writes it.
    pub fn url(&self) -> String {
        format!("s3://{BUCKET}/{PREFIX}?endpoint=http://{}", self.address)
    }

    /// The folder of uploads under way and smaller pictures.
    pub fn local(&self) -> PathBuf {
        self.folder.join("local")
    }

    /// The bucket as a store.
    pub fn store(&self) -> Store {
        let secret_key = SECRET_KEY.to_owned().into();
        let credentials = Credentials { access_key: ACCESS_KEY.into(), secret_key, session_token: None };
        Store::in_bucket(self.bucket(), &credentials, &self.local()).unwrap()
    }

    pub fn bucket(&self) -> BucketAddress {
        match self.url().parse() {
            Ok(StoreAddress::Bucket(bucket)) => bucket,
            other => panic!("{other:?}"),
        }
    }

    /// Where the objects are files.
    pub fn objects(&self) -> PathBuf {
        self.folder.join(ROOT).join(BUCKET).join(PREFIX)
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        if self.running.is_some() {
            self.stop();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn serve(folder: &Path, address: SocketAddr) -> (SocketAddr, (oneshot::Sender<()>, JoinHandle<()>)) {
    let mut service = S3ServiceBuilder::new(FileSystem::new(folder).unwrap());
    service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
    let service = service.build();
    let (stop, mut stopped) = oneshot::channel();
    let (told, hears) = std::sync::mpsc::channel();
    let thread = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::bind(address).await.unwrap();
            told.send(listener.local_addr().unwrap()).unwrap();
            loop {
                let socket = tokio::select! {
                    _ = &mut stopped => break,
                    accepted = listener.accept() => accepted.unwrap().0,
                };
                let service = service.clone();
                tokio::spawn(async move {
                    // A connection that ends is no matter of the test.
                    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
    });
    (hears.recv().unwrap(), (stop, thread))
}
