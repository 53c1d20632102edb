// The checker in a worker of the page: it may take its time, and may be ended.
// (`checker` comes before these lines, from claimlint.js.)
let ready = null;

async function begin(coded) {
  const packed = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return checker(await WebAssembly.compile(await new Response(stream).arrayBuffer()));
}

onmessage = async ({ data }) => {
  try {
    if (data.module !== undefined) {
      ready = begin(data.module);
      await ready;
      postMessage({ ready: true });
    } else {
      const result = (await ready).check(data.draft, data.options);
      postMessage({ number: data.number, result });
    }
  } catch (error) {
    postMessage({ number: data.number, wrong: String(error.message || error) });
  }
};
