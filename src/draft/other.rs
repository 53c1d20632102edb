//! Formats that are not read, known by name or by their signs, and what to do about each.
//! Read as plain text or as Markdown they would look sound: their notes are not seen, and
//! their markup is taken for words.

use std::borrow::Cow;

/// A format that is not read.
struct Other {
    /// What it is called, with its article.
    name: &'static str,
    /// Endings of its files, lower case, without the dot.
    endings: &'static [&'static str],
    /// Whether a text shows its signs.
    shows: fn(&str) -> bool,
    /// What to do.
    cure: &'static str,
}

/// How much of a text is looked at, in bytes: signs stand early or nowhere.
const LOOKED_AT: usize = 256 * 1024;

const OTHERS: &[Other] = &[
    Other {
        name: "MediaWiki text",
        endings: &["wiki", "mediawiki", "wikitext"],
        shows: wiki,
        cure: "save the page as HTML, or turn it into Markdown with `pandoc -f mediawiki -t markdown`",
    },
    Other {
        name: "reStructuredText",
        endings: &["rst", "rest"],
        shows: restructured,
        cure: "turn it into Markdown with `pandoc -f rst -t markdown`, or build it as HTML",
    },
    Other {
        name: "AsciiDoc",
        endings: &["adoc", "asciidoc", "asc"],
        shows: asciidoc,
        cure: "build it as HTML (`asciidoctor paper.adoc`) and check that",
    },
    Other {
        name: "an Org file",
        endings: &["org"],
        shows: org,
        cure: "turn it into Markdown with `pandoc -f org -t markdown`, or export it as HTML",
    },
    Other {
        name: "Textile",
        endings: &["textile"],
        shows: |text| lines(text, textile_heading) >= 2,
        cure: "turn it into Markdown with `pandoc -f textile -t markdown`",
    },
    Other {
        name: "Typst",
        endings: &["typ"],
        shows: |text| {
            let command = |line: &str| {
                ["#set ", "#show ", "#import ", "#let "].iter().any(|word| line.starts_with(word))
            };
            lines(text, command) >= 2 || count(text, "#footnote[") >= 2
        },
        cure: "turn it into Markdown with `pandoc -f typst -t markdown`",
    },
    Other {
        name: "a Jupyter notebook",
        endings: &["ipynb"],
        shows: |text| {
            text.trim_start().starts_with('{') && text.contains("\"cells\"") && text.contains("\"cell_type\"")
        },
        cure: "turn it into Markdown with `jupyter nbconvert --to markdown`",
    },
    Other {
        name: "a web archive or a letter with its headers (MIME)",
        endings: &["mht", "mhtml", "eml"],
        shows: |text| {
            let head = || text.lines().take(40).take_while(|line| !line.trim().is_empty());
            let says = |what: &str| {
                head()
                    .any(|line| line.get(..what.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(what)))
            };
            says("mime-version:") && says("content-type:")
        },
        cure: "save the page as HTML only",
    },
    Other {
        name: "a pointer to a document at Google, not the document",
        endings: &["gdoc"],
        shows: |text| {
            text.len() < 4096 && text.trim_start().starts_with('{') && text.contains("docs.google.com/")
        },
        cure: "in Google Docs, download it as a Word file (.docx)",
    },
    Other {
        name: "a Pages document",
        endings: &["pages"],
        shows: |_| false,
        cure: "in Pages, export it as a Word file (.docx)",
    },
    Other {
        name: "XML that no reader knows",
        endings: &[],
        shows: |text| {
            text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") && !text.contains("<html")
        },
        cure: "JATS and DocBook are known by their roots; of any other, check what is made of it (HTML, PDF)",
    },
];

/// References in tags, or headings between equals signs beside links and templates.
fn wiki(text: &str) -> bool {
    let linked = count(text, "[[") + count(text, "{{");
    let heading = |line: &str| {
        let inner = line.trim_end().strip_prefix("==").and_then(|rest| rest.strip_suffix("=="));
        inner.is_some_and(|inner| !inner.trim_matches('=').trim().is_empty())
    };
    count(text, "<ref") >= 3 && linked >= 3 || lines(text, heading) >= 2 && linked >= 2
}

