//! Who may do what: the roles, the permissions, and the one table that joins them.

use crate::model::words::{StrangeWord, Word, words};

words! {
    /// What a person is to the centre. One person may hold several, within the rules of [`RoleSet::checked`].
    Role {
        /// 办案人员: registers cases and goods, submits requests; never approves or keeps.
        CaseOfficer = "case_officer" / "办案人员" / "Case officer",
        /// 办案部门负责人: approves or returns the requests of the own agency.
        UnitHead = "unit_head" / "办案部门负责人" / "Unit head",
        /// 保管人员: receives, keeps, moves, hands out, takes back; never approves.
        Custodian = "custodian" / "保管人员" / "Custodian",
        /// 中心负责人: second approval, refusals, discrepancies; never executes what it approved.
        CentreHead = "centre_head" / "中心负责人" / "Centre head",
        /// 政法委/督察/审计: reads everything across agencies; touches no goods, requests or cases, but asks about them.
        Supervisor = "supervisor" / "监督人员" / "Supervisor",
        /// 系统管理员: accounts, agencies, places, settings.
        SystemAdmin = "system_admin" / "系统管理员" / "System admin",
        /// 安全管理员: grants of roles, releases of passwords and locks, second factors.
        SecurityAdmin = "security_admin" / "安全管理员" / "Security admin",
        /// 审计管理员: reads the audit log; releases passwords when the security administrator cannot.
        Auditor = "auditor" / "审计管理员" / "Auditor",
    }
}

