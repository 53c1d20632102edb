// Makes the page and the npm package of the module: `node web/pack.mjs MODULE.wasm FOLDER`. It needs nothing but Node.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { checker } from "./claimlint.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const [, , from, to] = process.argv;
if (!from || !to) {
  console.error("node web/pack.mjs MODULE.wasm FOLDER");
  process.exit(2);
}
const own = (name) => fs.readFileSync(path.join(here, name), "utf8");
const root = (name) => fs.readFileSync(path.join(here, "..", name));
const wasm = fs.readFileSync(from);
const claimlint = checker(new WebAssembly.Module(wasm));
const { version, endings } = claimlint.about();

// Lines without indents and comments of their own: what is hashed is what is sent.
const tight = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("//")).join("\n");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// The review page stands in a frame that has the policy of this page as well as its own, so this one names what that one
// names: its script and its styles, taken from a page that shows all there is.
const shown = claimlint.check(root("claims/harbour-dues.md"), { name: "harbour-dues.md", claims: root("claims/harbour-dues.claims"), formats: ["html"] }).reports.html;
const framed = /Content-Security-Policy" content="([^"]*)"/.exec(shown)[1].replaceAll("&#39;", "'");
const named = (what) => new RegExp(`${what} ([^;]*)`).exec(framed)[1];
if (!shown.includes("<svg") || named("style-src").split(" ").length < 2) throw new Error("the sample shows no map");

const packed = gzipSync(wasm, { level: 9 });
const size = packed.length + own("page.js").length;
const script = tight(own("page.js").replace("{{endings}}", () => JSON.stringify(endings)));
const style = tight(own("page.css"));
const work = `${tight(own("claimlint.js").replace(/^export /gm, ""))}\n${tight(own("worker.js"))}`;
if (/<\/script|<!--/i.test(work + script)) throw new Error("a script that ends early");
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} ${named("script-src")} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)} ${named("style-src")}`,
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const beside = ["claims", "bib", "bibtex", "json", "yaml", "yml"];
const parts = {
  policy, version, style, script, work,
  size: `${(size / 1e6).toFixed(1)} MB`,
  accept: endings.concat(beside).map((ending) => `.${ending}`).join(","),
  module: packed.toString("base64"),
};
const page = own("page.html").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
fs.mkdirSync(to, { recursive: true });
fs.writeFileSync(path.join(to, "claimlint.html"), page);

const npm = path.join(to, "npm");
fs.rmSync(npm, { recursive: true, force: true });
fs.mkdirSync(npm, { recursive: true });
const about = JSON.parse(own("npm/package.json"));
if (about.version !== version) throw new Error(`web/npm/package.json says ${about.version}, the module ${version}`);
fs.writeFileSync(path.join(npm, "claimlint.wasm"), wasm);
for (const name of ["index.js", "index.d.ts", "package.json", "README.md"]) fs.copyFileSync(path.join(here, "npm", name), path.join(npm, name));
fs.copyFileSync(path.join(here, "claimlint.js"), path.join(npm, "claimlint.js"));
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) fs.writeFileSync(path.join(npm, name), root(name));
// What a forge, a server or an archive sends of it: base64 comes down to what it was made of.
const sent = gzipSync(page, { level: 9 }).length;
console.log(`claimlint.html: ${(page.length / 1e6).toFixed(2)} MB, ${(sent / 1e6).toFixed(2)} MB compressed; module ${(wasm.length / 1e6).toFixed(2)} MB`);
if (sent > 6e6) throw new Error("the page is over its budget of 6 MB compressed");
