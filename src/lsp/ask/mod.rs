//! Questions and their answers. One file a kind of question.

mod actions;
mod answer;
mod complete;
mod findings;
mod goto;
mod hover;
mod lens;
mod look;
mod paper;
mod rename;
mod symbols;
mod thing;

use lsp_server::ErrorCode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::answer::{Answer, Refused};
pub use self::lens::covered;
use super::desktop::Desktop;
use super::shared::Shared;

/// What the server answers, as it is told to an editor that begins.
pub fn offered() -> Value {
    json!({
        "diagnosticProvider": { "identifier": "claimlint", "interFileDependencies": true, "workspaceDiagnostics": true },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "completionProvider": { "triggerCharacters": ["[", "@", "^"] },
        "renameProvider": { "prepareProvider": true },
        "codeActionProvider": { "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.claimlint"] },
        "codeLensProvider": {},
        "inlayHintProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "semanticTokensProvider": {
            "legend": { "tokenTypes": paper::KINDS, "tokenModifiers": paper::MODIFIERS },
            "full": true,
        },
        "foldingRangeProvider": true,
        "documentFormattingProvider": true,
    })
}

/// Answers a question.
pub fn answer(shared: &Shared, top: &mut Desktop, method: &str, params: Value) -> Answer {
    match method {
        "textDocument/diagnostic" => findings::of_file(shared, top, read(params)?),
        "workspace/diagnostic" => findings::of_all(top, read(params)?),
        "textDocument/hover" => hover::hover(shared, top, &read(params)?),
        "textDocument/definition" => goto::definition(shared, top, &read(params)?),
        "textDocument/references" => goto::references(shared, top, &read(params)?),
        "textDocument/completion" => complete::complete(shared, top, &read(params)?),
        "textDocument/prepareRename" => rename::prepare(shared, top, &read(params)?),
        "textDocument/rename" => rename::rename(shared, top, &read(params)?),
        "textDocument/codeAction" => actions::actions(shared, top, &read(params)?),
        "textDocument/codeLens" => lens::lenses(shared, top, &read(params)?),
        "textDocument/inlayHint" => lens::hints(shared, top, &read(params)?),
        "textDocument/documentSymbol" => symbols::of_file(shared, top, &read(params)?),
        "workspace/symbol" => symbols::of_all(shared, top, &read(params)?),
        "textDocument/semanticTokens/full" => paper::tokens(shared, top, &read(params)?),
        "textDocument/foldingRange" => paper::folds(shared, top, &read(params)?),
        "textDocument/formatting" => paper::formatted(shared, top, &read(params)?),
        _ => Err(Refused { code: ErrorCode::MethodNotFound, words: format!("{method} is not offered") }),
    }
}

/// Reads what is asked.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params)
        .map_err(|error| Refused { code: ErrorCode::InvalidParams, words: error.to_string() })
}