words! {
    /// One thing a person may be allowed to do. Handlers name it in their signature.
    Permission {
        /// See agencies in lists and pick-lists.
        ReadAgencies = "read_agencies" / "查看单位" / "Read agencies",
        /// Register and change agencies.
        ManageAgencies = "manage_agencies" / "管理单位" / "Manage agencies",
        /// See accounts.
        ReadUsers = "read_users" / "查看人员" / "Read users",
        /// Register, change, disable accounts and give the first part of a password.
        ManageUsers = "manage_users" / "管理人员" / "Manage users",
        /// Release passwords of which another administrator gave the first part.
        ReleasePasswords = "release_passwords" / "放行密码" / "Release passwords",
        /// Give and take roles.
        GrantRoles = "grant_roles" / "授予角色" / "Grant roles",
        /// Say up to which level people may know of cases.
        GrantClearance = "grant_clearance" / "授予知悉权限" / "Grant clearance",
        /// Lift the lock of an account after too many wrong passwords.
        ReleaseLocks = "release_locks" / "解除锁定" / "Release locks",
        /// See where people are signed in, and end their sessions.
        ManageSessions = "manage_sessions" / "管理登录会话" / "Manage sessions",
        /// Say who must have a second factor, and remove that of somebody who lost it.
        ManageFactors = "manage_factors" / "管理双因素验证" / "Manage second factors" / "manage factors",
        /// Say which rules for signing in the centre is held to, how often accounts are reviewed, and by which rules deadlines run.
        ManageSecurityRules = "manage_security_rules" / "管理安全规则" / "Manage security rules",
        /// Try drafts of rules for deadlines over the record.
        TryRules = "try_rules" / "试算时限规则" / "Try rules",
        /// Confirm that accounts are still needed, with their roles.
        ReviewAccounts = "review_accounts" / "复核账号" / "Review accounts",
        /// See the place tree.
        ReadPlaces = "read_places" / "查看位置" / "Read places",
        /// Change the place tree.
        ManagePlaces = "manage_places" / "管理位置" / "Manage places",
        /// See cases within reach.
        ReadCases = "read_cases" / "查看案件" / "Read cases",
        /// Register and change cases and seizure lists.
        ManageCases = "manage_cases" / "管理案件" / "Manage cases",
        /// Say how far a case may be known.
        SetSecrecy = "set_secrecy" / "调整知悉级别" / "Set secrecy",
        /// See items within reach, scan labels.
        ReadItems = "read_items" / "查看物品" / "Read items",
        /// Correct the description of items not yet received.
        EditItems = "edit_items" / "修改物品" / "Edit items",
        /// See requests within reach.
        ReadRequests = "read_requests" / "查看申请" / "Read requests",
        /// Draft, submit and withdraw requests, ask for extensions.
        SubmitRequests = "submit_requests" / "提交申请" / "Submit requests",
        /// Approve, return for correction or reject.
        ApproveRequests = "approve_requests" / "审批申请" / "Approve requests",
        /// Read personal numbers whole, each time for a reason that stays in the log.
        RevealPersonalData = "reveal_personal_data" / "查看完整证件号码" / "Reveal personal data",
        /// Carry out approved requests with goods in hand.
        ExecuteRequests = "execute_requests" / "办理申请" / "Execute requests",
        /// Move goods between places, classify and seal them.
        MoveItems = "move_items" / "移动物品" / "Move items",
        /// See paper profiles, label contents and print batches.
        ReadPrints = "read_prints" / "查看标签打印" / "Read prints",
        /// Print labels, replace damaged ones, bind blank ones.
        PrintLabels = "print_labels" / "打印标签" / "Print labels",
        /// Change paper profiles and label contents.
        ManagePaper = "manage_paper" / "管理纸张规格和标签内容" / "Manage paper",
        /// Resolve discrepancies and confirm losses.
        ResolveDiscrepancies = "resolve_discrepancies" / "处理差异" / "Resolve discrepancies",
        /// Issue statutory papers from what the record says.
        IssuePapers = "issue_papers" / "签发单据" / "Issue papers",
        /// Register document metadata.
        ManageDocuments = "manage_documents" / "管理文书" / "Manage documents",
        /// Add photographs, scans and papers, and strike them out.
        ManageFiles = "manage_files" / "管理照片和附件" / "Manage files",
        /// Read the figures across agencies.
        ReadReports = "read_reports" / "查看报表" / "Read reports",
        /// Search for clues, send supervision notices and judge the answers: all that a supervisor changes.
        SuperviseCases = "supervise_cases" / "开展监督" / "Supervise cases",
        /// Explain clues and answer supervision notices for the own agency.
        AnswerSupervision = "answer_supervision" / "反馈监督" / "Answer supervision",
        /// Read the audit log, its checkpoints and proofs.
        ReadAudit = "read_audit" / "查看审计日志" / "Read audit",
        /// Answer what verifications found wrong.
        AnswerFindings = "answer_findings" / "答复核验发现" / "Answer findings",
        /// Read settings.
        ReadSettings = "read_settings" / "查看设置" / "Read settings",
        /// Change settings.
        ManageSettings = "manage_settings" / "修改设置" / "Manage settings",
        /// Use one's own account: see it, change the password, log out.
        OwnAccount = "own_account" / "本人账号" / "Own account",
        /// Confirm, as the second custodian, what another custodian does with valuables.
        ConfirmAsSecond = "confirm_as_second" / "第二保管人确认" / "Confirm as second",
        /// Have a second custodian confirm what one does with valuables.
        AskSecond = "ask_second" / "请第二保管人确认" / "Ask a second custodian" / "ask second",
    }
}

impl Permission {
    /// Whether nothing is changed by it unless the person has said who they are a short while ago (ASVS 5.0, 7.5.1): accounts, roles,
    /// clearances, passwords, locks, factors, sessions, agencies, rules, and what the log is to be taken for. The approval of what leaves for good and
    /// the confirmation of a loss ask for the same by what they are about.
    pub const fn needs_recent_proof(self) -> bool {
        matches!(
            self,
            Self::ManageAgencies
                | Self::ManageUsers
                | Self::ReleasePasswords
                | Self::GrantRoles
                | Self::GrantClearance
                | Self::ReleaseLocks
                | Self::ManageSessions
                | Self::ManageFactors
                | Self::ManageSecurityRules
                | Self::ManageSettings
                | Self::AnswerFindings
        )
    }
}

