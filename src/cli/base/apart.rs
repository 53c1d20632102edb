//! PDFs read in a process of their own.
//!
//! A PDF may ask for more memory or time than there is, and no list of its tricks
//! is complete. So the program starts itself once for each, with limits that the
//! system keeps: what breaks them costs that one copy its words, and nothing else.
//! Several are read at once, within one budget of memory.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::compare::pdf as held;
use crate::draft::office::{Unpacked, Unpacking};
use crate::draft::pdf as draft;
use crate::text::Rendition;
use crate::text::held::{HeldPage, HeldText, HeldUnit};
use crate::text::rendition::{Event, Spot};

/// The first argument of such a process, which no person types.
const CALLS: &[(&str, Work)] = &[("__read-pdf", Work::Held), ("__read-pdf-draft", Work::Draft)];
/// The first line of its answer; without it something else answered.
const HAIL: &str = "claimlint: words of a pdf\n";
/// How long one PDF may take. A report of 1,000 pages takes some seconds.
const TIME: Duration = Duration::from_secs(60);
/// The memory that one PDF may take beside its own bytes. Of 1,569 public PDFs
/// the hungriest took 54 MB.
const MEMORY: u64 = 512 * 1024 * 1024;
/// The memory that all PDFs read at the same time may take.
const BUDGET: u64 = 2 * 1024 * 1024 * 1024;
/// The stack of the thread that reads: objects are read by recursion.
const STACK: usize = 64 * 1024 * 1024;
/// Most bytes of an answer: [`held::read`] gives at most 32 MB of words.
const ANSWER: u64 = 256 * 1024 * 1024;

/// What a PDF is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// A held copy: its words, page by page.
    Held,
    /// A draft: its text with all that is known of it.
    Draft,
}

/// What such a process says.
#[derive(Serialize, Deserialize)]
enum Answer {
    Words { words: String, pages: Vec<(u32, Option<String>, Option<u32>)> },
    Draft(Rendered),
    Unread(String),
}

/// A draft on its way.
#[derive(Serialize, Deserialize)]
struct Rendered {
    content: String,
    events: Vec<Event>,
    lines: Vec<Spot>,
    places: Vec<(u32, String)>,
    unread: Vec<String>,
    has_notes: bool,
}

/// Reads a held copy apart; if no process can be started, in a thread.
///
/// # Errors
/// Why it has no words, as the end of a sentence that begins with its name.
pub fn read(bytes: Vec<u8>) -> Result<HeldText, String> {
    match apart(Work::Held, bytes)? {
        Answer::Words { words, pages } => {
            let pages =
                pages.into_iter().map(|(start, label, printed)| HeldPage { start, label, printed }).collect();
            Ok(HeldText { words, pages, unit: HeldUnit::Line, marks: Vec::new(), frail: true })
        }
        Answer::Unread(why) => Err(why),
        Answer::Draft(_) => Err(died(b"")),
    }
}

/// Takes the text of a draft apart, likewise.
///
/// # Errors
/// Why it has none, in one sentence.
pub fn unpack(bytes: Vec<u8>) -> Result<Unpacked, String> {
    let answer = apart(Work::Draft, bytes)
        .map_err(|why| format!("it {why}; check the document that the PDF was made from"))?;
    match answer {
        Answer::Draft(read) => {
            let rendition = Rendition {
                format: draft::READER.name,
                events: read.events,
                lines: read.lines,
                places: read.places,
                unread: read.unread,
                has_notes: read.has_notes,
                ..Rendition::default()
            };
            Ok(Unpacked { content: read.content, rendition })
        }
        Answer::Unread(why) => Err(why),
        Answer::Words { .. } => Err(format!("it {}", died(b""))),
    }
}

/// What is read of a PDF.
fn done(work: Work, bytes: Vec<u8>) -> Answer {
    match work {
        Work::Held => match held::read(bytes) {
            Ok(text) => Answer::Words {
                words: text.words,
                pages: text.pages.into_iter().map(|page| (page.start, page.label, page.printed)).collect(),
            },
            Err(why) => Answer::Unread(why),
        },
        Work::Draft => match draft::unpack(&bytes, &Unpacking::default()) {
            Ok(Unpacked { content, rendition }) => Answer::Draft(Rendered {
                content,
                events: rendition.events,
                lines: rendition.lines,
                places: rendition.places,
                unread: rendition.unread,
                has_notes: rendition.has_notes,
            }),
            Err(fault) => Answer::Unread(fault.0),
        },
    }
}

/// The answer of a process of its own; if none can be started, of a thread.
fn apart(work: Work, bytes: Vec<u8>) -> Result<Answer, String> {
    let _share = Share::take(MEMORY + 2 * bytes.len() as u64);
    match started(work) {
        Some(child) => match asked(child, &bytes) {
            Some(answer) => answer,
            None => in_thread(work, bytes),
        },
        None => in_thread(work, bytes),
    }
}

