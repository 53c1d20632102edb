// The module against the program: `node web/test/equal.mjs NPM-FOLDER PROGRAM FOLDER…`. Every draft of the folders is
// checked by both; the reports in JSON, in lines and as a page, and the commented copies, must be the same bytes.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , npm, program, ...folders] = process.argv;
const { about, check } = await import(pathToFileURL(path.resolve(npm, "index.js")));
const { endings } = await about();
const DAY = "2026-05-04";
const ending = (name) => path.extname(name).slice(1).toLowerCase();
// What is held back from those who tune is not looked at here either.
const held = (name) => /^held\b/.test(name);

function walk(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory()) return walk(whole);
    return entry.isFile() && !held(entry.name) ? [whole] : [];
  });
}
function run(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.resolve(program), args, { cwd, env: { PATH: process.env.PATH, LANG: "C.UTF-8" }, stdio: ["ignore", "pipe", "pipe"] });
    const out = [], err = [];
    child.stdout.on("data", (bytes) => out.push(bytes));
    child.stderr.on("data", (bytes) => err.push(bytes));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err).toString() }));
  });
}
function differs(what, native, module) {
  if (native.equals(module)) return null;
  let at = 0;
  while (at < native.length && native[at] === module[at]) at += 1;
  const near = (bytes) => JSON.stringify(bytes.subarray(Math.max(0, at - 60), at + 80).toString());
  return `${what} from byte ${at}: program ${near(native)}, module ${near(module)}`;
}

const out = fs.mkdtempSync(path.join(os.tmpdir(), "claimlint-equal-"));
let checked = 0, findings = 0, copies = 0, spent = 0;
const wrong = [];
async function look(file, number) {
  const folder = path.dirname(file), name = path.basename(file);
  const stem = name.slice(0, -path.extname(name).length);
  const claims = fs.existsSync(path.join(folder, `${stem}.claims`)) ? `${stem}.claims` : null;
  const beside = claims || /\\(input|include|bibliography|addbibresource)|^bibliography:/m.test(fs.readFileSync(file, "latin1"))
    ? walk(folder).filter((other) => other !== file) : [];
  const files = Object.fromEntries(beside.map((other) => [path.relative(folder, other).replaceAll(path.sep, "/"), fs.readFileSync(other)]));
  const to = (kind) => path.join(out, `${number}.${kind}`);
  const kind = ending(name), office = ["docx", "odt"].includes(kind);
  const native = await run(["check", name, "--isolated", "--today", DAY, "--format", "json", "--report", `concise=${to("txt")}`, "--report", `html=${to("html")}`, ...(office ? ["--comments", to(kind)] : [])], folder);
  const began = performance.now();
  const told = await check(fs.readFileSync(file), { name, files, formats: ["json", "concise", "html"], today: DAY, comments: office, ...(claims ? { claims } : {}) });
  spent += performance.now() - began;
  const pairs = [["json", native.out]];
  if (fs.existsSync(to("txt"))) pairs.push(["concise", fs.readFileSync(to("txt"))]);
  if (fs.existsSync(to("html"))) pairs.push(["html", fs.readFileSync(to("html"))]);
  const faults = pairs.map(([format, bytes]) => differs(format, bytes, Buffer.from(told.reports[format]))).filter(Boolean);
  if (native.code !== told.exit && native.code !== 2) faults.push(`exit ${native.code}, module ${told.exit}`);
  if (fs.existsSync(to(kind)) && office) {
    copies += 1;
    faults.push(...[differs("copy", fs.readFileSync(to(kind)), Buffer.from(told.copy ?? []))].filter(Boolean));
  } else if (told.copy) faults.push("a copy that the program does not make");
  checked += 1;
  findings += told.found.errors + told.found.warnings + told.found.advice;
  for (const fault of faults) wrong.push(`${file}: ${fault}`);
  for (const made of ["txt", "html", kind]) fs.rmSync(to(made), { force: true });
}
const drafts = folders.flatMap(walk).filter((file) => endings.includes(ending(file)));
for (let at = 0; at < drafts.length; at += 2) await Promise.all(drafts.slice(at, at + 2).map((file, more) => look(file, at + more)));
fs.rmSync(out, { recursive: true, force: true });
for (const line of wrong.slice(0, 20)) console.log(`DIFFERS ${line}`);
console.log(`${checked} drafts, ${findings} findings, ${copies} commented copies: ${wrong.length ? `${wrong.length} differences` : "the module says what the program says, byte for byte"}; ${Math.round(spent)} ms in the module`);
process.exitCode = wrong.length || !checked || !findings ? 1 : 0;
