//! The identity provider of the region, which people can sign in by (OpenID Connect Core 1.0, authorization code with PKCE): what the operator
//! says of it, the calls to it, and the one thing that is believed of it, an ID token. The program makes no other call to the outside. Whose
//! account somebody has who comes from there is not decided here.

pub mod calls;
pub mod id_token;
pub mod provider;
pub mod settings;

pub use provider::Provider;
pub use settings::{Options, Settings};
