// Looks at the review page as readers do: requests, axe, without JavaScript, decisions out and back in, a hostile draft,
// print, three widths, a sandbox, a hundred pages. One line for each thing looked at; exit 1 if one is wrong.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , binary, executablePath, root, pictures] = process.argv;
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "claimlint-page-"));
const run = (...args) => spawnSync(binary, args, { cwd: folder, encoding: "utf8" });
const file = (name) => path.join(folder, name);
const url = (name) => pathToFileURL(file(name)).href;
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

function make(draft, ...more) {
  const page = `${draft}.html`;
  const result = run("check", draft, "-q", "--fail-on", "never", "--today", "2026-05-04", "--report", `html=${page}`, ...more);
  assert.equal(result.status, 0, result.stderr);
  return page;
}

// The drafts.
for (const name of ["harbour-dues.md", "harbour-dues.claims", "japan-cyber.txt"]) {
  fs.copyFileSync(path.join(root, "claims", name), file(name));
}
fs.writeFileSync(file("hostile.md"), `# <script>window.hit=1</script> "onmouseover="window.hit=2

In 2019, it rose by 12% <img src=https://evil.example/x onerror=window.hit=3> </style><script>window.hit=4</script>.[^1]

[Here](javascript:window.hit=5) it fell by 30% in 2020. <svg onload=window.hit=6></svg>

[^1]: <b onclick=window.hit=7>Nobody</b>, “</details><iframe src=https://evil.example>”, https://e.example/"><script>window.hit=8</script>.
`);
let long = "# A hundred pages\n\n";
for (let n = 1; n <= 700; n += 1) {
  if (n % 20 === 1) long += `## Part ${(n + 19) / 20}\n\n`;
  long += `In ${1900 + (n % 120)}, the office counted ${n * 13} barges on the canal and ${n % 97}% of them were empty.${n % 2 ? `[^${n}]` : ""} `;
  long += "The lock keepers wrote it down in a book that was kept dry. ".repeat(5) + "\n\n";
}
for (let n = 1; n <= 700; n += 2) long += `[^${n}]: Canal Office, *Returns for Lock ${n}* (Canal Office, ${1900 + (n % 120)}), ${n}.\n`;
fs.writeFileSync(file("long.md"), long);

const plain = make("japan-cyber.txt");
const claims = make("harbour-dues.md");
const hostile = make("hostile.md");
const hundred = make("long.md");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
async function open(page, options = {}, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  tab.seen = { requests: [], errors: [], dialogs: 0 };
  tab.on("request", (request) => tab.seen.requests.push(request.url()));
  tab.on("pageerror", (error) => tab.seen.errors.push(error.message));
  tab.on("console", (message) => { if (message.type() === "error") tab.seen.errors.push(message.text()); });
  tab.on("dialog", (dialog) => { tab.seen.dialogs += 1; dialog.dismiss(); });
  await tab.goto(page.startsWith("http") ? page : url(page));
  return tab;
}

for (const page of [plain, claims, hostile, hundred]) {
  await look(`${page}: no request, no error`, async () => {
    const tab = await open(page);
    assert.equal(await tab.evaluate(() => document.documentElement.dataset.ready), "", "the script did not run to its end");
    for (const card of await tab.$$("summary")) await card.evaluate((it) => it.click());
    assert.deepEqual(tab.seen.requests, [url(page)]);
    assert.deepEqual(tab.seen.errors, []);
    await tab.context().close();
    return `${fs.statSync(file(page)).size} bytes`;
  });
}

for (const page of [plain, claims, hostile]) {
  for (const colorScheme of ["light", "dark"]) {
    await look(`${page}: axe, ${colorScheme}`, async () => {
      const tab = await open(page, { colorScheme, bypassCSP: true });
      let passes = 0;
      for (const opened of [false, true]) {
        if (opened) await tab.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
        await tab.evaluate(axe);
        const result = await tab.evaluate(() => axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        }));
        const faults = result.violations.map((it) => `${it.id} (${it.nodes.length}): ${it.nodes[0].html.slice(0, 160)} ${it.nodes[0].failureSummary.slice(0, 200)}`);
        assert.deepEqual(faults, []);
        passes = result.passes.length;
      }
      await tab.context().close();
      return `0 violations, ${passes} passes`;
    });
  }
}

