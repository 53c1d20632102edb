//! Blocks of statements to items of the tree.

use super::{
    absorb::absorb,
    clause::{CLAUSES, Clause, ClauseRow, clause_row},
    clause_entry::is_pin,
    head::{commented, head, states_nothing},
    lines::{Block, Statement, first_word},
    read::{Reader, found, open_string},
    token::{QUOTES, bare, is_name, skip},
    tree::{Item, SyntaxError},
    words::{
        DECLARATIONS, Declaration, Home, INNER_WORDS, REMARKS, declaration_at, declaration_of, list, nearest,
    },
};
use crate::span::Span;

/// Clauses of one declaration that were there already, with their first place.
type Seen = Vec<(&'static str, Span)>;

/// A head or clause that was found by its keyword.
struct Found<'a, T: 'static> {
    row: &'static T,
    rest: &'a str,
    /// Whether the keyword itself was reported: nothing more is said then.
    mended: bool,
}

/// Reads one block.
///
/// ```ebnf
/// file = [ ? byte order mark ? ] , { declaration | eol | comment , eol } ;
/// declaration = head , { clause } , eol , { indent , clause , eol } ;
/// indent = white , { white } ;
/// ```
pub fn item<'a>(reader: &mut Reader<'a>, content: &'a str, block: &Block) -> Item {
    let Some(first) = block.head else { return homeless(reader, content, block) };
    let last = block.clauses.last().unwrap_or(&first);
    let span = Span::new(first.start, last.end.max(first.end));
    let before = reader.errors.len();
    let (mut item, home) = first_line(reader, content, &first);
    let mut seen = Seen::new();
    for statement in &block.clauses {
        clause(reader, content, statement, home, item.as_mut(), &mut seen);
    }
    if let Some(Item::Entry(entry)) = &item
        && entry.statement.is_none()
        && entry.at.is_empty()
        && reader.errors.len() == before
    {
        states_nothing(reader, entry);
    }
    match &mut item {
        Some(Item::Draft(draft)) => draft.span = span,
        Some(Item::Source(source)) => source.span = span,
        Some(Item::Entry(entry)) => entry.span = span,
        Some(Item::Accept(accept)) => accept.span = span,
        Some(Item::Broken(_)) | None => {}
    }
    item.unwrap_or(Item::Broken(span))
}

/// Reads a comment of a draft: an entry in one go.
///
/// ```ebnf
/// comment-entry = comment-head , { clause } ;
/// ```
pub fn comment<'a>(reader: &mut Reader<'a>, content: &'a str, span: Span) -> Item {
    let (start, end) = (span.start as usize, span.end as usize);
    let words = content.get(start..end).unwrap_or_default();
    let Some((row, rest)) = comment_row(words) else { return Item::Broken(span) };
    let Home::Entry(kind) = row.home else { return Item::Broken(span) };
    let clauses = super::split::comment(words, row.home);
    let own = clauses.first().map_or(words.len(), |&(first, _)| first);
    let rest = &rest[..own.saturating_sub(words.len() - rest.len())];
    reader.start = words;
    let before = reader.errors.len();
    let mut item = match commented(reader, kind, rest) {
        Ok((rest, item)) => {
            let called = format!("the comment of {}", row.called);
            leftover(
                reader,
                rest,
                &End { called: &called, example: COMMENT, inner: &[], many: false },
                before,
            );
            item
        }
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => {
            reader.stuck(&fault, "This comment", COMMENT, before);
            None
        }
        Err(nom::Err::Incomplete(_)) => None,
    };
    let mut seen = Seen::new();
    for (from, to) in clauses {
        let statement = Statement { start: start + from, end: start + to, at_edge: false, outdented: None };
        clause(reader, content, &statement, Some(row.home), item.as_mut(), &mut seen);
    }
    if let Some(Item::Entry(entry)) = &mut item {
        entry.span = span;
    }
    item.unwrap_or(Item::Broken(span))
}

/// How a comment looks.
const COMMENT: &str = "<!-- claim: short-name because other-claim -->";

