// The page as people use it, in a real browser: `node page.mjs PAGE.html CHROMIUM ROOT PROGRAM [FOLDER FOR PICTURES]`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , page, executablePath, root, binary, pictures] = process.argv;
const program = path.resolve(binary);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "claimlint-web-"));
const file = (name) => path.join(folder, name);
const word = "dues-pandoc.docx";
fs.copyFileSync(path.join(root, "tests/fixtures/docx", word), file(word));
for (const name of ["harbour-dues.md", "harbour-dues.claims"]) fs.copyFileSync(path.join(root, "claims", name), file(name));
fs.writeFileSync(file("hostile.md"), `# <script>parent.hit=1</script>

In 2019, it rose by 12% <img src=https://evil.example/x onerror=parent.hit=3> </script><script>top.hit=4</script>. ![x](https://evil.example/y)
`);
let wrong = 0;
async function look(what, act) {
  try {
    const told = await act();
    console.log(`ok     ${what}${told ? `: ${told}` : ""}`);
  } catch (error) {
    wrong += 1;
    console.log(`WRONG  ${what}: ${error.message}`);
  }
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
async function open(width = 1280, more = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce", acceptDownloads: true, ...more });
  const tab = await context.newPage();
  tab.seen = { requests: [], errors: [] };
  context.on("request", (request) => { if (!/^(blob|data|about):/.test(request.url())) tab.seen.requests.push(request.url()); });
  tab.on("pageerror", (error) => tab.seen.errors.push(error.message));
  tab.on("console", (message) => { if (message.type() === "error") tab.seen.errors.push(message.text()); });
  const began = Date.now();
  await tab.goto(pathToFileURL(path.resolve(page)).href);
  await tab.waitForFunction(() => document.documentElement.dataset.ready !== undefined, null, { timeout: 120_000 });
  tab.ready = Date.now() - began;
  return tab;
}
/** Drops files on the page as a person does. */
async function drop(tab, ...names) {
  const files = names.map((name) => [name, fs.readFileSync(file(name)).toString("base64")]);
  const transfer = await tab.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, coded] of files) transfer.items.add(new File([Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, files);
  await tab.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
}
async function shown(tab) {
  await tab.waitForFunction(() => document.getElementById("read").hidden === false && document.getElementById("busy").hidden, null, { timeout: 120_000 });
  const frame = tab.frames().find((frame) => frame !== tab.mainFrame());
  await frame.waitForFunction(() => document.documentElement.dataset.ready !== undefined, null, { timeout: 60_000 });
  return frame;
}
async function saved(tab, press) {
  const [download] = await Promise.all([tab.waitForEvent("download"), press()]);
  const to = file(`saved-${download.suggestedFilename()}`);
  await download.saveAs(to);
  return [download.suggestedFilename(), to];
}
const codes = (text) => Array.from(text.matchAll(/\[([a-z-]+)\]/g), (it) => it[1]).sort();
function native(...args) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  assert.notEqual(result.status, null, String(result.error));
  return result;
}
const picture = (tab, name) => pictures ? tab.screenshot({ path: path.join(pictures, `${name}.png`) }) : null;

await look("a dropped Word file is checked, and nothing is asked for", async () => {
  const tab = await open();
  await picture(tab, "web-start");
  const began = Date.now();
  await drop(tab, word);
  const frame = await shown(tab);
  const took = Date.now() - began;
  const own = codes(native("check", word, "--isolated", "--format", "concise").stdout);
  const there = (await frame.locator(".f .r code").allTextContents()).sort();
  assert.ok(own.length > 0);
  assert.deepEqual(there, own);
  assert.deepEqual(tab.seen.requests, [pathToFileURL(path.resolve(page)).href]);
  assert.deepEqual(tab.seen.errors, []);
  await picture(tab, "web-word");
  return `ready in ${tab.ready} ms, checked in ${took} ms, ${own.length} findings, 1 request: the page itself`;
});

await look("the copy with comments is the program's own", async () => {
  const tab = await open();
  await drop(tab, word);
  await shown(tab);
  assert.equal(await tab.isVisible("#copy"), false, "there is advice only, and it was not asked for");
  assert.match(await tab.textContent("#note"), /tick “advice”/);
  await tab.click("#again");
  await tab.check("#advice");
  await drop(tab, word);
  await shown(tab);
  assert.match(await tab.textContent("#copy"), /with [34] comments/);
  const [name, copy] = await saved(tab, () => tab.click("#copy"));
  assert.equal(name, "dues-pandoc.commented.docx");
  native("check", word, "--isolated", "--comments", "own.docx", "-q", "--show", "advice");
  assert.ok(fs.readFileSync(copy).equals(fs.readFileSync(file("own.docx"))), "the copies differ");
  const [kept] = await saved(tab, () => tab.click("#keep"));
  assert.equal(kept, "dues-pandoc.review.html");
  return `${fs.statSync(copy).size} bytes`;
});

