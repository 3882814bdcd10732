"use strict";
const bytesOf = (id) => {
  const element = document.getElementById("data-" + id);
  const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
  element.remove();
  return bytes;
};
const unzip = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
let worker = null, count = 0;
const waiting = new Map();
window.callPython = (call, input, extra, transfer) => new Promise((resolve, reject) => {
  count += 1;
  waiting.set(count, { resolve, reject });
  worker.postMessage({ id: count, call, input, ...extra }, transfer || []);
});
window.ready = (async () => {
  const source = await unzip(bytesOf("worker"));
  const [wasm, program] = await Promise.all([unzip(bytesOf("wasm")), unzip(bytesOf("program"))]);
  const stdlib = bytesOf("stdlib");
  worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = (event) => {
    const { id, result, error, progress, log, files } = event.data;
    if (progress) { console.log("progress", progress, Math.round(performance.now())); return; }
    if (log) { console.log("python", log); return; }
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error)); else resolve({ result, files });
  };
  worker.onerror = (event) => console.log("worker error", event.message);
  await callPython("boot", null, { parts: { wasm, stdlib, program } }, [wasm.buffer, stdlib.buffer, program.buffer]);
  return true;
})();
