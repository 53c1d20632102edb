//! Addresses and identifiers: URL, DOI, ISBN, ISSN, arXiv, handle, archive copies.

use crate::notes::ArchiveCopy;
use crate::span::Span;

/// An address or an identifier as it stands in the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ident {
    /// Which sort.
    pub kind: IdentKind,
    /// The value, without what introduces it (`doi:`, `ISBN`).
    pub span: Span,
    /// Where it begins, `doi:` and the like included.
    pub start: usize,
    /// Where it ends, closing marks left out.
    pub end: usize,
}

/// The sorts of identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum IdentKind {
    Url,
    Doi,
    Isbn,
    Issn,
    Arxiv,
    /// An address at `arxiv.org`; the span of the identifier in it.
    ArxivUrl(Span),
    /// An address at `hdl.handle.net`; the span of the handle in it.
    HandleUrl(Span),
    Archive(ArchiveCopy),
}

/// The identifier that begins at byte `at`, a word's first byte.
pub(super) fn ident_at(words: &str, at: usize) -> Option<Ident> {
    let rest = words.get(at..)?;
    let found = match rest.as_bytes().first()? {
        b'h' | b'H' | b'f' | b'w' if starts_address(rest) => address(words, at),
        b'1' => doi(words, at, at),
        b'd' | b'D' => doi_named(words, at),
        b'i' | b'I' => numbered(words, at),
        b'a' | b'A' => arxiv(words, at),
        _ => None,
    };
    found.or_else(|| if names_host(rest) { address(words, at) } else { None })
}