/// Blocks that begin with two dots, or markers and roles beside one.
fn restructured(text: &str) -> bool {
    let explicit = lines(text, |line| {
        line.strip_prefix(".. ").is_some_and(|rest| {
            rest.starts_with('[') || rest.starts_with('_') || rest.contains(":: ") || rest.ends_with("::")
        })
    });
    let inline = count(text, "]_") + count(text, "`_") + count(text, ":ref:`") + count(text, ":doc:`");
    explicit >= 3 || explicit >= 1 && inline >= 2
}

/// A title with attributes under it, footnotes in its own form, or headings with equals
/// signs at their beginning alone beside something that only AsciiDoc says.
fn asciidoc(text: &str) -> bool {
    let attribute = |line: &str| {
        let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
        name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    };
    let titled = text.trim_start().starts_with("= ") && text.lines().take(30).any(attribute);
    let heading = |line: &str| {
        let rest = line.trim_start_matches('=');
        let deep = line.len() - rest.len();
        (2..=6).contains(&deep) && rest.starts_with(' ') && !rest.trim_end().ends_with('=')
    };
    let own = ["footnote:[", "image::", "include::", "link:http", "\n[quote", "\n[source", "<<"];
    titled
        || count(text, "footnote:[") >= 2
        || lines(text, heading) >= 2 && own.iter().any(|sign| text.contains(sign))
}

/// Keywords, footnotes or drawers.
fn org(text: &str) -> bool {
    let words = ["#+title:", "#+author:", "#+begin_", "#+options:", "#+date:"];
    let keyword = |line: &str| {
        words.iter().any(|word| line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
    };
    lines(text, keyword) >= 2
        || count(text, "[fn:") >= 2
        || count(text, "][") >= 3 && lines(text, keyword) >= 1
}

fn textile_heading(line: &str) -> bool {
    let bytes = line.as_bytes();
    matches!(bytes, [b'h', b'1'..=b'6', b'.', b' ', ..])
}

fn count(text: &str, sign: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes()).count()
}

fn lines(text: &str, is: impl Fn(&str) -> bool) -> usize {
    text.lines().filter(|line| is(line)).count()
}

/// Why a file of this name cannot be read, if its ending is that of a format that is not.
pub fn named(name: &str) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    OTHERS.iter().find(|other| other.endings.contains(&ending.as_str())).map(told)
}

/// Why a text cannot be read, if it shows the signs of a format that is not. Asked where
/// the name says nothing (`.txt`, or none).
pub fn shown(content: &str) -> Option<String> {
    let head = head(content);
    OTHERS.iter().find(|other| (other.shows)(head)).map(told)
}

/// The same of a file that is called Markdown. It may speak of other formats: what stands
/// in its code is no sign, and where its own signs are as many, its name is believed.
pub fn shown_in_markdown(content: &str) -> Option<String> {
    let head = head(content);
    let found = OTHERS.iter().find(|other| (other.shows)(head))?;
    let bare = without_code(head);
    let own = count(&bare, "](") + count(&bare, "[^");
    let foreign = ["<ref", "]_", ".. ", "footnote:[", "[fn:", "][", "\n=="];
    let foreign: usize = foreign.iter().map(|sign| count(&bare, sign)).sum();
    ((found.shows)(&bare) && own < foreign.max(1)).then(|| told(found))
}

/// As much of a text as is looked at.
fn head(content: &str) -> &str {
    let mut end = content.len().min(LOOKED_AT);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    &content[..end]
}

/// Markdown without its code: fenced, indented, and in backticks in a line.
fn without_code(text: &str) -> Cow<'_, str> {
    if !text.contains('`') && !text.contains("~~~") && !text.contains("\n    ") && !text.contains("\n\t") {
        return Cow::Borrowed(text);
    }
    let mut fence: Option<&str> = None;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) if line.starts_with("    ") || line.starts_with('\t') => {}
            (None, None) => {
                // Text stands in every second piece between backticks.
                for piece in line.split('`').step_by(2) {
                    out.push_str(piece);
                }
                out.push('\n');
            }
        }
    }
    Cow::Owned(out)
}

