// Builds the site, offline: `node docs/site.mjs PROGRAM MDBOOK [FOLDER]`. The pages are those of docs/, the manual of each
// rule is what `claimlint explain` prints, with what was measured of it; then every link of the result is followed.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const docs = path.dirname(fileURLToPath(import.meta.url)), root = path.join(docs, "..");
const [, , program, mdbook, to = path.join(root, "target/site")] = process.argv;
if (!program || !mdbook) {
  console.error("node docs/site.mjs PROGRAM MDBOOK [FOLDER]");
  process.exit(2);
}
const book = path.join(root, "target/book");
fs.rmSync(book, { recursive: true, force: true });
fs.mkdirSync(path.join(book, "rules"), { recursive: true });
const claimlint = (...args) => execFileSync(path.resolve(program), args, { encoding: "utf8", cwd: root });
const put = (name, text) => fs.writeFileSync(path.join(book, name), text);
const read = (name) => fs.readFileSync(path.join(root, name), "utf8");

// Pages of the top folder that have one here; whatever else a page leads to comes along as it is.
const OWN = { "ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md", "SECURITY.md": "reporting.md", "CHANGELOG.md": "changelog.md", "README.md": "index.md" };
function linked(text, from) {
  let fenced = false;
  return text.split("\n").map((line) => {
    if (line.startsWith("```")) fenced = !fenced;
    if (fenced) return line;
    // Words in pointed brackets are words, where they stand in no code.
    const open = line.split("`").map((part, at) => at % 2 ? part : part.replace(/<(?=[a-z]+>)/g, "&lt;")).join("`");
    return open.replace(/\]\((?!https?:|#|mailto:)([^)\s#]+)(#[^)\s]*)?\)/g, (whole, target, anchor = "") => {
      const file = path.posix.normalize(path.posix.join(from, target));
      if (file.startsWith("docs/")) return `](${file.slice(5)}${anchor})`;
      if (OWN[file]) return `](${OWN[file]}${anchor})`;
      if (!fs.statSync(path.join(root, file)).isFile()) return `](source/${copied(`${file.replace(/\/$/, "")}/README.md`)})`;
      return `](source/${copied(file)})`;
    });
  }).join("\n");
}
function copied(file) {
  // mdBook takes every name in .md for a page.
  const name = file.replace(/\.md$/, ".txt");
  fs.mkdirSync(path.dirname(path.join(book, "source", name)), { recursive: true });
  fs.copyFileSync(path.join(root, file), path.join(book, "source", name));
  return name;
}

// What was measured of each rule on documents that nobody had tuned it to.
const measured = new Map();
for (const line of read("docs/prose-real.md").split("\n")) {
  const cells = /^\| `([a-z-]+)` \| (\d+), (\d+), (\d+) \| (\d+) of (\d+) \|/.exec(line);
  if (cells) measured.set(cells[1], cells.slice(2).map(Number));
}
function precision(code) {
  const row = measured.get(code);
  if (row === undefined) return "Not measured by itself on documents that nobody had tuned it to. How notes, sentences and files are read is measured as a whole: [notes](../notes-accuracy.md), [sentences](../prose-accuracy.md), [files](../structure.md).";
  const [right, arguable, wrong, found, wanted] = row, all = right + arguable + wrong;
  const said = all === 0 ? "it said nothing" : `of its ${all} finding${all === 1 ? "" : "s"} ${right} ${right === 1 ? "was" : "were"} right, ${arguable} arguable and ${wrong} wrong`;
  return `On [documents that nobody had tuned it to](../prose-real.md): ${said}; of ${wanted} fault${wanted === 1 ? "" : "s"} of its kind ${found} ${found === 1 ? "was" : "were"} found.`;
}
const rules = JSON.parse(claimlint("rules", "--format", "json"));
const list = rules.rules ?? rules;
for (const { code } of list) put(`rules/${code}.md`, `${claimlint("explain", code).trimEnd()}\n\n## How often it is right\n\n${precision(code)}\n`);

