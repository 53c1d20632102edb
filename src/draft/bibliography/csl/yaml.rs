//! The YAML of CSL-YAML, with the place of every value.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_saphyr::Spanned;

use super::{line_of, show, unquoted};
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// Reads CSL-YAML into notes: `references:` and a list, or the list alone.
/// `at` is the part of the source that is YAML; the dashes round it are not.
pub fn read(out: &mut DraftBuilder<'_>, source: &str, at: Span) {
    type Fields = BTreeMap<String, Spanned<Value>>;
    #[derive(Deserialize)]
    struct Holder {
        #[serde(default)]
        references: Vec<Spanned<Fields>>,
    }
    let text = source.get(at.range()).unwrap_or("");
    let base = at.start as usize;
    let span = |location: serde_saphyr::Location| {
        let span = location.span();
        // What the reader of YAML does not know the place of stands at the beginning.
        let known = || {
            let start = base + usize::try_from(span.byte_offset()?).ok()?;
            let end = start + usize::try_from(span.byte_len()?).ok()?;
            source.get(start..end).map(|_| Span::new(start, end))
        };
        known().unwrap_or(Span { start: at.start, end: at.start })
    };
    let list = text.trim_start().starts_with(['-', '[']);
    let options = serde_saphyr::options! { with_snippet: false };
    let read = if list {
        serde_saphyr::from_str_with_options::<Vec<Spanned<Fields>>>(text, options)
    } else {
        serde_saphyr::from_str_with_options::<Holder>(text, options).map(|holder| holder.references)
    };
    match read {
        Ok(items) => {
            for item in items {
                let whole = span(item.defined);
                let fields = item.value.into_iter().map(|(name, value)| {
                    let place = unquoted(source, span(value.defined));
                    (name, (value.value, place))
                });
                show(out, source, &fields.collect(), whole);
            }
        }
        Err(error) => {
            let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
            let place = line_of(text, line.max(1));
            let place = Span::new(base + place.start as usize, base + place.end as usize);
            let what = error.to_string();
            // The place is told by us, in lines of the file.
            let what = what.lines().next().unwrap_or("").trim_start_matches("error: ");
            let what = match what.split_once(": ") {
                Some((line, what)) if line.starts_with("line ") => what,
                _ => what,
            };
            out.unread_entry(place, "", format!("its YAML is broken: {what}"));
        }
    }
}