impl Role {
    /// The permissions of a role: the whole policy, printed as `docs/permissions.md`.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::CaseOfficer => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReadCases,
                P::ManageCases,
                P::SetSecrecy,
                P::ReadItems,
                P::EditItems,
                P::ReadRequests,
                P::SubmitRequests,
                P::RevealPersonalData,
                P::IssuePapers,
                P::ManageDocuments,
                P::ManageFiles,
            ],
            Self::UnitHead => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReadCases,
                P::SetSecrecy,
                P::ReadItems,
                P::ReadRequests,
                P::RevealPersonalData,
                P::ApproveRequests,
                P::IssuePapers,
                P::AnswerSupervision,
            ],
            Self::Custodian => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadPlaces,
                P::ReadCases,
                P::ReadItems,
                P::ReadRequests,
                P::RevealPersonalData,
                P::ExecuteRequests,
                P::MoveItems,
                P::IssuePapers,
                P::ManageDocuments,
                P::ManageFiles,
                P::ConfirmAsSecond,
                P::AskSecond,
                P::ReadPrints,
                P::PrintLabels,
                P::ManagePaper,
            ],
            Self::CentreHead => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReadPlaces,
                P::ReadCases,
                P::SetSecrecy,
                P::ReadItems,
                P::ReadRequests,
                P::RevealPersonalData,
                P::ApproveRequests,
                P::ResolveDiscrepancies,
                P::IssuePapers,
                P::AskSecond,
                P::AnswerSupervision,
                P::ReadReports,
                P::ReadPrints,
            ],
            Self::Supervisor => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReadPlaces,
                P::ReadCases,
                P::ReadItems,
                P::ReadRequests,
                P::RevealPersonalData,
                P::ReadReports,
                P::SuperviseCases,
                P::ReadAudit,
                P::ReadPrints,
                P::TryRules,
            ],
            Self::SystemAdmin => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ManageAgencies,
                P::ReadUsers,
                P::ManageUsers,
                P::ManageSessions,
                P::ReadPlaces,
                P::ManagePlaces,
                P::ReadSettings,
                P::ManageSettings,
                P::ReadPrints,
                P::ManagePaper,
            ],
            Self::SecurityAdmin => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReleasePasswords,
                P::GrantRoles,
                P::GrantClearance,
                P::ReleaseLocks,
                P::ManageSessions,
                P::ManageFactors,
                P::ManageSecurityRules,
                P::TryRules,
                P::ReviewAccounts,
                P::ReadSettings,
            ],
            Self::Auditor => &[
                P::OwnAccount,
                P::ReadAgencies,
                P::ReadUsers,
                P::ReleasePasswords,
                P::ReviewAccounts,
                P::ReadAudit,
                P::AnswerFindings,
            ],
        }
    }

    /// Whether the role works for the centre (goods of every agency) or for one agency only.
    pub const fn sees_all_agencies(self) -> bool {
        !matches!(self, Self::CaseOfficer | Self::UnitHead)
    }

    /// One of the three administrators who supervise each other (GB/T 22239-2019, 三员分立).
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::Auditor)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The roles of one person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct RoleSet(u16);

