//! A question answered: the files are loaded, checked, and told in the formats that were asked for.

use std::collections::BTreeMap;

use claimlint::inside::check::check_and;
use claimlint::inside::comments::{copy, placed};
use claimlint::inside::report::html::{Page, sha256};
use claimlint::inside::rules::groups;
use claimlint::{
    Draft, FORMATS, Level, Options, Profile, READERS, Report, Run, Style, Trouble, Unpacking, format,
    read_draft,
};
use serde::{Deserialize, Serialize};

use crate::bundle::{self, Part};
use crate::load::{self, Files, Loaded};

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
    /// The files whose bytes follow.
    pub files: Vec<Part>,
    /// Which of them is the draft.
    pub draft: Option<String>,
    /// Which of them is its claims file.
    pub claims: Option<String>,
    /// How strict to be: `draft`, `publication` or `legal`.
    pub profile: Option<String>,
    /// Levels by the names of rules or groups, the narrower over the broader: `error`, `warning`, `advice`, `off`.
    #[serde(default)]
    pub levels: BTreeMap<String, String>,
    /// The least level that is told.
    pub show: Option<String>,
    /// The day on which waivers are judged, `2026-05-04`; without it their ends are not.
    pub today: Option<String>,
    /// The formats in which the findings are told, as `--report` names them.
    #[serde(default)]
    pub formats: Vec<String>,
    /// The least level that becomes a comment in a copy of a Word or OpenDocument draft; without it there is no copy.
    pub comments: Option<String>,
    /// How wide lines may be in formats for people.
    pub width: Option<usize>,
}

/// What is answered: the reports, in the order in which they were asked for, then the copy, if there is one.
#[derive(Debug, Default, Serialize)]
pub struct Answer {
    /// Which claimlint.
    pub version: &'static str,
    /// What follows.
    pub parts: Vec<Part>,
    /// The exit status of the program: 0 nothing at the failing level, 1 findings, 2 could not be read.
    pub exit: u8,
    /// How many errors, warnings and pieces of advice.
    pub found: [usize; 3],
    /// What could not be read.
    pub trouble: Vec<String>,
    /// What became of the copy.
    pub copied: Option<Copied>,
    /// Why nothing was done.
    pub error: Option<String>,
}

/// What the module can do, for whoever offers it.
#[derive(Debug, Serialize)]
struct About {
    version: &'static str,
    endings: Vec<&'static str>,
    formats: Vec<&'static str>,
    error: Option<String>,
}

fn about() -> Vec<u8> {
    let about = About {
        version: env!("CARGO_PKG_VERSION"),
        endings: READERS.iter().flat_map(|reader| reader.extensions).copied().collect(),
        formats: FORMATS.iter().map(|format| format.name).collect(),
        error: None,
    };
    serde_json::to_vec(&about).unwrap_or_default()
}

/// What became of the findings in a commented copy.
#[derive(Debug, Serialize)]
pub struct Copied {
    /// New comments.
    pub added: usize,
    /// Findings for which there is no place in it.
    pub unplaced: usize,
    /// Advice that was left out.
    pub held: usize,
    /// Why there is none.
    pub refused: Option<String>,
}

/// Answers a bundle with a bundle; a fault of the question is told in it.
pub fn answer(question: Vec<u8>) -> Vec<u8> {
    // A head without a word asks who answers.
    if question.is_empty() {
        return bundle::close(&about(), &[]);
    }
    let (mut head, parts) = match asked(&question).and_then(|(question, files)| done(&question, &files)) {
        Ok(done) => done,
        Err(error) => (Answer { exit: 2, error: Some(error), ..Answer::default() }, Vec::new()),
    };
    head.version = env!("CARGO_PKG_VERSION");
    // Strings and numbers only: nothing in it can fail.
    let head = serde_json::to_vec(&head).unwrap_or_default();
    bundle::close(&head, &parts)
}

fn asked(bytes: &[u8]) -> Result<(Question, Vec<&[u8]>), String> {
    let (head, rest) = bundle::open(bytes)?;
    let question: Question = serde_json::from_slice(head).map_err(|error| error.to_string())?;
    let parts = bundle::parts(&question.files, rest)?;
    Ok((question, parts))
}