await look("without JavaScript it is whole, and levels can be switched off", async () => {
  const tab = await open(claims, { javaScriptEnabled: false });
  // Scripts are off: what is seen is asked of the browser itself.
  const count = async (of) => { let seen = 0; for (const it of await tab.locator(of).all()) if (await it.isVisible()) seen += 1; return seen; };
  assert.ok(await tab.locator("#draft").isVisible());
  assert.ok((await tab.locator("#draft").innerText()).length > 2000, "the draft is there");
  assert.equal(await tab.locator("#filters").isVisible(), false, "what needs a script does not show");
  const before = await count(".f");
  const advice = await count(".f.a");
  await tab.locator("#show-a").uncheck();
  assert.equal(await count(".f.a"), 0);
  assert.equal(await count(".f"), before - advice);
  await tab.locator(".n summary").first().click();
  assert.ok(await tab.locator(".n p").first().isVisible(), "a note opens");
  await tab.context().close();
  return `${before} cards, ${advice} of them advice`;
});

await look("next and previous, by key and by button; filters", async () => {
  const tab = await open(plain);
  await tab.keyboard.press("j");
  const first = await tab.locator(".f.here").getAttribute("id");
  await tab.getByRole("button", { name: "Next" }).click();
  const second = await tab.locator(".f.here").getAttribute("id");
  assert.notEqual(first, second);
  await tab.keyboard.press("k");
  assert.equal(await tab.locator(".f.here").getAttribute("id"), first);
  const rule = await tab.locator(".f .r code").first().textContent();
  await tab.getByLabel("Every rule").selectOption(rule);
  const left = await tab.locator(".f:not(.off) .r code").allTextContents();
  assert.ok(left.length > 0 && left.every((it) => it === rule), left.join(", "));
  assert.match(await tab.locator("#left").innerText(), /^\d+ of \d+ left, \d+ shown$/);
  await tab.context().close();
});

async function decide(tab) {
  const cards = tab.locator("#draft .m > .f");
  await cards.nth(0).evaluate((it) => { it.open = true; });
  const first = cards.nth(0).locator(".dec");
  await first.getByLabel("Reason or question").fill("The harbour board's own count; nothing else exists.");
  await first.getByRole("button", { name: "Accept" }).click();
  const claim = tab.locator("article[data-seal]:not([data-is])").first();
  await claim.getByRole("button", { name: "Checked" }).click();
  const other = tab.locator("article[data-seal]:not([data-is])").nth(1);
  await other.getByLabel("Reason or question").fill("Which year is this?");
  await other.getByRole("button", { name: "Question" }).click();
  await tab.getByLabel("Your name").fill("A. Reviewer");
  await tab.getByLabel("Your name").blur();
  return (await claim.getAttribute("id")).slice(2);
}

await look("decisions are downloaded, shown, written once, and read back", async () => {
  const tab = await open(claims);
  const name = await decide(tab);
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("#save").click()]);
  await download.saveAs(file("decisions.json"));
  const given = JSON.parse(fs.readFileSync(file("decisions.json"), "utf8"));
  assert.equal(given.decisions.length, 3);
  const before = fs.readFileSync(file("harbour-dues.claims"), "utf8");
  const shown = run("decide", "--from", "decisions.json", "--today", "2026-05-04");
  assert.equal(shown.status, 0, shown.stdout + shown.stderr);
  assert.match(shown.stdout, /3 decisions would be written/);
  assert.equal(fs.readFileSync(file("harbour-dues.claims"), "utf8"), before, "shown only");
  const written = run("sign", "--from", "decisions.json", "--in", "harbour-dues.md", "--write");
  assert.equal(written.status, 0, written.stdout + written.stderr);
  const after = fs.readFileSync(file("harbour-dues.claims"), "utf8");
  for (const line of before.split("\n")) assert.ok(after.includes(line), `lost: ${line}`);
  assert.match(after, /checked by "A. Reviewer" on \d{4}-\d\d-\d\d seal [a-z0-9]{8}/);
  assert.match(after, /question "Which year is this\?" by "A. Reviewer"/);
  assert.match(after, /accept [a-z-]+ .* "The harbour board's own count; nothing else exists."/);
  const again = run("decide", "--from", "decisions.json", "--write");
  assert.match(again.stdout, /Nothing to write/, again.stdout + again.stderr);
  assert.equal(fs.readFileSync(file("harbour-dues.claims"), "utf8"), after);
  const status = run("status", "harbour-dues.claims", "--format", "json");
  const claim = JSON.parse(status.stdout)[0].claims.find((it) => it.name === name);
  assert.equal(claim.verdict, "checked");
  assert.equal(claim.checked_by, "A. Reviewer");
  // The page remembers what was decided.
  await tab.reload();
  assert.match(await tab.locator("#decided").innerText(), /A. Reviewer/);
  await tab.context().close();
});

