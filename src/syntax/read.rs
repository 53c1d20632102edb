//! From slices of the text to values of the tree, saying what is wrong with each.
//!
//! Plain functions, never called from inside a combinator: nom 8 may leave out a
//! closure whose value nobody looks at, and an error pushed in it would be lost.

use super::{
    fault::{Fault, Wanted},
    token::{Quoted, date_parts, is_foreign, is_name, is_quote, skip, string},
    tree::{Date, Name, NoteRef, NoteRefKind, SyntaxError, Word, Words},
    words::{kebab, list, nearest},
};
use crate::span::{Span, Spanned};

/// Turns slices into values and gathers the errors.
pub struct Reader<'a> {
    content: &'a str,
    /// The statement being read, from its first word.
    pub start: &'a str,
    /// What was found wrong so far.
    pub errors: Vec<SyntaxError>,
}

/// A part of a list as it stands.
#[derive(Debug, Clone, Copy)]
pub enum Listed<'a> {
    /// A comma.
    Comma(&'a str),
    /// Anything between commas.
    Item(&'a str),
}

impl<'a> Reader<'a> {
    /// A reader of this text.
    pub fn new(content: &'a str) -> Self {
        Self { content, start: content, errors: Vec::new() }
    }

    /// The bytes of a slice of the text.
    pub fn span(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).saturating_sub(self.content.as_ptr() as usize);
        let start = offset.min(self.content.len());
        Span::new(start, (start + part.len()).min(self.content.len()))
    }

    /// From the statement's first byte to where `rest` begins.
    pub fn until(&self, rest: &str) -> Span {
        Span { start: self.span(self.start).start, end: self.span(rest).start }
    }

    /// Takes an error down.
    pub fn report(&mut self, error: SyntaxError) {
        self.errors.push(error);
    }

    /// Says that a string has no closing mark.
    pub fn unclosed(&mut self, quoted: Quoted<'a>) {
        let span = self.span(quoted.whole);
        let open = quoted.whole.chars().next().unwrap_or('"');
        let close = if open == '“' { '”' } else { '"' };
        let open = if is_foreign(open) { '"' } else { open };
        let mut error = SyntaxError::new(span, "This string has no closing quotation mark")
            .label(format!("opened here with {open}"))
            .help(format!(
                "Strings end on the line they begin on: close it with {close}, and put what follows into a second string on the next line"
            ));
        if let Some(inner) = quoted.inner.strip_suffix(['"', '”', '“']) {
            let ending = &quoted.inner[inner.len()..];
            error = SyntaxError::new(span, format!("A string opened with {open} cannot end with {ending}"))
                .label(format!("opened here with {open}"))
                .help(format!("Close it with {close}; strings end on the line they begin on"))
                .replace(format!("{open}{inner}{close}"));
        }
        self.report(error);
    }

    /// Adjacent strings. One that is not closed is spoken of once for its statement.
    pub fn words(&mut self, strings: &[Quoted<'a>]) -> Words {
        let parts: Vec<Spanned<String>> = strings
            .iter()
            .map(|quoted| {
                let inner = self.marks(quoted).unwrap_or_else(|| quoted.inner.to_owned());
                Spanned::new(inner, self.span(quoted.inner))
            })
            .collect();
        let span = match (strings.first(), strings.last()) {
            (Some(first), Some(last)) => self.span(first.whole).to(self.span(last.whole)),
            _ => Span::default(),
        };
        let closed = strings.iter().all(|quoted| quoted.closed);
        let text = parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(" ");
        if parts.iter().any(|part| part.value.trim().is_empty()) && closed {
            self.report(
                SyntaxError::new(span, "There is nothing between these quotation marks")
                    .help("Write the words between them, or delete them"),
            );
        }
        Words { text, span, parts }
    }

    /// The inside of a string whose marks are wrong (told), as it was meant: in the marks of another language, or with
    /// backslashes before marks inside it.
    fn marks(&mut self, quoted: &Quoted<'a>) -> Option<String> {
        let span = self.span(quoted.whole);
        let inner = unescaped(quoted.inner);
        if quoted.whole.starts_with(is_foreign) {
            let inner = inner.unwrap_or_else(|| quoted.inner.to_owned());
            let (open, close) = if inner.contains('"') { ('“', '”') } else { ('"', '"') };
            let error =
                SyntaxError::new(span, "Strings have double quotation marks of English, \" \" or “ ”");
            let error = error.help(format!("Write {open} before it and {close} after it"));
            let sound = quoted.closed && !inner.contains(close);
            self.report(if sound { error.replace(format!("{open}{inner}{close}")) } else { error });
            return Some(inner);
        }
        let inner = inner.filter(|_| quoted.closed && quoted.whole.starts_with('"'))?;
        let error = SyntaxError::new(span, "A backslash does not protect a quotation mark")
            .help(
                "Inside straight quotation marks write curly ones “ ”; they match straight ones in the draft",
            )
            .replace(format!("\"{inner}\""));
        self.report(error);
        Some(inner)
    }

    /// A name; a wrong one is mended so that what refers to it still finds it.
    pub fn name(&mut self, raw: &'a str) -> Name {
        let span = self.span(raw);
        if is_name(raw) {
            return Spanned::new(raw.to_owned(), span);
        }
        let better = kebab(raw);
        let mut error = if raw.starts_with(is_quote) {
            SyntaxError::new(span, "A name has no quotation marks")
        } else if raw.contains(char::is_whitespace) {
            SyntaxError::new(span, format!("A name is one word; `{raw}` is several"))
        } else {
            SyntaxError::new(span, format!("`{raw}` is not a name"))
        };
        let rule = "Names are small letters a to z and digits, joined by hyphens, and begin with a letter";
        if better.is_empty() {
            error = error.help(rule);
            self.report(error);
            return Spanned::new(raw.to_owned(), span);
        }
        self.report(error.help(format!("{rule}: write `{better}`")).replace(better.clone()));
        Spanned::new(better, span)
    }

    /// Checks the commas of a list and gives its items.
    pub fn items(&mut self, parts: &[Listed<'a>]) -> Vec<&'a str> {
        let mut items: Vec<&'a str> = Vec::new();
        let mut comma = true;
        for part in parts {
            match *part {
                Listed::Comma(at) if comma => {
                    let error = SyntaxError::new(self.span(at), "There is nothing before this comma");
                    self.report(error.help("Delete it").replace(""));
                }
                Listed::Comma(_) => comma = true,
                Listed::Item(item @ "-") => {
                    let error =
                        SyntaxError::new(self.span(item), "The items of a list have no hyphens before them");
                    self.report(error.help("Delete it").replace(""));
                }
                Listed::Item(item) if comma => {
                    items.push(item);
                    comma = false;
                }
                Listed::Item(item) if item.starts_with(is_quote) => {
                    let error = SyntaxError::new(self.span(item), "Text does not belong in this list");
                    self.report(error.help("List only names here, with commas between them"));
                }
                Listed::Item(item) => {
                    let last = items.last().map_or(self.span(item), |last| self.span(last));
                    if matches!(item, "and" | "or" | "&" | ";") {
                        let span = Span { start: last.end, end: self.span(item).end };
                        let error =
                            SyntaxError::new(span, format!("A list is joined by commas, not by `{item}`"));
                        self.report(error.help(format!("Write a comma for `{item}`")).replace(","));
                        comma = true;
                    } else {
                        let before = items.last().copied().unwrap_or_default();
                        let error = SyntaxError::new(
                            Span { start: last.end, end: last.end },
                            format!("A comma is missing between `{before}` and `{item}`"),
                        );
                        self.report(error.help("Items of a list have commas between them").replace(","));
                        items.push(item);
                    }
                }
            }
        }
        items
    }

    /// A list of names.
    pub fn names(&mut self, parts: &[Listed<'a>]) -> Vec<Name> {
        let items = self.items(parts);
        items.into_iter().map(|item| self.name(item)).collect()
    }

    /// A reference to a note, in a list or alone; `None` if it is none (reported).
    ///
    /// ```ebnf
    /// note = "[" , ( number | "^" , label | "@" , label ) , "]" ;
    /// number = digit , { digit } ;
    /// label = label-sign , { label-sign | "," , ( label-sign - ( "^" | "@" ) ) } ;
    /// label-sign = any - ( white | eol | '"' | "“" | "„" | "«" | "»" | "," | "#" | "[" | "]" ) ;
    /// ```
    pub fn note(&mut self, raw: &'a str, listed: bool) -> Option<NoteRef> {
        let span = self.span(raw);
        let help = "A note is [15] by its number, [^label] by its label, or [@key] by its bibliography key";
        let inner = raw.trim_matches(['[', ']']).trim();
        let whole = |id: &str| format!("[{id}]");
        let Some((kind, id)) = note_id(inner) else {
            let several: Vec<&str> = inner.split([',', ';', ' ']).filter(|id| !id.is_empty()).collect();
            let error = SyntaxError::new(span, format!("`{raw}` does not refer to a note")).help(help);
            let all = several.len() > 1 && several.iter().all(|id| note_id(id).is_some());
            let mended = || several.iter().map(|id| whole(id)).collect::<Vec<_>>().join(", ");
            self.report(match (all, listed) {
                (false, _) => error,
                (true, true) => {
                    SyntaxError::new(span, "Each note has brackets of its own").help(help).replace(mended())
                }
                (true, false) => SyntaxError::new(span, "Give only one note here")
                    .help("Write a line of its own for each note"),
            });
            return None;
        };
        if raw != whole(inner) {
            let message = if raw.starts_with('[') && !raw.ends_with(']') {
                "This bracket is not closed"
            } else if raw.starts_with('[') {
                "There is no space inside the brackets of a note"
            } else {
                "A note needs square brackets"
            };
            let error = SyntaxError::new(span, message).help(format!("Write `{}`", whole(inner)));
            self.report(error.replace(whole(inner)));
        }
        Some(NoteRef { span, id: id.to_owned(), kind })
    }

    /// A day of the calendar.
    pub fn date(&mut self, raw: &'a str) -> Date {
        let span = self.span(raw);
        let day = |(year, month, day)| jiff::civil::Date::new(year, month, day).ok();
        let value = match date_parts(raw) {
            Some(parts) => {
                let date = day(parts);
                if date.is_none() {
                    let error = SyntaxError::new(span, format!("There is no day `{raw}` in the calendar"));
                    self.report(error.help("Write a day that exists, as year-month-day: 2017-05-10"));
                }
                date
            }
            None => {
                let mut error = SyntaxError::new(span, format!("`{raw}` is not a date as written here"))
                    .help("Write it as year-month-day, with two digits for month and day: 2017-05-10");
                if let Some(better) = padded(raw).filter(|better| date_parts(better).and_then(day).is_some())
                {
                    error = error.replace(better);
                }
                self.report(error);
                None
            }
        };
        Spanned::new(value, span)
    }

    /// A word of a closed vocabulary, called `what` ("a kind of claim").
    pub fn word<T: Copy>(&mut self, raw: &'a str, what: &str, table: &[(&'static str, T)]) -> Word<T> {
        let span = self.span(raw);
        let find = |word: &str| table.iter().find(|(known, _)| *known == word).map(|&(_, value)| value);
        if let Some(value) = find(raw) {
            return Spanned::new(Some(value), span);
        }
        let help = format!("Write {}", list(table.iter().map(|&(word, _)| word)));
        let quoted = string(raw).ok().map(|(_, quoted)| quoted.inner).filter(|inner| find(inner).is_some());
        let dashed = raw.split_whitespace().collect::<Vec<_>>().join("-");
        let known = || table.iter().map(|&(word, _)| word);
        let error = if let Some(inner) = quoted {
            SyntaxError::new(span, format!("`{inner}` needs no quotation marks"))
                .help(format!("Write `{inner}`"))
                .replace(inner)
        } else if let Some(near) = nearest(&dashed, known()).or_else(|| nearest(raw, known())) {
            SyntaxError::new(span, format!("`{raw}` is not {what}; did you mean `{near}`?"))
                .help(help)
                .replace(near)
        } else {
            SyntaxError::new(span, format!("`{raw}` is not {what}")).help(help)
        };
        self.report(error);
        Spanned::new(None, span)
    }

    /// The words for a place where a production got stuck, unless the reason is
    /// known: an error since `before`.
    pub fn stuck(&mut self, fault: &Fault<'a>, called: &str, example: &str, before: usize) {
        if self.errors.len() > before {
            return;
        }
        let wanted = fault.wanted_names();
        let help = format!("Write it like this: {example}");
        let found = found(skip(fault.at));
        if found.is_empty() {
            let end = self.span(fault.at).start as usize;
            let message = format!("{called} ends before {wanted}");
            self.report(SyntaxError::new(Span::at(end), message).label("missing here").help(help));
            return;
        }
        let span = self.span(found);
        let slip = |word: &'static str| {
            found.len() == 2 && word.len() == 2 && strsim::osa_distance(found, word) == 1
        };
        let near = nearest(found, fault.keywords()).or_else(|| fault.keywords().find(|word| slip(word)));
        let quotes = ['\'', '‘', '’', '”', '„', '«', '»'];
        let error = if let Some(near) = near {
            SyntaxError::new(span, format!("`{found}` should be `{near}` here")).replace(near)
        } else if let [Wanted::Keyword(word)] = fault.wanted.as_slice()
            && !matches!(found, "on" | "by" | "until" | "seal" | "to")
        {
            let place = Span::at(span.start as usize);
            let error = SyntaxError::new(place, format!("`{word}` is missing before `{found}`"));
            error.label("missing here").replace(format!("{word} "))
        } else if found.starts_with(quotes) {
            SyntaxError::new(span, "Text needs double quotation marks, \" \" or “ ”")
        } else {
            SyntaxError::new(span, format!("expected {wanted}, but found `{found}`"))
        };
        self.report(error.help(help));
    }
}

/// The first string of a statement that lacks its closing mark.
pub fn open_string(statement: &str) -> Option<Quoted<'_>> {
    let mut rest = statement;
    loop {
        let stop = rest.find(|c| is_quote(c) || c == '#')?;
        if rest[stop..].starts_with('#') {
            rest = skip(&rest[stop..]);
            continue;
        }
        let (after, quoted) = string(&rest[stop..]).ok()?;
        if !quoted.closed {
            return Some(quoted);
        }
        rest = after;
    }
}

