// The client: finds the program, starts `claimlint lsp`, shows coverage, and runs the commands that are more than an edit.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { execFile } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const LANGUAGES = ["markdown", "plaintext", "latex", "tex", "html", "quarto", "claims"];
const EXE = process.platform === "win32" ? "claimlint.exe" : "claimlint";

/** @type {LanguageClient | undefined} */
let client;
/** @type {string | undefined} */
let program;
/** @type {vscode.OutputChannel} */
let log;
/** @type {vscode.StatusBarItem} */
let bar;
/** Coverage in words, by the name of the draft or claims file. */
const coverage = new Map();

async function activate(context) {
  log = vscode.window.createOutputChannel("claimlint");
  bar = vscode.window.createStatusBarItem("claimlint.coverage", vscode.StatusBarAlignment.Right, 90);
  bar.name = "claimlint coverage";
  bar.command = "claimlint.coverage";
  context.subscriptions.push(log, bar);
  const commands = { review, sign, trace, coverage: showCoverage, explain, restart: () => restart(context), log: () => log.show() };
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`claimlint.${name}`, run));
  }
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(showBar),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("claimlint.path")) void restart(context);
    }),
  );
  await start(context);
  return { program: () => program };
}

async function deactivate() {
  await client?.stop();
}

async function restart(context) {
  await client?.stop();
  client = undefined;
  await start(context);
}

/** Where the program is: as set, beside the extension, in PATH, where cargo puts it. */
async function found(context) {
  const set = vscode.workspace.getConfiguration("claimlint").get("path", "").trim();
  if (set) return (await serves(set)) ? set : undefined;
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const places = [path.join(context.extensionPath, "server"), ...folders, path.join(os.homedir(), ".cargo", "bin")];
  for (const folder of places) {
    const file = path.join(folder, EXE);
    if (fs.existsSync(file) && (await serves(file))) return file;
  }
  return undefined;
}

/** Whether it is ours: another program of this name is on PyPI, and it knows no `lsp`. */
async function serves(file) {
  const said = await run(file, ["lsp", "--help"]);
  if (said.code !== 0) log.appendLine(`${file} does not serve editors: ${said.err.split("\n")[0]}`);
  return said.code === 0;
}

function run(file, args, cwd) {
  return new Promise((done) => {
    execFile(file, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      done({ code: error ? (typeof error.code === "number" ? error.code : -1) : 0, out, err: err || (error?.message ?? "") });
    });
  });
}

async function start(context) {
  program = await found(context);
  if (!program) {
    const answer = await vscode.window.showWarningMessage(
      "The program claimlint was not found. Install it (cargo install claimlint, or a release for your system), or say where it is.",
      "Choose the file", "Try again",
    );
    if (answer === "Try again") return start(context);
    if (answer !== "Choose the file") return;
    const [file] = (await vscode.window.showOpenDialog({ title: "Which program is claimlint?" })) ?? [];
    // The setting changes, and with it the server starts.
    if (file) await vscode.workspace.getConfiguration("claimlint").update("path", file.fsPath, vscode.ConfigurationTarget.Global);
    return;
  }
  log.appendLine(`serving with ${program}`);
  client = new LanguageClient(
    "claimlint",
    "claimlint",
    { command: program, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
      outputChannel: log,
      initializationOptions: { commands: true },
    },
  );
  client.onNotification("claimlint/coverage", ({ uri, words, percent }) => {
    coverage.set(uri, { words, percent });
    showBar();
  });
  await client.start();
}

/** The name of a file as the server writes it. */
function nameOf(document) {
  return client ? client.code2ProtocolConverter.asUri(document.uri) : document.uri.toString();
}

function showBar() {
  const document = vscode.window.activeTextEditor?.document;
  const known = document && coverage.get(nameOf(document));
  if (!known) return bar.hide();
  bar.text = `$(book) ${known.percent === null ? "coverage not known" : `${Math.floor(known.percent)}% sourced`}`;
  bar.tooltip = known.words;
  bar.show();
}

/** The file that a command is about: that of the editor. */
function current() {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.uri.scheme !== "file") {
    void vscode.window.showInformationMessage("Open the draft or its claims file first.");
    return undefined;
  }
  return document;
}

async function ready() {
  const document = current();
  if (!document || !program) return undefined;
  // The commands read what is on disk.
  if (document.isDirty) await document.save();
  return document.uri.fsPath;
}

async function shown(title, words, language = "markdown") {
  const document = await vscode.workspace.openTextDocument({ content: words, language });
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  log.appendLine(title);
}

async function review() {
  const file = await ready();
  if (!file) return;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "claimlint-"));
  const page = path.join(folder, `${path.basename(file, path.extname(file))}.html`);
  const said = await run(program, ["review", file, "--no-open", "--output", page], path.dirname(file));
  if (!fs.existsSync(page)) return vscode.window.showErrorMessage(`No review page: ${said.err}`);
  await vscode.env.openExternal(vscode.Uri.file(page));
}

/** The name of a claim: as a lens gives it, at the cursor, or chosen. */
async function claim(name) {
  if (typeof name === "string") return name;
  const editor = vscode.window.activeTextEditor;
  const symbols = (await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", editor.document.uri)) ?? [];
  const claims = symbols.filter((symbol) => /^(claim|assumption|objection) /.test(symbol.detail));
  const here = claims.find((symbol) => symbol.range.contains(editor.selection.active));
  if (here) return here.name;
  const chosen = await vscode.window.showQuickPick(
    claims.map((symbol) => ({ label: symbol.name, detail: symbol.detail })), { title: "Which claim?" },
  );
  return chosen?.label;
}

async function trace(uri, name) {
  const file = typeof uri === "string" ? vscode.Uri.parse(uri).fsPath : await ready();
  const which = file && (await claim(name));
  if (!which) return;
  const said = await run(program, ["trace", which, file], path.dirname(file));
  await shown(`trace ${which}`, said.out || said.err, "plaintext");
}

async function sign(uri, name) {
  const file = typeof uri === "string" ? vscode.Uri.parse(uri).fsPath : await ready();
  const which = file && (await claim(name));
  if (!which) return;
  const by = await vscode.window.showInputBox({ title: `Who has checked ${which}?`, prompt: "Your name goes into the claims file, with today's date and a seal" });
  if (!by?.trim()) return;
  const said = await run(program, ["sign", which, "--by", by.trim(), "--in", file], path.dirname(file));
  const words = (said.out || said.err).trim();
  await (said.code === 2 ? vscode.window.showErrorMessage(words) : vscode.window.showInformationMessage(words));
}

async function showCoverage() {
  const file = await ready();
  if (!file) return;
  const said = await run(program, ["coverage", file], path.dirname(file));
  await shown("coverage", said.out || said.err, "plaintext");
}

async function explain() {
  const editor = vscode.window.activeTextEditor;
  const here = editor && vscode.languages.getDiagnostics(editor.document.uri).find((one) => one.source === "claimlint" && one.range.contains(editor.selection.active));
  const rule = here?.code ?? (await vscode.window.showInputBox({ title: "Which rule?", placeHolder: "note-undefined" }));
  if (!rule || !program) return;
  const said = await run(program, ["explain", String(rule)]);
  await shown(`explain ${rule}`, said.out || said.err);
}

module.exports = { activate, deactivate };
