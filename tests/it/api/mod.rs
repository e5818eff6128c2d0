//! The protocol: what every call and every answer keep to, and the sessions behind them.

mod accounts;
mod administration;
mod attempts;
mod bodies;
mod dates;
mod devices;
mod edits;
mod factors;
mod headers;
mod idempotency;
mod identities;
mod identity_refusals;
mod idle;
mod lists;
mod logging;
mod one_line;
mod passkey_refusals;
mod passkeys;
mod proofs;
mod rates;
mod sessions;
mod setup;
mod signed_in;
mod texts;
mod versions;
