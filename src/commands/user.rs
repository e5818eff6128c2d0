//! `custody user`: the operator's console for accounts. What it does is recorded as done by the program itself.

use std::io::BufRead;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::config::Config;
use crate::db::Database;
use crate::db::accounts::{agencies, users};
use crate::db::change::{Actor, Change};
use crate::error::{Error, Result};
use crate::keys::PersonalKeys;
use crate::model::accounts::identity::IdentityText;
use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::reason::Language;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::passwords::guessable::{Context, PasswordRules};
use crate::operations::accounts::users::clearances::{self, NewClearance};
use crate::operations::accounts::users::{self as operations, NewUser, Secret};
use crate::operations::accounts::{factors, locks};

/// Register, disable or rescue accounts.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Register an account; prints a random initial password unless one is given
    Add(Add),
    /// Give an account an initial password again; its sessions end
    Passwd(Passwd),
    /// Lift the lock of an account after too many wrong passwords
    Unlock {
        /// Name the person signs in with
        login: String,
    },
    /// Remove the second factor of an account; its sessions end
    Factor {
        /// Name the person signs in with
        #[arg(long, value_name = "LOGIN")]
        remove: String,
    },
    /// Say up to which level a person may know of cases: ordinary, restricted or secret
    Clearance {
        /// Name the person signs in with
        login: String,
        /// The level
        level: SecrecyLevel,
        /// Why, for the log
        #[arg(long)]
        reason: String,
    },
    /// Disable an account for good; its sessions end
    Disable {
        /// Name the person signs in with
        login: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// Name to sign in with
    login: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// 12-digit unit code of the person's agency
    #[arg(long, value_name = "CODE")]
    agency: String,
    /// Role, such as case_officer; may be repeated
    #[arg(long = "role", value_name = "ROLE", required = true)]
    roles: Vec<Role>,
    /// Number of the person's badge or work permit
    #[arg(long, value_name = "NUMBER")]
    badge: Option<String>,
    /// Read the number of the person's identity document from the first line of standard input; it is not kept
    #[arg(long)]
    identity_stdin: bool,
    /// The person has another account with the same badge or identity number, and both are to count as one person's
    #[arg(long)]
    same_person: bool,
    /// Read the password from standard input; the person keeps it
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
struct Passwd {
    /// Name the person signs in with
    login: String,
    /// Read the password from standard input; the person keeps it
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    /// Does it.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do, or why the account is refused.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        let database = config.open()?;
        // Nothing is entered in a log whose keys are not at hand.
        let keys = super::keys_of(config, &database)?;
        let rules = PasswordRules::open(config.breached_passwords.as_deref())?;
        match self.action {
            Action::Add(add) => add.run(&database, &keys.personal, &rules)?,
            Action::Passwd(passwd) => passwd.run(&database, &rules)?,
            Action::Unlock { login } => {
                if change(&database, &login, |change, user| locks::lift(change, user.id))?.1 {
                    println!("The lock of {login} is lifted.");
                } else {
                    println!("{login} was not locked; nothing is changed.");
                }
            }
            Action::Factor { remove: login } => {
                change(&database, &login, |change, user| factors::take(change, user.id))?;
                println!("{login} has no second factor.");
            }
            Action::Clearance { login, level: clearance, reason } => {
                let new = NewClearance { clearance, reason };
                change(&database, &login, |change, user| clearances::grant(change, user.id, &new))
                    .map_err(in_one_line)?;
                println!("{login} is cleared up to the level {clearance}.");
            }
            Action::Disable { login } => {
                change(&database, &login, |change, user| operations::disable(change, user.id))?;
                println!("{login} is disabled.");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    fn run(self, database: &Database, keys: &PersonalKeys, rules: &PasswordRules) -> Result<()> {
        let code = &self.agency;
        let agency = database.read(|conn| agencies::find_by_code(conn, code))?.ok_or_else(|| {
            let text =
                format!("no agency has the unit code {code}; the centre itself is founded with the set-up token");
            Error::Operator(text.into())
        })?;
        let context = database.read(|conn| Context::of(conn, &self.login, &self.name, agency.id))?;
        let identity_number = self.identity_stdin.then(read_line).transpose()?.map(IdentityText::new);
        let (secret, shown) = secret(self.password_stdin, rules, &context)?;
        let (badge_number, same_person) = (self.badge, self.same_person);
        let new =
            NewUser { badge_number, identity_number, same_person, ..NewUser::new(self.login, self.name, agency.id) };
        database.change(Actor::PROGRAM, |change| {
            let user = operations::register(change, keys, &new, secret)?;
            change.flush()?;
            operations::grant_roles(change, user.id, &self.roles)
        })?;
        println!("{} is registered.{shown}", new.login);
        Ok(())
    }
}

impl Passwd {
    fn run(self, database: &Database, rules: &PasswordRules) -> Result<()> {
        let known = known(database, &self.login)?;
        let context = database.read(|conn| Context::of(conn, &known.login, &known.name, known.agency_id))?;
        let (secret, shown) = secret(self.password_stdin, rules, &context)?;
        change(database, &self.login, |change, user| operations::reset_password(change, user.id, secret))?;
        println!("The password of {} is set.{shown}", self.login);
        Ok(())
    }
}

fn known(database: &Database, login: &str) -> Result<users::User> {
    let found = database.read(|conn| users::find_by_login(conn, login))?;
    found.ok_or_else(|| Error::Operator(format!("nobody signs in as {login}").into()))
}

fn change<T>(
    database: &Database,
    login: &str,
    make: impl FnOnce(&mut Change<'_>, users::User) -> Result<T>,
) -> Result<T> {
    let user = known(database, login)?;
    database.change(Actor::PROGRAM, |change| make(change, user))
}

/// A password from standard input, or a random one and the sentence that shows it.
fn secret(from_stdin: bool, rules: &PasswordRules, context: &Context) -> Result<(Secret, String)> {
    if !from_stdin {
        let password = Password::random()?;
        let shown = format!(" Initial password, good for a day: {}", password.reveal());
        return Ok((Secret::Initial(password.hash()?), shown));
    }
    let password = Password::new(read_line()?);
    rules.check(&password, context, "/password").map_err(in_one_line)?;
    Ok((Secret::Own(password.hash()?), String::new()))
}

/// The next line of standard input.
fn read_line() -> Result<String> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|e| Error::operator("cannot read standard input", e))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Why a password cannot be chosen, without the name of a field, which the console does not have.
fn in_one_line(error: Error) -> Error {
    match error {
        Error::Invalid(issues) => {
            let sentences: Vec<_> = issues.iter().map(|issue| issue.refusal.text(Language::English)).collect();
            Error::Operator(sentences.join(" ").into())
        }
        other => other,
    }
}
