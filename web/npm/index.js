// claimlint in other web tools, and in Node: `await check(bytes, options)`. The module lies beside this file.
import { checker } from "./claimlint.js";

let made = null;

async function module() {
  const url = new URL("./claimlint.wasm", import.meta.url);
  if (url.protocol === "file:" && typeof process !== "undefined" && process.versions?.node) {
    const { readFile } = await import("node:fs/promises");
    return WebAssembly.compile(await readFile(url));
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} could not be fetched: ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** Compiles the module, from bytes or a compiled module if they are given; `check` does it by itself. */
export function load(source) {
  const compiled = source === undefined ? module()
    : source instanceof WebAssembly.Module ? Promise.resolve(source) : WebAssembly.compile(source);
  const mine = compiled.then(checker);
  // What failed may be tried again.
  mine.catch(() => { if (made === mine) made = null; });
  made = mine;
  return mine.then(() => undefined);
}

/** What is read and told: the version, the endings of drafts, the formats of reports. */
export async function about() {
  if (made === null) await load();
  return (await made).about();
}

/** Checks a draft. Nothing leaves the process. */
export async function check(draft, options) {
  if (made === null) await load();
  return (await made).check(draft, options);
}
