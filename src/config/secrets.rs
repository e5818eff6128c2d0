//! Passwords in the addresses of databases: hidden in everything that is printed, and warned of where everybody can list them.

/// The passwords in the database addresses of this call, which nothing that is printed may show.
pub struct Secrets {
    hidden: Vec<String>,
    in_arguments: bool,
}

impl Secrets {
    /// Reads the arguments and the variable.
    pub fn of_this_process() -> Self {
        let arguments: Vec<_> = std::env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
        let mut hidden: Vec<_> = arguments.iter().flat_map(|text| passwords_in(text)).collect();
        let in_arguments = !hidden.is_empty();
        let variables = ["CUSTODY_DATABASE_URL", "CUSTODY_STORE"].map(|name| std::env::var(name).unwrap_or_default());
        hidden.extend(variables.iter().flat_map(|text| passwords_in(text)));
        Self { hidden, in_arguments }
    }

    /// A text without them.
    pub fn hidden_in(&self, text: &str) -> String {
        self.hidden.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "…"))
    }

    /// Says that arguments are no place for a password: everybody on the machine can list them.
    pub fn warn(&self) {
        if self.in_arguments {
            let advice = "name the database with CUSTODY_DATABASE_URL, or keep the password in ~/.pgpass";
            eprintln!("custody: everybody on this machine can see the password among the arguments; {advice}");
        }
    }

    /// Ends the program for arguments that cannot be understood, which are named.
    pub fn refuse<T>(&self, error: &clap::Error) -> T {
        if self.hidden.is_empty() {
            error.exit();
        }
        eprint!("{}", self.hidden_in(&error.render().to_string()));
        std::process::exit(error.exit_code());
    }
}

/// The passwords in an address such as `postgres://USER:PASSWORD@HOST/DATABASE?password=PASSWORD`, right or not.
fn passwords_in(address: &str) -> Vec<String> {
    let Some((_, rest)) = address.split_once("://") else { return Vec::new() };
    let before_host = rest.rsplit_once('@').and_then(|(credentials, _)| credentials.split_once(':'));
    let parameters = rest.split(['?', '&']).filter_map(|part| part.strip_prefix("password="));
    let found = before_host.map(|(_, password)| password).into_iter().chain(parameters);
    found.filter(|password| !password.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_found_in_addresses_right_or_not() {
        for (address, expected) in [
            ("postgres://custody:four@seals@db/custody", &["four@seals"][..]),
            ("--database=mysql://root:seal:7@db", &["seal:7"]),
            ("postgres://db/custody?user=custody&password=lamp", &["lamp"]),
            ("postgres://custody@db/custody", &[]),
            ("sqlite:data/custody.sqlite", &[]),
        ] {
            assert_eq!(passwords_in(address), expected, "{address}");
        }
    }
}