await look("draft and claims file together; decisions come out and go into the claims file", async () => {
  const tab = await open();
  await tab.setInputFiles("#file", [file("harbour-dues.md"), file("harbour-dues.claims")]);
  const frame = await shown(tab);
  const own = codes(native("check", "harbour-dues.md", "--isolated", "--format", "concise").stdout);
  assert.deepEqual((await frame.locator(".f .r code").allTextContents()).sort(), own);
  const card = frame.locator("#draft .m > .f").first();
  await card.evaluate((it) => { it.open = true; });
  await card.locator(".dec").getByLabel("Reason or question").fill("common knowledge at the quay");
  await card.locator(".dec").getByRole("button", { name: "Accept" }).click();
  await frame.getByLabel("Your name").fill("B. Checker");
  await frame.getByLabel("Your name").blur();
  const [name, decisions] = await saved(tab, () => frame.locator("#save").click());
  const decided = native("decide", "--from", decisions, "--write");
  assert.equal(decided.status, 0, decided.stderr);
  assert.ok(fs.readFileSync(file("harbour-dues.claims"), "utf8").includes("common knowledge at the quay"));
  fs.copyFileSync(path.join(root, "claims/harbour-dues.claims"), file("harbour-dues.claims"));
  return name;
});

await look("links within the page lead within it, links out open beside it", async () => {
  const tab = await open();
  await drop(tab, "harbour-dues.md", "harbour-dues.claims");
  const frame = await shown(tab);
  const link = frame.locator('a[href^="#n"]').first();
  const target = (await link.getAttribute("href")).slice(1);
  await link.click();
  await frame.waitForFunction((id) => { const top = document.getElementById(id).getBoundingClientRect().top; return top >= -5 && top < innerHeight; }, target, { timeout: 5000 });
  const out = frame.locator("a.out").first();
  if (await out.count()) assert.equal(await out.getAttribute("target"), "_blank");
  assert.deepEqual(tab.seen.errors, []);
});

await look("a hostile draft runs nothing and reaches nobody", async () => {
  const tab = await open();
  await drop(tab, "hostile.md");
  await shown(tab);
  assert.equal(await tab.evaluate(() => window.hit), undefined);
  assert.equal(tab.seen.requests.length, 1);
});

await look("what is not read is told, and the page lives on", async () => {
  const tab = await open();
  fs.writeFileSync(file("broken.docx"), "PK\x03\x04 nothing");
  fs.writeFileSync(file("picture.png"), "x");
  await drop(tab, "picture.png");
  await tab.waitForFunction(() => /no format that is read/.test(document.getElementById("trouble").textContent));
  await drop(tab, "broken.docx");
  await tab.waitForFunction(() => /broken.docx/.test(document.getElementById("trouble").textContent));
  const told = await tab.textContent("#trouble");
  await picture(tab, "web-trouble");
  await drop(tab, word);
  await shown(tab);
  await tab.click("#again");
  await drop(tab, "hostile.md");
  await shown(tab);
  return told;
});

await look("20 MB do not freeze the page, and can be stopped", async () => {
  const tab = await open();
  let long = "";
  for (let n = 1; long.length < 20e6; n += 1) long += `In ${1900 + (n % 120)}, the office counted ${n * 13} barges and ${n % 97}% of them were empty.[^${n}]\n\n[^${n}]: Canal Office, *Returns ${n}* (1999), ${n}.\n\n`;
  fs.writeFileSync(file("long.md"), long);
  await tab.setInputFiles("#file", file("long.md"));
  await tab.waitForSelector("#busy:not([hidden])");
  const longest = await tab.evaluate(async () => {
    let worst = 0, last = performance.now();
    for (const end = last + 3000; last < end;) {
      await new Promise((next) => setTimeout(next, 20));
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
    }
    return worst;
  });
  assert.ok(longest < 500, `the page stood still for ${Math.round(longest)} ms`);
  await tab.click("#stop");
  await drop(tab, word);
  await shown(tab);
  return `longest pause ${Math.round(longest)} ms`;
});

for (const width of [320, 768, 1440]) {
  await look(`${width} pixels: nothing sticks out, axe is content`, async () => {
    const tab = await open(width);
    const scan = async (where) => {
      await where.evaluate(axe.replace(/^/, ""));
      const found = await where.evaluate(() => axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.deepEqual(found.violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
    };
    const fits = () => tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(await fits(), "the first page is too wide");
    await scan(tab);
    await picture(tab, `web-start-${width}`);
    await drop(tab, word);
    await shown(tab);
    assert.ok(await fits(), "the bar is too wide");
    await scan(tab);
    await picture(tab, `web-read-${width}`);
  });
}
await look("dark, and by keyboard alone", async () => {
  const tab = await open(1280, { colorScheme: "dark" });
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "file");
  await drop(tab, word);
  await shown(tab);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "view");
  await picture(tab, "web-dark");
});
await browser.close();
fs.rmSync(folder, { recursive: true, force: true });
process.exitCode = wrong ? 1 : 0;
