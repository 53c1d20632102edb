// What happens on the page: a file comes, the worker checks it, the review page is shown. It asks nobody for anything.
(function () {
"use strict";
const of = (id) => document.getElementById(id);
const ENDINGS = {{endings}};
const BESIDE = /\.(claims|bib|bibtex|json|ya?ml)$/i;
const DAY = () => { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); };
let worker = null, asked = 0, given = [], made = [];

function say(lines) {
  of("trouble").replaceChildren(...lines.map((line) => { const it = document.createElement("p"); it.textContent = line; return it; }));
}
function busy(what) {
  of("busy").hidden = what === null;
  of("doing").textContent = what === null ? "" : what;
}
function start() {
  const blob = URL.createObjectURL(new Blob([of("work").textContent], { type: "text/javascript" }));
  worker = new Worker(blob);
  URL.revokeObjectURL(blob);
  worker.onmessage = ({ data }) => {
    if (data.ready) { document.documentElement.dataset.ready = ""; return; }
    if (data.number !== undefined && data.number !== asked) return;
    busy(null);
    if (data.wrong) say([`This did not work: ${data.wrong}.`]); else show(data.result);
  };
  worker.onerror = (event) => { event.preventDefault(); busy(null); say([`The checker could not be started: ${event.message || "this browser does not let it"}.`]); };
  worker.postMessage({ module: of("module").textContent });
}
function ending(name) { return (/\.([^./]+)$/.exec(name) || ["", ""])[1].toLowerCase(); }
function counted(count, one, many) { return `${count} ${count === 1 ? one : many}`; }

// One of the files is the draft: the one whose format is read, and the claims file's namesake before others.
function sort(files) {
  const claims = files.filter((file) => ending(file.name) === "claims");
  const drafts = files.filter((file) => !BESIDE.test(file.name) && ENDINGS.includes(ending(file.name)));
  const stem = (name) => name.replace(/\.[^./]*$/, "");
  const named = claims.length ? drafts.filter((file) => stem(file.name) === stem(claims[0].name)) : [];
  return { draft: named[0] || drafts[0] || null, drafts, claims: claims[0] || null };
}

async function take(list) {
  const files = Array.from(list);
  if (!files.length) return;
  // A claims file that comes after its draft joins it.
  const { draft: newDraft } = sort(files);
  given = newDraft ? files : given.filter((old) => !files.some((file) => file.name === old.name)).concat(files);
  const { draft, drafts, claims } = sort(given);
  if (!draft && !claims) {
    say([`${files[0].name} is in no format that is read here: Word, OpenDocument, PDF, Markdown, HTML, LaTeX or plain text.`]);
    return;
  }
  if (!draft) { say([`${claims.name} is there; now add its draft.`]); return; }
  say([]);
  asked += 1;
  const mine = asked;
  busy(`Reading ${draft.name} …`);
  try {
    const all = {};
    for (const file of given) if (file !== draft) all[file.name] = new Uint8Array(await file.arrayBuffer());
    const bytes = new Uint8Array(await draft.arrayBuffer());
    if (mine !== asked) return;
    const advice = of("advice").checked;
    worker.postMessage({ number: mine, draft: bytes, options: {
      name: draft.name, files: all, formats: ["html", "json"], comments: advice ? "advice" : "warning", today: DAY(), profile: of("profile").value,
      ...(claims ? { claims: claims.name } : {}),
    } });
    show.about = { name: draft.name, others: drafts.filter((file) => file !== draft).map((file) => file.name), advice };
  } catch (error) {
    busy(null);
    say([`${draft.name} could not be opened: ${error.message}.`]);
  }
}

function offer(link, name, bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  made.push(url);
  link.href = url;
  link.download = name;
  link.hidden = false;
}
function show(result) {
  const { name, others } = show.about;
  if (result.reports.html === undefined || result.exit === 2 && !result.found.errors && !result.found.warnings && !result.found.advice) {
    say(result.trouble.length ? result.trouble.map((line) => `${line}.`) : ["Nothing could be read."]);
    return;
  }
  made.splice(0).forEach((url) => URL.revokeObjectURL(url));
  const page = result.reports.html, stem = name.replace(/\.[^./]*$/, "");
  of("name").textContent = name;
  of("tally").textContent = [counted(result.found.errors, "error", "errors"), counted(result.found.warnings, "warning", "warnings"), counted(result.found.advice, "piece of advice", "pieces of advice")].join(", ");
  offer(of("keep"), `${stem}.review.html`, page, "text/html");
  of("copy").hidden = true;
  const notes = result.trouble.map((line) => `Could not be read: ${line}.`);
  if (others.length) notes.push(`Not checked: ${others.join(", ")}. One document at a time; the others stand ready as its sources.`);
  if (result.copy && result.copied.added === 0) {
    notes.push(`A copy with comments would have none${result.copied.held ? "; tick “advice” to have that commented, too" : ""}.`);
  } else if (result.copy) {
    const kind = ending(name);
    offer(of("copy"), `${stem}.commented.${kind}`, result.copy, "application/octet-stream");
    of("copy").textContent = `Save the copy with ${counted(result.copied.added, "comment", "comments")}`;
  } else if (result.copied && result.copied.refused) {
    notes.push(`There is no commented copy: ${result.copied.refused}.`);
  }
  of("note").textContent = notes.join(" ");
  of("note").hidden = !notes.length;
  // Links to sources open beside the page, so that no decision is lost.
  const framed = page.replaceAll('<a class="out" href=', '<a class="out" target="_blank" rel="noopener noreferrer" href=');
  of("view").srcdoc = framed;
  of("start").hidden = true;
  of("read").hidden = false;
  document.body.classList.add("read");
  document.title = `${name}: claimlint`;
  show.result = result;
  of("view").focus();
}

of("file").addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
of("again").addEventListener("click", () => {
  given = [];
  of("view").srcdoc = "";
  of("read").hidden = true;
  of("start").hidden = false;
  document.body.classList.remove("read");
  document.title = "claimlint: check a document";
  of("file").focus();
});
of("stop").addEventListener("click", () => { worker.terminate(); asked += 1; busy(null); say(["Stopped."]); start(); });
for (const name of ["dragenter", "dragover"]) addEventListener(name, (event) => { event.preventDefault(); of("drop").classList.add("over"); });
for (const name of ["dragleave", "drop"]) addEventListener(name, () => of("drop").classList.remove("over"));
addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });

if (typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined") {
  say(["This browser is too old for the checker: it needs WebAssembly and DecompressionStream (Chrome or Edge 80, Firefox 113, Safari 16.4, or later)."]);
} else start();
}());