/// "perma.cc/AB12-CD34", "example.org/a": an address without its scheme.
fn names_host(rest: &str) -> bool {
    let host = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(byte));
    let host = &rest[..host.count()];
    let after = &rest[host.len()..];
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    host.starts_with(|c: char| c.is_ascii_lowercase())
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.len() >= 2
        && !name.ends_with('.')
        && after.strip_prefix('/').is_some_and(|path| path.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.as_bytes().get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// `www.` counts in lower case only: "Www.genron-Npo.net" is a name that a program capitalised.
fn starts_address(rest: &str) -> bool {
    ["https://", "http://", "ftp://"].iter().any(|scheme| has_prefix(rest, scheme))
        || (rest.starts_with("www.") && rest[4..].starts_with(|c: char| c.is_alphanumeric()))
}

/// End of the run of characters that an address or DOI may hold, closing marks trimmed.
fn run_end(words: &str, at: usize) -> usize {
    let rest = &words[at..];
    let stop = |c: char| c.is_whitespace() || "\"“”«»„「」『』（）。、，；〈〉《》".contains(c);
    let mut end = at + rest.find(stop).unwrap_or(rest.len());
    let count = |open: char| words[at..end].matches(open).count();
    let pairs = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let mut spare = pairs.map(|(open, close)| count(close).saturating_sub(count(open)));
    while let Some(last) = words[at..end].chars().next_back() {
        let trim = match pairs.iter().position(|(_, close)| *close == last) {
            Some(pair) if spare[pair] > 0 => {
                spare[pair] -= 1;
                true
            }
            Some(_) => false,
            None => {
                matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | '*' | '_' | '…' | '|')
            }
        };
        if !trim {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

fn address(words: &str, at: usize) -> Option<Ident> {
    let end = run_end(words, at);
    let text = &words[at..end];
    let after_scheme = text.find("://").map_or(0, |scheme| scheme + 3);
    let host_end = text[after_scheme..].find('/').map_or(text.len(), |slash| after_scheme + slash);
    if host_end - after_scheme < 3 {
        return None;
    }
    let host = text[after_scheme..host_end].to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = text.get(host_end + 1..).unwrap_or("");
    let path_at = at + host_end + 1;
    let whole = Span::new(at, end);
    if host == "doi.org" || host == "dx.doi.org" {
        let span = path.find("10.").map_or(whole, |found| Span::new(path_at + found, end));
        if let Some(found) = path.find("10.")
            && let Some(split) = doi(words, path_at + found, at)
        {
            return Some(split);
        }
        return Some(Ident { kind: IdentKind::Doi, span, start: at, end });
    }
    let kind = match host {
        "web.archive.org" | "archive.org" if path.starts_with("web/") => {
            IdentKind::Archive(wayback(text, &path[4..]))
        }
        "perma.cc" | "archive.today" | "archive.ph" | "archive.is" | "archive.li" | "archive.fo"
        | "archive.md" | "archive.vn" | "webcitation.org" => IdentKind::Archive(wayback(text, path)),
        "arxiv.org" if path.contains('/') => {
            let from = path.find('/').map_or(0, |slash| slash + 1);
            let id = path[from..].trim_end_matches(".pdf");
            IdentKind::ArxivUrl(Span::new(path_at + from, path_at + from + id.len()))
        }
        "hdl.handle.net" if !path.is_empty() => IdentKind::HandleUrl(Span::new(path_at, end)),
        _ => IdentKind::Url,
    };
    Some(Ident { kind, span: whole, start: at, end })
}

/// An archive's address: time stamp and original, as far as they are in it.
fn wayback(url: &str, path: &str) -> ArchiveCopy {
    let digits = path.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| path.get(range).and_then(|part| part.parse::<u16>().ok());
    let captured = (digits >= 8 && path.as_bytes().get(digits).is_none_or(|byte| *byte != b'-'))
        .then(|| {
            let year = number(0..4).and_then(|year| i16::try_from(year).ok())?;
            let month = number(4..6).and_then(|month| u8::try_from(month).ok())?;
            let day = number(6..8).and_then(|day| u8::try_from(day).ok())?;
            Some((year, month, day))
        })
        .flatten();
    let original = path.find('/').map(|slash| &path[slash + 1..]).filter(|rest| {
        has_prefix(rest, "http") || has_prefix(rest, "www.") || (digits >= 4 && rest.contains('.'))
    });
    ArchiveCopy { url: url.to_string(), captured, original: original.map(str::to_string) }
}

/// A DOI whose `10.` stands at `at`; `start` is where what introduces it begins.
fn doi(words: &str, at: usize, start: usize) -> Option<Ident> {
    let rest = words.get(at..)?;
    let after = rest.strip_prefix("10.")?;
    let prefix = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    if prefix < 4 || after.as_bytes().get(prefix) != Some(&b'/') {
        return None;
    }
    let slash = at + 3 + prefix;
    let mut end = run_end(words, at);
    if end <= slash + 1 {
        // Split by a space: "10.1021/ es030360x". The rest must look like part of a DOI.
        let tail = words.get(slash + 1..)?.strip_prefix(' ')?;
        let tail_end = run_end(words, slash + 2);
        let tail = &tail[..tail_end - (slash + 2)];
        if !tail.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        end = tail_end;
    }
    Some(Ident { kind: IdentKind::Doi, span: Span::new(at, end), start, end })
}

/// `doi:10.…`, `DOI 10.…`, `doi.org/10.…`.
fn doi_named(words: &str, at: usize) -> Option<Ident> {
    let rest = &words[at..];
    if !has_prefix(rest, "doi") && !has_prefix(rest, "dx.doi.org/") {
        return None;
    }
    for lead in ["doi.org/", "dx.doi.org/"] {
        if has_prefix(rest, lead) {
            return doi(words, at + lead.len(), at);
        }
    }
    let after = rest[3..].trim_start_matches([':', ' ']);
    let from = words.len() - after.len();
    if from == at + 3 {
        return None;
    }
    if let Some(found) = doi(words, from, at) {
        return Some(found);
    }
    if starts_address(after) {
        return address(words, from).map(|found| Ident { start: at, ..found });
    }
    // Damaged: "doi:rspb.2012.2071". Kept as printed.
    let end = run_end(words, from);
    let damaged = rest[3..].starts_with(':') && words[from..end].bytes().any(|byte| byte.is_ascii_digit());
    (damaged && words[from..end].contains(['.', '/'])).then(|| Ident {
        kind: IdentKind::Doi,
        span: Span::new(from, end),
        start: at,
        end,
    })
}

/// `ISBN 978-…`, `ISSN 1234-5678`.
fn numbered(words: &str, at: usize) -> Option<Ident> {
    let rest = &words[at..];
    let isbn = has_prefix(rest, "isbn");
    if !isbn && !has_prefix(rest, "issn") {
        return None;
    }
    let mut after = &rest[4..];
    for lead in ["-13", "-10", "13", "10"] {
        if isbn && after.strip_prefix(lead).is_some_and(|next| next.starts_with([':', ' '])) {
            after = &after[lead.len()..];
        }
    }
    let after = after.trim_start_matches([':', ' ', '\u{a0}', '-']);
    let from = words.len() - after.len();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '‐' | '‑' | '–' | ' ' | 'X' | 'x');
    let (mut end, mut digits) = (0, 0);
    for (offset, c) in after.char_indices() {
        // A comma or a second space ends it; so does a number after enough digits.
        if !is_part(c) || digits >= 13 || (!isbn && digits >= 8) {
            break;
        }
        if c == ' ' && (digits == 10 && !after.starts_with("97") || digits == 13) {
            break;
        }
        if c.is_ascii_digit() || c.eq_ignore_ascii_case(&'x') {
            digits += 1;
            end = offset + c.len_utf8();
        }
    }
    (digits >= 7).then(|| Ident {
        kind: if isbn { IdentKind::Isbn } else { IdentKind::Issn },
        span: Span::new(from, from + end),
        start: at,
        end: from + end,
    })
}

/// `arXiv:1706.03762v5`, `arXiv preprint arXiv:hep-th/9901001`.
fn arxiv(words: &str, at: usize) -> Option<Ident> {
    let rest = &words[at..];
    if !has_prefix(rest, "arxiv:") {
        return None;
    }
    let after = rest[6..].trim_start_matches(' ');
    let from = words.len() - after.len();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-');
    let run = after.find(|c: char| !is_part(c)).unwrap_or(after.len());
    let run = after[..run].trim_end_matches('.').len();
    after[..run].bytes().any(|byte| byte.is_ascii_digit()).then(|| Ident {
        kind: IdentKind::Arxiv,
        span: Span::new(from, from + run),
        start: at,
        end: from + run,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(words: &str) -> String {
        let found = ident_at(words, 0).expect("an identifier");
        words[found.span.range()].to_string()
    }

    #[test]
    fn closing_marks_are_trimmed_and_balanced_brackets_kept() {
        assert_eq!(value("doi:10.1016/S0953-7562(09)80401-2."), "10.1016/S0953-7562(09)80401-2");
        assert_eq!(value("10.1000/182), and"), "10.1000/182");
        assert_eq!(value("https://en.wikipedia.org/wiki/A_(b)."), "https://en.wikipedia.org/wiki/A_(b)");
        assert_eq!(value("https://x.org/a)."), "https://x.org/a");
        assert_eq!(value("www.gao.gov/x.”"), "www.gao.gov/x");
    }

    #[test]
    fn dois_lose_what_introduces_them() {
        assert_eq!(value("https://doi.org/10.5210/fm.v10i11.1289."), "10.5210/fm.v10i11.1289");
        assert_eq!(value("http://dx.doi.org/10.1000/x;"), "10.1000/x");
        assert_eq!(value("DOI: 10.1000/x"), "10.1000/x");
        assert_eq!(value("10.1007/s00168‐016‐0766‐5."), "10.1007/s00168‐016‐0766‐5");
        assert_eq!(value("10.1021/ es030360x."), "10.1021/ es030360x");
        assert_eq!(value("doi:rspb.2012.2071."), "rspb.2012.2071");
        assert_eq!(ident_at("10.5 percent", 0), None);
        assert_eq!(ident_at("doing", 0), None);
    }

    #[test]
    fn numbers_of_books_and_journals() {
        assert_eq!(value("ISBN 978-0-306-40615-7, p. 3"), "978-0-306-40615-7");
        assert_eq!(value("ISBN-13: 978 0 306 40615 7."), "978 0 306 40615 7");
        assert_eq!(value("ISBN 0-8044-2957-X."), "0-8044-2957-X");
        assert_eq!(value("ISSN 1234-567X, 12"), "1234-567X");
    }

    #[test]
    fn archive_copies_give_time_and_original() {
        let words = "https://web.archive.org/web/20090603192345/http://www.whitehouse.gov/open/.";
        let IdentKind::Archive(copy) = ident_at(words, 0).expect("an archive").kind else { panic!() };
        assert_eq!(copy.captured, Some((2009, 6, 3)));
        assert_eq!(copy.original.as_deref(), Some("http://www.whitehouse.gov/open/"));
        let found = ident_at("https://perma.cc/ABCD-1234]", 0).expect("an archive");
        assert!(
            matches!(found.kind, IdentKind::Archive(ref copy) if copy.url == "https://perma.cc/ABCD-1234" && copy.captured.is_none())
        );
    }

    #[test]
    fn addresses_without_a_scheme() {
        assert_eq!(value("example.org/a/b."), "example.org/a/b");
        assert!(matches!(ident_at("perma.cc/AB12-CD34", 0).map(|it| it.kind), Some(IdentKind::Archive(_))));
        for words in ["and/or", "i.e./e.g.", "km/h", "a.m./p.m.", "example.org"] {
            assert_eq!(ident_at(words, 0), None, "{words}");
        }
    }

    #[test]
    fn preprints() {
        assert_eq!(value("arXiv:1706.03762v5 [cs.CL]"), "1706.03762v5");
        let found = ident_at("https://arxiv.org/abs/1706.03762.", 0).expect("an address");
        assert!(matches!(found.kind, IdentKind::ArxivUrl(_)));
    }
}
