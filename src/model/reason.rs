//! Why something is refused: one table of stable codes with their sentences in English and Chinese.

use serde::Serialize;

use crate::model::words::Word;

/// The languages people are answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 简体中文.
    Chinese,
}

impl Language {
    /// The label of a word.
    pub fn label(self, word: impl Word) -> &'static str {
        match self {
            Self::English => word.english(),
            Self::Chinese => word.chinese(),
        }
    }
}

macro_rules! reasons {
    ($($variant:ident = $code:literal, $en:literal, $zh:literal;)+) => {
        /// A stable code for a refusal; `{names}` in its sentences are filled from the refusal's arguments.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Reason { $($variant),+ }

        impl Reason {
            /// Every reason, in the order of `docs/errors.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as clients match on it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The sentence with its `{names}` still open.
            pub const fn sentence(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::English) => $en, (Self::$variant, Language::Chinese) => $zh),+
                }
            }
        }
    };
}

reasons! {
    // fields
    FieldMissing = "field_missing", "This field is required.", "此项必填。";
    FieldInvalid = "field_invalid", "This value cannot be read: {detail}.", "无法识别该值：{detail}。";
    FieldUnknown = "field_unknown", "This field does not exist.", "没有这个字段。";
    FieldRepeated = "field_repeated", "This field is given more than once.", "此字段重复出现。";
    NumberExpected = "number_expected", "A whole number is expected here.", "此处应为整数。";
    TextExpected = "text_expected", "A text is expected here.", "此处应为文字。";
    FlagExpected = "flag_expected", "true or false is expected here.", "此处应为true或false。";
    ListExpected = "list_expected", "A list is expected here.", "此处应为列表。";
    ObjectExpected = "object_expected", "An object with members is expected here.", "此处应为对象。";
    WordUnknown = "word_unknown", "{value} is not one of: {allowed}.", "{value}不在可选值之内：{allowed}。";
    IdInvalid = "id_invalid", "This is not an id (UUID, RFC 9562).", "编号格式不正确，应为UUID（RFC 9562）。";
    TimeInvalid = "time_invalid", "This is not a time such as 2023-05-01T08:00:00+08:00 (RFC 3339).", "时间格式不正确，应如2023-05-01T08:00:00+08:00（RFC 3339）。";
    DayInvalid = "day_invalid", "This is not a day such as 2026-01-31, from the year 1990 to 2200.", "日期格式不正确，应如2026-01-31，年份为1990至2200。";
    TextEmpty = "text_empty", "This text must not be empty.", "内容不能为空。";
    TextTooLong = "text_too_long", "This text is too long; at most {max} characters.", "内容过长，最多{max}个字符。";
    TextControl = "text_control", "The control character {character} is not allowed here.", "此处不能含控制字符{character}。";
    TextCharacter = "text_character", "The character {character} is not allowed here: it is invisible, turns the direction of writing or has no meaning of its own.", "此处不能含字符{character}：该字符不可见、会改变文字方向或没有确定的含义。";
    TextOneLine = "text_one_line", "This is a single line: it cannot contain line breaks or tabs ({character}).", "此处只能填写一行，不能含换行符或制表符（{character}）。";
    NumberNegative = "number_negative", "This number must not be negative.", "数值不能为负。";
    NumberOutOfRange = "number_out_of_range", "This number must be from {min} to {max}.", "数值应在{min}到{max}之间。";
    ListEmpty = "list_empty", "The list must not be empty.", "列表不能为空。";
    ListTooLong = "list_too_long", "The list is too long; at most {max} entries at once.", "列表过长，一次最多{max}条。";
    ListRepeats = "list_repeats", "{value} stands in the list more than once.", "{value}在列表中重复。";
    TimeInFuture = "time_in_future", "This time lies in the future.", "时间不能晚于现在。";
    TimeOrder = "time_order", "This time must be later than {other}.", "时间必须晚于{other}。";
    DateOutOfRange = "date_out_of_range", "This date must be from {min} to {max}.", "日期应在{min}至{max}之间。";
    ClockCode = "clock_code", "The code of a rule consists of 1 to {max} small letters or _.", "规则代码应为 1 至 {max} 位小写英文字母或下划线。";
    ClockAmount = "clock_amount", "A limit needs either an amount or a setting that is counted in its unit; what runs as approved has neither, and a warning is counted in hours.", "时限应填写数值，或选用计量单位相同的设置项，二者取其一；按批准期限的不填。提前预警以小时计。";
    ClockLimitUnreached = "clock_limit_unreached", "The limit before this one holds for every agency already, so that this one never counts.", "前一项时限已适用于所有单位，本项不会生效。";
    ClockAgreedForLoans = "clock_agreed_for_loans", "Nothing but a loan or a supervision notice runs as agreed.", "只有调用和监督通知书可以按约定期限计算。";
    ClockHoliday = "clock_holiday", "A holiday of {year} begins before it ends, lasts at most sixty days and has a day in that year.", "{year}年的放假区间须起止有序、不超过六十天，且至少有一天在当年。";
    ClockWorkingWeekend = "clock_working_weekend", "A working weekend is a Saturday or Sunday of {year} that stands neither among the holidays nor twice.", "调休上班日应为{year}年的周六或周日，不得与放假日重合或重复。";
    ClockRuleNational = "clock_rule_national", "The rule {rule} comes with the program: its limits, its warning and whether it is on can be set, nothing else.", "规则{rule}由系统提供，只能调整时限、预警和启停，其他内容不能修改。";
    ClockRuleOfLaw = "clock_rule_of_law", "The rule {rule} rests on a law and stays on.", "规则{rule}有法律依据，不能停用。";
    ClockLimitOfLaw = "clock_limit_of_law", "The law has a limit for {kind}; it cannot be left out.", "法律对{kind}规定了期限，不能取消。";
    ClockBeyondLaw = "clock_beyond_law", "The law allows {max} {unit} at most for {kind}. Shorter is allowed, as long as it never ends later.", "法律规定{kind}的期限最长为{max}{unit}，可以缩短，不能延长或改用可能更长的计算方式。";
    ClockAsApproved = "clock_as_approved", "This runs until the time that was approved, as the law has it.", "依法按批准的期限计算，不能另设时限。";
    ClockRulesPast = "clock_rules_past", "Rules cannot take effect on a day that is over; today is {today}.", "规则不能自已过去的日期起施行，今天是{today}。";
    ClockRulesNothing = "clock_rules_nothing", "Nothing differs from the version before.", "与上一版本相比没有变化。";
    UnitCodeInvalid = "unit_code_invalid", "A unit code has 12 digits.", "单位代码应为12位数字。";
    LoginInvalid = "login_invalid", "A login has 3 to 64 lower-case letters, digits, dots or hyphens.", "登录名为3至64位小写字母、数字、点或连字符。";
    LoginLooksLike = "login_looks_like", "This login can be taken for {login}, which is another person's.", "该登录名与他人的登录名{login}容易混淆。";
    NameLooksLike = "name_looks_like", "This name can be taken for {name}, the name of another agency ({code}).", "该名称与另一单位“{name}”（{code}）容易混淆。";
    PasswordTooShort = "password_too_short", "A password has at least {min} characters.", "密码至少{min}个字符。";
    PasswordTooLong = "password_too_long", "A password has at most {max} characters.", "密码最多{max}个字符。";
    PasswordKindsFew = "password_kinds_few", "A password has at least {min} of these four: small letters, capital letters, digits, and other characters such as signs.", "密码应至少包含小写字母、大写字母、数字和其他字符（如符号）四类中的{min}类。";
    PasswordGuessable = "password_guessable", "This password is guessed soon: it is a common one, was stolen somewhere, or follows a pattern.", "该密码容易被猜中：属于常用密码、曾在别处泄露，或有明显规律。";
    PasswordNamesYou = "password_names_you", "A password must not contain the login, a part of a name, or the name or code of the agency, the centre or this program, not even with signs for letters.", "密码不能含有登录名、姓名，单位、中心或本系统的名称及代码，也不能以符号代替其中的字母。";
    CardNumberHere = "card_number_here", "This holds the number of an identity card, which would stay in the log for good; it belongs in the field of the identity number only.", "此处含公民身份号码，会永久留在日志中；号码只能填入证件号码栏。";
    BadgeInvalid = "badge_invalid", "A badge number consists of 2 to 20 letters, digits or hyphens.", "警号或工作证号应为 2 至 20 位字母、数字或连字符。";
    IdentityInvalid = "identity_invalid", "This is not the number of an identity document: 6 to 20 letters or digits, and of 18 digits the last one must fit.", "证件号码有误：应为 6 至 20 位字母或数字，18 位身份证号的校验码须正确。";
    PersonKnown = "person_known", "{login} ({name}) is an account of the same person. Say so if both are to be one person's.", "该人员已有账号{login}（{name}）。如确为同一人，请确认后再保存。";
    PersonStillKnown = "person_still_known", "{login} still has the same badge or identity number; the system administrator takes it off one of the two first.", "{login}的警号或证件号码仍与此账号相同，请先由系统管理员更正其中一个。";
    PersonFirst = "person_first", "The other accounts count as those of this one's owner: separate {login} instead.", "其他账号并入此账号，请改为分开{login}。";
    RolesOfOnePerson = "roles_of_one_person", "The roles of all accounts of one person must not meet in one person; {login} is another account of this person.", "同一人各账号的角色合在一起不得违反兼任限制；{login}是此人的另一账号。";
    RolesForbidden = "roles_forbidden", "These roles must not meet in one person.", "这些角色不能由同一人兼任。";
    RoleAgencyMismatch = "role_agency_mismatch", "The roles do not fit the kind of the agency.", "角色与单位类型不符。";
    CurrencyInvalid = "currency_invalid", "A currency has three capital letters, such as CNY (ISO 4217).", "货币代码为三位大写字母，如CNY（ISO 4217）。";
    VinInvalid = "vin_invalid", "A VIN has 17 digits and capital letters without I, O and Q.", "车架号为17位数字和大写字母（不含I、O、Q）。";
    PlateInvalid = "plate_invalid", "A number plate has 7 characters, 8 for new-energy vehicles.", "号牌为7位，新能源车为8位。";
    ImeiInvalid = "imei_invalid", "An IMEI has 15 digits and a valid check digit.", "IMEI为15位数字且校验位正确。";
    Sha256Invalid = "sha256_invalid", "A SHA-256 has 64 hexadecimal digits.", "SHA-256为64位十六进制数。";
    OfficersTooFew = "officers_too_few", "A case needs at least two officers.", "案件至少需要两名办案人员。";
    OfficerUnknown = "officer_unknown", "This person is not an active case officer of the agency.", "此人不是本单位在岗办案人员。";
    OfficersNotCleared = "officers_not_cleared", "Officers of the case are not cleared for the level {level}: {officers}. Have the security administrator clear them, or name other officers first.", "以下办案人员的知悉权限低于“{level}”：{officers}。请先由安全管理员授予相应知悉权限，或更换办案人员。";
    ClearanceTooLow = "clearance_too_low", "You are cleared for the level {clearance} at most, and cannot set {level}.", "您的知悉权限为“{clearance}”，不能设为“{level}”。";
    SecrecySame = "secrecy_same", "The level is {level} already.", "知悉级别已是“{level}”。";
    SecrecyNotYours = "secrecy_not_yours", "Officers and the unit head of the responsible agency raise the level of a case; only that unit head or the centre head lowers it.", "知悉级别由负责单位的办案人员或部门负责人提高；降低须由该部门负责人或中心负责人办理。";
    GoodsInLowerPlaces = "goods_in_lower_places", "Goods of the case lie in places that may not hold the level {level}: {places}. Have them moved first.", "本案物品存放在不能存放“{level}”物品的位置：{places}。请先移位。";
    PlaceHoldsHigher = "place_holds_higher", "Goods of a higher level lie in this place; it cannot be set to {level} before they are moved.", "该位置存有更高知悉级别的物品，移位之前不能设为“{level}”。";
    ReferenceUnknown = "reference_unknown", "Nothing with this id is known; choose it anew.", "没有该编号的记录，请重新选择。";
    NameTaken = "name_taken", "{value} is already in use.", "{value}已被使用。";
    SortUnknown = "sort_unknown", "Lists can be sorted by: {allowed}.", "可用的排序项：{allowed}。";
    CursorInvalid = "cursor_invalid", "This cursor does not belong to this list; start again without it.", "游标与列表不符，请从头查询。";
    TreeCycle = "tree_cycle", "It cannot be its own parent, directly or through others.", "不能以自身或其下级为上级。";
    TreeTooDeep = "tree_too_deep", "Places and agencies stand at most {levels} levels deep, with everything that stands in what is moved.", "位置和单位最多{levels}级，移动时连同其下级一并计算。";
    StillInUse = "still_in_use", "It still holds goods or places: move or close those first.", "其中仍有物品或下级位置，请先移走或停用后再停用。";
    NotInForce = "not_in_force", "It is {state} and no longer in force.", "该记录{state}，不再有效。";
    RecordNotYours = "record_not_yours", "Only {agency} corrects or cancels this.", "只有{agency}可以更正或作废。";
    CorrectionNothing = "correction_nothing", "The correction changes nothing.", "更正内容与原内容相同。";
    ListHandedIn = "list_handed_in", "{count} of the {total} items of this list have been handed in: {requests}. A list is corrected or cancelled only while all its items are with their officers.", "本清单{total}项物品中有{count}项已申请入库（{requests}）。物品全部仍由办案人员保管时，方可更正或作废清单。";
    DocumentReliedOn = "document_relied_on", "Requests rely on this document: {requests}. It can be corrected or cancelled only while none does.", "本文书已被申请引用（{requests}），不能更正或作废。";
    // requests
    RequestStatus = "request_status", "A request that is {status} cannot {action}.", "状态为“{status}”的申请不能{action}。";
    RequestEmpty = "request_empty", "The request has no lines.", "申请没有明细。";
    RequestKindMismatch = "request_kind_mismatch", "This does not apply to {kind}.", "此操作不适用于{kind}。";
    ItemHeld = "item_held", "Item {item} is on the open request {request}, which has to be finished or withdrawn first.", "物品{item}已列入未结申请{request}，须先办结或撤回该申请。";
    ItemState = "item_state", "Item {item} is {state}; it must be {needed}.", "物品{item}当前为“{state}”，需要“{needed}”。";
    ItemOtherCase = "item_other_case", "Item {item} does not belong to the case of the request.", "物品{item}不属于该申请的案件。";
    ItemNotInRequest = "item_not_in_request", "{item} is not in this request.", "{item}不在本申请中。";
    ItemNotResponsible = "item_not_responsible", "Another agency is responsible for item {item}.", "物品{item}由其他单位负责。";
    ItemReceived = "item_received", "Item {item} has been received and can no longer be edited.", "物品{item}已入库，不能再修改。";
    LineDone = "line_done", "The line of item {item} has been carried out already.", "物品{item}的明细已办理。";
    OutcomeMismatch = "outcome_mismatch", "A line of {kind} cannot end as {outcome}.", "{kind}的明细不能以“{outcome}”办结。";
    LineMember = "line_member", "This does not go with {outcome}.", "“{outcome}”的明细没有此项，请删去。";
    ReasonNeeded = "reason_needed", "A reason is needed.", "请填写原因。";
    PlaceNeeded = "place_needed", "Nothing is in custody without a place.", "在库物品必须有存放位置。";
    PlaceWrong = "place_wrong", "Place {place} is of the class {place_class}; goods of the category {category} must be stored in a place of the class {needed}.", "位置{place}是{place_class}，{category}物品应放入{needed}。";
    PlaceFull = "place_full", "Place {place} has room for {capacity} items and already holds {held}: choose another one.", "位置{place}容量{capacity}件，已存{held}件，请改放其他位置。";
    PlaceClosed = "place_closed", "Place {place} is closed: choose another one.", "位置{place}已停用，请改放其他位置。";
    PlaceNotCleared = "place_not_cleared", "Place {place} holds goods up to the level {most}; these are of the level {level}.", "位置{place}存放物品的知悉级别最高为“{most}”，本件为“{level}”。";
    RepeatedInTable = "repeated_in_table", "{value} stands in an earlier row of this table.", "{value}已在本表前面的行中出现。";
    AgencyUnknown = "agency_unknown", "No agency that works has the code {code}.", "没有代码为{code}的在用单位。";
    BadgeKnown = "badge_known", "This is the badge of {login} ({name}). Register a second account of one person by itself.", "该警号属于账号{login}（{name}）。同一人的第二个账号请单独登记。";
    PlaceUnknown = "place_unknown", "Place {place} does not exist.", "位置{place}不存在。";
    SealNeeded = "seal_needed", "Valuables and data carriers are sealed: give the seal number.", "贵重和防磁物品须封存，请填写封装编号。";
    ValuationNeeded = "valuation_needed", "Valuables need a valuation, a weight or a count by denomination.", "贵重物品须有估价、重量或券别清点。";
    SecondCustodianNeeded = "second_custodian_needed", "Two different custodians must confirm this.", "须由两名不同的保管人员共同确认。";
    SecondCustodianSame = "second_custodian_same", "The second custodian must be another person.", "第二名保管人员不能是同一人。";
    SecondNotCleared = "second_not_cleared", "The second custodian is not cleared for the level {level} of this case.", "第二保管人没有“{level}”级的知悉权限。";
    DutiesNotSeparate = "duties_not_separate", "You took part in this request as its {part}; another person must do this.", "您在本申请中是{part}，须由他人办理。";
    NotApplicant = "not_applicant", "Only the person who applied may do this.", "只有申请人本人可以办理。";
    ApprovalNotYours = "approval_not_yours", "This step belongs to the {role} of {agency}.", "此步骤应由{agency}的{role}办理。";
    ApprovalOfCentre = "approval_of_centre", "This step belongs to the centre head.", "此步骤应由中心负责人办理。";
    DispositionNeeded = "disposition_needed", "An outbound request needs a disposition and its document.", "出库申请须有处置方式和处置文书。";
    DocumentNotDisposition = "document_not_disposition", "This document orders no disposition; a disposition document or a judgment is needed.", "该文书不能作为处置依据，须为处置文书或判决书。";
    ReceiverNeeded = "receiver_needed", "The receiver's name and identity document are needed.", "须填写领取人姓名和证件号码。";
    ReceiverIsOfficer = "receiver_is_officer", "Goods returned to a victim are never collected by an officer.", "发还被害人的物品不得由办案人员代领。";
    DestructionTermsNeeded = "destruction_terms_needed", "A destruction is submitted and approved with its method and its place; return it for correction where they are missing.", "销毁须写明销毁方法和销毁地点，方可提交和批准；缺少的请退回补正。";
    TermOfDestruction = "term_of_destruction", "Only a destruction has this: take it out, or make the disposition a destruction.", "此项仅用于销毁，请删去，或将处置方式改为销毁。";
    TermOfOtherKind = "term_of_other_kind", "There is no such term in {kind}.", "{kind}没有此项。";
    WitnessNeeded = "witness_needed", "Destruction needs a supervising witness.", "销毁须有监销人。";
    LoanTermNeeded = "loan_term_needed", "A loan needs a purpose, a start and a due time; this one is missing.", "调用须写明用途、开始时间和归还期限，此项未填。";
    LoanDueBeforeStart = "loan_due_before_start", "The goods must be due after the loan starts, on {start}.", "归还期限须晚于开始时间（{start}）。";
    LoanTermTooLong = "loan_term_too_long", "A loan, and each extension of it, runs for at most {days} days.", "调用和每次延期均不得超过{days}天。";
    LoanPurposeVehicle = "loan_purpose_vehicle", "Vehicles are lent for examination only.", "车辆仅可因鉴定调用。";
    LoanNotStarted = "loan_not_started", "This loan starts at {start} (+08:00); nothing is handed out before.", "该调用自{start}开始，此前不得交付。";
    LoanNothingOut = "loan_nothing_out", "Nothing is out on this loan.", "该调用没有未归还的物品。";
    LoanNotOpen = "loan_not_open", "Item {item} is not out on this loan.", "物品{item}不在本次调用中。";
    ExtensionOpen = "extension_open", "An extension of this loan is already waiting for a decision.", "该调用已有待批的延期。";
    ExtensionDecided = "extension_decided", "This extension has been decided already.", "该延期已办结。";
    DiscrepancyResolved = "discrepancy_resolved", "This discrepancy has been resolved already.", "该差异已处理。";
    ClueCorrected = "clue_corrected", "The cause of this clue is gone; there is nothing left to explain.", "该线索的问题已纠正，无需再说明。";
    NoticeNotThere = "notice_not_there", "Notice {number} is {status}: this cannot be done with it now.", "监督通知书{number}{status}，不能办理此操作。";
    NoticeReceiver = "notice_receiver", "{agency} has nothing to do with this case: notices go to the centre, to an agency of the case, or to the one that the clue names.", "{agency}与本案无关，监督通知书只能发给管理中心、本案的单位或线索指明的单位。";
    NoticeUnanswerable = "notice_unanswerable", "{agency} has no head who could answer and may know of this case.", "{agency}没有可以反馈且有权知悉本案的负责人。";
    MoveNothing = "move_nothing", "Item {item} is already at place {place}.", "物品{item}已在位置{place}。";
    CorrectionFixed = "correction_fixed", "A correction does not change the category or the number of pieces: classify the item, or record a discrepancy.", "更正不能改变类别和件数，请办理分类或登记差异。";
    CategorySame = "category_same", "Item {item} already has this category.", "物品{item}已是该类别。";
    VerificationRunning = "verification_running", "A verification is running already; wait for its result.", "核验正在进行，请等待结果。";
    ExportTooLarge = "export_too_large", "The list has {count} rows; at most {max} are exported at once. Narrow the filter.", "清单共{count}行，一次最多导出{max}行，请缩小筛选范围。";
    // labels
    LabelUnknown = "label_unknown", "Nothing you may see has this code.", "没有您可查看的物品使用该编码。";
    LabelsExhausted = "labels_exhausted", "All label codes of this region are used up.", "本地区标签编码已用尽。";
    LabelReplaced = "label_replaced", "This label was replaced; the item now carries {code}.", "该标签已更换，物品现用编码{code}。";
    LabelRetired = "label_retired", "This blank label was taken out of use.", "该空白标签已作废。";
    LabelBound = "label_bound", "This label already belongs to another item; a code is bound once.", "该标签已绑定其他物品，一码只能绑定一次。";
    LabelNotBlank = "label_not_blank", "Code {code} is not an unused blank label of this centre.", "编码{code}不是本中心未使用的空白标签。";
    PlaceCodeCharacters = "place_code_characters", "A place's code has letters A to Z, Chinese characters, digits, -, _ and . only.", "位置编码只能含字母A至Z、汉字、数字、-、_和.。";
    PlaceCodeLabel = "place_code_label", "A scan could take this code for the label of an item; choose another one.", "扫描时该编码会与物品标签混淆，请另选编码。";
    // printing
    LabelOverPage = "label_over_page", "The labels need {needed} mm and the page has {page} mm.", "标签共需{needed}毫米，页面仅{page}毫米。";
    RollCells = "roll_cells", "A roll has one label after the other: one column and one row.", "卷纸逐张排列，只能一列一行。";
    LabelFieldSubject = "label_field_subject", "The field {field} does not fit a label of {subject}.", "字段“{field}”不适用于{subject}标签。";
    ContentOverLabel = "content_over_label", "The content needs {needed} mm and the label has {room} mm.", "内容需要{needed}毫米，标签仅{room}毫米。";
    ProfileUnknown = "profile_unknown", "There is no paper profile {name}; there are: {known}.", "没有纸张规格“{name}”，可用：{known}。";
    ContentUnknown = "content_unknown", "There is no label content {name}; there are: {known}.", "没有标签内容“{name}”，可用：{known}。";
    ContentSubject = "content_subject", "The content is for labels of {given}; those to be printed are of {needed}.", "该内容用于{given}标签，现打印{needed}标签。";
    SkipTooMany = "skip_too_many", "The first page has {cells} labels; at most {max} can be skipped.", "首页共{cells}枚标签，最多跳过{max}枚。";
    PrintSelection = "print_selection", "Say exactly one of: a request, a case, items, places, all items, or blank labels.", "请在申请、案件、物品、位置、全部或空白标签中选择一项。";
    CaseAmbiguous = "case_ambiguous", "Several cases have the number {case_no}; give the id of one: {cases}.", "有多个案件的编号为{case_no}，请改用其中一个的ID：{cases}。";
    PrintEmpty = "print_empty", "There is nothing to print.", "没有可打印的标签。";
    PrintTooMany = "print_too_many", "{count} labels are too many; one batch prints at most {max}.", "{count}枚标签过多，一批最多{max}枚。";
    FetchReasonNeeded = "fetch_reason_needed", "The file of this batch was fetched before, last at {time}. Every copy of it can be stuck on goods: say why it is needed again.", "该批次的标签文件已取出过，最近一次为{time}。每份文件都可用于粘贴，再次取出须说明原因。";
    ReprintReasonNeeded = "reprint_reason_needed", "{count} of these labels were printed before, {code} first; a reprint needs a reason.", "其中{count}枚标签已打印过（如{code}），重打须填写原因。";
    PrintUnfinished = "print_unfinished", "The batch is still being recorded: {done} of {count} labels.", "该批次仍在登记：{done}/{count}枚。";
    PrintCancelled = "print_cancelled", "Items of this batch were cancelled since: {items}. Print the others by their codes.", "本批次有物品已作废（{items}），其余物品请按编码打印。";
    HandoverNothing = "handover_nothing", "Nothing of this request changed hands that is not part of a hand-over already.", "该申请没有尚未签名交接的物品。";
    HandoverOpen = "handover_open", "The hand-over of {number}, opened by {person}, is being signed: its list stays as it is until everybody has signed. Finish it, or withdraw it with a reason.", "{number}的交接正由{person}组织签名，签完之前清单不能变动。请完成签名，或说明原因后撤回。";
    HandoverItemFrozen = "handover_item_frozen", "Item {item} stands on the list of {number}, which is being signed; {person} opened it. Finish the hand-over, or withdraw it with a reason.", "物品{item}在{number}的交接清单上，{person}正组织签名。请完成签名，或说明原因后撤回。";
    HandoverEnded = "handover_ended", "The hand-over is {status}.", "该交接{status}。";
    HandoverOtherList = "handover_other_list", "This is not the list that is being signed. Open the hand-over anew.", "所签的不是当前的交接清单，请重新打开交接。";
    HandoverNoParty = "handover_no_party", "Nobody signs as {party} for this hand-over.", "本次交接没有{party}。";
    HandoverPartySigned = "handover_party_signed", "{name} has signed as {party} already, or refused.", "{party}（{name}）已签名或已拒签。";
    HandoverSamePerson = "handover_same_person", "{name} signs as {party} already: nobody signs twice. Whoever has the same name signs on paper.", "{name}已作为{party}签名，一人不得两签。同名的人请用纸质签名。";
    HandoverNotExecutor = "handover_not_executor", "As {party} signs, signed in, a custodian who carried out lines of this list.", "{party}须由办理过清单中物品的保管人员登录后本人签名。";
    HandoverIdentityNeeded = "handover_identity_needed", "A paper of identity is needed: its kind and its number.", "须出示证件：证件种类和号码。";
    HandoverNoIdentity = "handover_no_identity", "A custodian signs with the account, and shows no paper.", "保管人员以本人账号签名，无须证件。";
    HandoverFileBound = "handover_file_bound", "The file is somebody's signature for a hand-over.", "该文件是交接签名，不能划销。";
    HandoverFileOther = "handover_file_other", "This is no photograph of the signed copy of this hand-over that has come whole.", "该文件不是本次交接已上传完成的签名照片。";
    HandoverMember = "handover_member", "This does not go with {manner}.", "{manner}无须此项。";
    SignatureDrawing = "signature_drawing", "A drawn signature is a PNG picture in base64 of at most {max} KiB and 2,000 pixels across.", "屏幕签名须为PNG图片（base64），不超过{max} KiB，宽高不超过2000像素。";
    SignatureEmpty = "signature_empty", "Nothing is drawn.", "签名为空。";
    PaperSource = "paper_source", "Say what the paper is made from: a request or a seizure list.", "请指明单据的依据：申请或扣押清单之一。";
    PaperForm = "paper_form", "There is no {form} of this.", "该记录不能出具{form}。";
    PaperEmpty = "paper_empty", "The record has nothing that could stand on this paper ({form}).", "记录中没有可填入{form}的内容。";
    PaperOtherForm = "paper_other_form", "The {form} {number} was issued already; a list of seized goods is issued in one of its two forms only.", "该清单已出具{form}（{number}），扣押清单与证据保全清单只能出具一种。";
    PaperPattern = "paper_pattern", "The pattern names year and sequence once each, neither of them beside a digit or another part, and besides them the unit only.", "编号规则须各含一次年份和序号，其前后不得紧接数字或其他变量，此外只能使用单位名。";
    PaperNumberTaken = "paper_number_taken", "{number} is the number of another paper, issued under another pattern. Set a pattern that no former number fits.", "{number}已是另一份单据的编号（当时的编号规则不同）。请设置不会与以往编号重复的规则。";
    PaperMissing = "paper_missing", "The file of {number} is not there any more, or not as it was issued. Tell the operator, who restores it from a backup.", "{number}的文件已丢失或与签发时不符，请联系运维人员从备份恢复。";
    FontMissing = "font_missing", "The server has no Chinese font to print with; the operator gets one with: make fonts.", "服务器缺少中文字体，请运维人员执行 make fonts。";
    // accounts
    SignInFailed = "sign_in_failed", "Login or password is wrong, or the account is locked.", "登录名或密码错误，或账号已锁定。";
    SignInNeeded = "sign_in_needed", "Sign in first.", "请先登录。";
    SessionEnded = "session_ended", "The session has ended; sign in again.", "会话已结束，请重新登录。";
    SessionIdle = "session_idle", "Nobody used the session for a while, so it has ended; sign in again.", "长时间未操作，已退出登录，请重新登录。";
    ActingUserNeeded = "acting_user_needed", "A change with cookies has to name, in Acting-User, the person whose page it is.", "使用Cookie的变更须在Acting-User中写明页面所属人员。";
    OtherPersonSignedIn = "other_person_signed_in", "Somebody else has signed in in this browser; nothing was recorded. Load the page again.", "此浏览器已由他人登录，本次操作未登记，请重新载入页面。";
    SessionLiving = "session_living", "{name} is still signed in in this browser.", "{name}仍在此浏览器中登录。";
    RefreshReused = "refresh_reused", "This refresh token was used before; the session has been ended for safety.", "刷新令牌被重复使用，为安全起见会话已结束。";
    PermissionMissing = "permission_missing", "Your roles do not include the permission {permission}.", "您的角色没有“{permission}”权限。";
    PasswordWrong = "password_wrong", "The current password is wrong.", "当前密码错误。";
    PasswordMustChange = "password_must_change", "Choose a new password first.", "请先设置新密码。";
    PasswordSame = "password_same", "The new password is the old one.", "新密码与旧密码相同。";
    CodeNeeded = "code_needed", "One more step is needed: a code from the authenticator, one of the recovery codes, a passkey, or the certificate of the account.", "还需一步验证：请输入身份验证器中的动态验证码或一个恢复码，或使用通行密钥，或出示账号绑定的数字证书。";
    CodeWrong = "code_wrong", "The code is wrong, has run out or was used before.", "验证码错误、已过期或已使用。";
    PasskeyWrong = "passkey_wrong", "The passkey was not accepted: it is not known here, or the answer has run out or was used before. Try again.", "未能通过通行密钥验证：本系统没有登记该密钥，或本次验证已超时、已使用。请重试。";
    PasskeyCopied = "passkey_copied", "This passkey was refused: it has signed more often elsewhere, so somebody may have a copy of it. Remove it, and tell the security administrator.", "已拒绝该通行密钥：其签名计数出现倒退，可能已被复制。请移除该密钥，并告知安全管理员。";
    PasskeyKnown = "passkey_known", "This passkey is registered already.", "该通行密钥已登记。";
    PasskeysTooMany = "passkeys_too_many", "At most {max} passkeys can be registered; remove one first.", "最多登记{max}个通行密钥，请先移除不用的。";
    PasskeysNotOffered = "passkeys_not_offered", "Passkeys are bound to the name under which the pages are opened, with TLS. The operator says it with --public-origin; at the server itself http://localhost does.", "通行密钥须绑定访问本系统所用的域名，且须使用HTTPS。请运维人员以 --public-origin 指定访问地址；在服务器本机可使用 http://localhost 访问。";
    CertificateMissing = "certificate_missing", "This connection shows no certificate. Insert the UKey, and open the page anew.", "当前连接未出示数字证书。请插入UKey后重新打开页面。";
    CertificateExpired = "certificate_expired", "This certificate is out of its time. Have it renewed by its authority, then add the new one to the account.", "该数字证书不在有效期内。请向发证机构办理更新，再为账号绑定新证书。";
    CertificateRevoked = "certificate_revoked", "This certificate was revoked by its authority.", "该数字证书已被发证机构吊销。";
    CertificateUnchecked = "certificate_unchecked", "Whether this certificate was revoked cannot be told: there is no revocation list of its authority that is up to date. Tell the operator.", "无法核实该数字证书是否已被吊销：没有其发证机构的有效吊销列表。请告知运维人员。";
    CertificateUntrusted = "certificate_untrusted", "This certificate is of no authority whose certificates are accepted here.", "该数字证书不是本系统认可的发证机构签发的。";
    CertificateUnknown = "certificate_unknown", "Nobody can sign in with this certificate: it belongs to no account in use. Sign in otherwise and add it to the account.", "无法用该数字证书登录：它未绑定可用的账号。请用其他方式登录后绑定。";
    CertificateTaken = "certificate_taken", "This certificate belongs to an account already.", "该数字证书已绑定账号。";
    CertificatesTooMany = "certificates_too_many", "At most {max} certificates can be added; remove one first.", "最多绑定{max}个数字证书，请先解除不用的。";
    CertificatesNotOffered = "certificates_not_offered", "Certificates are not accepted here: the operator has named no authority with --client-authorities.", "本系统未启用数字证书：运维人员尚未以 --client-authorities 指定认可的发证机构。";
    CertificateNeeded = "certificate_needed", "This session is good with the certificate that it was begun with only. Insert the UKey, or sign in again.", "本次登录只能在出示登录时所用数字证书的连接上使用。请插入UKey，或重新登录。";
    IdentityNotLinked = "identity_not_linked", "The identity provider knows you, but no account here that can sign in is linked to that identity. Sign in in another way and link it under Two-step sign-in in the account menu, or ask the system administrator whether you have an account.", "统一身份认证已通过，但该身份没有绑定本系统可登录的账号。请用其他方式登录后在“双因素验证”页面绑定，或向系统管理员确认是否已有账号。";
    IdentityAnswerWrong = "identity_answer_wrong", "The identity provider's answer was not accepted: it has run out, was used before, or was not asked for in this browser. Try again; tell the operator if it goes on.", "未接受身份认证服务的应答：该应答已超时、已使用，或不是由此浏览器发起。请重试；如仍不行，请告知运维人员。";
    IdentityOfAnother = "identity_of_another", "This identity is linked to another account already; it has to be removed there first.", "该身份已绑定其他账号，须先在该账号下解绑。";
    IdentityThere = "identity_there", "The account is linked to an identity of this provider already; remove it first.", "该账号已绑定身份认证服务中的一个身份，请先解绑。";
    IdentityProviderNone = "identity_provider_none", "This centre has no identity provider to sign in by.", "本中心未接入统一身份认证。";
    IdentityProviderUnavailable = "identity_provider_unavailable", "The identity provider cannot be reached just now, or answers what makes no sense. Try again in a while, or sign in in another way.", "身份认证服务暂时无法访问或应答异常，请稍后重试，或用其他方式登录。";
    FactorMustSetUp = "factor_must_set_up", "Set up two-step sign-in first.", "请先设置双因素验证。";
    ReauthenticationNeeded = "reauthentication_needed", "This needs you to say again who you are: the password was last given more than {minutes} minutes ago.", "此项操作须本人再次确认：距上次输入密码已超过{minutes}分钟。";
    FactorThere = "factor_there", "The account has two-step sign-in already; turn it off first.", "该账号已启用双因素验证，请先停用。";
    FactorMissing = "factor_missing", "Two-step sign-in is not set up, or not to the end.", "双因素验证尚未设置，或尚未设置完成。";
    FactorOfAdministrator = "factor_of_administrator", "Two-step sign-in of an administrator is turned off by its owner, or by the operator at the server: custody user factor --remove.", "管理员的双因素验证只能由本人停用，或由运维人员在服务器上执行 custody user factor --remove 移除。";
    FactorTaken = "factor_taken", "Two-step sign-in was removed for this person, who must set it up again before getting an administrator's role.", "该人员的双因素验证已被移除，须由本人重新设置后方可授予管理员角色。";
    LastAdministrator = "last_administrator", "Nobody else has the role {role}: without it nobody could do what only that administrator does. Have another account given the role first.", "没有其他人担任{role}，停用或改授后将无人履行其职责。请先为另一账号授予该角色。";
    CentreStaysOpen = "centre_stays_open", "The centre itself is not closed: nobody could sign in to open it again.", "中心本身不能停用，否则无人能够登录后恢复。";
    PasswordPartMissing = "password_part_missing", "No first part of a password waits for this account, or another one than a moment ago: nobody gave one, it was released, it is older than a day, or it was given anew just now. Look again, or have the system administrator give one.", "该账号没有待放行的密码前半段，或刚刚重新给出：无人给出、已放行、已超过一天，或前半段刚有变化。请刷新后再试，或请系统管理员重新给出。";
    PasswordPartOwn = "password_part_own", "You gave the first part of this password; another administrator has to release it.", "该密码的前半段由您给出，须由其他管理员放行。";
    PersonalDataErased = "personal_data_erased", "The number was erased by order; the log says when.", "该号码已依规定删除，日志中有记录。";
    PersonalDataTold = "personal_data_told", "The log keeps this text for good: say it without the number.", "此内容将永久记入日志，请勿填写证件号码。";
    PersonalDataUnreadable = "personal_data_unreadable", "The number cannot be decrypted: it or its key is not as it was written, or the file personal.key is not the one it was encrypted with, or was changed since the server was started. Tell the auditor.", "该号码无法解密：号码或其密钥已不是写入时的内容，或 personal.key 不是加密时的密钥文件，或服务启动后该文件有变动。请告知审计管理员。";
    AccountDisabled = "account_disabled", "The account is disabled for good.", "该账号已停用。";
    SetupTokenWrong = "setup_token_wrong", "The set-up token is wrong or used.", "初始化令牌错误或已使用。";
    OwnAccountReview = "own_account_review", "Nobody confirms the own account; another reviewer does.", "不能复核自己的账号，请由其他复核人员办理。";
    OwnAccountProtected = "own_account_protected", "Nobody disables the own account, grants it roles or gives it a password.", "不能停用自己的账号，也不能给自己授权、重置或放行密码。";
    ConfirmationInvalid = "confirmation_invalid", "The second custodian's confirmation has run out or is not valid.", "第二保管人的确认已失效。";
    // the protocol
    NotFound = "not_found", "There is nothing here that you may see.", "没有您可查看的内容。";
    MethodNotAllowed = "method_not_allowed", "This address does not take the method {method}.", "此地址不支持{method}方法。";
    HeaderUnreadable = "header_unreadable", "The header {name} cannot be read.", "无法读取标头{name}。";
    BodyUnreadable = "body_unreadable", "The body cannot be read: {detail}.", "无法读取请求内容：{detail}。";
    BodyTooSlow = "body_too_slow", "The body did not arrive in time; send the call again.", "请求内容未能及时送达，请重新发送。";
    BodyTooLarge = "body_too_large", "The body is larger than {max} bytes.", "请求内容超过{max}字节。";
    BodyNotJson = "body_not_json", "Send the body as application/json.", "请以application/json格式发送。";
    CrossSite = "cross_site", "Requests from other sites are refused.", "拒绝来自其他站点的请求。";
    ServerBusy = "server_busy", "Others are using this just now; try again in {seconds} seconds.", "正被他人占用，请{seconds}秒后再试。";
    FilesUnderWay = "files_under_way", "Three files are being made for you or sent to you already; wait until one is done.", "已有三个文件正在为您生成或下载，请等其中一个完成。";
    FactorNeededHere = "factor_needed_here", "From {address} nobody is let in with a password alone. Set up two-step sign-in at a workplace of the centre first.", "从{address}登录须启用双因素验证。请先在中心内部的工作电脑上设置双因素验证。";
    AddressNotAllowed = "address_not_allowed", "Administrators of this centre are let in from certain addresses only, and {address} is none of them. Use one of the workplaces meant for it, or ask the operator, who sets --administration-from.", "本中心的管理员只能从指定地址登录，{address}不在其中。请使用指定的工作电脑，或联系运维人员（由--administration-from设定）。";
    FileNamePath = "file_name_path", "A file's name has no folders in it and does not begin with a dot.", "文件名不能包含目录，也不能以点开头。";
    FileEnding = "file_ending", "Files end in .jpg, .png, .webp, .heic, .pdf or .mp4.", "文件名须以 .jpg、.png、.webp、.heic、.pdf 或 .mp4 结尾。";
    FileTooLarge = "file_too_large", "A file of this kind ({kind}) has at most {max} MiB.", "{kind}最大{max} MiB。";
    FileHash = "file_hash", "This is no SHA-256 in lower-case hexadecimal digits.", "SHA-256 须为64位小写十六进制数字。";
    FileTwice = "file_twice", "The same file is there already: {name}.", "同一文件已存在：{name}。";
    FilesTooMany = "files_too_many", "There are {max} files already.", "文件数量已达{max}个。";
    FilesAwaited = "files_awaited", "You have announced {max} files here whose content has not come: send it, or strike them out.", "您在此登记的文件已有{max}个尚未上传内容，请先上传或划销。";
    FileWhole = "file_whole", "All of this file has come already.", "该文件已全部上传。";
    FileOtherSide = "file_other_side", "Goods leave by an outbound request or a loan, and come by an intake or a return: this request has no such side.", "出库状况只属于出库、调用申请，入库状况只属于入库、归还申请。";
    FileNoPicture = "file_no_picture", "Only on a JPEG, PNG or WebP picture can anything be noted.", "只能在JPEG、PNG或WebP图片上标注。";
    FileStruck = "file_struck", "This file was struck out.", "该文件已划销。";
    FileAwaited = "file_awaited", "The bytes of this file have not come yet.", "该文件的内容尚未上传。";
    FilePartElsewhere = "file_part_elsewhere", "The next part begins at byte {expected}.", "下一段应从第{expected}字节开始。";
    FilePartBeyond = "file_part_beyond", "The file was announced with {bytes} bytes.", "登记的文件大小为{bytes}字节。";
    FileOtherBytes = "file_other_bytes", "These are not the bytes that were announced; send them again from the beginning.", "内容与登记的哈希值不符，请重新上传。";
    FileOtherKind = "file_other_kind", "The content is not what its name says: {kind}.", "文件内容与文件名不符，应为{kind}。";
    FileBroken = "file_broken", "The file is cut off or damaged.", "文件不完整或已损坏。";
    FilePixels = "file_pixels", "The picture has {width} × {height} pixels; at most {max} million are taken.", "图片为{width}×{height}像素，最多接受{max}百万像素。";
    FilePdfActive = "file_pdf_active", "The PDF would run something or carries other files ({name}); print it to PDF anew.", "该 PDF 含有脚本、自动动作或内嵌文件（{name}），请重新打印为 PDF。";
    FileMissing = "file_missing", "The bytes of this file are missing or were changed; tell the auditor.", "该文件的内容缺失或被改动，请告知审计管理员。";
    RangeBeyond = "range_beyond", "The range lies beyond the {bytes} bytes there are.", "所请求的范围超出文件的{bytes}字节。";
    FileNotHeld = "file_not_held", "The centre adds files only about goods that it holds or takes in.", "中心只能为其保管或接收的物品添加文件。";
    FileNotYours = "file_not_yours", "{person} announced this file, and alone sends its content. Strike it out and announce it anew, if need be.", "该文件由{person}登记，只能由其本人上传内容；必要时请划销后重新登记。";
    FileSignature = "file_signature", "Nothing is noted on a signature.", "不能在签名上标注。";
    MarkNotYours = "mark_not_yours", "{person} of {agency} noted this: only people of that agency take it off or change it.", "此处由{agency}的{person}标注，只能由该单位人员更改或删去。";
    FileNoLine = "file_no_line", "The condition of goods is shown for a line of a request, and the request has no line of this number.", "状况照片须对应申请的某一行，该申请没有此行号。";
    ListViewsTooMany = "list_views_too_many", "At most {max} views are kept; remove one first.", "最多保存{max}个列表视图，请先删除不用的。";
    TooManyCalls = "too_many_calls", "You have asked for very much in a short time; go on in {seconds} seconds. Programs call one thing after the other, and wait as long as Retry-After says.", "短时间内请求过多，请{seconds}秒后继续；程序应逐个调用，并按Retry-After等待。";
    TooManyAttempts = "too_many_attempts", "Too many attempts; try again in {seconds} seconds.", "尝试次数过多，请{seconds}秒后再试。";
    IfMatchNeeded = "if_match_needed", "Send If-Match with the version you are editing.", "请在If-Match中给出所编辑的版本。";
    VersionStale = "version_stale", "It was changed in the meantime; the current version is {current}.", "内容已被他人修改，当前版本为{current}。";
    IdempotencyKeyNeeded = "idempotency_key_needed", "Send an Idempotency-Key (a UUID) with this request.", "请附上Idempotency-Key（UUID）。";
    IdempotencyKeyReused = "idempotency_key_reused", "This Idempotency-Key was used for another request.", "该Idempotency-Key已用于其他请求。";
    ClockBehind = "clock_behind", "The server's clock says {now}, but the last entry of the log is of {last}; nothing was recorded. The operator has to set the clock.", "服务器时钟为{now}，而日志最后一条为{last}，本次操作未登记，请运维人员校准时钟。";
    RecordAltered = "record_altered", "The record of {what} is not the one in the log: somebody changed it behind the program's back. Nothing was done; tell the auditor.", "{what}的记录与日志不符，曾被绕过系统改动，本次操作未办理，请报告审计人员。";
    RecordUnreadable = "record_unreadable", "One of these records cannot be read, because {value} stands in {column} where the program never writes it. Somebody changed the record behind the program's back. Tell the auditor, who starts a verification to have the record named; others can be opened one by one.", "其中有一条记录无法读取：{column}中的“{value}”并非本系统写入，该记录曾被绕过系统改动。请报告审计人员进行核验，以指明是哪条记录；其他记录可逐条打开。";
    FindingOpen = "finding_open", "A verification found something wrong: {what}. Nothing is changed there until the auditor has answered that finding.", "核验发现问题：{what}。在审计人员答复之前，不办理相关变更。";
    FindingAnswered = "finding_answered", "This finding has been answered already.", "该核验发现已经答复。";
    FindingOutdated = "finding_outdated", "The record has changed since it was found so. Start a verification, and answer what that finds; this finding can be noted.", "记录在发现之后又有变化。请重新核验并答复新的发现，本条可选“已查明”。";
    RecordCannotStand = "record_cannot_stand", "As it is, the record contradicts itself or the rules: roles that exclude each other, a value out of its bounds, a loan that does not agree with who has the item, or a request that holds items it should not. Have the operator put back what the log tells, or restore a backup; then answer this finding as noted.", "记录现状自相矛盾或不合规则（角色互斥、数值越界、借出与持有人不符、申请不应占用物品等），不能认可。请运维人员按日志恢复数据或还原备份，之后以“已查明”答复。";
    FindingAboutOneself = "finding_about_oneself", "This finding is about your own account; another auditor has to answer it.", "该核验发现涉及您本人的账号，须由其他审计人员答复。";
    NothingToAccept = "nothing_to_accept", "There is no record that could be accepted as it is: say what was found out instead (noted).", "没有可以按现状认可的记录，请改选“已查明”并说明情况。";
    StoreUnavailable = "store_unavailable", "Photographs, scans and papers cannot be read or kept just now; nothing is lost. Try again in a while.", "照片、扫描件和单据暂时无法读取或保存，已上传的内容不会丢失，请稍后再试。";
    StoreFull = "store_full", "There is no room left for files: {mib} MiB more are needed. What has come is kept, and the upload goes on where it stands once the operator has made room.", "文件存储空间不足，还需{mib} MiB。已上传的部分已保留，请运维人员腾出空间后从中断处继续。";
    DatabaseUnavailable = "database_unavailable", "The database cannot be reached or written just now; repeat with the same Idempotency-Key.", "数据库暂时不可用，请用相同的Idempotency-Key重试。";
    DatabaseReplaced = "database_replaced", "The data were removed or replaced while the program ran. Nothing is changed until the operator has looked and started it again.", "运行期间数据被移走或替换，在运维人员检查并重新启动之前不再办理任何变更。";
    Internal = "internal", "Something went wrong on our side; quote the request id.", "系统内部错误，请提供请求编号。";
}

