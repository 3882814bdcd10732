// --- the engine: Python in a worker --------------------------------------------------------------
function bytesOf(id) {
  const text = document.getElementById(`data-${id}`).textContent;
  if (Uint8Array.fromBase64) { return Uint8Array.fromBase64(text); }
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) { bytes[at] = raw.charCodeAt(at); }
  return bytes;
}
const unpack = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
const LIMIT = 90000; // ms without any sign of life while Python is loaded
const LOADING = { parts: "Stap 1 van 3: het programma wordt uitgepakt.", python: "Stap 2 van 3: de onderdelen worden geladen.", program: "Stap 3 van 3: de eerste vraag wordt klaargezet." };
const TOO_SLOW = "Het klaarzetten duurt te lang.", NO_MEMORY = "Er is te weinig geheugen voor het programma. Sluit andere tabbladen en programma's.";
let worker = null, ready = null, number = 0, onProgress = () => {};
const waiting = new Map(); // number of a call -> { resolve, reject }

const loading = (step) => {
  engine.className = "engine";
  engine.textContent = LOADING[step] ? `${LOADING[step]} U kunt alvast lezen en uw gemeente kiezen.` : "";
};
// What a browser says in English when memory runs out, in words.
const said = (text) => /out of memory|memory access|MemoryError|could not allocate|Array buffer allocation/i.test(text) ? NO_MEMORY
  : `Er ging iets mis in het programma. Uw antwoorden zijn er nog. (${text.trim().split("\n").at(-1)})`;

async function boot() {
  loading("parts");
  try {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch { throw new Error("Uw browser mag hier geen WebAssembly gebruiken."); }
  try {
    new WebAssembly.Memory({ initial: 1024, maximum: 32768 }); // 64 MB: what Python takes at least
  } catch { throw new Error(NO_MEMORY); }
  const source = await unpack(bytesOf("worker"));
  let url = "";
  try {
    url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    worker = new Worker(url);
  } catch { throw new Error("Uw browser mag hier geen tweede taak (worker) starten."); }
  const [wasm, program] = await Promise.all([unpack(bytesOf("wasm")), unpack(bytesOf("program"))]); // what is large, when it is known to be of use
  const stdlib = bytesOf("stdlib");
  await new Promise((resolve, reject) => {
    let timer = setTimeout(() => reject(new Error(TOO_SLOW)), LIMIT);
    worker.onerror = () => reject(new Error("Uw browser kon het programma niet starten."));
    worker.onmessage = (event) => {
      const message = event.data;
      if (message.log) { return; }
      if (message.progress) {
        clearTimeout(timer);
        timer = waiting.has(0) ? setTimeout(() => reject(new Error(TOO_SLOW)), LIMIT) : null;
        if (waiting.has(0)) { loading(message.progress); } else { onProgress(message.progress); }
        return;
      }
      const found = waiting.get(message.id);
      waiting.delete(message.id);
      if (!found) { return; }
      if (message.error) { found.reject(new Error(said(message.error))); } else { found.resolve(message); }
    };
    waiting.set(0, { resolve: () => { clearTimeout(timer); resolve(); }, reject });
    worker.postMessage({ id: 0, call: "boot", parts: { wasm, stdlib, program } }, [wasm.buffer, stdlib.buffer, program.buffer]);
  });
  URL.revokeObjectURL(url);
  loading("");
  worker.onerror = () => restart();
}
function start() {
  ready = boot().catch((error) => { blocked(error.message); throw error; });
  ready.catch(() => {}); // said on the screen; a call that waits for it says it too
  return ready;
}
function restart() {
  if (worker) { worker.terminate(); }
  for (const { reject } of waiting.values()) { reject(new Error("Het programma is opnieuw gestart. Probeer het nog eens; uw antwoorden zijn er nog.")); }
  waiting.clear();
  return start();
}
function blocked(reason) {
  engine.className = "engine bad";
  fill(engine, h("strong", {}, "Het handboek kan in deze browser niet worden gemaakt. "), `${reason} `,
    "Dit werkt nog wel: open dit bestand in een andere browser (Edge, Chrome of Firefox). Of vul de vragenlijst in als Excel-werkboek. Een collega bij wie dit bestand wel werkt, opent het ingevulde werkboek en maakt uw handboek. ",
    button("Bewaar de vragenlijst als werkboek", questionnaire, "link"), " ", button("Probeer opnieuw", () => start(), "link"));
}
// The questionnaire as a workbook is in this file, so that it can be had where Python cannot start.
const questionnaire = () => save("vragenlijst.xlsx", bytesOf("form"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

// Call the program: what it returns as JSON, with `files` by name. What it refuses comes back as `refused`.
async function python(call, input, files) {
  await (ready || start()); // who is quick asks before the page began to load it
  number += 1;
  const id = number;
  const answer = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, call, input, files: files || {} });
  });
  return { ...answer.result, files: answer.files };
}
