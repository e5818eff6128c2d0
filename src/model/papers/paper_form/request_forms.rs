//! Papers by which goods leave: approvals, lists of what is returned, transferred or destroyed.

use crate::model::goods::item::Disposition;
use crate::model::papers::paper::Room;
use crate::model::papers::paper_form::fields::{
    ColumnSpec, FactField, FormSource, FormSpec, LineField, LinesShown, NoteSpec, Party,
};
use crate::model::papers::paper_form::goods_forms::TWO_COPIES;
use crate::model::requests::handover::HandoverParty;
use crate::model::requests::request::{LineOutcome, RequestKind};

const LIST_OUT: &[ColumnSpec] = &[
    ("序号", 5, LineField::Sequence),
    ("物品名称", 11, LineField::Name),
    ("数量\n（单位）", 9, LineField::Quantity),
    ("物品\n种类", 6, LineField::Category),
    ("物品描述", 17, LineField::Features),
    ("物品来源", 8, LineField::Source),
    ("案件名称", 9, LineField::CaseName),
    ("存储\n位置", 8, LineField::Place),
    ("二维码", 10, LineField::QrCode),
    ("备注", 11, LineField::Remark),
    ("民警\n签字", 6, LineField::Blank),
];
const OUT_NOTES: &[NoteSpec] = &[("出库方式", FactField::Delivery), ("封存方式", FactField::Sealing)];

/// 财物出库审批表 with 出库清单, as centres use them.
pub(super) static OUTBOUND_APPROVAL: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Outbound, &[]),
    lines: LinesShown::Standing,
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("财物数量", FactField::Quantity, Room::Half),
        ("财物等级", FactField::Grades, Room::Half),
        ("经办单位", FactField::Agency, Room::Half),
        ("操作类型", FactField::Operation, Room::Half),
        ("经办原因", FactField::RequestReason, Room::Whole),
        ("处置文书", FactField::Document, Room::Whole),
        ("办案人员（签字）", FactField::Applicant, Room::Signed),
        ("时间", FactField::SubmittedAt, Room::Signed),
        ("库管员（签字）", FactField::Executors, Room::Signed),
        ("经办时间", FactField::ExecutedAt, Room::Signed),
        ("审批意见", FactField::Opinions, Room::Written),
        ("审批人（签字）", FactField::Approvers, Room::Signed),
        ("审批时间", FactField::ApprovedAt, Room::Signed),
    ],
    list_title: Some("出库清单"),
    columns: LIST_OUT,
    notes: OUT_NOTES,
    cells: &[("交接人", Party::Custodian), ("接收人", Party::Receiver)],
    copies: 2,
    copies_note: TWO_COPIES,
};

/// 财物调用审批表 with 借调清单; what the register of loans needs is 公安机关涉案财物管理若干规定 (2015) 11.
pub(super) static LOAN_APPROVAL: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Loan, &[]),
    lines: LinesShown::Standing,
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("财物数量", FactField::Quantity, Room::Half),
        ("财物等级", FactField::Grades, Room::Half),
        ("经办单位", FactField::Agency, Room::Half),
        ("操作类型", FactField::Operation, Room::Half),
        ("经办原因", FactField::RequestReason, Room::Whole),
        ("预计归还时间", FactField::DueAt, Room::Whole),
        ("办案人员（签字）", FactField::Applicant, Room::Signed),
        ("时间", FactField::SubmittedAt, Room::Signed),
        ("库管员（签字）", FactField::Executors, Room::Signed),
        ("经办时间", FactField::ExecutedAt, Room::Signed),
        ("审批意见", FactField::Opinions, Room::Written),
        ("审批人（签字）", FactField::Approvers, Room::Signed),
        ("审批时间", FactField::ApprovedAt, Room::Signed),
    ],
    list_title: Some("借调清单"),
    columns: LIST_OUT,
    notes: OUT_NOTES,
    cells: &[("交接人", Party::Custodian), ("接收人", Party::Signing(HandoverParty::TakingOver))],
    copies: 2,
    copies_note: TWO_COPIES,
};