await look("in a sandbox, where nothing can be kept, it works in memory", async () => {
  const body = fs.readFileSync(file(claims));
  const server = http.createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": "sandbox allow-scripts" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const tab = await open(`http://127.0.0.1:${server.address().port}/`);
  await decide(tab);
  await tab.getByRole("button", { name: "Show them as text" }).click();
  const given = JSON.parse(await tab.getByLabel("Decisions as a file").inputValue());
  assert.equal(given.decisions.length, 3);
  assert.deepEqual(tab.seen.errors, []);
  await tab.context().close();
  server.close();
});

await look("a hostile draft runs nothing, even without the policy", async () => {
  const tab = await open(hostile, { bypassCSP: true });
  for (const it of await tab.$$("mark, .n summary, .f summary, #draft a")) {
    await it.evaluate((node) => { node.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); if (node.tagName === "SUMMARY") node.click(); });
  }
  assert.equal(await tab.evaluate(() => window.hit), undefined);
  assert.equal(tab.seen.dialogs, 0);
  assert.deepEqual(tab.seen.requests, [url(hostile)]);
  await tab.context().close();
});

await look("printed, everything is there and the tools are not", async () => {
  const tab = await open(plain);
  await tab.emulateMedia({ media: "print" });
  const hidden = await tab.evaluate(() => Array.from(document.querySelectorAll(".f > summary, .f > p.do, .n > p:not(.src)")).filter((it) => !it.checkVisibility({ contentVisibilityAuto: true })).length);
  assert.equal(hidden, 0, "what is folded is not printed");
  assert.equal(await tab.locator(".tools").isVisible(), false);
  const pdf = await tab.pdf({ preferCSSPageSize: true, format: "A4" });
  if (pictures) fs.writeFileSync(path.join(pictures, "page.pdf"), pdf);
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) || []).length;
  assert.ok(pages >= 3, `${pages} pages`);
  await tab.evaluate(() => document.body.classList.add("sheet-only"));
  const sheet = await tab.pdf({ preferCSSPageSize: true, format: "A4" });
  if (pictures) fs.writeFileSync(path.join(pictures, "sheet.pdf"), sheet);
  await tab.context().close();
  return `${pages} pages, ${pdf.length} bytes`;
});

for (const width of [1280, 768, 390]) {
  await look(`${width} pixels: nothing runs off the side`, async () => {
    for (const page of [plain, claims]) {
      for (const colorScheme of pictures ? ["light", "dark"] : ["light"]) {
        const tab = await open(page, { colorScheme }, width);
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${page} is ${wide} pixels wide`);
        if (pictures) {
          const name = page.split(".")[0];
          for (const [part, at] of [["summary", "#summary"], ["draft", "#s1"], ["claims", "#claims"], ["thesis", "#thesis"], ["sources", "#sources"], ["sheet", "#sheet"]]) {
            if (!(await tab.$(at))) continue;
            await tab.evaluate((at) => (at === "#summary" ? scrollTo(0, 0) : document.querySelector(at).scrollIntoView()), at);
            await tab.screenshot({ path: path.join(pictures, `${name}-${part}-${width}-${colorScheme}.png`) });
          }
        }
        await tab.context().close();
      }
    }
  });
}

await look("a hundred pages open within a second", async () => {
  const times = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const tab = await open(hundred);
    times.push(await tab.evaluate(() => { const [it] = performance.getEntriesByType("navigation"); return Math.round(it.domContentLoadedEventEnd); }));
    await tab.context().close();
  }
  const best = Math.min(...times);
  assert.ok(best < 1000, `${times.join(", ")} ms`);
  return `${times.join(", ")} ms for ${fs.statSync(file(hundred)).size} bytes from ${long.length}`;
});

await browser.close();
fs.rmSync(folder, { recursive: true, force: true });
console.log(wrong ? `${wrong} wrong` : "all right");
process.exit(wrong ? 1 : 0);
