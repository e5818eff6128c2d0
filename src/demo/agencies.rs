//! The 19 agencies the centre serves and the institutions around it. Generic names in a fictitious staffing.

/// What an agency works on; decides which cases it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Police station.
    Station,
    /// Criminal investigation.
    Detective,
    /// Economic crime.
    Economic,
    /// Drug offences.
    Narcotics,
    /// Public order.
    PublicOrder,
    /// Traffic police.
    Traffic,
    /// Cyber crime.
    Cyber,
    /// Food, drug and environmental crime.
    FoodDrug,
    /// Market supervision.
    Market,
    /// Tobacco monopoly.
    Tobacco,
    /// Forestry and wildlife.
    Forestry,
    /// Customs anti-smuggling.
    Customs,
    /// Ecology and environment.
    Ecology,
    /// Keeps or supervises; brings no cases.
    None,
}

/// One agency or institution.
#[derive(Clone, Copy, Debug)]
pub struct Agency {
    /// Unit code of 12 digits.
    pub code: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Kind in data words: `police`, `market_supervision`, `tobacco`, `forestry`, `customs`, `ecology`, `centre`,
    /// `political_legal_committee`, `procuratorate`, `court`, `finance`.
    pub kind: &'static str,
    /// What it works on.
    pub duty: Duty,
    /// How many of a thousand intake requests are its own, roughly; 0 when the centre does not serve it.
    pub share: u32,
    /// Character for document numbers.
    pub mark: &'static str,
}

impl Agency {
    /// Whether it brings goods to the centre.
    pub const fn is_served(&self) -> bool {
        self.share > 0
    }
}

const fn agency(
    code: &'static str,
    name: &'static str,
    kind: &'static str,
    duty: Duty,
    share: u32,
    mark: &'static str,
) -> Agency {
    Agency { code, name, kind, duty, share, mark }
}

/// Place of the custody centre in [`ALL`].
pub const CENTRE: usize = 19;

/// The served agencies first, then the institutions.
pub const ALL: [Agency; 24] = [
    agency("130273510100", "高新区公安分局第一派出所", "police", Duty::Station, 78, "一"),
    agency("130273510200", "高新区公安分局第二派出所", "police", Duty::Station, 66, "二"),
    agency("130273510300", "高新区公安分局第三派出所", "police", Duty::Station, 54, "三"),
    agency("130273510400", "高新区公安分局第四派出所", "police", Duty::Station, 48, "四"),
    agency("130273510500", "高新区公安分局第五派出所", "police", Duty::Station, 38, "五"),
    agency("130273520100", "高新区公安分局刑侦大队一中队", "police", Duty::Detective, 84, "刑一"),
    agency("130273520200", "高新区公安分局刑侦大队二中队", "police", Duty::Detective, 72, "刑二"),
    agency("130273530000", "高新区公安分局经侦大队", "police", Duty::Economic, 68, "经"),
    agency("130273540000", "高新区公安分局禁毒大队", "police", Duty::Narcotics, 40, "毒"),
    agency("130273550000", "高新区公安分局治安大队", "police", Duty::PublicOrder, 66, "治"),
    agency("130273560100", "高新区公安分局交警一大队", "police", Duty::Traffic, 44, "交一"),
    agency("130273560200", "高新区公安分局交警二大队", "police", Duty::Traffic, 34, "交二"),
    agency("130273570000", "高新区公安分局网安大队", "police", Duty::Cyber, 50, "网"),
    agency("130273580000", "高新区公安分局食药环侦大队", "police", Duty::FoodDrug, 62, "食"),
    agency("130273610000", "高新区市场监督管理局综合执法大队", "market_supervision", Duty::Market, 76, "市监"),
    agency("130273620000", "高新区烟草专卖局稽查大队", "tobacco", Duty::Tobacco, 58, "烟"),
    agency("130273630000", "高新区林业执法队", "forestry", Duty::Forestry, 20, "林"),
    agency("130273640000", "海关缉私分局驻高新区办事处", "customs", Duty::Customs, 26, "缉"),
    agency("130273650000", "高新区生态环境执法大队", "ecology", Duty::Ecology, 16, "环"),
    agency("130273010000", "高新区跨部门涉案财物监督管理中心", "centre", Duty::None, 0, "财管"),
    agency("130273020000", "高新区党工委政法委员会", "political_legal_committee", Duty::None, 0, "政法"),
    agency("130273030000", "高新区人民检察院", "procuratorate", Duty::None, 0, "检"),
    agency("130273040000", "高新区人民法院", "court", Duty::None, 0, "法"),
    agency("130273050000", "高新区财政局", "finance", Duty::None, 0, "财"),
];