fn told(other: &Other) -> String {
    format!("it is {}, which is not read: {}", other.name, other.cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIKI: &str =
        "The '''weir'''<ref>Moss</ref> fell<ref name=a/> in [[Leeds]].<ref>{{cite book|x}}</ref> {{end}}";
    const RST: &str =
        "Weir\n====\n\nIt fell [#m]_.\n\n.. [#m] Moss.\n.. note::\n   x\n.. _weir: https://example.org\n";

    #[test]
    fn each_format_is_known_by_its_signs() {
        for (text, word) in [
            (WIKI, "MediaWiki"),
            ("== Weir ==\nIt fell in [[Leeds]].\n\n== Looms ==\nThey stood. {{stub}}\n", "MediaWiki"),
            (RST, "reStructuredText"),
            ("Vaccines\n--------\n\nDoses rose [1]_ and fell [2]_.\n\n.. [1] Hart, 4.\n", "reStructuredText"),
            ("= The weir\n:toc: left\n\nIt fell.footnote:[Moss]\n", "AsciiDoc"),
            ("It fell.footnote:[Moss, 14] It rose.footnote:[Moss, 15]", "AsciiDoc"),
            ("== Looms\n\nThey stood.footnote:[Moss]\n\n== Wages\n\nThey fell.\n", "AsciiDoc"),
            ("#+TITLE: The weir\n#+author: Moss\n\n* It fell\n", "Org"),
            ("It fell[fn:1].\n\n[fn:1] Moss, 14.\n", "Org"),
            ("h1. The weir\n\nIt fell.\n\nh2. Looms\n\nThey stood.\n", "Textile"),
            ("#set page(width: 10cm)\n#show heading: it => it\n= Weir\nIt fell.#footnote[Moss]\n", "Typst"),
            ("{\n \"cells\": [{\"cell_type\": \"markdown\"}]}", "Jupyter"),
            (
                "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>",
                "web archive",
            ),
            ("{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\"}", "Google"),
            ("<?xml version=\"1.0\"?><article><para>It fell.</para></article>", "XML"),
        ] {
            assert!(shown(text).is_some_and(|told| told.contains(word)), "{word}: {:?}", shown(text));
        }
    }

    #[test]
    fn text_that_only_looks_a_little_like_one_is_read() {
        for text in [
            "The weir fell in 1871 .. and rose. See [[1]] and <ref>.",
            ".. and so on\n.. it went\n.. for years\n",
            "= 12 looms\n\nOne: two: three.\n",
            "#hashtag\n#+1 for the weir\n",
            "{ \"looms\": 480 } is what docs.google.com shows",
            "<!DOCTYPE html><html><p>It fell.",
            "<?xml version=\"1.0\"?><html><p>It fell.",
            "Weir\n====\n\nIt fell in 1871.\n\nLooms\n=====\n\nThey stood.\n",
            "== the yield rose ==\n\nOne line between signs is no page of a wiki: [[1]].\n",
            "h1 is a heading.\nh2. is another.\n",
            "Content-Type: multipart/related is what the header says.\n",
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert_eq!(named("weir.txt"), None);
        assert!(named("docs/WEIR.RST").is_some_and(|told| told.contains("pandoc -f rst")));
        assert!(named("weir.pages").is_some_and(|told| told.contains("Word file")));
    }

    #[test]
    fn a_file_called_markdown_may_speak_of_other_formats_but_not_be_one() {
        for text in [WIKI, RST, "It fell.footnote:[Moss, 14] It rose.footnote:[Moss, 15]\n"] {
            assert!(shown_in_markdown(text).is_some(), "{text}");
            assert_eq!(shown_in_markdown(&format!("How to write it:\n\n```\n{text}\n```\n")), None, "{text}");
            let own = "See [the manual](https://example.org/a).[^a]".repeat(8);
            assert_eq!(shown_in_markdown(&format!("{own}\n\n{text}\n")), None, "{text}");
        }
        assert_eq!(shown_in_markdown("Write `[fn:1]` and `[fn:2]` in Org.\n"), None);
        assert_eq!(shown_in_markdown("# Weir\n\nSee [[Leeds]], [[Looms]], {{ site.name }}.\n"), None);
    }
}
