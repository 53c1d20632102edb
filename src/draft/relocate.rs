//! A draft whose places are moved: it was read in a page that another reader made.

use super::Draft;
use crate::span::Place;

impl Draft {
    /// Moves every place. `to` says where a place of the page stands in the file.
    pub(super) fn relocate(&mut self, to: &dyn Fn(Place) -> Place) {
        self.view.relocate(to);
        for section in &mut self.sections {
            section.title = to(section.title);
        }
        for passage in &mut self.passages {
            passage.place = to(passage.place);
        }
        for marker in &mut self.markers {
            let file = marker.place.file;
            marker.locator = marker.locator.map(|span| to(Place::new(file, span)).span);
            marker.place = to(marker.place);
        }
        for note in &mut self.notes {
            (note.label, note.place) = (to(note.label), to(note.place));
        }
        for link in &mut self.links {
            link.place = to(link.place);
        }
        for cited in &mut self.field_citations {
            cited.place = to(cited.place);
        }
        for (place, _) in &mut self.bibliographies {
            *place = to(*place);
        }
        for entry in &mut self.unread {
            entry.place = to(entry.place);
        }
        for comment in &mut self.comments {
            let words = to(Place::new(comment.place.file, comment.words)).span;
            (comment.place, comment.words) = (to(comment.place), words);
        }
        for remark in &mut self.remarks {
            remark.place = to(remark.place);
        }
    }
}