impl RoleSet {
    /// A set of any roles, without looking at the rules.
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |bits, role| bits | role.bit()))
    }

    /// These roles and those of another account of the same human.
    pub const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the person has this role.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether any of the person's roles carries the permission.
    pub fn may(self, permission: Permission) -> bool {
        self.iter().any(|role| role.permissions().contains(&permission))
    }

    /// The roles in their documented order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.has(*role))
    }

    /// Every permission the roles add up to.
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|p| self.may(*p)).collect()
    }

    /// Whether the roles may meet in one person: handling and keeping are apart (办管分离), an administrator or a
    /// supervisor holds nothing else.
    pub fn checked(self) -> bool {
        let lonely = self.iter().any(|role| role.is_administrator() || role == Role::Supervisor);
        let handles = self.has(Role::CaseOfficer) || self.has(Role::UnitHead);
        let keeps = self.has(Role::Custodian) || self.has(Role::CentreHead);
        let centre_twice = self.has(Role::Custodian) && self.has(Role::CentreHead);
        let crowded = lonely && self.0.count_ones() > 1;
        let both_sides = handles && keeps;
        self.0 != 0 && !crowded && !both_sides && !centre_twice
    }

    /// Whether one of the roles is an administrator's.
    pub fn has_administrator(self) -> bool {
        self.iter().any(Role::is_administrator)
    }

    /// Whether people with these roles must have a second factor: by 0 nobody, by 1 administrators and auditors, by 2 everybody.
    pub fn need_factor(self, rule: i64) -> bool {
        rule >= 2 || (rule == 1 && self.has_administrator())
    }

    /// Whether the person's work spans every agency's goods.
    pub fn sees_all_agencies(self) -> bool {
        self.iter().any(Role::sees_all_agencies)
    }
}

impl std::fmt::Display for RoleSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<_> = self.iter().map(Role::as_str).collect();
        f.write_str(&words.join(" "))
    }
}

impl std::str::FromStr for RoleSet {
    type Err = crate::model::words::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let roles = text.split_whitespace().map(str::parse).collect::<Result<Vec<Role>, _>>()?;
        Ok(Self::of(&roles))
    }
}

impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for RoleSet {
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
        std::io::Write::write_all(out, self.to_string().as_bytes())?;
        Ok(diesel::serialize::IsNull::No)
    }
}

impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for RoleSet {
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>,
    ) -> diesel::serialize::Result {
        out.set_value(self.to_string());
        Ok(diesel::serialize::IsNull::No)
    }
}

impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for RoleSet
where
    DB: diesel::backend::Backend,
    String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
        text.parse().map_err(|_| StrangeWord::new(&text, Role::NAME).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handling_and_keeping_never_meet_in_one_person() {
        for (roles, fine) in [
            (vec![Role::CaseOfficer, Role::UnitHead], true),
            (vec![Role::CaseOfficer, Role::Custodian], false),
            (vec![Role::Custodian, Role::CentreHead], false),
            (vec![Role::SystemAdmin, Role::SecurityAdmin], false),
            (vec![Role::Auditor], true),
            (vec![Role::Supervisor, Role::UnitHead], false),
            (vec![], false),
        ] {
            assert_eq!(RoleSet::of(&roles).checked(), fine, "{roles:?}");
        }
    }

    #[test]
    fn administrators_and_supervisors_never_touch_goods_or_requests() {
        use Permission as P;
        for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor, Role::Supervisor] {
            for permission in [P::SubmitRequests, P::ApproveRequests, P::ExecuteRequests, P::MoveItems, P::EditItems] {
                assert!(!role.permissions().contains(&permission), "{role} {permission}");
            }
        }
    }

    #[test]
    fn whoever_sees_print_batches_sees_the_goods_of_every_agency() {
        for role in Role::ALL.iter().filter(|role| role.permissions().contains(&Permission::ReadPrints)) {
            assert!(role.sees_all_agencies(), "{role}");
        }
    }

    #[test]
    fn nobody_both_gives_a_password_and_releases_it() {
        for role in Role::ALL {
            let permissions = role.permissions();
            assert!(
                !(permissions.contains(&Permission::ManageUsers)
                    && permissions.contains(&Permission::ReleasePasswords)),
                "{role}"
            );
        }
    }

    #[test]
    fn nobody_both_approves_and_executes() {
        for role in Role::ALL {
            let set = RoleSet::of(&[*role]);
            assert!(!(set.may(Permission::ApproveRequests) && set.may(Permission::ExecuteRequests)), "{role}");
        }
    }
}