/// The declaration that a comment makes, and what follows its colon.
fn comment_row(words: &str) -> Option<(&'static Declaration, &str)> {
    let (word, rest) = words.split_once(':')?;
    let row = declaration_of(word).filter(|row| matches!(row.home, Home::Entry(_)))?;
    Some((row, rest))
}

/// Whether the words of a comment read as an entry: a name alone, or one followed by a pin, a statement or a word of
/// the language, perhaps misspelt. Anything else is a remark of its author's.
pub fn is_comment(words: &str) -> bool {
    let Some((row, rest)) = comment_row(words) else { return false };
    let Some((name, rest)) = first_word(rest) else { return false };
    let next = skip(rest);
    if next.is_empty() {
        return is_name(name);
    }
    let clauses = CLAUSES.iter().filter(|clause| clause.homes.contains(&row.home)).map(|clause| clause.word);
    next.starts_with(super::token::is_quote)
        || first_word(next)
            .is_some_and(|(word, _)| is_name(name) && is_pin(word) || nearest(word, clauses).is_some())
}

/// Indented lines above the first declaration: one slip, however many lines.
fn homeless(reader: &mut Reader<'_>, content: &str, block: &Block) -> Item {
    let start = block.clauses.first().map_or(0, |first| first.start);
    let end = block.clauses.last().map_or(start, |last| last.end);
    let line = block.clauses.first().map_or(start, |first| first.end);
    let word = content.get(start..line).and_then(first_word).map_or("", |(word, _)| word);
    let near = nearest(word, DECLARATIONS.iter().map(|row| row.word));
    let mut error = SyntaxError::new(Span::new(start, line), "This line belongs to no declaration").help(
        "Indented lines belong to a declaration; a declaration begins at the left edge with draft, \
             source, claim, assume, objection or accept",
    );
    if let Some(near) = near {
        error = error.label(format!("if this is to be a `{near}`, begin it at the left edge"));
    }
    reader.report(error);
    Item::Broken(Span::new(start, end))
}

fn slice<'a>(content: &'a str, statement: &Statement) -> &'a str {
    content.get(statement.start..statement.end).unwrap_or_default()
}

/// Drops what was said of a statement since `before` if it follows from something
/// else: from its keyword, or from a string that lacks its closing mark.
fn settle(reader: &mut Reader<'_>, before: usize, mended: bool) {
    let open = open_string(reader.start);
    if mended || open.is_some() {
        reader.errors.truncate(before);
    }
    if let Some(open) = open {
        reader.unclosed(open);
    }
}

/// A string at the left edge that continues this statement.
fn outdented(reader: &mut Reader<'_>, content: &str, statement: &Statement) {
    if let Some((start, end)) = statement.outdented {
        let words = content.get(start..end).unwrap_or_default();
        reader.report(
            SyntaxError::new(Span::new(start, end), "This string is at the left edge")
                .help("Indent it, so that it continues the line above")
                .replace(format!("        {words}")),
        );
    }
}

/// Reads a head; gives what there is to build on, and where its clauses are at home.
fn first_line<'a>(
    reader: &mut Reader<'a>,
    content: &'a str,
    statement: &Statement,
) -> (Option<Item>, Option<Home>) {
    let words = slice(content, statement);
    reader.start = words;
    let Some(known) = declared(reader, words, statement.at_edge) else { return (None, None) };
    let before = reader.errors.len();
    let home = known.row.home;
    let item = match head(reader, home, known.rest) {
        Ok((rest, item)) => {
            let called = format!("the first line of {}", known.row.called);
            let end = End { called: &called, example: known.row.example, inner: &[], many: false };
            leftover(reader, rest, &end, before);
            item
        }
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => {
            let called = format!("The first line of {}", known.row.called);
            reader.stuck(&fault, &called, known.row.example, before);
            None
        }
        Err(nom::Err::Incomplete(_)) => None,
    };
    settle(reader, before, known.mended);
    outdented(reader, content, statement);
    (item, Some(home))
}

