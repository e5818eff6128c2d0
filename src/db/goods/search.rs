//! Free-text search over items: overlapping bigrams for Chinese, trigrams for letters and digits, then a recheck of the
//! text itself, the same on both databases. Trigram indexes cannot find two-character words such as 王伟.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use serde_json::Value;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::like::like_pattern;
use crate::db::goods::items::Item;
use crate::db::goods::search_tables::{item_grams, item_texts};
use crate::db::schema::{cases, items, labels};
use crate::error::{Error, Result};
use crate::model::goods::label::LabelCode;
use crate::model::ids::{CaseId, ItemId, Uid};
use crate::model::papers::print::LabelState;
use crate::model::text::folded;

/// What is indexed of one item.
#[derive(Debug, Clone)]
pub struct ItemText {
    /// The label's serial: unique, and ordered by registration.
    pub rid: i64,
    pub item_id: ItemId,
    /// Everything a person might search for, one value per line.
    pub txt: String,
}

impl ItemText {
    /// What a search over items looks at: the item's own words and those of its case.
    ///
    /// # Errors
    /// [`Error::Internal`] for an item without a label code.
    pub fn of(item: &Item, case_no: &str, case_name: &str) -> Result<Self> {
        let code = LabelCode::parse(&item.code).map_err(|_| Error::internal("an item without a label code"))?;
        let parts: [&str; 10] = [
            &item.code,
            &item.name,
            &item.features,
            &item.model,
            &item.serial_no,
            &item.holder_name,
            &item.owner_name,
            &values_of(&item.attributes)?,
            case_no,
            case_name,
        ];
        Ok(Self { rid: i64::from(code.serial()), item_id: item.id, txt: parts.join("\n") })
    }
}

/// The values of a category's own details, one to a line; what they are called is nothing to be found by.
fn values_of(attributes: &str) -> Result<String> {
    let details: serde_json::Map<String, Value> = serde_json::from_str(attributes).map_err(Error::internal)?;
    let mut values = Vec::new();
    let mut waiting: Vec<Value> = details.into_iter().map(|(_, value)| value).rev().collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => values.push(number.to_string()),
            Value::String(text) => values.push(text),
            Value::Array(within) => waiting.extend(within.into_iter().rev()),
            Value::Object(within) => waiting.extend(within.into_iter().map(|(_, value)| value).rev()),
        }
    }
    Ok(values.join("\n"))
}

/// Indexes new items.
pub fn insert(change: &mut Change<'_>, rows: &[ItemText]) -> Result<()> {
    insert_rows(change.conn, rows)
}

/// Indexes every item of a database in which none is indexed, such as one whose texts a migration has taken out.
pub(in crate::db) fn complete(conn: &mut Conn) -> Result<()> {
    let indexed: Option<i64> = on!(conn, c => item_texts::table.select(item_texts::rid).first(c).optional())?;
    if indexed.is_some() {
        return Ok(());
    }
    if let Conn::Sqlite(c) = conn {
        diesel::sql_query("INSERT INTO item_grams (item_grams) VALUES ('delete-all')").execute(c)?;
    }
    insert_all(conn)?;
    Ok(())
}

/// Indexes every item of a database whose index is empty; answers how many.
pub(in crate::db) fn insert_all(conn: &mut Conn) -> Result<u64> {
    let (mut last, mut done) = (None, 0);
    loop {
        let rows = list_after(conn, None, last)?;
        let Some((item, ..)) = rows.last() else { return Ok(done) };
        last = Some(item.id);
        let texts: Result<Vec<_>> = rows.iter().map(|(item, no, name)| ItemText::of(item, no, name)).collect();
        let mut texts = texts?;
        add_former(conn, &mut texts)?;
        insert_rows(conn, &texts)?;
        done += rows.len() as u64;
    }
}

