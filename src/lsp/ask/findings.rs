//! Findings, for an editor that asks for them.

use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types::{DocumentDiagnosticParams, WorkspaceDiagnosticParams};
use serde_json::{Value, json};

use super::answer::Answer;
use crate::lsp::board::stamp;
use crate::lsp::desktop::Desktop;
use crate::lsp::papers::path_of;
use crate::lsp::shared::Shared;

/// The findings of one document, and of the files that belong to it.
pub fn of_file(shared: &Shared, top: &Desktop, params: DocumentDiagnosticParams) -> Answer {
    let Some(path) = path_of(&params.text_document.uri) else {
        return Ok(json!({ "kind": "full", "items": [] }));
    };
    let mut answer = report(top, &path, params.previous_result_id.as_deref());
    if shared.caps.related {
        let roots = top.roots(&path);
        let files = roots.iter().filter_map(|root| top.cases.get(root)).flat_map(|case| &case.files);
        let others = files.filter(|other| **other != path);
        let related: BTreeMap<String, Value> = others
            .filter_map(|other| Some((top.papers.uri(other)?.to_string(), report(top, other, None))))
            .collect();
        if !related.is_empty() {
            answer["relatedDocuments"] = json!(related);
        }
    }
    Ok(answer)
}

fn report(top: &Desktop, path: &Path, known: Option<&str>) -> Value {
    let shown = top.board.shown(path);
    let stamp = stamp(&shown);
    if known == Some(stamp.as_str()) {
        return json!({ "kind": "unchanged", "resultId": stamp });
    }
    json!({ "kind": "full", "resultId": stamp, "items": shown })
}

/// The findings of all drafts of the folders.
pub fn of_all(top: &Desktop, params: WorkspaceDiagnosticParams) -> Answer {
    let known: BTreeMap<String, String> =
        params.previous_result_ids.into_iter().map(|known| (known.uri.to_string(), known.value)).collect();
    let mut items = Vec::new();
    for path in top.board.files() {
        let Some(uri) = top.papers.uri(path) else { continue };
        let mut item = report(top, path, known.get(uri.as_str()).map(String::as_str));
        item["uri"] = uri.to_string().into();
        item["version"] = top.papers.get(path).map_or(Value::Null, |paper| paper.version.into());
        items.push(item);
    }
    // What a case no longer speaks of is clean.
    let told = |uri: &String| items.iter().any(|item| item["uri"].as_str() == Some(uri));
    let gone: Vec<&String> = known.keys().filter(|uri| !told(uri)).collect();
    items.extend(gone.iter().map(|uri| json!({ "kind": "full", "uri": uri, "version": null, "items": [] })));
    Ok(json!({ "items": items }))
}
