//! Formats that are not read, known by name or by their signs, and what to do about each.
//! Read as plain text they would look sound: their notes are not seen, and their markup is
//! taken for words.

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
        shows: |text| count(text, "<ref") >= 3 && count(text, "[[") + count(text, "{{") >= 3,
        cure: "save the page as HTML, or turn it into Markdown with `pandoc -f mediawiki -t markdown`",
    },
    Other {
        name: "reStructuredText",
        endings: &["rst", "rest"],
        shows: |text| {
            let explicit = |line: &&str| {
                line.strip_prefix(".. ").is_some_and(|rest| {
                    rest.starts_with('[')
                        || rest.starts_with('_')
                        || rest.contains(":: ")
                        || rest.ends_with("::")
                })
            };
            text.lines().filter(explicit).count() >= 3
        },
        cure: "turn it into Markdown with `pandoc -f rst -t markdown`, or build it as HTML",
    },
    Other {
        name: "AsciiDoc",
        endings: &["adoc", "asciidoc", "asc"],
        shows: |text| {
            let attribute = |line: &str| {
                let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
                name.is_some_and(|name| {
                    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                })
            };
            let titled = text.trim_start().starts_with("= ") && text.lines().take(30).any(attribute);
            titled || count(text, "footnote:[") >= 2
        },
        cure: "build it as HTML (`asciidoctor paper.adoc`) and check that",
    },
    Other {
        name: "an Org file",
        endings: &["org"],
        shows: |text| {
            let keyword = |line: &&str| {
                let words = ["#+title:", "#+author:", "#+begin_", "#+options:", "#+date:"];
                words
                    .iter()
                    .any(|word| line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
            };
            text.lines().filter(keyword).count() >= 2 || count(text, "[fn:") >= 2
        },
        cure: "turn it into Markdown with `pandoc -f org -t markdown`, or export it as HTML",
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
        endings: &["dbk", "docbook", "nxml"],
        shows: |text| {
            text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") && !text.contains("<html")
        },
        cure: "turn DocBook or JATS into HTML, for instance with `pandoc -f jats -t html`",
    },
];

fn count(text: &str, sign: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes()).count()
}

/// Why a file of this name cannot be read, if its ending is that of a format that is not.
pub fn named(name: &str) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    OTHERS.iter().find(|other| other.endings.contains(&ending.as_str())).map(told)
}

/// Why a text cannot be read, if it shows the signs of a format that is not. Asked only
/// where the name says nothing: `.md` may speak of other formats.
pub fn shown(content: &str) -> Option<String> {
    let mut end = content.len().min(LOOKED_AT);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    let head = &content[..end];
    OTHERS.iter().find(|other| (other.shows)(head)).map(told)
}

fn told(other: &Other) -> String {
    format!("it is {}, which is not read: {}", other.name, other.cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_known_by_its_signs() {
        for (text, word) in [
            (
                "The '''weir'''<ref>Moss</ref> fell<ref name=a/> in [[Leeds]].<ref>{{cite book|x}}</ref> {{end}}",
                "MediaWiki",
            ),
            (
                "Weir\n====\n\nIt fell [#m]_.\n\n.. [#m] Moss.\n.. note::\n   x\n.. _weir: https://example.org\n",
                "reStructuredText",
            ),
            ("= The weir\n:toc: left\n\nIt fell.footnote:[Moss]\n", "AsciiDoc"),
            ("It fell.footnote:[Moss, 14] It rose.footnote:[Moss, 15]", "AsciiDoc"),
            ("#+TITLE: The weir\n#+author: Moss\n\n* It fell\n", "Org"),
            ("It fell[fn:1].\n\n[fn:1] Moss, 14.\n", "Org"),
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
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert_eq!(named("weir.txt"), None);
        assert!(named("docs/WEIR.RST").is_some_and(|told| told.contains("pandoc -f rst")));
        assert!(named("weir.pages").is_some_and(|told| told.contains("Word file")));
    }
}
