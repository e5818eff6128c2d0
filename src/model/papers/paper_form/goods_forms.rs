//! Papers about goods that are seized, come in, are refused or come back.

use crate::model::papers::paper::Room;
use crate::model::papers::paper_form::fields::{
    CellSpec, ColumnSpec, FactField, FactSpec, FormSource, FormSpec, LineField, LinesShown, Party,
};
use crate::model::requests::handover::HandoverParty;
use crate::model::requests::request::{LineOutcome, RequestKind};

/// How the centre's receipts speak of their copies.
pub(super) const TWO_COPIES: &str = "注：本表一式两份，办案单位保存一份，涉案财物保管中心留一份存档。";
/// Who brought the goods, ticked by hand.
const DELIVERY: FactField = FactField::Fixed("□ 上门接收　　□ 民警移送");

const SEIZURE: &[FactSpec] = &[
    ("案件名称", FactField::CaseName, Room::Whole),
    ("案件编号", FactField::CaseNo, Room::Half),
    ("清单编号", FactField::ListNo, Room::Half),
    ("决定书文号", FactField::DecisionNo, Room::Half),
    ("扣押时间", FactField::SeizedAt, Room::Half),
    ("扣押地点", FactField::SeizedPlace, Room::Whole),
];

/// 扣押清单: columns, cells and copies of 公安机关办理刑事案件程序规定 (2020) 229–230.
pub(super) static SEIZURE_LIST: FormSpec = FormSpec {
    source: FormSource::SeizureList,
    lines: LinesShown::Standing,
    of_agency: true,
    facts: SEIZURE,
    list_title: None,
    columns: &[
        ("编号", 7, LineField::ListLine),
        ("名称", 23, LineField::Name),
        ("数量", 10, LineField::Quantity),
        ("特征", 28, LineField::Features),
        ("来源", 18, LineField::Source),
        ("备注", 14, LineField::Remark),
    ],
    notes: &[],
    cells: &[
        ("财物、文件持有人", Party::Holder),
        ("见证人", Party::AttestingWitness),
        ("保管人", Party::Unnamed),
        ("办案单位（公章）\n办案人", Party::Unnamed),
    ],
    copies: 3,
    copies_note: "本清单一式三份，一份附卷，一份交财物、文件持有人，一份交证据保管人员。",
};

const PRESERVATION: &[FactSpec] = &[
    ("案件名称", FactField::CaseName, Room::Whole),
    ("案件编号", FactField::CaseNo, Room::Half),
    ("清单编号", FactField::ListNo, Room::Half),
    ("决定书文号", FactField::DecisionNo, Room::Half),
    ("保全时间", FactField::SeizedAt, Room::Half),
    ("保全地点", FactField::SeizedPlace, Room::Whole),
];

/// 证据保全清单: columns, cells and copies of 公安机关办理行政案件程序规定 (2019) 111.
pub(super) static PRESERVATION_LIST: FormSpec = FormSpec {
    source: FormSource::SeizureList,
    lines: LinesShown::Standing,
    of_agency: true,
    facts: PRESERVATION,
    list_title: None,
    columns: &[
        ("名称", 28, LineField::Name),
        ("规格", 22, LineField::Model),
        ("数量", 12, LineField::Quantity),
        ("特征", 38, LineField::Features),
    ],
    notes: &[],
    cells: &[("办案人民警察", Party::Unnamed), ("当事人", Party::Holder), ("见证人", Party::AttestingWitness)],
    copies: 2,
    copies_note: "本清单一式两份，一份附卷，一份交当事人。",
};

const LIST_IN: &[ColumnSpec] = &[
    ("序号", 5, LineField::Sequence),
    ("物品名称", 12, LineField::Name),
    ("数量\n（单位）", 9, LineField::Quantity),
    ("物品\n种类", 6, LineField::Category),
    ("物品描述", 20, LineField::Features),
    ("物品来源", 10, LineField::Source),
    ("案件名称", 10, LineField::CaseName),
    ("二维码", 10, LineField::QrCode),
    ("备注", 12, LineField::Remark),
    ("民警\n签字", 6, LineField::Blank),
];

