//! Whether a main part is as it was but for comments of ours.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use super::super::Thread;
use super::super::edit::bare;
use super::parts::{Part, Parts};
use super::read::{entries, threads};
use crate::draft::office::Fault;
use crate::draft::office::xml::{Ns, Token, Xml};

/// An open element.
enum El {
    /// A run: how its words look.
    Run(String),
    /// The properties of a run, and where they begin.
    Props(usize),
    /// The characters of a run.
    Text,
    /// A mark of a comment of ours, or what is inside properties.
    Unseen,
    Other,
}

/// Whether two files say the same in the same way, and have the same comments of other people.
///
/// # Errors
/// A part is damaged.
pub fn same_but_ours(before: &Parts, after: &Parts) -> Result<bool, Fault> {
    let seen = |parts: &Parts| -> Result<_, Fault> {
        let ours: HashSet<String> = threads(parts)?
            .into_iter()
            .map(|(thread, _)| thread)
            .filter(Thread::is_ours)
            .map(|thread| thread.id)
            .collect();
        Ok((shown(&parts.main, &ours)?, others(parts.comments.as_ref(), &ours)?))
    };
    Ok(seen(before)? == seen(after)?)
}

/// Other people's comments, as written.
fn others(part: Option<&Part>, ours: &HashSet<String>) -> Result<Vec<String>, Fault> {
    let Some(part) = part else { return Ok(Vec::new()) };
    let source = bare(&part.text);
    let entries = entries(&part.name, source)?;
    let theirs = entries.iter().filter(|entry| !ours.contains(&entry.id));
    Ok(theirs.map(|entry| source.get(entry.start..entry.end).unwrap_or_default().to_owned()).collect())
}

/// A number for all that a part holds: its elements as written and in their order, each character with the look of its
/// run. Marks of our comments are passed over, and so is where one run ends and another of the same look begins.
fn shown(part: &Part, ours: &HashSet<String>) -> Result<Vec<u8>, Fault> {
    let source = bare(&part.text);
    let mut xml = Xml::new(&part.name, source);
    let mut hash = Sha256::new();
    let mut open: Vec<El> = Vec::new();
    // The look that the last words had.
    let mut last = String::new();
    while let Some(token) = xml.pull()? {
        let span = xml.span();
        match token {
            Token::Start(ns, name) => {
                let tag = source.get(span.range()).unwrap_or_default();
                let word = ns == Ns::Word;
                let el = match (open.last(), name) {
                    (Some(El::Props(_) | El::Unseen), _) => El::Unseen,
                    (_, "commentRangeStart" | "commentRangeEnd" | "commentReference")
                        if word && xml.attr(Ns::Word, "id").is_some_and(|id| ours.contains(&id)) =>
                    {
                        El::Unseen
                    }
                    (_, "r") if word => El::Run(tag.trim_end_matches("/>").trim_end_matches('>').to_owned()),
                    (Some(El::Run(_)), "rPr") if word => El::Props(span.start as usize),
                    (Some(El::Run(_)), "t" | "delText") if word => El::Text,
                    _ => El::Other,
                };
                if let El::Other = el {
                    look(&open, &mut last, &mut hash);
                    hash.update(b"\0");
                    hash.update(tag);
                }
                open.push(el);
            }
            Token::Text(text) => match open.last() {
                Some(El::Text) => {
                    look(&open, &mut last, &mut hash);
                    hash.update(text.as_bytes());
                }
                Some(El::Other) => hash.update(text.as_bytes()),
                _ => {}
            },
            Token::End => match open.pop() {
                Some(El::Props(from)) => {
                    if let Some(El::Run(look)) = open.last_mut() {
                        look.push_str(source.get(from..span.end as usize).unwrap_or_default());
                    }
                }
                Some(El::Other) => hash.update(b"\0/"),
                _ => {}
            },
        }
    }
    Ok(hash.finalize().to_vec())
}

/// Takes in the look of what comes now, if it is another than before.
fn look(open: &[El], last: &mut String, hash: &mut Sha256) {
    let run = open.iter().rev().find_map(|el| match el {
        El::Run(look) => Some(look),
        _ => None,
    });
    if let Some(run) = run.filter(|run| *run != last) {
        hash.update(b"\0=");
        hash.update(run.as_bytes());
        hash.update(b"\0");
        last.clone_from(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn parts(body: &str, comments: &str) -> Parts {
        let part = |text: String| Part { name: "p.xml".to_owned(), text };
        Parts {
            main: part(format!("<w:document xmlns:w=\"{W}\">{body}</w:document>")),
            comments: Some(part(format!("<w:comments xmlns:w=\"{W}\">{comments}</w:comments>"))),
            ..Parts::default()
        }
    }

    #[test]
    fn only_comments_of_ours_may_come_and_go() {
        let of = |id: u8, words: &str| {
            format!(
                "<w:comment w:id=\"{id}\" w:author=\"A\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
            )
        };
        let theirs = of(1, "When?");
        let both = format!("{theirs}{}", of(2, "claimlint 3beb87d6397d1aba:1"));
        let bold = "<w:rPr><w:b/></w:rPr>";
        let one = format!(
            "<w:p><w:r>{bold}<w:t>Snow fell.</w:t><w:tab/></w:r><w:del w:id=\"4\"><w:r><w:delText>Rain</w:delText></w:r></w:del>\
             <w:r><w:commentReference w:id=\"1\"/></w:r></w:p>"
        );
        let put = format!(
            "<w:p><w:r>{bold}<w:t xml:space=\"preserve\">Snow </w:t></w:r><w:commentRangeStart w:id=\"2\"/><w:r>{bold}<w:t \
             xml:space=\"preserve\">fell.</w:t><w:tab/></w:r><w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference \
             w:id=\"2\"/></w:r><w:del w:id=\"4\"><w:r><w:delText>Rain</w:delText></w:r></w:del><w:r><w:commentReference \
             w:id=\"1\"/></w:r></w:p>"
        );
        let same = |body: &str, comments: &str| {
            same_but_ours(&parts(&one, &theirs), &parts(body, comments)).map_err(|fault| fault.0)
        };
        assert_eq!(same(&put, &both), Ok(true));
        for (what, old, new) in [
            ("words", "fell.", "felt."),
            ("deleted words", "Rain", "Ruin"),
            (
                "a look",
                "<w:commentRangeStart w:id=\"2\"/><w:r><w:rPr><w:b/></w:rPr>",
                "<w:commentRangeStart w:id=\"2\"/><w:r>",
            ),
            ("a tab", "<w:tab/>", ""),
            ("deletion", "<w:del w:id=\"4\">", "<w:ins w:id=\"4\">"),
            ("another's reference", "<w:commentReference w:id=\"1\"/>", ""),
            ("a paragraph", "<w:p>", "<w:p/><w:p>"),
        ] {
            assert!(put.contains(old), "{what}");
            let changed = put
                .replace(old, new)
                .replace("<w:ins w:id=\"4\"><w:r><w:delText>Rain</w:delText></w:r></w:del>", "");
            assert_eq!(same(&changed, &both), Ok(false), "{what}");
        }
        assert_eq!(same(&put, &both.replace("When?", "Then?")), Ok(false), "another's comment");
        assert_eq!(same(&put, &both.replace(&theirs, "")), Ok(false), "another's comment is gone");
    }
}