fn started(work: Work) -> Option<Child> {
    let (call, _) = CALLS.iter().find(|(_, other)| *other == work)?;
    let program = std::env::current_exe().ok()?;
    Command::new(program)
        .arg(call)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()
}

/// The answer; `None` if it was not ours.
fn asked(mut child: Child, bytes: &[u8]) -> Option<Result<Answer, String>> {
    let (Some(mut input), Some(output), Some(error)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        let _ = child.kill();
        let _ = child.wait();
        return None;
    };
    let (send, receive) = mpsc::channel();
    let listener = std::thread::Builder::new().spawn(move || {
        let (mut said, mut told) = (Vec::new(), Vec::new());
        let _ = output.take(ANSWER).read_to_end(&mut said);
        let _ = error.take(64 * 1024).read_to_end(&mut told);
        drop(send.send((said, told)));
    });
    // It reads all before it says a word, so neither waits for the other. If it
    // is gone already, its end tells why.
    if listener.is_ok() {
        let _ = input.write_all(bytes);
    }
    drop(input);
    let answer = receive.recv_timeout(TIME);
    let _ = child.kill();
    let _ = child.wait();
    let (said, told) = match answer {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => return Some(Err(too_slow())),
        Err(mpsc::RecvTimeoutError::Disconnected) => return None,
    };
    let Some(json) = said.strip_prefix(HAIL.as_bytes()) else {
        return said.is_empty().then(|| Err(died(&told)));
    };
    Some(serde_json::from_slice(json).map_err(|_| died(&told)))
}

fn too_slow() -> String {
    format!("takes longer than {} seconds to read", TIME.as_secs())
}

/// Why a process ended without an answer, from its last words.
fn died(told: &[u8]) -> String {
    let holds = |words: &str| memchr::memmem::find(told, words.as_bytes()).is_some();
    if holds("memory allocation") {
        format!("asks for more than {} MB of memory", MEMORY / 1024 / 1024)
    } else if holds("overflowed its stack") {
        "nests its objects too deeply to be read".to_owned()
    } else {
        "is damaged: it cannot be read".to_owned()
    }
}

/// Without a process of its own: a thread that may fail, and that is not waited
/// for longer than the time. Nothing stops it; it ends with the program.
fn in_thread(work: Work, bytes: Vec<u8>) -> Result<Answer, String> {
    let (send, receive) = mpsc::channel();
    let started = reader(move || drop(send.send(done(work, bytes))));
    if started.is_none() {
        return Err("was not read: no process or thread could be started".to_owned());
    }
    receive.recv_timeout(TIME).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => too_slow(),
        mpsc::RecvTimeoutError::Disconnected => "is damaged: it cannot be read".to_owned(),
    })
}

fn reader<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<std::thread::JoinHandle<T>> {
    std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work).ok()
}

/// Whether these arguments ask for a PDF to be read apart, and if so does it.
pub fn answered(args: &[std::ffi::OsString]) -> bool {
    let called = CALLS.iter().find(|(call, _)| args.len() == 2 && args[1] == *call);
    let Some(&(_, work)) = called else { return false };
    // Its panics are told as a reason; the parent has no use for the words.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return true;
    }
    limit(MEMORY + 2 * bytes.len() as u64);
    let Some(answer) = reader(move || done(work, bytes)).and_then(|reader| reader.join().ok()) else {
        return true;
    };
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(HAIL.as_bytes());
    let _ = serde_json::to_writer(&mut out, &answer);
    let _ = out.flush();
    true
}

/// Lets the system end this process when it takes more than its share; also if
/// the one that started it is gone and nobody waits any more.
#[cfg(unix)]
fn limit(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    // What the program itself and the stack of the reader take of the addresses.
    let own = 128 * 1024 * 1024 + STACK as u64;
    let _ = setrlimit(Resource::As, most(memory + own));
    let _ = setrlimit(Resource::Cpu, most(TIME.as_secs()));
    let _ = setrlimit(Resource::Core, most(0));
}

/// Elsewhere the numbers measured in the file and the time are the limits.
#[cfg(not(unix))]
fn limit(_: u64) {}

/// A share of the memory for copies, given back when it is dropped.
struct Share(u64);

/// How much of it is taken.
static TAKEN: (Mutex<u64>, Condvar) = (Mutex::new(0), Condvar::new());

impl Share {
    /// Waits until there is room. A copy that alone needs more than all there is
    /// gets all of it.
    fn take(wanted: u64) -> Share {
        let wanted = wanted.min(BUDGET);
        let mut taken = TAKEN.0.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken + wanted > BUDGET {
            taken = TAKEN.1.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += wanted;
        Share(wanted)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *TAKEN.0.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        TAKEN.1.notify_all();
    }
}
