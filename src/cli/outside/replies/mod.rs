//! What registries answer, read. Nothing is trusted: a reply that lacks what it should have is no answer.

mod dois;
mod others;
mod shape;

pub use dois::{crossref, datacite, handle, openalex};
pub use others::{arxiv, day_of, open_library, pubmed, wayback};
pub use shape::{Found, Read, plain};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verified::Kind;

    #[test]
    fn markup_of_journals_is_no_part_of_a_title() {
        assert_eq!(plain("Growth of <i>Salix</i> &amp; <sub>2</sub>  kin"), "Growth of Salix & 2 kin");
        assert_eq!(plain("p < 0.05 and b > 3"), "p < 0.05 and b > 3");
        assert_eq!(plain("<b"), "<b");
    }

    /// These two know every number of theirs: only what they say of a number that they do not know makes it gone.
    #[test]
    fn a_no_is_one_only_in_the_words_of_its_registry() {
        let feed = |inside: &str| {
            format!("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">{inside}</feed>")
        };
        let error = |summary: &str| {
            feed(&format!(
                "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>{summary}</summary></entry>"
            ))
        };
        let none = "<opensearch:totalResults xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">0</opensearch:totalResults>";
        let ask = |body: String| arxiv(Kind::Arxiv, "2101.00001", body.as_bytes());
        assert_eq!(ask(feed(none)), Read::No);
        assert_eq!(ask(error("incorrect id format for 2101.00001")), Read::No);
        for body in [
            error("timeout"),
            error("could not connect; the id may have an incorrect id format"),
            feed(""),
            feed(&none.replace(">0<", ">10<")),
            feed(none).replace("</feed>", ""),
            feed("<entry><id>http://arxiv.org/abs/2101.00002v1</id><title>Another</title></entry>"),
        ] {
            assert_eq!(ask(body.clone()), Read::Garbled, "{body}");
        }
        let known = feed("<entry><id>http://arxiv.org/abs/2101.00001v12</id><title>Ports</title></entry>");
        assert!(matches!(ask(known), Read::Known(_)));
        let ask = |body: &str| pubmed(Kind::Pmid, "1", body.as_bytes());
        assert_eq!(
            ask(r#"{"result":{"uids":["1"],"1":{"uid":"1","error":"cannot get document summary"}}}"#),
            Read::No
        );
        for body in [
            r#"{"result":{"uids":["1"],"1":{"uid":"1","error":"timeout"}}}"#,
            r#"{"result":{"uids":["1"],"1":{"uid":"1","error":["cannot get document summary"]}}}"#,
            r#"{"result":{"uids":["2"],"2":{"uid":"2","error":"cannot get document summary"}}}"#,
            r#"{"result":{"uids":[]}}"#,
            r#"{"result":{"1":[]}}"#,
            r#"{"error":"API rate limit exceeded"}"#,
            r#"{"esummaryresult":["Invalid uid 1 at position=0"]}"#,
        ] {
            assert_eq!(ask(body), Read::Garbled, "{body}");
        }
        let ask = |body: &str| handle(Kind::Doi, "10.5555/X", body.as_bytes());
        assert_eq!(ask(r#"{"responseCode":100,"handle":"10.5555/x"}"#), Read::No);
        assert_eq!(ask(r#"{"responseCode":100,"handle":"10.5555/y"}"#), Read::Garbled);
        assert_eq!(ask(r#"{"responseCode":2,"handle":"10.5555/x"}"#), Read::Garbled);
    }

    #[test]
    fn what_lacks_its_parts_is_no_answer() {
        for body in ["", "[]", "{}", "<html>", "null", "{\"message\": []}"] {
            assert_eq!(crossref(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(handle(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(pubmed(Kind::Pmid, "1", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(datacite(Kind::Doi, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(arxiv(Kind::Arxiv, "", body.as_bytes()), Read::Garbled, "{body}");
            assert_eq!(wayback(body.as_bytes()), None, "{body}");
        }
    }
}