let last = "";
const summary = read("docs/SUMMARY.md").replace("- [All rules](rules.md)\n", () => {
  const lines = list.map(({ code, group }) => {
    const head = group === last ? "" : `    - [${group}]()\n`;
    last = group;
    return `${head}        - [${code}](rules/${code}.md)\n`;
  });
  return `- [All rules](rules.md)\n${lines.join("")}`;
});
put("SUMMARY.md", `${summary}\n# For those who change it\n\n- [Architecture](architecture.md)\n- [Contributing](contributing.md)\n- [Reporting a fault in safety](reporting.md)\n- [Changelog](changelog.md)\n`);
for (const name of fs.readdirSync(docs)) {
  if (name === "SUMMARY.md" || name === "site.mjs") continue;
  if (!name.endsWith(".md")) { if (fs.statSync(path.join(docs, name)).isFile()) fs.copyFileSync(path.join(docs, name), path.join(book, name)); continue; }
  let text = linked(read(`docs/${name}`), "docs");
  if (name === "rules.md") text = text.replace(/^\| `([a-z-]+)` \|/gm, "| [`$1`](rules/$1.md) |");
  put(name, text);
}
for (const [file, name] of Object.entries(OWN)) if (name !== "index.md") put(name, linked(read(file), ""));
execFileSync(path.resolve(mdbook), ["build", book, "--dest-dir", path.resolve(to)], { stdio: ["ignore", "ignore", "inherit"] });

// Schemas stand where their `$id` says.
fs.mkdirSync(path.join(to, "schemas"), { recursive: true });
for (const folder of ["grammar", "grammar/listings"]) {
  for (const name of fs.readdirSync(path.join(root, folder))) {
    if (!name.endsWith(".schema.json")) continue;
    fs.copyFileSync(path.join(root, folder, name), path.join(to, "schemas", name));
    const { $id } = JSON.parse(read(`${folder}/${name}`));
    if (!$id?.endsWith(`/schemas/${name}`)) throw new Error(`${folder}/${name}: its $id is ${$id}`);
  }
}
// The page that checks, if it was built.
const page = path.join(root, "target/web/claimlint.html");
if (fs.existsSync(page)) fs.copyFileSync(page, path.join(to, "claimlint.html"));

// Every link leads somewhere, every anchor to something.
const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((it) => it.isDirectory() ? walk(path.join(folder, it.name)) : [path.join(folder, it.name)]);
const pages = new Map();
const idsOf = (file) => {
  if (!pages.has(file)) pages.set(file, new Set(Array.from(fs.readFileSync(file, "utf8").matchAll(/\sid="([^"]*)"/g), (it) => it[1])));
  return pages.get(file);
};
const dead = [];
let followed = 0;
for (const file of walk(to).filter((name) => name.endsWith(".html") && !/(404|print|toc|claimlint)\.html$/.test(name))) {
  for (const [, href] of fs.readFileSync(file, "utf8").matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    if (/^([a-z]+:|\/\/)/i.test(href) || href === "" || href === "#") continue;
    const [target, anchor] = href.replaceAll("&amp;", "&").split("#");
    const there = target === "" ? file : path.join(path.dirname(file), decodeURIComponent(target));
    followed += 1;
    if (!fs.existsSync(there)) dead.push(`${path.relative(to, file)}: ${href}`);
    else if (anchor && there.endsWith(".html") && !idsOf(there).has(decodeURIComponent(anchor))) dead.push(`${path.relative(to, file)}: ${href} (no such heading)`);
  }
}
for (const line of dead.slice(0, 40)) console.log(`DEAD ${line}`);
console.log(`${list.length} rules, ${walk(to).filter((name) => name.endsWith(".html")).length} pages, ${followed} links followed, ${dead.length} dead`);
process.exitCode = dead.length ? 1 : 0;