/// Words in which marks stand behind backslashes, with curly marks in their place; `None` if there are none.
fn unescaped(inner: &str) -> Option<String> {
    let mut parts = inner.split("\\\"");
    let mut words = parts.next()?.to_owned();
    let mut open = false;
    for part in parts {
        open = !open;
        words.push(if open { '“' } else { '”' });
        words.push_str(part);
    }
    (words != inner).then_some(words)
}

/// The token at the start of a rest, for a message.
pub fn found(at: &str) -> &str {
    if let Ok((_, quoted)) = string(at) {
        return quoted.whole;
    }
    let end = at.find(|c: char| c.is_whitespace() || c == '#' || is_quote(c)).unwrap_or(at.len());
    &at[..end]
}

fn note_id(inner: &str) -> Option<(NoteRefKind, &str)> {
    // A comma may stand in a label; `[^a,^b]` is two.
    let label = |id: &str| {
        let mut parts = id.split(',').enumerate();
        !id.contains(char::is_whitespace)
            && parts.all(|(at, part)| !part.is_empty() && (at == 0 || !part.starts_with(['^', '@'])))
    };
    if let Some(id) = inner.strip_prefix('^') {
        return label(id).then_some((NoteRefKind::Label, id));
    }
    if let Some(id) = inner.strip_prefix('@') {
        return label(id).then_some((NoteRefKind::Key, id));
    }
    let digits = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some((NoteRefKind::Number, inner))
}

/// `2017/5/1` as `2017-05-01`, if that is its shape.
fn padded(raw: &str) -> Option<String> {
    let parts: Vec<&str> = raw.split(['-', '/', '.', '–', '‑']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(year) && digits(month) && digits(day) && year.len() == 4)
        .then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}
