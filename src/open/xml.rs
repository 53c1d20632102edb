//! Which vocabulary a text of XML is in, told by its document type, its root and what stands early in it.

/// So much of a text is looked at.
const LOOKED_AT: usize = 64 * 1024;

/// Roots of DocBook that a draft may have.
const DOCBOOK: [&str; 9] =
    ["article", "book", "chapter", "part", "section", "sect1", "appendix", "preface", "set"];

/// The reader of a text of XML, if there is one.
pub(super) fn vocabulary(content: &str) -> Option<&'static str> {
    let mut end = content.len().min(LOOKED_AT);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    let head = &content[..end];
    let (prolog, root) = parted(head)?;
    let name = root.trim_start_matches('<').split(|c: char| c.is_whitespace() || "/>".contains(c)).next()?;
    let name = name.rsplit(':').next()?;
    let says = |words: &[&str]| words.iter().any(|word| prolog.contains(word));
    if DOCBOOK.contains(&name)
        && (root.contains("http://docbook.org/ns/docbook")
            || says(&["DocBook"])
            || head.contains("<para>")
            || head.contains("<simpara>"))
    {
        return Some("docbook");
    }
    let typed = says(&["JATS", "//NLM//", "Journal Publishing DTD", "Journal Archiving"]);
    let shows = root.contains("article-type=") || head.contains("<article-meta") || head.contains("<front>");
    (name == "article" && (typed || shows)).then_some("jats")
}

/// What stands before the root, and the root's start tag.
fn parted(head: &str) -> Option<(&str, &str)> {
    let mut at = head.len() - head.trim_start_matches('\u{feff}').trim_start().len();
    loop {
        let rest = &head[at..];
        let past = |sign: &str| rest.find(sign).map(|found| found + sign.len());
        let skipped = if rest.starts_with("<?") {
            past("?>")?
        } else if rest.starts_with("<!--") {
            past("-->")?
        } else if rest.starts_with("<!") {
            // A document type may hold declarations in brackets.
            match (rest.find('['), past(">")?) {
                (Some(open), end) if open < end => past("]>").or_else(|| past("]\n>"))?,
                (_, end) => end,
            }
        } else if rest.starts_with('<') {
            return Some((&head[..at], &rest[..past(">")?]));
        } else {
            return None;
        };
        at += skipped;
        at += head[at..].len() - head[at..].trim_start().len();
    }
}
