//! One type for each permission, so that a handler names in its signature what it needs.

use crate::model::accounts::role::Permission;

/// A type that stands for a permission.
pub trait Needs: Send + 'static {
    /// The permission.
    const PERMISSION: Permission;
    /// Whether somebody who must choose a password or set up a second factor first is refused.
    const SETTLED: bool = !matches!(Self::PERMISSION, Permission::OwnAccount);
    /// Whether a change is refused unless the person has said who they are a short while ago.
    const PROVED: bool = Self::PERMISSION.needs_recent_proof();
}

/// Needs [`Permission::OwnAccount`], and that nothing is owed by its owner.
#[derive(Debug, Clone, Copy)]
pub struct OwnWork;

impl Needs for OwnWork {
    const PERMISSION: Permission = Permission::OwnAccount;
    const SETTLED: bool = true;
}

/// Needs [`Permission::OwnAccount`], and for changes a recent proof of who its owner is.
#[derive(Debug, Clone, Copy)]
pub struct OwnProved;

impl Needs for OwnProved {
    const PERMISSION: Permission = Permission::OwnAccount;
    const PROVED: bool = true;
}

macro_rules! needs {
    ($($name:ident),+ $(,)?) => {
        $(
            #[doc = concat!("Needs [`Permission::", stringify!($name), "`].")]
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Needs for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+

        const NAMED: usize = [$(Permission::$name),+].len();
    };
}

needs! {
    ReadAgencies, ManageAgencies, ReadUsers, ManageUsers, ReleasePasswords, GrantRoles, ReadPlaces, ManagePlaces, ReadCases, ManageCases,
    ReadItems, EditItems, ReadRequests, SubmitRequests, ApproveRequests, ExecuteRequests, MoveItems,
    ResolveDiscrepancies, IssuePapers, ManageDocuments, ManageFiles, ReadReports, ReadAudit, AnswerFindings, ReadSettings, ManageSettings,
    OwnAccount,
    ConfirmAsSecond, AskSecond, ReadPrints, PrintLabels, ManagePaper, ReleaseLocks, RevealPersonalData, ManageFactors,
    ManageSessions, ManageSecurityRules, TryRules, ReviewAccounts, GrantClearance, SetSecrecy, SuperviseCases, AnswerSupervision,
}

const _: () = assert!(NAMED == Permission::ALL.len(), "every permission has its type");