/// The items of one case, or of all, with number and name of their case.
fn list_after(conn: &mut Conn, case: Option<CaseId>, after: Option<ItemId>) -> Result<Vec<(Item, String, String)>> {
    on!(conn, c => {
        let mut query = items::table
            .inner_join(cases::table.on(cases::id.eq(items::case_id)))
            .select((Item::as_select(), cases::case_no, cases::name))
            .order(items::id)
            .limit(BATCH as i64)
            .into_boxed();
        if let Some(case) = case {
            query = query.filter(items::case_id.eq(case));
        }
        Ok(match after {
            Some(id) => query.filter(items::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

fn insert_rows(conn: &mut Conn, rows: &[ItemText]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        let texts: Vec<String> = batch.iter().map(|row| folded(&row.txt)).collect();
        let grams: Vec<String> = texts.iter().map(|text| grams_of(text).join(" ")).collect();
        match &mut *conn {
            Conn::Postgres(c) => {
                diesel::sql_query(
                    "INSERT INTO item_texts (rid, item_id, txt, g) \
                     SELECT r, i, t, array_to_tsvector(array_remove(string_to_array(g, ' '), '')) \
                     FROM unnest($1, $2, $3, $4) AS u (r, i, t, g)",
                )
                .bind::<Array<BigInt>, _>(batch.iter().map(|row| row.rid).collect::<Vec<_>>())
                .bind::<Array<Uid>, _>(batch.iter().map(|row| row.item_id).collect::<Vec<_>>())
                .bind::<Array<Text>, _>(texts)
                .bind::<Array<Text>, _>(grams)
                .execute(c)?;
            }
            Conn::Sqlite(c) => {
                for ((row, text), gram) in batch.iter().zip(&texts).zip(&grams) {
                    let text =
                        (item_texts::rid.eq(row.rid), item_texts::item_id.eq(row.item_id), item_texts::txt.eq(text));
                    diesel::insert_into(item_texts::table).values(text).execute(c)?;
                    let gram = (item_grams::rowid.eq(row.rid), item_grams::g.eq(gram));
                    diesel::insert_into(item_grams::table).values(gram).execute(c)?;
                }
            }
        }
    }
    Ok(())
}

/// Replaces what is indexed of these items.
pub fn replace(change: &mut Change<'_>, rows: &[ItemText]) -> Result<()> {
    let rows = known_as(change.conn, rows)?;
    for batch in rows.chunks(BATCH) {
        let rids: Vec<i64> = batch.iter().map(|row| row.rid).collect();
        on!(change.conn, c => diesel::delete(item_texts::table.filter(item_texts::rid.eq_any(&rids))).execute(c))?;
        if let Conn::Sqlite(c) = &mut *change.conn {
            diesel::delete(item_grams::table.filter(item_grams::rowid.eq_any(&rids))).execute(c)?;
        }
    }
    insert(change, &rows)
}

/// The texts as they are indexed: under the number an item was indexed by first, also when it carries another label
/// now, and found by its former codes too.
fn known_as(conn: &mut Conn, rows: &[ItemText]) -> Result<Vec<ItemText>> {
    let mut rows = rows.to_vec();
    for batch in rows.chunks_mut(BATCH) {
        let ids: Vec<ItemId> = batch.iter().map(|row| row.item_id).collect();
        let rids: Vec<(ItemId, i64)> = on!(conn, c => item_texts::table
            .filter(item_texts::item_id.eq_any(&ids))
            .select((item_texts::item_id, item_texts::rid))
            .load(c))?;
        let rids: HashMap<_, _> = rids.into_iter().collect();
        for row in batch.iter_mut() {
            row.rid = rids.get(&row.item_id).copied().unwrap_or(row.rid);
        }
    }
    add_former(conn, &mut rows)?;
    Ok(rows)
}

fn add_former(conn: &mut Conn, rows: &mut [ItemText]) -> Result<()> {
    for batch in rows.chunks_mut(BATCH) {
        let ids: Vec<ItemId> = batch.iter().map(|row| row.item_id).collect();
        let former: Vec<(Option<ItemId>, String)> = on!(conn, c => labels::table
            .filter(labels::item_id.eq_any(&ids).and(labels::state.eq(LabelState::Replaced)))
            .order(labels::code)
            .select((labels::item_id, labels::code))
            .load(c))?;
        let mut codes: HashMap<ItemId, Vec<String>> = HashMap::new();
        for (item, code) in former {
            if let Some(item) = item {
                codes.entry(item).or_default().push(code);
            }
        }
        for row in batch.iter_mut() {
            for code in codes.remove(&row.item_id).unwrap_or_default() {
                row.txt.push('\n');
                row.txt.push_str(&code);
            }
        }
    }
    Ok(())
}

/// Replaces what is indexed of every item of a case, after its number or name changed.
pub fn replace_case(change: &mut Change<'_>, case: CaseId) -> Result<()> {
    let mut last = None;
    loop {
        let rows = list_after(change.conn, Some(case), last)?;
        let Some((item, ..)) = rows.last() else { return Ok(()) };
        last = Some(item.id);
        let texts: Result<Vec<_>> = rows.iter().map(|(item, no, name)| ItemText::of(item, no, name)).collect();
        replace(change, &texts?)?;
    }
}

/// A search as the index understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText {
    /// The grams every hit must have, as an FTS5 MATCH expression.
    pub sqlite: String,
    /// The same as a `tsquery`.
    pub postgres: String,
    /// The LIKE patterns every hit's text must match.
    pub patterns: Vec<String>,
}

impl SearchText {
    /// Reads the words of a search; `None` when there is nothing to search for.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<String> = text.split_whitespace().map(searched).collect();
        let mut grams: Vec<String> = words.iter().flat_map(|word| query_grams(word)).collect();
        grams.sort();
        grams.dedup();
        if grams.is_empty() {
            return None;
        }
        let prefix = |gram: &str| gram.ends_with('*');
        let sqlite = grams.iter().map(|g| match prefix(g) {
            true => format!("\"{}\"*", g.trim_end_matches('*')),
            false => format!("\"{g}\""),
        });
        let postgres = grams.iter().map(|g| match prefix(g) {
            true => format!("'{}':*", g.trim_end_matches('*')),
            false => format!("'{g}'"),
        });
        Some(Self {
            sqlite: sqlite.collect::<Vec<_>>().join(" AND "),
            postgres: postgres.collect::<Vec<_>>().join(" & "),
            patterns: words.iter().map(|word| like_pattern(word)).collect(),
        })
    }
}

/// A word as the texts have it: a label's code as it is stored, however it is written, anything else folded.
fn searched(word: &str) -> String {
    LabelCode::parse(word).map_or_else(|_| folded(word), |code| folded(code.as_str()))
}

/// Every gram of a text: bigrams of Chinese runs with a marker behind the last character, trigrams of letters and
/// digits; shorter runs stand for themselves.
fn grams_of(text: &str) -> Vec<String> {
    let mut grams: Vec<String> = runs(text)
        .flat_map(|run| match run {
            Run::Han(characters) => {
                let mut marked = characters;
                marked.push('_');
                windows(&marked, 2)
            }
            Run::Latin(characters) => {
                let mut marked = characters;
                marked.extend(['_', '_']);
                windows(&marked, 3)
            }
        })
        .collect();
    grams.sort();
    grams.dedup();
    grams
}

/// The grams a word of a search asks for; what is shorter than a gram asks for a prefix.
fn query_grams(word: &str) -> Vec<String> {
    runs(word)
        .flat_map(|run| match run {
            Run::Han(characters) if characters.len() == 1 => vec![format!("{}*", String::from_iter(characters))],
            Run::Han(characters) => windows(&characters, 2),
            Run::Latin(characters) if characters.len() < 3 => vec![format!("{}*", String::from_iter(characters))],
            Run::Latin(characters) => windows(&characters, 3),
        })
        .collect()
}

enum Run {
    Han(Vec<char>),
    Latin(Vec<char>),
}

/// The text as runs of Chinese characters and runs of letters or digits; everything else parts them.
fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut found = Vec::new();
    for c in text.chars() {
        match (kind(c), found.last_mut()) {
            (Some(true), Some(Run::Han(run))) | (Some(false), Some(Run::Latin(run))) if !run.is_empty() => run.push(c),
            (Some(true), _) => found.push(Run::Han(vec![c])),
            (Some(false), _) => found.push(Run::Latin(vec![c])),
            (None, _) => found.push(Run::Latin(Vec::new())),
        }
    }
    found.into_iter().filter(|run| matches!(run, Run::Han(run) | Run::Latin(run) if !run.is_empty()))
}

/// True for characters written without spaces between words, false for letters and digits, none for the rest.
fn kind(c: char) -> Option<bool> {
    match c {
        _ if !c.is_alphanumeric() => None,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Some(true)
        }
        _ => Some(false),
    }
}

fn windows(characters: &[char], size: usize) -> Vec<String> {
    characters.windows(size).map(String::from_iter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_character_name_asks_for_its_one_bigram() {
        let query = SearchText::parse("王伟").unwrap();
        assert_eq!(query.sqlite, "\"王伟\"");
        assert_eq!(query.postgres, "'王伟'");
        assert!(grams_of("持有人王伟,手机").contains(&"王伟".to_owned()));
    }

    #[test]
    fn every_part_of_a_text_is_found_by_its_own_grams() {
        let text = "苹果手机 iphone13 sn:F2LXK9 冀B12345";
        let stored = grams_of(&folded(text));
        for word in ["手机", "机", "iphone", "one1", "13", "9", "f2l", "冀b123", "b12345"] {
            for gram in query_grams(word) {
                let found = match gram.strip_suffix('*') {
                    Some(prefix) => stored.iter().any(|g| g.starts_with(prefix)),
                    None => stored.contains(&gram),
                };
                assert!(found, "{word}: {gram} not in {stored:?}");
            }
        }
    }

    #[test]
    fn of_the_details_the_values_are_indexed_and_not_their_names() {
        let values = values_of(r#"{"note":"内有\"标签\"","parts":[{"imei":"8600"},12],"sealed":true,"none":null}"#);
        assert_eq!(values.unwrap(), "内有\"标签\"\n8600\n12");
    }

    #[test]
    fn every_word_of_a_search_counts_in_any_spelling() {
        let query = SearchText::parse("a1 a2 a3 a4 a5 a6 a7 a8 a9 某Ⅱ期").unwrap();
        assert_eq!(query.patterns.len(), 10);
        assert_eq!(query.patterns[9], "%某ii期%");
    }

    #[test]
    fn signs_alone_search_nothing_and_quotes_cannot_reach_the_expression() {
        assert_eq!(SearchText::parse(" '\" -- %_ "), None);
        let query = SearchText::parse("a'b\"c").unwrap();
        assert!(!query.postgres.replace("':*", "").replace('\'', "").contains('"'));
        assert_eq!(query.patterns, ["%a'b\"c%"]);
    }
}
