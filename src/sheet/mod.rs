//! Spreadsheets out: rows into a file, CSV or XLSX, in bounded memory. What the rows are is not decided here.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use rust_xlsxwriter::{Format as Look, Workbook, Worksheet, XlsxError};

use crate::error::{Cause, Error, Result};
use crate::model::words::words;

words! {
    /// The forms of a spreadsheet.
    Format {
        /// Comma-separated, UTF-8 with a byte order mark, so that offices open it with the right characters.
        Csv = "csv" / "CSV" / "CSV",
        /// Office Open XML
        Xlsx = "xlsx" / "Excel" / "Excel",
    }
}

impl Format {
    /// The media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A code, a number of a paper or the like: text that a spreadsheet leaves alone, also when somebody edits it.
    Code(String),
    /// A whole number.
    Number(i64),
    /// A number of so many decimal places, in its smallest part: (1234, 2) is 12.34.
    Decimal(i64, u32),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Book {
    fn new(name: Option<&str>, header: &[&str]) -> Result<Self> {
        let mut book = Workbook::new();
        add_page(&mut book, name, header)?;
        Ok(Self { book, page: 0, as_text: Look::new().set_num_format("@") })
    }
}

/// A spreadsheet in the making, in a file without a name that is gone with its last handle.
pub struct Sheet {
    rows: u32,
    /// Rows of the present page, its header among them.
    on_page: u32,
    form: Form,
}

enum Form {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Xlsx(Box<Book>),
}

/// A workbook, the page that is written, and the look of cells whose text is to stay text.
struct Book {
    book: Workbook,
    page: usize,
    as_text: Look,
}

impl Sheet {
    /// A spreadsheet with its header row.
    ///
    /// # Errors
    /// [`Error::Operator`] when no temporary file can be made.
    pub fn new(format: Format, header: &[&str]) -> Result<Self> {
        let form = match format {
            Format::Csv => {
                let mut file = BufWriter::new(tempfile::tempfile().map_err(unwritable)?);
                file.write_all("\u{feff}".as_bytes()).map_err(unwritable)?;
                let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
                writer.write_record(header).map_err(unwritable)?;
                Form::Csv(Box::new(writer))
            }
            Format::Xlsx => Form::Xlsx(Box::new(Book::new(None, header)?)),
        };
        Ok(Self { rows: 0, on_page: 0, form })
    }

    /// A workbook whose first page has a name.
    ///
    /// # Errors
    /// [`Error::Operator`] when no temporary file can be made.
    pub fn workbook(name: &str, header: &[&str]) -> Result<Self> {
        Ok(Self { rows: 0, on_page: 0, form: Form::Xlsx(Box::new(Book::new(Some(name), header)?)) })
    }

