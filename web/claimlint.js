// The module's interface, for JavaScript: what to check goes in as bytes, reports come out. The page and the npm package
// both hold this file; it asks for nothing but the module.

const words = new TextEncoder(), read = new TextDecoder();

/** A file with its bytes; text is taken as UTF-8. */
function bytesOf(file) {
  if (typeof file === "string") return words.encode(file);
  if (file instanceof Uint8Array) return file;
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  if (ArrayBuffer.isView(file)) return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  throw new TypeError("a file is a string, an ArrayBuffer or a view of one");
}

/** A head in JSON, its length before it, and the bytes of the files behind it. */
function bundle(head, files) {
  const first = words.encode(JSON.stringify(head));
  const whole = new Uint8Array(4 + first.length + files.reduce((sum, file) => sum + file.length, 0));
  new DataView(whole.buffer).setUint32(0, first.length, true);
  whole.set(first, 4);
  let at = 4 + first.length;
  for (const file of files) {
    whole.set(file, at);
    at += file.length;
  }
  return whole;
}

/** Makes a checker of a compiled module. */
export function checker(module) {
  // What dependencies bring along for browsers; nothing of ours ever calls it.
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function") throw new Error(`the module wants ${from}.${name}`);
    (imports[from] ??= {})[name] = () => { throw new Error(`${from}.${name} was called`); };
  }
  let instance = null;

  function answer(question) {
    instance ??= new WebAssembly.Instance(module, imports);
    const { memory, claimlint_take, claimlint_answer, claimlint_said, claimlint_length, claimlint_drop } = instance.exports;
    try {
      const at = claimlint_take(question.length) >>> 0;
      new Uint8Array(memory.buffer, at, question.length).set(question);
      claimlint_answer();
      const from = claimlint_said() >>> 0;
      const said = new Uint8Array(memory.buffer, from, claimlint_length() >>> 0).slice();
      claimlint_drop();
      // Memory of a module only grows: after a large file it begins anew.
      if (memory.buffer.byteLength > 256 * 1024 * 1024) instance = null;
      return said;
    } catch (error) {
      instance = null;
      throw new Error(`the file could not be read to its end (${error.message})`, { cause: error });
    }
  }

  /** Checks a draft, given as its bytes. See claimlint.d.ts. */
  function check(draft, options = {}) {
    const { name = "draft.txt", claims, files = {}, formats = ["json"], comments = false, ...rest } = options;
    const listed = new Map(Object.entries(files).map(([file, bytes]) => [file, bytesOf(bytes)]));
    if (draft !== null) listed.set(name, bytesOf(draft));
    let claimsName = null;
    if (typeof claims === "string" && listed.has(claims)) claimsName = claims;
    else if (claims !== undefined && claims !== null) {
      claimsName = name.replace(/\.[^./]*$/, "") + ".claims";
      listed.set(claimsName, bytesOf(claims));
    }
    const head = {
      ...rest,
      files: Array.from(listed, ([file, bytes]) => ({ name: file, length: bytes.length })),
      draft: draft === null ? null : name,
      claims: claimsName,
      comments: comments === true ? "warning" : comments || null,
      formats,
    };
    const said = answer(bundle(head, Array.from(listed.values())));
    const length = new DataView(said.buffer).getUint32(0, true);
    const told = JSON.parse(read.decode(said.subarray(4, 4 + length)));
    if (told.error !== null) throw new TypeError(told.error);
    const out = {
      version: told.version,
      exit: told.exit,
      found: { errors: told.found[0], warnings: told.found[1], advice: told.found[2] },
      trouble: told.trouble,
      reports: {},
      copied: told.copied,
      copy: null,
    };
    let at = 4 + length;
    for (const part of told.parts) {
      const bytes = said.subarray(at, at + part.length);
      if (part.name === "copy") out.copy = bytes.slice();
      else out.reports[part.name] = read.decode(bytes);
      at += part.length;
    }
    return out;
  }

  /** What is read and told: the endings of drafts, the formats of reports. */
  function about() {
    const said = answer(new Uint8Array(0));
    const { error, ...told } = JSON.parse(read.decode(said.subarray(4)));
    return told;
  }
  return { check, about };
}
