//! The lines of the log on stderr: one for each event, with the fields of its spans and its own side by side. For
//! people, or as JSON; the names are the same. `docs/LOGGING.md` lists them.

use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::io::Write as _;

use serde::Serializer;
use serde_json::Value;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use crate::error::chain;

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text {
        /// Whether levels are coloured, as on a terminal.
        colours: bool,
    },
    /// One JSON object, its members flat.
    Json,
}

/// Writes every event as one line.
pub struct Lines<W> {
    pub format: Format,
    pub out: W,
}

/// Fields by name, in the order they were first given; a later value replaces an earlier one.
#[derive(Default)]
struct Fields(Vec<(&'static str, Value)>);

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'w> MakeWriter<'w> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        for span in context.event_scope(event).into_iter().flat_map(|scope| scope.from_root()) {
            if let Some(of_span) = span.extensions().get::<Fields>() {
                of_span.0.iter().for_each(|(name, value)| fields.set(name, value.clone()));
            }
        }
        event.record(&mut fields);
        let mut time = String::new();
        // A clock that cannot be read leaves the time empty rather than the line unwritten.
        let _ = SystemTime.format_time(&mut Writer::new(&mut time));
        let level = event.metadata().level();
        let target = fields.take_target(event.metadata().target());
        let line = match self.format {
            Format::Text { colours } => fields.text(&time, level, &target, colours),
            Format::Json => fields.json(&time, level, &target),
        };
        // There is nowhere left to say that the log cannot be written.
        let _ = self.out.make_writer_for(event.metadata()).write_all(line.as_bytes());
    }
}

impl Fields {
    fn set(&mut self, name: &'static str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|(known, _)| *known == name)?;
        Some(self.0.remove(at).1)
    }

    /// The sentence of the event, taken from among its fields.
    fn take_message(&mut self) -> Value {
        self.take("message").unwrap_or_else(|| "".into())
    }

    /// Where the event comes from. Libraries that log through the crate `log` say so in fields.
    fn take_target(&mut self, target: &str) -> String {
        let of_log = self.take("log.target");
        self.0.retain(|(name, _)| !name.starts_with("log."));
        of_log.as_ref().and_then(Value::as_str).unwrap_or(target).to_owned()
    }

    fn json(mut self, time: &str, level: &Level, target: &str) -> String {
        let message = self.take_message();
        let head = [("timestamp", time.into()), ("level", level.as_str().into()), ("target", target.into())];
        let members = head.into_iter().chain([("message", message)]).chain(self.0);
        let mut line = Vec::new();
        // Names are text and values are JSON already: this cannot fail.
        let _ = serde_json::Serializer::new(&mut line).collect_map(members);
        line.push(b'\n');
        String::from_utf8(line).unwrap_or_default()
    }

    fn text(mut self, time: &str, level: &Level, target: &str, colours: bool) -> String {
        let message = self.take_message();
        let (colour, plain) = if colours { (colour(level), "\x1b[0m") } else { ("", "") };
        let mut line = format!("{time} {colour}{level:>5}{plain} {target}: {}", shown(&message, false));
        for (name, value) in &self.0 {
            // Writing to a string does not fail.
            let _ = write!(line, " {name}={}", shown(value, true));
        }
        line.push('\n');
        line
    }
}

/// A value as people read it, on one line whatever it holds; one with blanks stands in quotation marks where wanted.
fn shown(value: &Value, quoted: bool) -> String {
    let Value::String(text) = value else { return value.to_string() };
    let odd = |c: char| c.is_control() || (quoted && (c.is_whitespace() || c == '"'));
    if text.chars().any(odd) || (quoted && text.is_empty()) { value.to_string() } else { text.clone() }
}

fn colour(level: &Level) -> &'static str {
    match *level {
        Level::ERROR => "\x1b[31m",
        Level::WARN => "\x1b[33m",
        Level::INFO => "\x1b[32m",
        _ => "\x1b[2m",
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field.name(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field.name(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field.name(), value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field.name(), value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field.name(), value.into());
    }

    fn record_error(&mut self, field: &Field, value: &(dyn StdError + 'static)) {
        self.set(field.name(), chain(value).into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.set(field.name(), format!("{value:?}").into());
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, SeekFrom};
    use std::sync::Arc;

    use tracing_subscriber::prelude::*;

    use super::*;
    use crate::error::{Error, context};

    /// What is written by the lines that `work` logs.
    fn logged(format: Format, work: impl FnOnce()) -> String {
        let out = Arc::new(tempfile::tempfile().unwrap());
        let lines = Lines { format, out: out.clone() };
        tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), work);
        let (mut out, mut text) = (out.as_ref(), String::new());
        out.seek(SeekFrom::Start(0)).unwrap();
        out.read_to_string(&mut text).unwrap();
        text
    }

    fn one_call() {
        let request = tracing::error_span!("request", request_id = "r-1", user = tracing::field::Empty, route = "a");
        request.record("route", "/items/{id}");
        let _entered = request.enter();
        tracing::Span::current().record("user", tracing::field::display(7));
        let inner = tracing::error_span!("print_batch", print_batch = "P-1");
        let error = Error::Unavailable(context("a transaction cannot begin", "database is locked"));
        inner.in_scope(|| tracing::error!(error = &error as &dyn StdError, status = 503, milliseconds = 1.5, "failed"));
    }

    #[test]
    fn a_json_line_is_flat_and_carries_the_fields_of_its_spans() {
        let line = logged(Format::Json, one_call);
        let read: Value = serde_json::from_str(&line).unwrap();
        assert!(line.starts_with(r#"{"timestamp":"#) && line.ends_with("}\n"), "{line}");
        for (name, expected) in [
            ("level", Value::from("ERROR")),
            ("message", "failed".into()),
            ("request_id", "r-1".into()),
            ("user", "7".into()),
            ("route", "/items/{id}".into()),
            ("print_batch", "P-1".into()),
            ("status", 503.into()),
            ("milliseconds", 1.5.into()),
            ("error", "the database is unavailable: a transaction cannot begin: database is locked".into()),
        ] {
            assert_eq!(read[name], expected, "{name}: {line}");
        }
    }

    #[test]
    fn a_line_for_people_says_the_sentence_first_and_quotes_what_has_blanks() {
        let line = logged(Format::Text { colours: false }, one_call);
        let told = "ERROR custody::commands::logging::tests: failed request_id=r-1 route=/items/{id} user=7 \
                    print_batch=P-1 error=\"the database is unavailable: a transaction cannot begin: database is \
                    locked\" status=503 milliseconds=1.5\n";
        assert!(line.ends_with(told), "{line}");
    }

    #[test]
    fn nothing_that_is_logged_can_begin_a_line_of_its_own() {
        for format in [Format::Json, Format::Text { colours: false }] {
            let line = logged(format, || tracing::warn!(error = "one\ntwo", "a\nb"));
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }
}
