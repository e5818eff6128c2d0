//! How a PostgreSQL server is reached: what libpq is told beyond the address, and what it does not try by itself.

use diesel::{Connection, PgConnection};

use crate::error::{Error, Result, context};

/// Connects to the server of an address, or to the one of several that is wanted.
pub(super) fn establish(url: &str) -> Result<PgConnection> {
    let address = with_usual(url);
    let refused = match PgConnection::establish(&address) {
        Ok(c) => return Ok(c),
        Err(error) => error,
    };
    // A server that does not answer is passed over. At one that answers and has no such database libpq stops: a standby that lags
    // behind its primary, where the database was made a moment ago.
    let text = refused.to_string();
    if text.contains("does not exist") || text.contains("不存在") {
        for one in one_by_one(&address) {
            if let Ok(c) = PgConnection::establish(&one) {
                return Ok(c);
            }
        }
    }
    Err(Error::Unavailable(context("PostgreSQL does not answer", refused)))
}

/// An address of several servers as one for each of them; none of one server.
fn one_by_one(address: &str) -> Vec<String> {
    let Some((scheme, rest)) = address.split_once("://") else { return Vec::new() };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (who, servers) = match authority.rsplit_once('@') {
        Some((who, servers)) => (format!("{who}@"), servers),
        None => (String::new(), authority),
    };
    if !servers.contains(',') {
        return Vec::new();
    }
    servers.split(',').map(|server| format!("{scheme}://{who}{server}{path}")).collect()
}

/// What libpq is told unless the address says otherwise: a server that is gone is noticed within seconds, and of
/// several servers the one is taken that can be written. Kerberos is not asked for encryption: its library ends the
/// whole process when that ends while a connection is being made.
const USUAL_POSTGRES: [(&str, &str); 6] = [
    ("connect_timeout", "5"),
    ("tcp_user_timeout", "15000"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("gssencmode", "disable"),
];

fn with_usual(url: &str) -> String {
    let (servers, query) = url.split_once('?').unwrap_or((url, ""));
    let given = |name: &str| query.split('&').find_map(|pair| pair.split_once('=').filter(|(given, _)| *given == name));
    let several = servers.contains(',') || given("host").is_some_and(|(_, hosts)| hosts.contains(','));
    let writable = several.then_some(("target_session_attrs", "read-write"));
    let mut text = url.to_owned();
    let mut mark = if query.is_empty() { "?" } else { "&" };
    if url.ends_with('?') {
        mark = "";
    }
    for (name, value) in USUAL_POSTGRES.into_iter().chain(writable).filter(|(name, _)| given(name).is_none()) {
        text += &format!("{mark}{name}={value}");
        mark = "&";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libpq_is_told_what_the_address_leaves_open() {
        let one = with_usual("postgres://u@h/db");
        assert!(one.starts_with("postgres://u@h/db?connect_timeout=5&tcp_user_timeout=15000&"), "{one}");
        assert!(!one.contains("target_session_attrs"), "a single standby can still be read: {one}");
        let several = with_usual("postgres://u@h1,h2:5433/db?connect_timeout=2&sslmode=verify-full");
        assert!(several.contains("&target_session_attrs=read-write"), "{several}");
        assert_eq!(several.matches("connect_timeout").count(), 1, "{several}");
        let own = with_usual("postgres:///db?host=/a,/b&target_session_attrs=any");
        assert_eq!(own.matches("target_session_attrs").count(), 1, "{own}");
        assert!(own.contains("target_session_attrs=any"), "{own}");
    }

    #[test]
    fn an_address_of_several_servers_is_taken_apart() {
        let parts = one_by_one("postgres://u:a%40b@h1,[::1]:5433/db?connect_timeout=2");
        let wanted =
            ["postgres://u:a%40b@h1/db?connect_timeout=2", "postgres://u:a%40b@[::1]:5433/db?connect_timeout=2"];
        assert_eq!(parts, wanted);
        assert_eq!(one_by_one("postgres://h1,h2/db"), ["postgres://h1/db", "postgres://h2/db"]);
        for one in ["postgres://u@h/db?options=a,b", "postgres:///db?host=/a,/b"] {
            assert_eq!(one_by_one(one), Vec::<String>::new(), "{one}");
        }
    }
}