/// Whether these words are a comment in the manner of another language; says so.
fn remark(reader: &mut Reader<'_>, words: &str) -> bool {
    let Some(mark) = REMARKS.into_iter().find(|mark| words.starts_with(mark)) else { return false };
    let span = reader.span(&words[..mark.len()]);
    let error = SyntaxError::new(span, format!("A comment begins with #, not with {mark}"));
    reader.report(error.help("Write # before it").replace("#"));
    true
}

/// The declaration that a head's first word means.
fn declared<'a>(reader: &mut Reader<'a>, words: &'a str, at_edge: bool) -> Option<Found<'a, Declaration>> {
    let all = || list(DECLARATIONS.iter().map(|row| row.word));
    if remark(reader, words) {
        return None;
    }
    let Some((word, rest)) = first_word(words) else {
        let error =
            SyntaxError::new(reader.span(found(words)), "A line at the left edge begins a declaration");
        reader.report(error.help(format!("Begin it with {}, or indent it", all())));
        return None;
    };
    let span = reader.span(word);
    if let Some(row) = declaration_of(word) {
        if !at_edge {
            let error = SyntaxError::new(span, format!("`{word}` begins a declaration, but it is indented"));
            reader.report(error.help("Begin the line at the left edge, without the space before it"));
        }
        return Some(Found { row, rest, mended: false });
    }
    if let Some(row) = nearest(word, DECLARATIONS.iter().map(|row| row.word)).and_then(declaration_of) {
        let message = format!("`{word}` does not begin a declaration; did you mean `{}`?", row.word);
        let error = SyntaxError::new(span, message).help(format!("A declaration begins with {}", all()));
        reader.report(error.replace(row.word));
        return Some(Found { row, rest, mended: true });
    }
    let error = if let Some(row) = clause_row(word) {
        let homes = homes(row);
        SyntaxError::new(span, format!("`{word}` begins a clause, but there is no declaration above it"))
            .help(format!("Put it, indented, below {homes}"))
    } else {
        SyntaxError::new(span, format!("`{word}` does not begin a declaration"))
            .help(format!("A line at the left edge begins with {}; a note to yourself begins with #", all()))
    };
    reader.report(error);
    None
}

/// Where a clause may stand, in words: "a claim or an objection".
fn homes(row: &ClauseRow) -> String {
    list(row.homes.iter().filter_map(|&home| declaration_at(home)).map(|row| row.called))
}

/// Reads one clause into an item.
///
/// ```ebnf
/// clause = thesis | author | reach | scale | style | endnotes | bibliography
///        | rating | level | held | same-origin | withdrawn | archived | object | was
///        | kind | qualifier | confidence | at | pinned | cites | because | against | from
///        | checked | question | answer | decision | uncontested | reason | effect | by ;
/// ```
fn clause<'a>(
    reader: &mut Reader<'a>,
    content: &'a str,
    statement: &Statement,
    home: Option<Home>,
    item: Option<&mut Item>,
    seen: &mut Seen,
) {
    let words = slice(content, statement);
    reader.start = words;
    let listed = bullets(reader, words);
    let Some(mut known) = clause_found(reader, words, home, statement.at_edge) else {
        return unread(item, statement);
    };
    if let Some(reported) = listed {
        reader.errors.truncate(reported);
        known.mended = true;
    }
    let before = reader.errors.len();
    let value = match (known.row.read)(reader, known.rest) {
        Ok((rest, value)) => {
            let called = format!("this `{}` line", known.row.word);
            let row = known.row;
            let end = End { called: &called, example: row.example, inner: row.inner, many: !row.once };
            leftover(reader, rest, &end, before);
            Some(value)
        }
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => {
            let called = format!("This `{}` line", known.row.word);
            reader.stuck(&fault, &called, known.row.example, before);
            None
        }
        Err(nom::Err::Incomplete(_)) => None,
    };
    settle(reader, before, known.mended);
    outdented(reader, content, statement);
    let keyword = Span::new(statement.start, statement.end - known.rest.len());
    if known.row.once
        && !known.mended
        && let Some(&(_, first)) = seen.iter().find(|(word, _)| *word == known.row.word)
    {
        let error =
            SyntaxError::new(keyword, format!("`{}` occurs twice here; the first counts", known.row.word))
                .label("the second")
                .also(first, "the first")
                .help("Keep one of them");
        reader.report(error.mild());
        return;
    }
    seen.push((known.row.word, keyword));
    match (item, value) {
        (Some(item), Some(value)) => {
            alone(reader, keyword, item, &value);
            absorb(item, value);
        }
        (item, _) => unread(item, statement),
    }
}

