// Runs Python beside the page. Gets the parts as bytes, answers calls by number; nothing is fetched from anywhere.
"use strict";
const LOCK = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version: "314.0.7" }, packages: {} };
self.importScripts = () => { throw new Error("refused"); }; // Pyodide takes this worker for a module worker only when this throws
const parts = {};
self.fetch = async (input) => {
  const name = String(input.url || input).split("/").pop();
  const found = { "pyodide.asm.wasm": ["wasm", "application/wasm"], "python_stdlib.zip": ["stdlib", "application/zip"] }[name];
  if (!found || !parts[found[0]]) throw new TypeError("refused: " + name);
  return new Response(parts[found[0]], { headers: { "Content-Type": found[1] } });
};
let python = null;
const tell = (message, transfer) => self.postMessage(message, transfer || []);

async function boot(message) {
  Object.assign(parts, message.parts);
  python = await self.loadPyodide({
    indexURL: "https://here.invalid/", createPyodideModule: self._createPyodideModule, lockFileContents: LOCK,
    stdout: () => {}, stderr: (text) => tell({ log: text }), env: { HOME: "/home/handreiking", OPENPYXL_LXML: "False", NO_MKDOCS_2_WARNING: "1" },
  });
  tell({ progress: "python" });
  python.unpackArchive(parts.program, "zip", { extractDir: "/program" });
  parts.program = parts.wasm = parts.stdlib = null;
  python.runPython("import sys; sys.path.insert(0, '/program')");
  tell({ progress: "program" });
  python.globals.set("tell_progress", (text) => tell({ progress: String(text) }));
  python.runPython("import bridge, making; making.tell = tell_progress; bridge.warm()");
  tell({ progress: "ready" });
}

self.onmessage = async (event) => {
  const { id, call, input, files } = event.data;
  try {
    if (call === "boot") { await boot(event.data); tell({ id, result: {} }); return; }
    const handle = python.globals.get("bridge").handle;
    const given = python.toPy(files || {});
    const answer = handle(call, JSON.stringify(input === undefined ? null : input), given).toJs();
    const [text, blobs] = answer;
    const out = {};
    for (const [name, bytes] of blobs instanceof Map ? blobs : Object.entries(blobs)) out[name] = bytes;
    tell({ id, result: JSON.parse(text), files: out }, Object.values(out).map((bytes) => bytes.buffer));
  } catch (error) {
    tell({ id, error: String(error && error.message || error) });
  }
};