fn done(question: &Question, bytes: &[&[u8]]) -> Result<(Answer, Vec<Vec<u8>>), String> {
    let files: Files<'_> =
        question.files.iter().map(|part| part.name.as_str()).zip(bytes.iter().copied()).collect();
    let options = options(question)?;
    let show = match &question.show {
        Some(word) => level(word)?,
        None => Level::Advice,
    };
    let how = claimlint::inside::open::How::default();
    let loaded = load::load(&files, question.draft.as_deref(), question.claims.as_deref(), how);
    let mut trouble = loaded.trouble.clone();
    let input = loaded.input();
    let draft = read_draft(input);
    let wanted = loaded.draft.is_some() || loaded.claims.is_some();
    let judged = wanted.then(|| {
        check_and(input, draft.as_ref(), loaded.claims.as_ref(), &options, |case, report| {
            Page::of(case, report)
        })
    });
    if judged.is_none() && trouble.is_empty() {
        trouble.push(Trouble {
            file: "nothing".to_owned(),
            message: "no draft and no claims file was given".to_owned(),
        });
    }
    let (mut report, mut page) = judged.map_or((None, None), |(report, page)| (Some(report), page));
    let own = question.draft.as_deref().and_then(|name| Some((name, *files.get(name)?)));
    if let (Some(page), Some((_, bytes))) = (&mut page, own) {
        page.digest = sha256(bytes);
    }
    let fails = report.iter().any(|report| report.findings.iter().any(|it| it.level <= Level::Warning));
    let exit = if !trouble.is_empty() { 2 } else { u8::from(fails) };

    // Before anything is left out: what is not shown is not cured.
    let (copied, commented) = match (&report, &draft, own) {
        (Some(report), Some(draft), Some((_, bytes))) => commented(question, &loaded, report, draft, bytes)?,
        _ => (None, None),
    };
    if let Some(report) = &mut report {
        report.findings.retain(|finding| finding.level <= show);
        report.waived.retain(|waived| waived.finding.level <= show);
    }
    let run = Run {
        pages: report.iter().map(|_| page.as_ref()).collect(),
        fail_on: Some(Level::Warning),
        exit,
        ..Run::new(&loaded.texts, &report, &trouble)
    };
    let style = Style { width: question.width.unwrap_or(100), ..Style::plain() };
    let mut parts = Vec::new();
    let mut listed = Vec::new();
    for name in &question.formats {
        let format = format(name).ok_or_else(|| format!("there is no format `{name}`"))?;
        listed.push(name.clone());
        parts.push((format.render)(&run, &style).into_bytes());
    }
    if let Some(bytes) = commented {
        listed.push("copy".to_owned());
        parts.push(bytes);
    }
    let listed =
        listed.into_iter().zip(&parts).map(|(name, part)| Part { name, length: part.len() }).collect();
    let count = |level| run.findings().filter(|finding| finding.level == level).count();
    let answer = Answer {
        parts: listed,
        exit,
        found: [count(Level::Error), count(Level::Warning), count(Level::Advice)],
        trouble: trouble.iter().map(|it| format!("{}: {}", it.file, it.message)).collect(),
        copied,
        ..Answer::default()
    };
    Ok((answer, parts))
}

/// The copy with comments, if one is asked for and the draft can have one, and what became of it.
fn commented(
    question: &Question,
    loaded: &Loaded,
    report: &Report,
    draft: &Draft,
    bytes: &[u8],
) -> Result<(Option<Copied>, Option<Vec<u8>>), String> {
    let (Some(least), Some((file, _))) = (&question.comments, loaded.draft) else { return Ok((None, None)) };
    let text = loaded.texts.get(file);
    if !text.rendition().is_some_and(|rendition| matches!(rendition.format, "docx" | "odt")) {
        return Ok((None, None));
    }
    // What is wrong in the claims file alone is told on the page beside the copy.
    let placed = placed(&report.findings, (file, None), draft, &loaded.texts, level(least)?);
    let held = placed.held.len();
    Ok(match copy(bytes, text, &placed, &Unpacking::default()) {
        Ok(done) => {
            let copied = Copied { added: done.added, unplaced: done.unplaced.len(), held, refused: None };
            (Some(copied), Some(done.bytes))
        }
        Err(fault) => (Some(Copied { added: 0, unplaced: 0, held, refused: Some(fault.0) }), None),
    })
}