/// Says that an answer or a decision has no question above it, or a question two decisions.
fn alone(reader: &mut Reader<'_>, keyword: Span, item: &Item, value: &Clause) {
    let (Item::Entry(entry), Clause::Answer(_) | Clause::Decision(_)) = (item, value) else { return };
    let asked = entry.questions.last();
    if asked.is_none() {
        let error = SyntaxError::new(keyword, "There is no question above this line");
        reader.report(error.help("Write the question first: question \"What is open?\" by \"A. Editor\""));
    } else if let (Some(first), Clause::Decision(_)) = (asked.and_then(|it| it.decision.as_ref()), value) {
        let error =
            SyntaxError::new(keyword, "The question above is decided already").also(first.span, "here");
        reader
            .report(error.help("Ask anew with a `question` line of its own, or delete one decision").mild());
    }
}

/// Says that items stand on lines of their own behind hyphens, as elsewhere; gives how many errors there are then.
fn bullets(reader: &mut Reader<'_>, words: &str) -> Option<usize> {
    let (word, rest) = first_word(words)?;
    // The words of a scale are any: a hyphen may be one of them.
    let row = clause_row(word.trim_end_matches(':')).filter(|row| row.word != "qualifier")?;
    let mut items = rest.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let mut names = Vec::new();
    for item in items.by_ref() {
        names.push(item.strip_prefix('-').filter(|name| name.starts_with(char::is_whitespace))?.trim());
    }
    if names.is_empty() {
        return None;
    }
    let error = SyntaxError::new(reader.span(words), "The language has no lists with hyphens");
    let (help, lines) = match row.word {
        "because" | "thesis" | "was" => (
            "Write the names in one line, with commas between them",
            format!("{} {}", row.word, names.join(", ")),
        ),
        word => {
            let lines: Vec<String> = names.iter().map(|name| format!("{word} {name}")).collect();
            ("Write a line of its own for each", lines.join("\n    "))
        }
    };
    reader.report(error.help(help).replace(lines));
    Some(reader.errors.len())
}

/// Notes a clause whose words are known to be missing from the tree.
fn unread(item: Option<&mut Item>, statement: &Statement) {
    if let Some(Item::Entry(entry)) = item {
        entry.unread.push(Span::new(statement.start, statement.end));
    }
}

/// The clause that a line's first word means, if it may stand here.
fn clause_found<'a>(
    reader: &mut Reader<'a>,
    words: &'a str,
    home: Option<Home>,
    at_edge: bool,
) -> Option<Found<'a, ClauseRow>> {
    let fits = |row: &&ClauseRow| home.is_none_or(|home| row.homes.contains(&home));
    let here = home.and_then(declaration_at);
    let called = here.map_or("a declaration", |row| row.called);
    let all = || list(CLAUSES.iter().filter(fits).map(|row| row.word));
    if remark(reader, words) {
        return None;
    }
    let Some((word, rest)) = first_word(words) else {
        let error =
            SyntaxError::new(reader.span(words), "This line does not begin with a word of the language");
        reader.report(error.help(format!("Below {called} a line begins with {}", all())));
        return None;
    };
    let span = reader.span(word);
    if let Some(row) = clause_row(word) {
        if !fits(&row) {
            reader.report(misplaced(span, row, home, called));
            return Some(Found { row, rest, mended: true });
        }
        if at_edge {
            let error =
                SyntaxError::new(span, format!("`{word}` begins a clause, but it is at the left edge"))
                    .help("Indent it below its declaration");
            reader.report(error.replace(format!("    {word}")));
        }
        return Some(Found { row, rest, mended: false });
    }
    if let Some(&(_, clause)) = INNER_WORDS.iter().find(|(inner, _)| *inner == word) {
        let error = SyntaxError::new(reader.span(words), format!("`{word}` is part of a `{clause}` line"));
        reader.report(error.help(format!("Put it at the end of the `{clause}` line it belongs to")));
        return None;
    }
    let near = nearest(word, CLAUSES.iter().filter(fits).map(|row| row.word))
        .or_else(|| nearest(word, CLAUSES.iter().map(|row| row.word)))
        .and_then(clause_row);
    let Some(row) = near else {
        let error = SyntaxError::new(span, format!("`{word}` does not begin a clause of {called}"));
        reader.report(
            error.help(format!("A line below {called} begins with {}; put text in quotation marks", all())),
        );
        return None;
    };
    let indent = if at_edge { "    " } else { "" };
    // "supported by x": both words are for one of ours.
    let (span, word, rest) = match bare(rest) {
        Ok((after, "by")) if row.word == "because" => {
            let both = &words[..words.len() - after.len()];
            (reader.span(both), both, after)
        }
        _ => (span, word, rest),
    };
    let message = format!("`{word}` does not begin a clause of {called}; did you mean `{}`?", row.word);
    let error = SyntaxError::new(span, message).help(format!("Write it like this: {}", row.example));
    reader.report(error.replace(format!("{indent}{}", row.word)));
    Some(Found { row, rest, mended: true })
}

