// The pictures of README.md, made by the program: `node pictures.mjs PROGRAM CHROMIUM ROOT`. The day is that of the tests.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , program, executablePath, root] = process.argv;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "claimlint-pictures-"));
const run = (...args) => spawnSync(program, args, { cwd: root, encoding: "utf8" });
const page = path.join(folder, "review.html");
run("check", "claims/japan-cyber.txt", "-q", "--today", "2026-11-24", "--report", `html=${page}`);

// A terminal: its colours and weights as a page.
const said = run("check", "claims/japan-cyber.txt", "--today", "2026-11-24", "--color", "always", "--width", "96").stdout;
const lines = said.split("\n");
const first = lines.findIndex((line) => line.includes("quote-figure-mismatch") && line.includes("the claim says"));
const shown = [...lines.slice(0, 12), "…", ...lines.slice(first, first + 11)].join("\n");
const COLOURS = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 90: "#8b949e", 91: "#ff7b72", 92: "#7ee787", 93: "#e3b341", 94: "#79c0ff", 95: "#d2a8ff", 96: "#76e3ea" };
let style = { bold: false, dim: false, under: false, colour: "" };
const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const span = (text) => text === "" ? "" : `<span style="${style.bold ? "font-weight:700;" : ""}${style.dim ? "opacity:.65;" : ""}${style.under ? "text-decoration:underline;" : ""}${style.colour ? `color:${style.colour}` : ""}">${safe(text)}</span>`;
let body = "";
for (const piece of shown.replace(/\x1b\]8;[^\x07\x1b]*(\x07|\x1b\\)/g, "").split(/(\x1b\[[\d;]*m)/)) {
  const codes = /^\x1b\[([\d;]*)m$/.exec(piece);
  if (!codes) { body += span(piece); continue; }
  for (const code of (codes[1] || "0").split(";").map(Number)) {
    if (code === 0) style = { bold: false, dim: false, under: false, colour: "" };
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 4) style.under = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 39) style.colour = "";
    else if (COLOURS[code]) style.colour = COLOURS[code];
  }
}
const terminal = path.join(folder, "terminal.html");
fs.writeFileSync(terminal, `<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;background:#fff}pre{display:inline-block;margin:0;padding:14px 18px;background:#0d1117;color:#e6edf3;font:14px/1.42 "DejaVu Sans Mono","Liberation Mono",monospace;border-radius:8px}</style><pre><b>$ claimlint check claims/japan-cyber.txt</b>\n${body}</pre>`);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: 1180, height: 760 }, deviceScaleFactor: 1, colorScheme: "light", reducedMotion: "reduce" });
const tab = await context.newPage();
await tab.goto(pathToFileURL(page).href);
// Where there is something to decide: a card of a warning, open, beside its sentence.
await tab.evaluate(() => {
  const cards = Array.from(document.querySelectorAll("#draft .m > .f"));
  const card = cards.find((it) => it.querySelector(".r code").textContent === "opinion-as-fact") || cards[0];
  card.open = true;
  (card.closest(".row") || card).scrollIntoView({ block: "start" });
  scrollBy(0, -20);
});
await tab.screenshot({ path: path.join(root, "docs/review-page.png") });
await tab.goto(pathToFileURL(terminal).href);
await tab.locator("pre").screenshot({ path: path.join(root, "docs/terminal.png"), omitBackground: true });
await browser.close();
fs.rmSync(folder, { recursive: true, force: true });
