(function () {
"use strict";
var doc = document, sheet = doc.getElementById("sheet"), digest = sheet.dataset.digest;
var cards = Array.from(doc.querySelectorAll(".f")), claims = Array.from(doc.querySelectorAll("article"));
var made = {}, at = -1, keys = true;

// A report may be served where nothing can be kept: then the page remembers for as long as it is open.
var place = "claimlint " + digest;
function load() { try { return JSON.parse(localStorage.getItem(place)) || {}; } catch (e) { return {}; } }
function keep() { try { localStorage.setItem(place, JSON.stringify({ by: who.value, made: made })); return true; } catch (e) { return false; } }
function el(name, more, words) {
  var it = doc.createElement(name);
  Object.keys(more || {}).forEach(function (key) { if (key === "class") it.className = more[key]; else it.setAttribute(key, more[key]); });
  if (words) it.textContent = words;
  return it;
}
function button(words, more, act) { var it = el("button", Object.assign({ type: "button" }, more), words); it.addEventListener("click", act); return it; }
function field(words, it) { var label = el("label", { "class": "field" }, words + " "); label.append(it); return label; }
function rule(card) { return card.querySelector(".r code").textContent; }
function name(claim) { return claim.id.slice(2); }
function says(card) { return card.querySelector("summary, h3").textContent.trim(); }

// Filters.
var filters = doc.getElementById("filters"), walk = doc.getElementById("walk");
function choose(name, words, pairs) {
  var it = el("select", { "aria-label": words });
  it.append(new Option(words, ""));
  pairs.forEach(function (pair) { it.append(new Option(pair[1], pair[0])); });
  it.addEventListener("change", sift);
  filters.append(it);
  return it;
}
function count(of) { var all = new Map(); cards.forEach(function (card) { of(card).forEach(function (key) { all.set(key, (all.get(key) || 0) + 1); }); }); return all; }
function clip(words) { return words.length > 48 ? words.slice(0, 46) + "…" : words; }
var codes = count(function (card) { return [rule(card)]; });
var byRule = choose("rule", "Every rule", Array.from(codes).sort().map(function (it) { return [it[0], it[0] + " (" + it[1] + ")"]; }));
var parts = count(function (card) { return card.dataset.s === undefined ? [] : [card.dataset.s]; });
var byPart = choose("part", "Every section", Array.from(parts).sort(function (a, b) { return a[0] - b[0]; }).map(function (it) {
  var head = doc.getElementById("s" + it[0]);
  return [it[0], clip((head ? head.textContent.trim() : "Opening")) + " (" + it[1] + ")"];
}));
var works = count(function (card) { return card.dataset.q ? card.dataset.q.split(" ") : []; });
var bySource = choose("source", "Every source", Array.from(works).sort(function (a, b) { return b[1] - a[1]; }).map(function (it) {
  var work = doc.querySelector("#q" + it[0] + " .work");
  return [it[0], clip((+it[0] + 1) + ". " + (work ? work.firstChild.textContent.trim() || work.textContent.trim() : "")) + " (" + it[1] + ")"];
}));
var onlyLeft = el("input", { type: "checkbox" });
onlyLeft.addEventListener("change", sift);
filters.append(field("", onlyLeft));
onlyLeft.parentNode.append("undecided only");
filters.hidden = false;
function fits(card) {
  return (!byRule.value || rule(card) === byRule.value)
    && (!byPart.value || card.dataset.s === byPart.value)
    && (!bySource.value || (card.dataset.q || "").split(" ").includes(bySource.value))
    && (!onlyLeft.checked || !made[card.dataset.k]);
}
function sift() {
  cards.forEach(function (card) {
    var out = !fits(card), sign = doc.getElementById("w" + card.id.slice(1));
    card.classList.toggle("off", out);
    if (sign) sign.classList.toggle("off", out);
  });
  doc.querySelectorAll(".fold").forEach(function (fold) { fold.classList.toggle("off", !fold.querySelector(".f:not(.off)")); });
  tell();
}

// From one to the next, by button and by key.
function folds(card) {
  for (var all = [], box = card.closest(".fold, .part"); box; box = box.parentElement.closest(".fold, .part")) all.push(box);
  return all;
}
function seen() { return cards.filter(function (card) { var it = card; folds(card).forEach(function (box) { if (!box.open) it = box; }); return it.getClientRects().length > 0 && !card.classList.contains("off"); }); }
function go(step) {
  var all = seen();
  if (!all.length) return;
  var now = all.indexOf(cards[at]);
  show(all[now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length], true);
}
function show(card, move) {
  cards.forEach(function (it) { it.classList.remove("here"); });
  at = cards.indexOf(card);
  folds(card).forEach(function (box) { box.open = true; });
  card.open = true;
  card.classList.add("here");
  if (!move) return;
  (card.closest(".row") || card).scrollIntoView({ block: card.closest(".row") ? "start" : "center" });
  card.scrollIntoView({ block: "nearest" });
  card.querySelector("summary").focus({ preventScroll: true });
}
walk.append(button("← Previous", { "aria-keyshortcuts": "k" }, function () { go(-1); }), button("Next →", { "aria-keyshortcuts": "j" }, function () { go(1); }));
var left = el("span", { id: "left", role: "status" });
var toggle = el("input", { type: "checkbox" });
toggle.checked = true;
toggle.addEventListener("change", function () { keys = toggle.checked; });
var label = field("", toggle);
label.append("keys j, k");
walk.append(left, label);
walk.hidden = false;
doc.addEventListener("keydown", function (event) {
  if (!keys || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  if (event.key === "j" || event.key === "n") go(1);
  else if (event.key === "k" || event.key === "p") go(-1);
});
function reveal() {
  var it = location.hash.length > 1 && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!it) return;
  for (var box = it; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  if (it.classList.contains("f")) show(it, false);
}
addEventListener("hashchange", reveal);
// In a frame that has no address of its own, a link within the page would lead to the page around it.
if (location.protocol === "about:") doc.addEventListener("click", function (event) {
  var link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  location.hash = link.getAttribute("href");
});

// Decisions.
var who = el("input", { type: "text", autocomplete: "name" });
var today = new Date(), year = new Date();
year.setFullYear(year.getFullYear() + 1);
function iso(day) { return new Date(day - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10); }
var KINDS = {
  finding: [["accept", "Accept"], ["waive", "Waive until"], ["question", "Question"], ["checked", "Checked"]],
  claim: [["checked", "Checked"], ["question", "Question"]]
};
var SAID = { accept: "accepted", waive: "waived", question: "question", checked: "checked" };
function form(card, kind) {
  var key = kind === "claim" ? "claim:" + name(card) : card.dataset.k;
  var box = el("div", { "class": "dec", role: "group", "aria-label": "Decision" });
  var reason = el("input", { type: "text", "aria-label": "Reason or question", placeholder: "Reason or question" });
  var until = el("input", { type: "date", "aria-label": "Until", value: iso(year) });
  var buttons = KINDS[kind].map(function (pair) {
    return button(pair[1], { "aria-pressed": "false" }, function () {
      if (made[key] && made[key].decision === pair[0]) delete made[key];
      else if (pair[0] !== "checked" && !reason.value.trim()) { reason.placeholder = pair[0] === "question" ? "Write the question first" : "Write the reason first"; reason.focus(); return; }
      else made[key] = about(card, kind, pair[0]);
      change();
    });
  });
  function about(card, kind, decision) {
    var it = { kind: kind, decision: decision, on: iso(new Date()) };
    if (reason.value.trim()) it.reason = reason.value.trim();
    if (decision === "accept" || decision === "waive") it.until = until.value || iso(year);
    if (kind === "claim") { it.claim = name(card); if (card.dataset.seal) it.seal = card.dataset.seal; }
    else { it.fingerprint = card.dataset.k; it.rule = rule(card); }
    it.about = says(card).slice(0, 300);
    return it;
  }
  reason.addEventListener("change", function () { if (made[key] && reason.value.trim()) { made[key].reason = reason.value.trim(); change(); } });
  until.addEventListener("change", function () { if (made[key] && made[key].until) { made[key].until = until.value; change(); } });
  box.append.apply(box, buttons);
  box.append(reason);
  if (kind === "finding") box.append(until);
  (kind === "claim" ? card.lastElementChild : card).append(box);
  function paint() {
    var it = made[key];
    KINDS[kind].forEach(function (pair, turn) { buttons[turn].setAttribute("aria-pressed", String(!!it && it.decision === pair[0])); });
    if (it && it.reason && doc.activeElement !== reason) reason.value = it.reason;
    if (it && it.until) until.value = it.until;
    card.classList.toggle("done", !!it);
    if (it) card.dataset.done = SAID[it.decision]; else delete card.dataset.done;
  }
  painters.push(paint);
  paint();
}
var painters = [];
function change() { keep(); painters.forEach(function (paint) { paint(); }); list(); if (onlyLeft.checked) sift(); else tell(); }
function tell() {
  var open = cards.filter(function (card) { return !made[card.dataset.k]; }).length;
  var out = cards.filter(function (card) { return card.classList.contains("off"); }).length;
  left.textContent = open + " of " + cards.length + " left" + (out ? ", " + (cards.length - out) + " shown" : "");
}

// The sheet.
var decided = doc.getElementById("decided"), give = doc.getElementById("give");
var text = el("textarea", { readonly: "", "aria-label": "Decisions as a file", spellcheck: "false" });
text.hidden = true;
function list() {
  var all = Object.keys(made).map(function (key) { return made[key]; });
  var table = el("table"), body = el("tbody");
  table.append(el("caption", {}, "Decisions on this page" + (who.value ? ", by " + who.value : "")), body);
  all.forEach(function (it) {
    var row = el("tr"), head = el("th", { scope: "row" }, it.kind === "claim" ? it.claim : it.rule);
    head.append(el("span", {}, it.about));
    row.append(head, el("td", {}, SAID[it.decision] + (it.until ? " until " + it.until : "") + ", " + it.on), el("td", {}, it.reason || ""));
    body.append(row);
  });
  var open = cards.filter(function (card) { return !made[card.dataset.k]; }).length;
  var unchecked = claims.filter(function (card) { return !card.dataset.is && !made["claim:" + name(card)]; }).length;
  decided.replaceChildren(all.length ? table : "", el("p", {}, "Still to decide: " + open + (open === 1 ? " finding" : " findings") + (claims.length ? "; claims without a decision here: " + unchecked : "") + "."));
  decided.hidden = false;
  text.value = file();
}
function file() {
  return JSON.stringify({
    tool: "claimlint", file: "decisions", version: 1, draft: sheet.dataset.name, claims: sheet.dataset.claims || null,
    sha256: digest, by: who.value.trim(), on: iso(new Date()), decisions: Object.keys(made).map(function (key) { return made[key]; })
  }, null, 1) + "\n";
}
function save() {
  var link = el("a", { download: (sheet.dataset.name.split("/").pop() || "draft") + ".decisions.json" });
  link.href = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
  doc.body.append(link);
  link.click();
  link.remove();
}
give.append(
  field("Your name", who),
  button("Download the decisions", { id: "save" }, save),
  button("Show them as text", { "aria-expanded": "false" }, function (event) { text.hidden = !text.hidden; event.target.setAttribute("aria-expanded", String(!text.hidden)); }),
  button("Print this sheet", {}, function () { doc.body.classList.add("sheet-only"); print(); doc.body.classList.remove("sheet-only"); }),
  text
);
give.append(el("p", { "class": "small" }, "Then, where the draft is: claimlint decide --from " + (sheet.dataset.name.split("/").pop() || "draft") + ".decisions.json"));
give.hidden = false;
who.addEventListener("change", change);

// The map at another size.
doc.querySelectorAll(".zoom").forEach(function (box) {
  var map = box.querySelector("svg"), wide = +map.getAttribute("width"), size = Math.min(1, box.clientWidth / wide || 1);
  function set(to) { size = Math.max(.15, Math.min(3, to)); map.setAttribute("width", wide * size); map.removeAttribute("height"); }
  var bar = el("p", { "class": "js" });
  bar.append(button("Smaller", {}, function () { set(size / 1.25); }), button("Larger", {}, function () { set(size * 1.25); }), button("Whole map", {}, function () { set(box.clientWidth / wide); }), button("Full size", {}, function () { set(1); }));
  box.before(bar);
  set(size);
});

var old = load();
made = old.made || {};
who.value = old.by || "";
cards.forEach(function (card) { card.addEventListener("toggle", function () { if (card.open && !card.querySelector(".dec")) form(card, "finding"); }); if (made[card.dataset.k]) form(card, "finding"); });
claims.forEach(function (card) { if (!card.dataset.is) form(card, "claim"); });
list();
tell();
reveal();
doc.documentElement.dataset.ready = "";
})();
