//! The rooms of the centre as a tree of places, ample for the year, and which place the next piece goes to.

use super::figures::{BY_CATEGORY, ListedCategory};

/// One place; parents come before their children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Short code, unique, such as `A1-R03-L2-B07`.
    pub code: String,
    /// Name on the door or shelf.
    pub name: String,
    /// `zone`, `room`, `rack`, `level` or `bin`.
    pub kind: &'static str,
    /// Index of the place it lies in.
    pub parent: Option<usize>,
    /// What may be kept here: `ordinary`, `vault`, …
    pub storage_class: &'static str,
    /// Pieces it can hold; only bins hold pieces.
    pub capacity: Option<u32>,
}

/// How one storage class is built.
struct Wing {
    category: ListedCategory,
    code: &'static str,
    name: &'static str,
    rooms: u32,
    room_name: &'static str,
    racks: u32,
    rack_name: &'static str,
    levels: u32,
    bins: u32,
    bin_name: &'static str,
    /// Capacities of the bins, used in turn.
    capacities: &'static [u32],
}

/// The wings. A wing with no levels has its bins directly in the rack; with no racks, directly in the room.
const WINGS: [Wing; 7] = [
    Wing {
        category: ListedCategory::Unclassified,
        code: "S",
        name: "接收区",
        rooms: 2,
        room_name: "接收间",
        racks: 0,
        rack_name: "",
        levels: 0,
        bins: 4,
        bin_name: "待分类台",
        capacities: &[10_000],
    },
    Wing {
        category: ListedCategory::Ordinary,
        code: "A",
        name: "普通物品库区",
        rooms: 4,
        room_name: "普通库房",
        racks: 6,
        rack_name: "货架",
        levels: 5,
        bins: 8,
        bin_name: "格",
        capacities: &[120, 90, 60, 100, 110],
    },
    Wing {
        category: ListedCategory::Valuable,
        code: "V",
        name: "贵重物品库区",
        rooms: 1,
        room_name: "保险库",
        racks: 6,
        rack_name: "保险柜",
        levels: 0,
        bins: 8,
        bin_name: "抽屉",
        capacities: &[20],
    },
    Wing {
        category: ListedCategory::Specimen,
        code: "B",
        name: "动植物标本库区",
        rooms: 1,
        room_name: "恒温恒湿室",
        racks: 3,
        rack_name: "标本柜",
        levels: 0,
        bins: 4,
        bin_name: "格",
        capacities: &[6],
    },
    Wing {
        category: ListedCategory::Antimagnetic,
        code: "M",
        name: "防磁物品库区",
        rooms: 1,
        room_name: "防磁室",
        racks: 4,
        rack_name: "防磁柜",
        levels: 0,
        bins: 10,
        bin_name: "屉",
        capacities: &[12],
    },
    Wing {
        category: ListedCategory::Bulk,
        code: "D",
        name: "大宗物品库区",
        rooms: 3,
        room_name: "大宗库",
        racks: 0,
        rack_name: "",
        levels: 0,
        bins: 16,
        bin_name: "垛位",
        capacities: &[320, 240, 400],
    },
    Wing {
        category: ListedCategory::Vehicle,
        code: "C",
        name: "涉案车辆停放区",
        rooms: 4,
        room_name: "停车场",
        racks: 0,
        rack_name: "",
        levels: 0,
        bins: 40,
        bin_name: "车位",
        capacities: &[1],
    },
];

/// All places, and the bins of each category in the order they are filled.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The tree; all indexes of places point here.
    pub all: Vec<Place>,
    /// Per column of the category table: index of a bin and how many pieces fit up to and with it.
    bins: [Vec<(usize, u32)>; BY_CATEGORY.len()],
}

impl Places {
    /// Builds the centre.
    pub fn build() -> Self {
        let mut places = Self::default();
        for wing in &WINGS {
            places.build_wing(wing);
        }
        places
    }

    /// Bin of the `rank`-th piece (from 0) received in a category; none when the wing is full.
    pub fn bin_of(&self, category: ListedCategory, rank: u32) -> Option<usize> {
        let bins = self.bins.get(category.column()?)?;
        let at = bins.partition_point(|(_, until)| *until <= rank);
        bins.get(at).map(|(place, _)| *place)
    }

    fn build_wing(&mut self, wing: &Wing) {
        let zone = self.add(wing, "zone", None, wing.code.to_owned(), wing.name.to_owned());
        for room in 1..=wing.rooms {
            let code = format!("{}{room}", wing.code);
            let name = format!("{}{room}", wing.room_name);
            let room = self.add(wing, "room", Some(zone), code.clone(), name);
            if wing.racks == 0 {
                self.add_bins(wing, room, &code);
            }
            for rack in 1..=wing.racks {
                let code = format!("{code}-R{rack:02}");
                let name = format!("{}{rack:02}", wing.rack_name);
                let rack = self.add(wing, "rack", Some(room), code.clone(), name);
                if wing.levels == 0 {
                    self.add_bins(wing, rack, &code);
                }
                for level in 1..=wing.levels {
                    let code = format!("{code}-L{level}");
                    let level = self.add(wing, "level", Some(rack), code.clone(), format!("第{level}层"));
                    self.add_bins(wing, level, &code);
                }
            }
        }
    }

    fn add_bins(&mut self, wing: &Wing, parent: usize, prefix: &str) {
        for bin in 1..=wing.bins {
            let name = format!("{}{bin:02}", wing.bin_name);
            let place = self.add(wing, "bin", Some(parent), format!("{prefix}-B{bin:02}"), name);
            let Some(bins) = wing.category.column().and_then(|column| self.bins.get_mut(column)) else {
                continue;
            };
            let turn = bins.len() % wing.capacities.len().max(1);
            let capacity = wing.capacities.get(turn).copied().unwrap_or(0);
            let before = bins.last().map_or(0, |(_, until)| *until);
            bins.push((place, before + capacity));
            if let Some(place) = self.all.get_mut(place) {
                place.capacity = Some(capacity);
            }
        }
    }

    fn add(&mut self, wing: &Wing, kind: &'static str, parent: Option<usize>, code: String, name: String) -> usize {
        let storage_class = wing.category.storage_class().unwrap_or_default();
        self.all.push(Place { code, name, kind, parent, storage_class, capacity: None });
        self.all.len() - 1
    }
}