/// 调用延期审批表: the goods that are still out, until when, and why.
pub(super) static EXTENSION_APPROVAL: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Loan, &[]),
    lines: LinesShown::Ended(&[LineOutcome::Lent]),
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("调用申请编号", FactField::RequestNumber, Room::Half),
        ("经办单位", FactField::Agency, Room::Half),
        ("操作类型", FactField::Fixed("调用延期"), Room::Half),
        ("原归还时间", FactField::ExtensionFrom, Room::Half),
        ("申请延期至", FactField::ExtensionDueAt, Room::Half),
        ("延期原因", FactField::ExtensionReason, Room::Whole),
        ("办案人员（签字）", FactField::ExtensionAskedBy, Room::Signed),
        ("时间", FactField::ExtensionAskedAt, Room::Signed),
        ("审批意见", FactField::ExtensionOpinion, Room::Written),
        ("审批人（签字）", FactField::ExtensionHeads, Room::Signed),
        ("审批时间", FactField::ExtensionDecidedAt, Room::Signed),
    ],
    list_title: Some("延期财物清单"),
    columns: &[
        ("序号", 7, LineField::Sequence),
        ("物品名称", 28, LineField::Name),
        ("数量（单位）", 13, LineField::Quantity),
        ("物品描述", 32, LineField::Features),
        ("二维码", 20, LineField::QrCode),
    ],
    notes: &[],
    cells: &[("办案人员", Party::Unnamed), ("保管人员", Party::Unnamed)],
    copies: 2,
    copies_note: TWO_COPIES,
};

/// 发还清单: what 公安机关办理刑事案件程序规定 (2020) 234 asks to keep.
pub(super) static RETURN_LIST: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Outbound, &[Disposition::ReturnToParty, Disposition::ReturnToVictim]),
    lines: LinesShown::Standing,
    of_agency: true,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("发还依据", FactField::Document, Room::Whole),
        ("发还原因", FactField::RequestReason, Room::Whole),
    ],
    list_title: None,
    columns: &[
        ("编号", 8, LineField::Sequence),
        ("名称", 28, LineField::Name),
        ("数量", 10, LineField::Quantity),
        ("特征", 36, LineField::Features),
        ("备注", 18, LineField::Remark),
    ],
    notes: &[],
    cells: &[
        ("批准人", Party::Approvers),
        ("办案单位（公章）\n办案人", Party::Unnamed),
        ("领取人", Party::Receiver),
        ("见证人", Party::Unnamed),
    ],
    copies: 3,
    copies_note: "本清单一式三份，一份附卷，一份交领取人，一份交证据保管人员。",
};

/// 随案移送清单: what 公安机关办理刑事案件程序规定 (2020) 288 asks to say.
pub(super) static TRANSFER_LIST: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Outbound, &[Disposition::TransferWithCase]),
    lines: LinesShown::Standing,
    of_agency: true,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("移送依据", FactField::Document, Room::Whole),
    ],
    list_title: None,
    columns: &[
        ("编号", 7, LineField::Sequence),
        ("名称", 23, LineField::Name),
        ("数量", 9, LineField::Quantity),
        ("特征", 23, LineField::Features),
        ("存放地点", 13, LineField::Place),
        ("处理建议", 14, LineField::Blank),
        ("备注", 11, LineField::Remark),
    ],
    notes: &[],
    cells: &[("移送单位（公章）\n移送人", Party::Unnamed), ("接收单位（公章）\n接收人", Party::Receiver)],
    copies: 2,
    copies_note: "本清单一式两份，一份留存，一份交接收单位。",
};

/// 销毁清单, with everybody who answers for it.
pub(super) static DESTRUCTION_LIST: FormSpec = FormSpec {
    source: FormSource::Request(RequestKind::Outbound, &[Disposition::Destruction]),
    lines: LinesShown::Standing,
    of_agency: false,
    facts: &[
        ("案件名称", FactField::CaseName, Room::Whole),
        ("案件编号", FactField::CaseNo, Room::Half),
        ("申请编号", FactField::RequestNumber, Room::Half),
        ("申请单位", FactField::Agency, Room::Half),
        ("申请人", FactField::Applicant, Room::Half),
        ("销毁依据", FactField::Document, Room::Whole),
        ("销毁理由", FactField::RequestReason, Room::Whole),
        ("销毁方法", FactField::DestructionMethod, Room::Whole),
        ("销毁地点", FactField::DestructionPlace, Room::Half),
        ("销毁日期", FactField::ExecutedAt, Room::Half),
    ],
    list_title: None,
    columns: &[
        ("序号", 6, LineField::Sequence),
        ("财物编号", 17, LineField::Code),
        ("财物名称", 25, LineField::Name),
        ("财物\n数量", 8, LineField::Count),
        ("计量\n单位", 8, LineField::Unit),
        ("财物类别", 9, LineField::Category),
        ("财物特征", 27, LineField::Features),
    ],
    notes: &[],
    cells: &[
        ("批准人", Party::Approvers),
        ("执行人", Party::Custodian),
        ("监销人", Party::SupervisingWitness),
        ("证明人", Party::Signing(HandoverParty::AttestingWitness)),
    ],
    copies: 2,
    copies_note: TWO_COPIES,
};