fn misplaced(span: Span, row: &ClauseRow, home: Option<Home>, called: &str) -> SyntaxError {
    let error = SyntaxError::new(span, format!("`{}` does not belong below {called}", row.word));
    match (row.word, home) {
        ("rating", Some(Home::Entry(_))) => error.help(
            "The letter of a source goes below its `source`; the digit of a citation goes at the end \
                 of its `cites` line",
        ),
        ("cites" | "because", Some(Home::Entry(_))) => error.help(format!(
            "`{}` belongs below {}; an assumption with evidence or reasons is a claim",
            row.word,
            homes(row)
        )),
        ("reason", Some(Home::Accept)) => {
            error.help("Put the reason in quotation marks at the end of the first line")
        }
        _ => error.help(format!("`{}` belongs below {}", row.word, homes(row))),
    }
}

/// What a head or clause is called and how it looks, to speak of its end.
struct End<'a> {
    called: &'a str,
    example: &'a str,
    /// Words of ours that may stand in it.
    inner: &'a [&'static str],
    /// Whether there may be several.
    many: bool,
}

/// Reports what stands after the end of a head or clause, unless something of it
/// was reported since `before`.
fn leftover<'a>(reader: &mut Reader<'a>, rest: &'a str, end: &End<'_>, before: usize) {
    let glued = !rest.starts_with(char::is_whitespace)
        && reader.start.strip_suffix(rest).is_some_and(|read| read.ends_with(QUOTES.map(|(_, close)| close)));
    let rest = skip(rest).trim_end();
    if rest.is_empty() || reader.errors.len() > before {
        return;
    }
    if remark(reader, rest) {
        return;
    }
    let span = reader.span(rest);
    let help = format!("Write it like this: {}", end.example);
    let first = found(rest);
    let error = match nearest(first, end.inner.iter().copied()) {
        _ if rest == "," => SyntaxError::new(span, format!("There is no comma at the end of {}", end.called))
            .help("Delete it")
            .replace(""),
        _ if glued && !rest.starts_with(',') => {
            SyntaxError::new(span, "The string before this has ended already")
                .label("left over")
                .help("Inside straight quotation marks write curly ones “ ”, inside curly ones straight")
        }
        _ if rest.starts_with(',') && end.many => {
            SyntaxError::new(span, format!("There cannot be a list in {}", end.called))
                .help("Write a line of its own for each")
        }
        Some(near) if near != first => {
            let error = SyntaxError::new(reader.span(first), format!("`{first}` should be `{near}` here"));
            error.help(help).replace(near)
        }
        _ => SyntaxError::new(span, format!("This does not belong to {}", end.called))
            .label("left over")
            .help(help),
    };
    reader.report(error);
}