/// A reason together with what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable reason.
    pub reason: Reason,
    arguments: Vec<Argument>,
}

/// What stands for one `{name}`, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Argument {
    name: &'static str,
    english: String,
    chinese: String,
}

impl Refusal {
    /// A refusal without arguments.
    pub const fn new(reason: Reason) -> Self {
        Self { reason, arguments: Vec::new() }
    }

    /// Fills one `{name}` of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        let value = value.to_string();
        self.arguments.push(Argument { name, english: value.clone(), chinese: value });
        self
    }

    /// Fills one `{name}` with what each language says.
    #[must_use]
    pub fn with_each(mut self, name: &'static str, english: impl ToString, chinese: &str) -> Self {
        self.arguments.push(Argument { name, english: english.to_string(), chinese: chinese.to_owned() });
        self
    }

    /// Fills one `{name}` with a word of the trade, each language with its own term.
    #[must_use]
    pub fn with_word(mut self, name: &'static str, word: impl Word) -> Self {
        self.arguments.push(Argument { name, english: word.phrase().into(), chinese: word.chinese().into() });
        self
    }

    /// Fills one `{name}` with at most so many numbers or names, as each language puts them side by side; more are told by dots.
    #[must_use]
    pub fn with_some(mut self, name: &'static str, values: &[String], most: usize) -> Self {
        let shown = values.get(..most).unwrap_or(values);
        let more = if values.len() > most { "…" } else { "" };
        self.arguments.push(Argument { name, english: shown.join(", ") + more, chinese: shown.join("、") + more });
        self
    }

    /// The sentence in a language.
    pub fn text(&self, language: Language) -> String {
        let open = self.reason.sentence(language).to_owned();
        self.arguments.iter().fold(open, |text, argument| {
            let value = if language == Language::Chinese { &argument.chinese } else { &argument.english };
            text.replace(&format!("{{{}}}", argument.name), value)
        })
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}

/// One field that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldIssue {
    /// JSON pointer to the field (RFC 6901), such as `/lines/17/place`.
    pub pointer: String,
    /// Why.
    pub refusal: Refusal,
}

/// The outcome of one line of a bulk call that was not carried out, ready for JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct RefusalView {
    /// Stable code, see `docs/errors.md`.
    pub code: &'static str,
    /// A sentence in the caller's language.
    pub detail: String,
}

impl Refusal {
    /// The refusal as it is shown to a caller.
    pub fn view(&self, language: Language) -> RefusalView {
        RefusalView { code: self.reason.code(), detail: self.text(language) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_the_same_arguments_and_codes_are_unique() {
        let names = |text: &str| {
            let mut found: Vec<_> =
                text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(n, _)| n.to_owned()).collect();
            found.sort();
            found
        };
        let mut codes = std::collections::HashSet::new();
        for reason in Reason::ALL {
            assert!(codes.insert(reason.code()), "{} twice", reason.code());
            let (en, zh) = (reason.sentence(Language::English), reason.sentence(Language::Chinese));
            assert_eq!(names(en), names(zh), "{}", reason.code());
        }
    }
}