const HANDED_IN: &[FactSpec] = &[
    ("案件名称", FactField::CaseName, Room::Whole),
    ("案件编号", FactField::CaseNo, Room::Half),
    ("申请编号", FactField::RequestNumber, Room::Half),
    ("移交单位", FactField::Agency, Room::Half),
    ("接收时间", FactField::ExecutedAt, Room::Half),
    ("财物数量", FactField::Quantity, Room::Half),
    ("财物等级", FactField::Grades, Room::Half),
    ("库管员", FactField::Executors, Room::Half),
    ("保管单位", FactField::Centre, Room::Half),
    ("初步分析意见/\n备注", FactField::Blank, Room::Written),
    ("封存方式", FactField::Sealing, Room::Whole),
    ("移送方式", DELIVERY, Room::Whole),
];

const HANDED_IN_CELLS: &[CellSpec] =
    &[("涉案财物交接人", Party::Signing(HandoverParty::HandingOver)), ("涉案财物接收人", Party::Custodian)];

/// 涉案财物接收回执单 with 入库清单, as centres use them.
pub(super) static INTAKE_RECEIPT: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Intake, &[]),
    lines: LinesShown::Ended(&[LineOutcome::Accepted, LineOutcome::AcceptedCorrected]),
    of_agency: false,
    facts: HANDED_IN,
    list_title: Some("入库清单"),
    columns: LIST_IN,
    notes: &[],
    cells: HANDED_IN_CELLS,
    copies: 2,
    copies_note: TWO_COPIES,
};

/// 拒收单: what was refused at the desk, and why.
pub(super) static REFUSAL_NOTE: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Intake, &[]),
    lines: LinesShown::Ended(&[LineOutcome::Refused]),
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("移交单位", FactField::Agency, Room::Half),
        ("拒收时间", FactField::ExecutedAt, Room::Half),
    ],
    list_title: None,
    columns: &[
        ("序号", 6, LineField::Sequence),
        ("物品名称", 24, LineField::Name),
        ("数量（单位）", 13, LineField::Quantity),
        ("特征", 27, LineField::Features),
        ("拒收理由", 33, LineField::LineReason),
    ],
    notes: &[],
    cells: &[("移交人", Party::Unnamed), ("保管人员", Party::Executors), ("中心负责人", Party::Unnamed)],
    copies: 2,
    copies_note: TWO_COPIES,
};

/// 归还查验单 with 归还清单.
pub(super) static RETURN_INSPECTION: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::LoanReturn, &[]),
    lines: LinesShown::Ended(&[LineOutcome::Returned]),
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("归还单位", FactField::Agency, Room::Half),
        ("对应调用单", FactField::LoanNumber, Room::Half),
        ("归还时间", FactField::ExecutedAt, Room::Half),
        ("财物数量", FactField::Quantity, Room::Half),
        ("库管员", FactField::Executors, Room::Half),
        ("财物等级", FactField::Grades, Room::Half),
        ("查验意见/备注", FactField::Blank, Room::Written),
        ("封存方式", FactField::Sealing, Room::Whole),
        ("移送方式", DELIVERY, Room::Whole),
    ],
    list_title: Some("归还清单"),
    columns: &[
        ("序号", 5, LineField::Sequence),
        ("物品名称", 11, LineField::Name),
        ("数量\n（单位）", 9, LineField::Quantity),
        ("物品\n种类", 6, LineField::Category),
        ("物品描述", 16, LineField::Features),
        ("物品来源", 8, LineField::Source),
        ("案件名称", 8, LineField::CaseName),
        ("二维码", 10, LineField::QrCode),
        ("查验结果", 11, LineField::Condition),
        ("备注", 10, LineField::Remark),
        ("民警\n签字", 6, LineField::Blank),
    ],
    notes: &[],
    cells: HANDED_IN_CELLS,
    copies: 2,
    copies_note: TWO_COPIES,
};
