//! claimlint as a WebAssembly module: bytes of files go in, reports come out. It reads no file, asks nobody and knows no
//! clock; that it builds is the proof that the core does not either.
//!
//! The interface is five functions over two buffers, so that no tool has to write the JavaScript:
//! [`claimlint_take`] makes room for a question, [`claimlint_answer`] answers it, [`claimlint_said`] and
//! [`claimlint_length`] tell where the answer lies, [`claimlint_drop`] gives both back. A question and an answer are a
//! *bundle* ([`bundle`]): a head in JSON, then bytes.

pub mod bundle;
pub mod load;
pub mod work;

use std::sync::{Mutex, PoisonError};

static QUESTION: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for a question of so many bytes; returns where it is to be written.
// SAFETY of the names: nothing else in the module is called so.
#[unsafe(no_mangle)]
pub extern "C" fn claimlint_take(length: usize) -> *mut u8 {
    let mut question = QUESTION.lock().unwrap_or_else(PoisonError::into_inner);
    *question = vec![0; length];
    question.as_mut_ptr()
}

/// Answers the question that was written. A fault of ours ends the module, and whoever called it makes a new one.
#[unsafe(no_mangle)]
pub extern "C" fn claimlint_answer() {
    let question = std::mem::take(&mut *QUESTION.lock().unwrap_or_else(PoisonError::into_inner));
    let answer = work::answer(question);
    *ANSWER.lock().unwrap_or_else(PoisonError::into_inner) = answer;
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn claimlint_said() -> *const u8 {
    ANSWER.lock().unwrap_or_else(PoisonError::into_inner).as_ptr()
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn claimlint_length() -> usize {
    ANSWER.lock().unwrap_or_else(PoisonError::into_inner).len()
}

/// Gives the answer's memory back.
#[unsafe(no_mangle)]
pub extern "C" fn claimlint_drop() {
    *ANSWER.lock().unwrap_or_else(PoisonError::into_inner) = Vec::new();
}
