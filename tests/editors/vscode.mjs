// What tests/editors/vscode has VS Code do.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { chromium } = createRequire(join(process.env.TOOLS, "node_modules/"))("playwright-core");
const work = process.env.WORK;
const must = (yes, words) => {
  if (!yes) throw new Error(words);
};

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
for (let turn = 0; ; turn += 1) {
  try {
    await page.goto(`http://127.0.0.1:8391/?folder=${work}`);
    break;
  } catch (error) {
    if (turn > 60) throw error;
    await page.waitForTimeout(1000);
  }
}
await page.waitForSelector(".monaco-workbench", { timeout: 120000 });
await page.waitForTimeout(3000);

// From the list of files: what is typed before the workbench is ready is lost.
const open = async (name) => {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick({ timeout: 120000 });
  await page.waitForTimeout(1500);
};
await open("japan-cyber.txt");
await page.waitForSelector(".squiggly-warning, .squiggly-error, .squiggly-info", { timeout: 120000 });

// The problems, as the panel tells them.
await page.keyboard.press("Control+Shift+m");
await page.waitForSelector(".markers-panel-container .monaco-list-row", { timeout: 60000 });
// The list shows what fits; a filter brings the line that is looked for.
await page.locator(".viewpane-filter input, .viewpane-filter-container input").first().fill("Leftover website text");
await page.waitForTimeout(2000);
const problems = await page.locator(".markers-panel-container .monaco-list-row").allInnerTexts();
console.log(`${problems.length} rows in Problems, among them:\n  ${problems.slice(0, 4).map((row) => row.replace(/\s+/g, " ")).join("\n  ")}`);
must(problems.some((row) => row.includes("web-chrome-in-draft") || row.includes("Leftover website text")), "the finding of line 1 is not there");

const bar = await page.locator(".statusbar").innerText();
must(/% sourced|coverage not known/.test(bar), `the status bar has no coverage: ${bar}`);
console.log(`status bar: ${bar.match(/\S+% sourced|coverage not known/)[0]}`);
await page.screenshot({ path: process.env.PICTURE });

// The quick fix of the first line: it goes.
const before = readFileSync(join(work, "japan-cyber.txt"), "utf8");
must(before.startsWith("Skip to main content"), "the article is not as it was");
await page.locator(".editor-instance .view-line").first().click();
await page.keyboard.press("Control+Home");
await page.waitForTimeout(500);
await page.keyboard.press("Control+.");
await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 60000 });
const offered = await page.locator(".action-widget .monaco-list-row").allInnerTexts();
console.log(`offered at line 1: ${offered.map((row) => row.trim()).filter(Boolean).join(" | ")}`);
await page.screenshot({ path: process.env.PICTURE.replace(".png", "-fix.png") });
await page.keyboard.press("Enter");
await page.waitForTimeout(1500);
await page.keyboard.press("Control+s");
await page.waitForTimeout(2500);
const after = readFileSync(join(work, "japan-cyber.txt"), "utf8");
must(!after.startsWith("Skip to main content"), "the fix was not applied");
console.log("the quick fix was applied and saved");

await open("japan-cyber.claims");
await page.waitForSelector(".codelens-decoration", { timeout: 60000, state: "attached" });
await page.waitForTimeout(1500);
await page.screenshot({ path: process.env.PICTURE.replace(".png", "-claims.png") });
console.log("all as it should be");
await browser.close();