    /// Begins another page with a header row of its own. CSV has none: there it is an empty row, the name and the header.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn turn(&mut self, name: &str, header: &[&str]) -> Result<()> {
        self.on_page = 0;
        match &mut self.form {
            Form::Csv(writer) => {
                writer.write_record([""]).map_err(unwritable)?;
                writer.write_record([name]).map_err(unwritable)?;
                writer.write_record(header).map_err(unwritable)
            }
            Form::Xlsx(form) => {
                form.page += 1;
                add_page(&mut form.book, Some(name), header)
            }
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written, such as on a full disk.
    pub fn add(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        self.rows += 1;
        self.on_page += 1;
        match &mut self.form {
            Form::Csv(writer) => {
                for cell in cells {
                    let text = match cell {
                        Cell::Empty => String::new(),
                        Cell::Text(text) | Cell::Code(text) => neutral(text),
                        Cell::Number(number) => number.to_string(),
                        Cell::Decimal(number, places) => decimal(number, places),
                    };
                    writer.write_field(text).map_err(unwritable)?;
                }
                writer.write_record(None::<&[u8]>).map_err(unwritable)
            }
            Form::Xlsx(form) => {
                let Book { book, page, as_text } = form.as_mut();
                let page = book.worksheet_from_index(*page).map_err(unwritable)?;
                write_row(page, self.on_page, cells, as_text).map_err(unwritable)
            }
        }
    }

    /// How many rows there are besides the headers.
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// The whole file, to be read from its beginning.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn finish(self) -> Result<File> {
        let mut file = match self.form {
            Form::Csv(writer) => {
                let buffer = writer.into_inner().map_err(unwritable)?;
                buffer.into_inner().map_err(unwritable)?
            }
            Form::Xlsx(mut form) => {
                let mut file = tempfile::tempfile().map_err(unwritable)?;
                form.book.save_to_writer(&mut file).map_err(unwritable)?;
                file
            }
        };
        file.seek(SeekFrom::Start(0)).map_err(unwritable)?;
        Ok(file)
    }
}

fn add_page(book: &mut Workbook, name: Option<&str>, header: &[&str]) -> Result<()> {
    let page = book.add_worksheet_with_constant_memory().map_err(unwritable)?;
    if let Some(name) = name {
        page.set_name(name).map_err(unwritable)?;
    }
    write_header(page, header).map_err(unwritable)
}

fn write_header(page: &mut Worksheet, header: &[&str]) -> Result<(), XlsxError> {
    let bold = Look::new().set_bold();
    for (column, title) in (0..).zip(header) {
        page.set_column_width(column, 18)?;
        page.write_string_with_format(0, column, *title, &bold)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A text is written as it is: what a string cell holds is never run. One that would become a formula when somebody
/// edits it is marked as text like a code.
fn write_row(
    page: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = Cell>,
    as_text: &Look,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) if !begins_formula(&text) => _ = page.write_string(row, column, text)?,
            Cell::Text(text) | Cell::Code(text) => _ = page.write_string_with_format(row, column, text, as_text)?,
            // Whole numbers up to 2^53 are exact in a spreadsheet.
            Cell::Number(number) => _ = page.write_number(row, column, number as f64)?,
            Cell::Decimal(number, places) => {
                _ = page.write_number(row, column, number as f64 / 10_f64.powi(places.cast_signed()))?;
            }
        }
    }
    Ok(())
}

/// A number written out, without zeros at its end.
pub fn decimal(number: i64, places: u32) -> String {
    let unit = 10_u64.saturating_pow(places);
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    let rest = format!("{:0width$}", size % unit, width = places as usize);
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{}", size / unit),
        rest => format!("{sign}{}.{rest}", size / unit),
    }
}

fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text with an apostrophe before a beginning that would make it a formula (CWE-1236): CSV has no other way.
fn neutral(text: String) -> String {
    if begins_formula(&text) { format!("'{text}") } else { text }
}

fn unwritable(error: impl Into<Cause>) -> Error {
    Error::operator("cannot write a spreadsheet", error)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn made(format: Format) -> Vec<u8> {
        let mut sheet = Sheet::new(format, &["编码", "名称", "件数"]).unwrap();
        sheet.add(["=1+1".into(), "手机,\"黑色\"".into(), Cell::Number(-3)]).unwrap();
        sheet.add(["@x".into(), Cell::Empty, Cell::Decimal(200, 2)]).unwrap();
        assert_eq!(sheet.rows(), 2);
        let mut bytes = Vec::new();
        sheet.finish().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_csv_begins_with_its_mark_and_runs_no_formula() {
        let text = String::from_utf8(made(Format::Csv)).unwrap();
        assert_eq!(text, "\u{feff}编码,名称,件数\r\n'=1+1,\"手机,\"\"黑色\"\"\",-3\r\n'@x,,2\r\n");
    }

    #[test]
    fn a_decimal_is_written_out_exactly() {
        let written =
            [(50_250, 3), (1_200_050, 2), (-7, 2), (0, 3), (12, 0)].map(|(number, places)| decimal(number, places));
        assert_eq!(written, ["50.25", "12000.5", "-0.07", "0", "12"]);
    }

    #[test]
    fn an_xlsx_is_a_zip_archive() {
        assert!(made(Format::Xlsx).starts_with(b"PK\x03\x04"));
    }
}
