//! Tables of the forms in which something may stand: each row says what it reads and shows a note with it, and the
//! tests run the tables row by row.

use super::reader::Reader;

/// One form.
pub(super) struct Form<A> {
    /// What stands there.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the rows"))]
    pub name: &'static str,
    /// Reads it, or says that it is not there. What it changes before it says no, it means to.
    pub reads: fn(&mut Reader<'_>, A) -> bool,
    /// A note with it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the rows"))]
    pub example: &'static str,
}

/// Whether one of the forms stands there: they are tried in the order of the table, and the first that reads it ends
/// the search.
pub(super) fn first<A: Copy>(reader: &mut Reader<'_>, forms: &'static [Form<A>], at: A) -> bool {
    forms.iter().any(|form| {
        let read = (form.reads)(reader, at);
        #[cfg(test)]
        if read {
            tests::READ.with_borrow_mut(|all| all.push(form.name));
        }
        read
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::RefCell;

    use super::Form;
    use crate::notes::{Hints, parse};
    use crate::span::Span;

    thread_local! {
        /// The forms that were read since it was emptied.
        pub static READ: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }

    /// Fails unless each row of a table reads its own example.
    pub fn each_reads_its_example<A>(forms: &[Form<A>]) {
        let mut faults = Vec::new();
        for form in forms {
            READ.with_borrow_mut(Vec::clear);
            // Italics are between asterisks.
            let (mut words, mut hints) = (String::new(), Hints::default());
            for (index, part) in form.example.split('*').enumerate() {
                let from = words.len();
                words.push_str(part);
                if index % 2 == 1 {
                    hints.italics.push(Span::new(from, words.len()));
                }
            }
            let note = parse(&words, &hints);
            let read = READ.with_borrow(Vec::clone);
            if !read.contains(&form.name) {
                faults.push(format!("{}: “{}” is read by {read:?}: {note:?}", form.name, form.example));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
