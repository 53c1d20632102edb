//! A program of the user's that judges whether a passage supports a claim. It is named in the settings that the user
//! gives on the command line and nowhere else: no draft, claims file or configuration of a project can name one. It gets
//! one question as JSON on standard input, and answers with one line of JSON.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde::Deserialize;

use crate::verified::{Judgement, Question, Verdict};

/// An answer is read so far.
const MOST: u64 = 64 * 1024;

/// After the program has ended its last words have so long to arrive.
const GRACE: Duration = Duration::from_secs(2);

/// What the program answers.
#[derive(Debug, Deserialize)]
struct Answered {
    verdict: String,
    program: String,
    #[serde(default)]
    reason: String,
}

/// Asks the program one question.
///
/// # Errors
/// A plain sentence: it cannot be run, takes too long, or gives no answer that can be read.
pub fn judge(
    program: &[String],
    question: &Question,
    limit: Duration,
    today: Date,
) -> Result<Judgement, String> {
    let Some((name, args)) = program.split_first() else { return Err("no program is named".to_owned()) };
    let mut child = Command::new(name)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    let mut stdin = child.stdin.take();
    let stdout = child.stdout.take();
    let words = question.json() + "\n";
    // A program may answer before it has read everything: that it hangs up is its own affair.
    std::thread::spawn(move || {
        let _ = stdin.take().map(|mut stdin| stdin.write_all(words.as_bytes()));
    });
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut said = String::new();
        let _ = stdout.map(|stdout| stdout.take(MOST).read_to_string(&mut said));
        let _ = tell.send(said);
    });
    let begun = Instant::now();
    let ended = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Ok(status),
            Ok(None) if begun.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                break Err(format!("`{name}` did not answer within {} seconds", limit.as_secs()));
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(5)),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                break Err(format!("`{name}`: {error}"));
            }
        }
    }?;
    if !ended.success() {
        return Err(format!("`{name}` failed ({ended})"));
    }
    // A child of its own may keep the pipe open after it has ended.
    let said = told
        .recv_timeout(GRACE)
        .map_err(|_| format!("`{name}` ended, but something that it began still speaks"))?;
    let answered: Answered = serde_json::from_str(said.trim()).map_err(|_| {
        format!(
            "`{name}` gave no answer that can be read: one line is wanted, {{\"verdict\": …, \"program\": …}}"
        )
    })?;
    let verdict =
        Verdict::ALL.iter().find(|(known, _)| *known == answered.verdict).map(|(_, verdict)| *verdict);
    let verdict = verdict.ok_or_else(|| {
        let known: Vec<&str> = Verdict::ALL.iter().map(|(known, _)| *known).collect();
        format!("`{name}` gave the verdict `{}`; it must be one of {}", answered.verdict, known.join(", "))
    })?;
    let line = |text: &str, most: usize| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
    };
    let program: String = line(&answered.program, 80);
    if program.is_empty() {
        return Err(format!("`{name}` does not say what it calls itself (\"program\")"));
    }
    Ok(Judgement {
        claim: question.claim.clone(),
        source: question.source.clone(),
        day: today,
        verdict,
        program,
        reason: line(&answered.reason, 400),
        of: question.digest(),
    })
}
