//! What the thread that listens and the one that works both know.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::Value;

use super::desk::Desk;
use super::papers::Papers;
use super::ruler::Unit;

/// What the editor can do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Caps {
    /// It asks for findings; they are not sent unasked then.
    pub pulls: bool,
    /// It can be told to ask again.
    pub refreshes: bool,
    /// An answer may hold the findings of other files too.
    pub related: bool,
    /// Files can be watched for us.
    pub watches: bool,
    /// It knows the commands of our extensions.
    pub commands: bool,
    /// It makes files that an edit asks for.
    pub creates: bool,
}

/// What both threads know.
pub struct Shared {
    /// Files and the clock.
    pub desk: Arc<dyn Desk>,
    /// To the editor.
    sender: Box<dyn Fn(Message) + Send + Sync>,
    /// How places are counted.
    pub unit: Unit,
    /// What the editor can do.
    pub caps: Caps,
    state: Mutex<State>,
    woken: Condvar,
}

/// What changes.
#[derive(Default)]
pub struct State {
    /// What is open.
    pub papers: Papers,
    /// Folders that the editor works in.
    pub folders: Vec<PathBuf>,
    /// Files that changed since the worker last looked.
    pub touched: BTreeSet<PathBuf>,
    /// Whether files changed of which nobody knows what they mean: a configuration, a list, a copy.
    pub all_touched: bool,
    /// The cases of the folders, when a search has ended.
    pub searched: Option<Vec<(PathBuf, Option<PathBuf>)>>,
    /// Questions, in order.
    pub asked: VecDeque<Request>,
    /// Questions that nobody wants answered any more.
    pub cancelled: HashSet<RequestId>,
    /// Whether the editor has left.
    pub over: bool,
}

impl Shared {
    /// For one editor, from its first words on.
    pub fn new(
        desk: Arc<dyn Desk>,
        sender: Box<dyn Fn(Message) + Send + Sync>,
        unit: Unit,
        caps: Caps,
        folders: Vec<PathBuf>,
    ) -> Self {
        let state = Mutex::new(State { folders, ..State::default() });
        Self { desk, sender, unit, caps, state, woken: Condvar::new() }
    }

    /// What changes, for this thread alone.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something may have changed, no longer than so long.
    pub fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        most: Option<std::time::Duration>,
    ) -> MutexGuard<'a, State> {
        match most {
            None => self.woken.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(most) => self.woken.wait_timeout(state, most).unwrap_or_else(PoisonError::into_inner).0,
        }
    }

    /// Sends a message; an editor that has gone hears nothing.
    pub fn send(&self, message: impl Into<Message>) {
        (self.sender)(message.into());
    }

    /// Sends a notification.
    pub fn tell(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    /// Changes something, and wakes who waits for it.
    pub fn changed(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.woken.notify_all();
    }
}
