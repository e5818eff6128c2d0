// Written by `custody docs --write`; do not edit.

/** The column titles of the exported lists, English and Chinese, in their order. */
export const EXPORT_HEADINGS = {
  items: [['Code', '标签编码'], ['Name', '名称'], ['Category', '类别'], ['Features', '特征'], ['Model', '规格型号'], ['Serial number', '序列号'], ['Pieces', '件数'], ['Unit', '单位'], ['Holder', '持有人'], ['Custody state', '保管状态'], ['Legal status', '法律状态'], ['Place', '存放位置'], ['Borrower', '调用人'], ['Case number', '案件编号'], ['Case', '案件名称'], ['Responsible agency', '责任单位'], ['Registered (+08:00)', '登记时间'], ['Received (+08:00)', '入库时间'], ['Released (+08:00)', '出库时间']],
  requests: [['Number', '申请编号'], ['Kind', '申请类型'], ['Status', '状态'], ['Applicant', '申请人'], ['Agency', '申请单位'], ['Responsible agency', '责任单位'], ['Case number', '案件编号'], ['Case', '案件名称'], ['Reason', '事由'], ['Lines', '明细数'], ['Open lines', '未办明细数'], ['Purpose', '用途'], ['Disposition', '处置方式'], ['Due (+08:00)', '到期时间'], ['Submitted (+08:00)', '提交时间'], ['Approved (+08:00)', '批准时间'], ['Closed (+08:00)', '办结时间']],
  loans: [['Request', '调用申请编号'], ['Code', '标签编码'], ['Name', '名称'], ['Category', '类别'], ['Pieces', '件数'], ['Case number', '案件编号'], ['Purpose', '用途'], ['Borrower', '调用人'], ['Agency', '调用单位'], ['Handed out (+08:00)', '交付时间'], ['Due (+08:00)', '到期时间'], ['Overdue', '超期'], ['Returned (+08:00)', '归还时间'], ['Return', '归还申请编号'], ['Condition', '归还状况']],
  movements: [['Log entry', '日志序号'], ['At (+08:00)', '时间'], ['Code', '标签编码'], ['Name', '名称'], ['What', '事项'], ['Request', '申请编号'], ['From state', '原状态'], ['To state', '现状态'], ['From place', '原位置'], ['To place', '现位置'], ['Borrower', '调用人'], ['By', '办理人'], ['Second custodian', '第二保管人'], ['Receiver', '领取人'], ['Reason', '事由'], ['Condition', '状况']],
  audit_entries: [['Entry', '日志序号'], ['At (+08:00)', '时间'], ['Action', '事项'], ['By', '操作人'], ['Agency', '单位'], ['Item code', '标签编码'], ['Item', '物品'], ['Event of the item', '物品事件序号'], ['Request', '申请编号'], ['Subject', '对象']],
} as const;
