//! W3C PROV as PROV-JSON (Member Submission, 24 April 2013): the draft, its claims and its
//! sources are entities; a claim is derived from the sources that support it and from the
//! claims it rests on; a check is an activity of the person who made it.

use serde_json::{Map, Value, json};

use super::about::About;
use super::{draft_name, iri, note_words};
use crate::case::Case;

/// Kinds of record, each with its own map from name to attributes.
#[derive(Default)]
struct Records {
    entity: Map<String, Value>,
    activity: Map<String, Value>,
    agent: Map<String, Value>,
    derived: Map<String, Value>,
    attributed: Map<String, Value>,
    associated: Map<String, Value>,
    used: Map<String, Value>,
    member: Map<String, Value>,
}

pub(super) fn render(case: &Case<'_>) -> Value {
    let mut records = Records::default();
    let draft = draft_name(case);
    if let Some(name) = &draft {
        records
            .entity
            .insert("cl:draft".to_owned(), json!({ "prov:label": name, "prov:type": [typed("cl:Draft"), typed("prov:Collection")], "prov:location": iri(name) }));
        for author in case.authors() {
            let agent = records.person(author);
            let key = format!("_:author{}", records.attributed.len() + 1);
            records.attributed.insert(key, json!({ "prov:entity": "cl:draft", "prov:agent": agent }));
        }
    }
    for (index, source) in case.sources.each() {
        let known = About::of(case, index);
        let mut about = Map::new();
        about.insert("prov:label".to_owned(), json!(known.title));
        about.insert("prov:type".to_owned(), typed("cl:Source"));
        about.insert("prov:location".to_owned(), json!(known.address()));
        if known.titled {
            about.insert("dcterms:title".to_owned(), json!(known.title));
        }
        let authors: Vec<&str> = known.authors.iter().map(|(name, _)| name.as_str()).collect();
        if !authors.is_empty() {
            about.insert("dcterms:creator".to_owned(), json!(authors));
        }
        for (key, value) in [("dcterms:issued", &known.date), ("dcterms:identifier", &known.doi)] {
            if let Some(value) = value {
                about.insert(key.to_owned(), json!(value));
            }
        }
        if let Some(words) = note_words(case, index) {
            about.insert("dcterms:bibliographicCitation".to_owned(), json!(words));
        }
        if let Some(hash) = source.decl.held.as_ref().and_then(|held| held.sha256.as_ref()) {
            about.insert("cl:sha256".to_owned(), json!(hash.value));
        }
        records.entity.insert(source_id(&source.decl.name.value), Value::Object(about));
    }
    for (index, _) in case.entries.iter().enumerate() {
        records.entry(case, index, draft.is_some());
    }
    records.document()
}

/// The type of a thing, as the standard writes a qualified name.
fn typed(name: &str) -> Value {
    json!({ "$": name, "type": "prov:QUALIFIED_NAME" })
}

fn source_id(name: &str) -> String {
    format!("cl:source-{name}")
}

fn entry_id(name: &str) -> String {
    format!("cl:entry-{name}")
}

impl Records {
    /// A person, once; by the order in which they come.
    fn person(&mut self, name: &str) -> String {
        let known =
            self.agent.iter().find(|(_, about)| about["prov:label"] == name).map(|(id, _)| id.clone());
        known.unwrap_or_else(|| {
            let id = format!("cl:person-{}", self.agent.len() + 1);
            let about = json!({ "prov:label": name, "prov:type": typed("prov:Person") });
            self.agent.insert(id.clone(), about);
            id
        })
    }

    fn entry(&mut self, case: &Case<'_>, index: usize, in_draft: bool) {
        let resolved = &case.entries[index];
        let entry = resolved.entry;
        let id = entry_id(&entry.name.value);
        let label =
            if resolved.statement.is_empty() { entry.name.value.as_str() } else { &resolved.statement };
        self.entity.insert(id.clone(), json!({ "prov:label": label, "prov:type": typed("cl:Claim"), "cl:verdict": case.verdict(index).name() }));
        if in_draft && !resolved.passages.is_empty() {
            let key = format!("_:member{}", self.member.len() + 1);
            self.member.insert(key, json!({ "prov:collection": "cl:draft", "prov:entity": id }));
        }
        let supporting = resolved.evidence.iter().filter(|evidence| evidence.supports());
        let sources = supporting
            .filter_map(|evidence| evidence.source)
            .map(|source| source_id(&case.sources[source].decl.name.value));
        let reasons = entry.because.iter().flat_map(|because| &because.names);
        let reasons = reasons
            .filter(|name| case.entry_names.contains_key(name.value.as_str()))
            .map(|name| entry_id(&name.value));
        for used in sources.chain(reasons) {
            let key = format!("_:derived{}", self.derived.len() + 1);
            self.derived.insert(key, json!({ "prov:generatedEntity": id, "prov:usedEntity": used }));
        }
        for (number, check) in entry.checked.iter().enumerate() {
            let activity = format!("cl:check-{}-{}", entry.name.value, number + 1);
            let mut about = Map::new();
            about.insert("prov:type".to_owned(), typed("cl:Check"));
            if let Some(day) = check.on.value {
                about.insert("prov:startTime".to_owned(), json!(format!("{day}T00:00:00")));
            }
            self.activity.insert(activity.clone(), Value::Object(about));
            let agent = self.person(&check.by.text);
            let key = format!("_:checker{}", self.associated.len() + 1);
            self.associated.insert(key, json!({ "prov:activity": activity, "prov:agent": agent }));
            let key = format!("_:used{}", self.used.len() + 1);
            self.used.insert(key, json!({ "prov:activity": activity, "prov:entity": id }));
        }
    }

    fn document(self) -> Value {
        let mut out = Map::new();
        out.insert(
            "prefix".to_owned(),
            json!({ "cl": "urn:claimlint:", "dcterms": "http://purl.org/dc/terms/" }),
        );
        let kinds = [
            ("entity", self.entity),
            ("activity", self.activity),
            ("agent", self.agent),
            ("wasDerivedFrom", self.derived),
            ("wasAttributedTo", self.attributed),
            ("wasAssociatedWith", self.associated),
            ("used", self.used),
            ("hadMember", self.member),
        ];
        for (kind, records) in kinds {
            if !records.is_empty() {
                out.insert(kind.to_owned(), Value::Object(records));
            }
        }
        Value::Object(out)
    }
}