fn options(question: &Question) -> Result<Options, String> {
    let mut options = Options::default();
    options.profile = match question.profile.as_deref() {
        None | Some("draft") => Profile::Draft,
        Some("publication") => Profile::Publication,
        Some("legal") => Profile::Legal,
        Some(other) => return Err(format!("there is no profile `{other}`: draft, publication or legal")),
    };
    if let Some(day) = &question.today {
        options.today = Some(day.parse().map_err(|_| format!("`{day}` is not a day such as 2026-05-04"))?);
    }
    // All, then groups, then single rules: the narrower has the last word.
    let mut said: Vec<(usize, &String, Level)> = Vec::new();
    for (name, word) in &question.levels {
        let meant = groups::meant(name).ok_or_else(|| format!("there is no rule or group `{name}`"))?;
        said.push((meant.len(), name, level(word)?));
    }
    said.sort_by_key(|(breadth, ..)| std::cmp::Reverse(*breadth));
    for (_, name, level) in said {
        for rule in groups::meant(name).into_iter().flatten() {
            options.levels.insert(rule.code.to_owned(), level);
        }
    }
    Ok(options)
}

fn level(word: &str) -> Result<Level, String> {
    let known = [Level::Error, Level::Warning, Level::Advice, Level::Off];
    known
        .into_iter()
        .find(|level| level.name() == word)
        .ok_or_else(|| format!("`{word}` is no level: error, warning, advice or off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(head: &str, bytes: &[u8]) -> (serde_json::Value, Vec<u8>) {
        let answer = answer(bundle::close(head.as_bytes(), &[bytes.to_vec()]));
        let (head, rest) = bundle::open(&answer).expect("a bundle");
        (serde_json::from_slice(head).expect("JSON"), rest.to_vec())
    }

    #[test]
    fn a_draft_is_checked_and_told() {
        let draft = b"Exports fell in 2014.[2] Imports rose.[1]\n\n[1] Harbour Board, Yearbook 2015, 12.\n";
        let head = format!(
            r#"{{"files":[{{"name":"a.txt","length":{}}}],"draft":"a.txt","formats":["concise"]}}"#,
            draft.len()
        );
        let (head, told) = ask(&head, draft);
        assert_eq!(head["error"], serde_json::Value::Null);
        assert_eq!(head["exit"], 1);
        let told = String::from_utf8(told).expect("words");
        assert!(told.contains("a.txt:1:22: error[note-undefined]"), "{told}");
    }

    #[test]
    fn a_wrong_question_is_answered_with_the_reason() {
        for (head, why) in [
            ("{", "EOF"),
            (r#"{"files":[],"profile":"strict"}"#, "profile"),
            (r#"{"files":[],"levels":{"no-such-rule":"off"}}"#, "no-such-rule"),
            (r#"{"files":[],"levels":{"all":"loud"}}"#, "loud"),
            (r#"{"files":[],"today":"tomorrow"}"#, "tomorrow"),
            (r#"{"files":[],"colour":true}"#, "colour"),
        ] {
            let (head, _) = ask(head, b"");
            assert!(head["error"].as_str().is_some_and(|said| said.contains(why)), "{head}");
        }
        let (head, _) = ask(r#"{"files":[]}"#, b"");
        assert_eq!(head["trouble"][0], "nothing: no draft and no claims file was given");
    }

    #[test]
    fn a_single_rule_is_over_its_group() {
        let question: Question = serde_json::from_str(
            r#"{"files":[],"levels":{"all":"off","notes":"advice","note-undefined":"error"}}"#,
        )
        .expect("a question");
        let options = options(&question).expect("options");
        assert_eq!(options.levels["note-undefined"], Level::Error);
        assert_eq!(options.levels["note-unused"], Level::Advice);
        assert_eq!(options.levels["loaded-word"], Level::Off);
    }
}
