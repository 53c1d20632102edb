//! schema.org `ClaimReview`: what was checked, by whom, when. The rating has words only:
//! claimlint says whether a claim was checked against its source, not whether it is true.

use serde_json::{Map, Value, json};

use super::about::About;
use super::{draft_name, from_claims, iri, urn};
use crate::case::Case;
use crate::case::review::Verdict;
use crate::syntax::tree::Verdict as Found;

pub(super) fn render(case: &Case<'_>) -> Value {
    let reviews: Vec<Value> = (0..case.entries.len()).filter_map(|entry| review(case, entry)).collect();
    json!({ "@context": "https://schema.org", "@graph": reviews })
}

fn review(case: &Case<'_>, index: usize) -> Option<Value> {
    let resolved = &case.entries[index];
    let check = case.last_check(index)?;
    let statement = Some(&resolved.statement).filter(|words| !words.is_empty())?;
    let rating = match case.verdict(index) {
        Verdict::Checked => "Checked against its source",
        Verdict::Unsealed => "Checked against its source; later changes cannot be seen",
        Verdict::Stale(_) => "Changed since it was checked",
        Verdict::Doubted(Found::Partly) => "Supported in part",
        Verdict::Doubted(Found::NotFound) => "Not found in its source",
        Verdict::Doubted(_) => "Not supported by its source",
        Verdict::Questioned => "A question is open",
        Verdict::Unchecked | Verdict::Unknown => "Unknown",
    };
    let mut claim = Map::new();
    claim.insert("@type".to_owned(), json!("Claim"));
    claim.insert("name".to_owned(), json!(resolved.entry.name.value));
    let authors: Vec<Value> = case.authors().map(|name| json!({ "@type": "Person", "name": name })).collect();
    if !authors.is_empty() {
        claim.insert("author".to_owned(), json!(authors));
    }
    if let Some(draft) = draft_name(case) {
        claim.insert(
            "appearance".to_owned(),
            json!({ "@type": "CreativeWork", "name": draft, "url": iri(&draft) }),
        );
    }
    let mut cited: Vec<Value> = Vec::new();
    for source in resolved.evidence.iter().filter_map(|evidence| evidence.source) {
        let work = work(&About::of(case, source));
        if !cited.contains(&work) {
            cited.push(work);
        }
    }
    let mut review = Map::new();
    review.insert("@type".to_owned(), json!("ClaimReview"));
    review.insert("@id".to_owned(), json!(urn("review", &resolved.entry.name.value)));
    if let Some(claims) = case.claims {
        let file = from_claims(case, &case.texts.get(claims.file).name);
        review.insert("url".to_owned(), json!(format!("{}#{}", iri(&file), iri(&resolved.entry.name.value))));
    }
    review.insert("claimReviewed".to_owned(), json!(statement));
    review.insert("itemReviewed".to_owned(), Value::Object(claim));
    review.insert("author".to_owned(), json!({ "@type": "Person", "name": check.by.text }));
    review.insert("reviewRating".to_owned(), json!({ "@type": "Rating", "alternateName": rating }));
    if let Some(day) = check.on.value {
        review.insert("datePublished".to_owned(), json!(day.to_string()));
    }
    if !cited.is_empty() {
        review.insert("citation".to_owned(), json!(cited));
    }
    Some(Value::Object(review))
}

/// A source as a work: its title, who wrote it, when, and where it is.
fn work(about: &About) -> Value {
    let mut work = Map::new();
    work.insert("@type".to_owned(), json!("CreativeWork"));
    work.insert("name".to_owned(), json!(about.title));
    let authors: Vec<Value> = about
        .authors
        .iter()
        .map(|(name, body)| json!({ "@type": if *body { "Organization" } else { "Person" }, "name": name }))
        .collect();
    if !authors.is_empty() {
        work.insert("author".to_owned(), json!(authors));
    }
    if let Some(date) = &about.date {
        work.insert("datePublished".to_owned(), json!(date));
    }
    if let Some(doi) = &about.doi {
        work.insert("sameAs".to_owned(), json!(doi));
    }
    if let Some(url) = about.url.as_ref().or(about.doi.as_ref()).or(about.held.as_ref()) {
        work.insert("url".to_owned(), json!(url));
    }
    if !about.looked.is_empty() {
        work.insert("creativeWorkStatus".to_owned(), json!(about.looked.join(" ")));
    }
    if let Some(archived) = &about.archived {
        work.insert("archivedAt".to_owned(), json!(archived));
    }
    if !about.corrections.is_empty() {
        work.insert("correction".to_owned(), json!(about.corrections));
    }
    work.insert("identifier".to_owned(), json!(about.urn));
    Value::Object(work)
}
