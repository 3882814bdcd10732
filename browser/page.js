// Draws what Python says and keeps what was answered. It decides nothing: which question comes, what is right,
// what an answer does, all of that comes from the program in the worker.
"use strict";
(() => {
  const main = document.getElementById("main"), beside = document.getElementById("beside"), engine = document.getElementById("engine");
  const root = document.documentElement;
  const INFO = JSON.parse(document.getElementById("data-info").textContent);
  const STORE = "handreiking:maken:";

  // --- small tools ---------------------------------------------------------------------------
  const h = (tag, given, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given || {})) {
      if (value === false || value === null || value === undefined) { continue; }
      if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
      else if (name === "value" || name === "checked") { element[name] = value; }
      else { element.setAttribute(name, value === true ? "" : value); }
    }
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return element;
  };
  const button = (text, run, kind) => h("button", { type: "button", class: kind || "link", onclick: run }, text);
  const today = () => { const d = new Date(); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; };
  const field = (text, name) => (text.match(new RegExp(`^${name}: *(.+)$`, "m")) || [])[1] || "";
  const save = (name, data, type) => {
    const link = h("a", { href: URL.createObjectURL(new Blob([data], { type })), download: name });
    document.body.append(link);
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
  };
  const fill = (place, ...children) => place.replaceChildren(...children.flat(3).filter(Boolean));
  const show = (title, ...children) => {
    fill(main, children);
    document.title = `${title} – Maak uw eigen handboek`;
    window.scrollTo(0, 0);
    const target = main.querySelector("[data-focus]") || main.querySelector("h1");
    if (target) { if (!target.hasAttribute("tabindex")) { target.setAttribute("tabindex", "-1"); } target.focus({ preventScroll: true }); }
  };

  // --- the engine: Python in a worker ---------------------------------------------------------
  const bytesOf = (id) => Uint8Array.from(atob(document.getElementById(`data-${id}`).textContent), (c) => c.charCodeAt(0));
  const unpack = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  const LIMIT = 90000; // ms without any sign of life while Python is loaded
  let worker = null, ready = null, number = 0, onProgress = () => {};
  const waiting = new Map();

  async function boot() {
    engine.textContent = "Het programma wordt klaargezet. U kunt alvast lezen en beginnen.";
    engine.className = "engine";
    try {
      await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch { throw new Error("Uw browser mag hier geen WebAssembly gebruiken."); }
    const source = await unpack(bytesOf("worker"));
    const [wasm, program] = await Promise.all([unpack(bytesOf("wasm")), unpack(bytesOf("program"))]);
    const stdlib = bytesOf("stdlib");
    let url = "";
    try {
      url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      worker = new Worker(url);
    } catch { throw new Error("Uw browser mag hier geen tweede taak (worker) starten."); }
    await new Promise((resolve, reject) => {
      let timer = setTimeout(() => reject(new Error("Het klaarzetten duurt te lang.")), LIMIT);
      worker.onerror = () => reject(new Error("Uw browser kon het programma niet starten."));
      worker.onmessage = (event) => {
        const message = event.data;
        if (message.log) { return; }
        if (message.progress) {
          clearTimeout(timer);
          timer = setTimeout(() => reject(new Error("Het klaarzetten duurt te lang.")), LIMIT);
          onProgress(message.progress);
          return;
        }
        const found = waiting.get(message.id);
        waiting.delete(message.id);
        if (!found) { return; }
        if (message.error) { found.reject(new Error(message.error)); } else { found.resolve(message); }
      };
      waiting.set(0, { resolve: () => { clearTimeout(timer); resolve(); }, reject });
      worker.postMessage({ id: 0, call: "boot", parts: { wasm, stdlib, program } }, [wasm.buffer, stdlib.buffer, program.buffer]);
    });
    URL.revokeObjectURL(url);
    engine.textContent = "";
    worker.onerror = () => restart();
  }
  function start() {
    ready = boot().catch((error) => { blocked(error.message); throw error; });
    ready.catch(() => {});
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
      "Dit werkt nog wel: probeer een andere browser (Edge, Chrome of Firefox), of vraag een collega met het programma om de vragenlijst als Excel-werkboek. ",
      button("Probeer opnieuw", () => start(), "link"));
  }
  async function python(call, input, files) {
    await ready;
    number += 1;
    const id = number;
    const answer = await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call, input, files: files || {} });
    });
    return { ...answer.result, files: answer.files };
  }

  // --- what is kept ---------------------------------------------------------------------------
  let now = null; // {text, place, quick, saved: text when last downloaded}
  let keeping = true;
  const disk = {
    all() {
      try { return Object.keys(localStorage).filter((key) => key.startsWith(STORE)).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) })).sort((a, b) => b.when - a.when); } catch { return []; }
    },
    put() {
      if (!keeping || !now || !field(now.text, "handbook")) { return; }
      try {
        localStorage.setItem(STORE + field(now.text, "handbook"), JSON.stringify({ text: now.text, place: now.place, quick: now.quick, name: now.name || "", when: Date.now() }));
        keptWell = true;
      } catch { keptWell = false; }
    },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
    wipe() { this.all().forEach((one) => this.drop(one.key)); },
  };
  let keptWell = true;
  const keptWords = () => !keeping ? "Uw antwoorden staan alleen in dit venster. Bewaar ze als bestand voor u het sluit."
    : keptWell ? "Uw antwoorden staan in deze browser, op deze computer. Wie met uw account andere bestanden in deze browser opent, kan ze daar lezen. Het bestand dat u bewaart, is de echte kopie."
      : "Deze browser wil niets bewaren. Uw antwoorden staan alleen in dit venster. Bewaar ze als bestand voor u het sluit.";

  // --- start ----------------------------------------------------------------------------------
  function home() {
    beside.hidden = true;
    const kept = disk.all();
    history.pushState({ screen: "start" }, "", "#begin");
    const file = chooser("Kies een bestand", ".yml,.yaml,.xlsx,.zip");
    const drop = h("div", { class: "drop", ondragover: (e) => { e.preventDefault(); drop.classList.add("over"); }, ondragleave: () => drop.classList.remove("over"),
      ondrop: (e) => { e.preventDefault(); drop.classList.remove("over"); if (e.dataTransfer.files[0]) { opened(e.dataTransfer.files[0]); } } },
    h("p", {}, "Sleep een bestand hierheen, of kies het: antwoorden (.yml), de vragenlijst als werkboek (.xlsx) of een heel handboek (.zip)."), file);
    const saveHere = h("input", { type: "checkbox", checked: keeping, onchange: (e) => { keeping = e.target.checked; if (!keeping && now) { disk.drop(STORE + field(now.text, "handbook")); } else { disk.put(); } } });
    show("Begin",
      h("h1", {}, "Maak het handboek van uw gemeente"),
      h("p", { class: "lead" }, "U beantwoordt vragen over uw gemeente en uw aanpak. Daarna staat uw eigen handboek klaar: alleen wat voor u geldt, met advies, een plan met datums, lijsten en modelstukken."),
      kept.length ? [h("h2", {}, "Ga verder"), h("ul", { class: "answers" }, kept.map((one) => h("li", {},
        h("span", {}, one.name || "Nog zonder gemeente", h("br"), h("small", {}, `bewaard op ${new Date(one.when).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" })}`)),
        h("span", { class: "row" }, button("Ga verder", () => resume(one), "go"), button("Wis", () => { disk.drop(one.key); home(); }, "link")))))] : "",
      h("h2", {}, kept.length ? "Of begin een nieuw handboek" : "Zo begint u"),
      h("ul", { class: "cards" },
        h("li", { class: "card" }, h("h2", {}, "Snel"), h("p", {}, "De belangrijkste vragen. Binnen tien minuten ziet u het eerste advies. Daarna kunt u verder met de rest."), button("Begin met de snelle route", () => begin(true), "go")),
        h("li", { class: "card" }, h("h2", {}, "Alles"), h("p", {}, "Alle vragen. Dat kost drie kwartier tot een uur. U mag stoppen en later verdergaan."), button("Begin met alle vragen", () => begin(false), "go second"))),
      h("h2", {}, "Wat u nodig hebt"),
      h("ul", {}, h("li", {}, "Kennis van de aanpak: wie, wat, waar, met welk geld en tot wanneer."), h("li", {}, "Weet u iets niet? Kies dan ", h("em", {}, "Weet ik niet"), ". Het handboek zegt wie u het kunt vragen."), h("li", {}, "Collega's die kunnen meedenken: de controller, de jurist, de teamleider. Zij kunnen dit bestand zelf openen.")),
      h("h2", {}, "Open wat u al hebt"), drop,
      h("h2", {}, "Vul alleen de stellingen in"),
      h("p", {}, "Vroeg een collega u om de stellingen in te vullen? Dat kost een kwartier. U stuurt daarna een bestand terug."),
      button("Begin met de stellingen", () => begin(false, "statements"), "go second"),
      h("h2", {}, "Waar uw antwoorden zijn"),
      h("p", {}, keptWords()),
      h("label", { class: "option" }, saveHere, h("span", {}, "Bewaar mijn antwoorden op deze computer")),
      h("p", {}, button("Wis alles van deze computer", () => { disk.wipe(); now = null; home(); }, "link")));
  }
  async function begin(quick, walk) {
    wait("De eerste vraag komt zo. Het programma wordt klaargezet; dat duurt een paar seconden.");
    try { take(await python("begin", { today: today(), quick, walk, text: walk && now ? now.text : undefined }), quick); } catch (error) { failed(error, home); }
  }
  async function resume(one) {
    wait("Uw antwoorden worden geopend.");
    now = { text: one.text, place: one.place, quick: one.quick, name: one.name, saved: "" };
    try { take(one.place ? await python("show", one) : await python("begin", { text: one.text, today: today(), quick: one.quick }), one.quick); } catch (error) { failed(error, home); }
  }
  async function opened(file) {
    wait(`${file.name} wordt gelezen.`);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const found = await python("open", { name: file.name, text: now ? now.text : null, today: today() }, { file: bytes });
      if (found.refused) { problem("Dit bestand kan niet worden geopend", found.refused, home); return; }
      if (found.kind === "together") { together(found, file.name); return; }
      now = { text: found.text, place: null, quick: false, name: found.name, saved: found.text };
      disk.put();
      if (found.kind === "handbook") { again(found); } else { take(await python("begin", { text: found.text, today: today(), quick: false }), false); }
    } catch (error) { failed(error, home); }
  }
  function chooser(label, accept) { // the browser's own button speaks the browser's language
    const input = h("input", { type: "file", class: "sr-only", accept, "aria-label": label, onchange: () => input.files[0] && opened(input.files[0]) });
    return h("label", { class: "go second choose" }, label, input);
  }
  function wait(text) { beside.hidden = true; show("Even geduld", h("h1", {}, "Even geduld"), h("p", { role: "status" }, text)); }
  function failed(error, next) { problem("Dat lukte niet", String(error.message || error), next); }
  function problem(title, text, next) {
    show(title, h("div", { class: "wrong", role: "alert" }, h("h1", { "data-focus": true }, title), text.split("\n").map((line) => h("p", {}, line))),
      h("div", { class: "buttons" }, button("Terug", next, "go")));
  }

  // --- the interview --------------------------------------------------------------------------
  function take(state, quick, { remember = true } = {}) {
    if (state.refused) { problem("Uw antwoorden passen niet", state.refused, home); return; }
    const changed = !now || now.text !== state.text;
    now = { ...(now || {}), text: state.text, place: state.place, quick: state.place && "quick" in state.place ? state.place.quick : quick, name: state.name || (now && now.name) || "" };
    disk.put();
    if (remember && state.screen) { history.pushState({ place: state.place }, "", `#${state.screen.id || "overzicht"}`); }
    if (state.done) { finished(); return; }
    if (state.screen.kind === "menu") { menu(state.screen, state.said); } else { question(state.screen, state.error, state.said, state.given); }
    if (changed || beside.hidden) { consequences(); }
  }
  async function give(what, given) {
    try {
      const state = await python("give", { text: now.text, place: now.place, ...what });
      state.given = given;
      take(state, now.quick, { remember: !state.error });
    } catch (error) { failed(error, () => resume({ ...now })); }
  }
  function meter(progress) {
    const numbers = (progress.match(/(\d+) van (\d+)(?!.*\d+ van)/) || []).slice(1).map(Number);
    return [h("p", { class: "where" }, progress), numbers.length === 2 ? h("div", { class: "meter", "aria-hidden": "true" }, h("span", { id: "meter" })) : ""];
  }
  function fillMeter(progress) {
    const numbers = (progress.match(/(\d+) van (\d+)(?!.*\d+ van)/) || []).slice(1).map(Number);
    const bar = document.getElementById("meter");
    if (bar) { bar.style.width = `${Math.round(100 * (numbers[0] - 1) / numbers[1])}%`; }
  }
  function question(screen, error, said, given) {
    const multiple = screen.type === "choices" && !screen.silent, chosen = new Set([].concat(given !== undefined ? given : screen.current === null ? [] : screen.current).map(String));
    const describedby = ["waarom", screen.help && "hulp", screen.note && "noot", error && "fout"].filter(Boolean).join(" ");
    let input = null, body;
    const municipality = screen.type === "municipality";
    if (screen.choices.length) {
      body = screen.choices.map((choice, index) => h("label", { class: `option${choice.id === "onbekend" ? " unsure" : ""}` },
        h("input", { type: multiple ? "checkbox" : "radio", name: "antwoord", id: index === 0 ? "antwoord" : `antwoord-${index}`, value: choice.id, checked: chosen.has(choice.id),
          onchange: multiple ? (e) => exclusive(e.target, screen) : null }), h("span", {}, choice.label)));
    } else {
      const typed = given !== undefined ? String(given) : screen.typed;
      const long = screen.type === "text" && typed.length > 60;
      input = h(long ? "textarea" : "input", { id: "antwoord", class: `field${["number", "date"].includes(screen.type) ? " short" : ""}`, type: long ? null : "text", rows: long ? 5 : null,
        inputmode: screen.type === "number" ? "decimal" : null, autocomplete: "off", value: typed, "aria-describedby": describedby, "aria-invalid": error ? "true" : null });
      body = [h("div", { class: "row" }, input, screen.unit ? h("span", { class: "unit" }, screen.unit) : ""),
        screen.suggestion ? h("p", { class: "why" }, `Dit cijfer komt van ${screen.suggestion}. Pas het aan als u een beter cijfer hebt.`) : "",
        municipality ? finder(screen, input) : "",
        screen.unknown && !municipality ? h("label", { class: "option unsure" }, h("input", { type: "checkbox", id: "onbekend", checked: screen.current === "onbekend" }), h("span", {}, "Weet ik niet")) : ""];
    }
    const form = h("form", { novalidate: true, onsubmit: (e) => { e.preventDefault(); send(); } },
      h("fieldset", { "aria-describedby": describedby },
        h("legend", {}, h("h1", { "data-focus": error ? null : true }, screen.choices.length ? screen.ask : h("label", { for: "antwoord" }, screen.ask))),
        h("p", { class: "why", id: "waarom" }, `Waarom wij dit vragen: ${screen.why}`),
        screen.help ? h("p", { class: "hint", id: "hulp" }, screen.help) : "", screen.note ? h("p", { class: "hint", id: "noot" }, screen.note) : "",
        screen.confidential ? h("p", { class: "secret" }, screen.confidential) : "",
        multiple ? h("p", { class: "hint" }, "U mag er meer kiezen.") : "",
        error ? h("p", { class: "field-error", id: "fout" }, h("span", { class: "sr-only" }, "Fout: "), error) : "",
        screen.example && !screen.choices.length && !(error || "").includes(screen.example) ? h("p", { class: "hint" }, `Bijvoorbeeld: ${screen.example}`) : "",
        body),
      h("p", { class: "why", id: "hangt" }),
      h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Verder"), button("Vorige", () => give({ signal: "terug" }), "go second"), button("Overzicht", () => give({ signal: "overzicht" }), "link"),
        screen.section && !screen.silent ? button("Dit hele onderdeel op één scherm", () => section(screen.section), "link") : ""));
    function send() {
      const unsure = document.getElementById("onbekend");
      let value;
      if (screen.choices.length) {
        const picked = [...form.querySelectorAll("input[name=antwoord]:checked")].map((one) => one.value);
        value = multiple ? (picked.includes("onbekend") ? "onbekend" : picked) : picked[0];
        if (value === undefined || (multiple && !picked.length)) { again_("Kies een antwoord. Weet u het niet? Kies dan 'Weet ik niet'."); return; }
      } else { value = unsure && unsure.checked ? "onbekend" : municipality ? picked_(form) || input.value : input.value; }
      give({ value }, multiple ? value : input ? input.value : value);
    }
    function again_(message) { question(screen, message, said, given); }
    show(error ? `Fout: ${screen.ask}` : screen.ask,
      error ? h("div", { class: "wrong", role: "alert", tabindex: "-1", "data-focus": true }, h("h2", {}, "Er klopt iets niet"), h("a", { href: "#antwoord", onclick: (e) => { e.preventDefault(); document.getElementById("antwoord").focus(); } }, error)) : "",
      (said || []).map((text) => h("p", { class: "good", role: "status" }, text)),
      meter([screen.title, screen.progress].filter(Boolean).join(" · ")), screen.intro ? h("p", { class: "lead" }, screen.intro) : "", form, saving());
    fillMeter(screen.progress);
  }
  function exclusive(box, screen) {
    const boxes = [...main.querySelectorAll("input[name=antwoord]")], alone = ["onbekend", screen.none];
    if (!box.checked) { return; }
    boxes.forEach((other) => { if (other !== box && (alone.includes(box.value) || alone.includes(other.value))) { other.checked = false; } });
  }
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[’‘`]/g, "'").trim();
  function finder(screen, input) {
    const list = h("div", { role: "group", "aria-label": "Gevonden gemeenten" }), said = h("p", { role: "status", class: "why" });
    const look = () => {
      const typed = plain(input.value);
      const found = typed.length < 2 ? [] : screen.options.filter((o) => o.keys.some((key) => key.includes(typed))).sort((a, b) => b.keys.some((k) => k.startsWith(typed)) - a.keys.some((k) => k.startsWith(typed)));
      said.textContent = typed.length < 2 ? "Typ een deel van de naam." : found.length > 12 ? `${found.length} gemeenten gevonden. Typ meer letters.` : found.length ? `${found.length} gevonden. Kies uw gemeente.` : "Geen gemeente gevonden met deze naam.";
      list.replaceChildren(...found.slice(0, 12).map((o, index) => h("label", { class: "option" }, h("input", { type: "radio", name: "gemeente", value: o.code, checked: found.length === 1 || (screen.current === o.code && index >= 0) }), h("span", {}, o.label))));
    };
    input.addEventListener("input", look);
    setTimeout(look, 0);
    return [said, list];
  }
  const picked_ = (form) => { const box = form.querySelector("input[name=gemeente]:checked"); return box && box.value; };

  function menu(screen, said) {
    const go = (key) => give({ value: key });
    const items = screen.options.map((o) => {
      if (o.key.startsWith("#")) { return o.label ? h("h2", {}, o.label) : ""; }
      const [name, ...rest] = o.label.split(": ");
      return rest.length && !["verder", "klaar", "alles"].includes(o.key) ? h("li", {}, h("span", {}, h("strong", {}, name), h("br"), h("span", { class: rest.join(": ").startsWith("nog niet") ? "open" : "" }, rest.join(": "))), h("button", { type: "button", class: "link", onclick: () => go(o.key) }, "Wijzig", h("span", { class: "sr-only" }, `: ${name}`)))
        : h("li", {}, button(o.label, () => go(o.key), ["verder", "klaar"].includes(o.key) ? "go" : "go second"));
    });
    const parts = [];
    for (const item of items) { if (item && item.tagName === "LI") { if (!parts.length || parts.at(-1).tagName !== "UL") { parts.push(h("ul", { class: "answers" })); } parts.at(-1).append(item); } else if (item) { parts.push(item); } }
    show(screen.title, (said || []).map((text) => h("p", { class: "good", role: "status" }, text)), h("h1", {}, screen.title), screen.text ? h("p", { class: "lead" }, screen.text) : "", parts,
      h("div", { class: "buttons" }, screen.back ? button("Vorige", () => give({ signal: "terug" }), "go second") : "", button("Maak mijn handboek", make, "go")), saving());
  }
  function saving() {
    const unsaved = now && now.saved !== now.text;
    return h("div", { class: "small not-on-paper" }, button(unsaved ? "Bewaar antwoorden als bestand" : "Bewaar antwoorden opnieuw", download, "link"), button("Bekijk het eerste advies", finished, "link"),
      button("Vraag een collega", colleague, "link"), button("Stop en ga naar het begin", home, "link"));
  }
  function download() { save("antwoorden.yml", now.text, "text/yaml"); now.saved = now.text; disk.put(); }

  async function consequences() {
    const asked = now.text;
    try {
      const found = await python("preview", { text: asked, before: now.before || null });
      if (!now || now.text !== asked || main.querySelector("[data-quiet]")) { return; }
      now.before = asked;
      now.name = found.name || now.name;
      disk.put();
      const here = document.getElementById("hangt");
      if (here && now.place && now.place.trail && found.hangs[now.place.trail.at]) { here.textContent = found.hangs[now.place.trail.at]; }
      beside.hidden = false;
      fill(beside, h("h2", {}, "Uw handboek tot nu toe"),
        h("p", {}, `${found.pages} bladzijden, ${found.actions} acties, ${found.lists} lijsten, ${found.documents} modelstukken.`),
        h("div", { role: "status" }, found.changes.length ? [h("h3", {}, "Wat dit antwoord deed"), h("ul", {}, found.changes.map((line) => h("li", {}, line)))] : ""),
        found.advice.length ? [h("h3", {}, "Eerste advies, met wat u nu weet"), h("ol", {}, found.advice.map((one) => h("li", {}, h("strong", {}, one.title), " ", one.text)))] : "");
    } catch { beside.hidden = true; }
  }

  // A whole section on one screen, for who likes to see everything; lists keep their own screens.
  async function section(id, answers) {
    let found;
    try { found = await python("section", { text: now.text, section: id, answers }); } catch (error) { failed(error, home); return; }
    if (found.refused) { problem("Dat kan niet", found.refused, home); return; }
    now = { ...now, text: found.text };
    disk.put();
    const wrong = Object.entries(found.errors);
    if (answers && !wrong.length) {
      consequences();
      if (found.next && !found.lists.length) { section(found.next); } else { resume({ ...now, place: null, quick: false }); }
      return;
    }
    history.pushState({ section: id }, "", `#onderdeel-${id}`);
    const fields = found.screens.map((screen) => {
      const many = screen.type === "choices", error = found.errors[screen.id], given = answers && screen.id in answers ? answers[screen.id] : screen.current;
      const chosen = new Set([].concat(given === null || given === undefined ? [] : given).map(String)), note = error ? `fout-${screen.id}` : null;
      const body = screen.choices.length
        ? screen.choices.map((choice, index) => h("label", { class: "option" }, h("input", { type: many ? "checkbox" : "radio", name: screen.id, id: index ? `${screen.id}-${index}` : `veld-${screen.id}`, value: choice.id, checked: chosen.has(choice.id) }), h("span", {}, choice.label)))
        : [h("div", { class: "row" }, h("input", { id: `veld-${screen.id}`, name: screen.id, class: "field", type: "text", autocomplete: "off", value: error ? String(given || "") : screen.typed, "aria-describedby": note, "aria-invalid": error ? "true" : null }), screen.unit ? h("span", { class: "unit" }, screen.unit) : "")];
      const words = h("h2", {}, screen.choices.length ? screen.ask : h("label", { for: `veld-${screen.id}` }, screen.ask));
      return h("fieldset", { class: "one" }, h("legend", {}, words), h("p", { class: "why" }, screen.why), screen.help ? h("p", { class: "hint" }, screen.help) : "",
        screen.confidential ? h("p", { class: "secret" }, screen.confidential) : "", error ? h("p", { class: "field-error", id: note }, error) : "", body);
    });
    const form = h("form", { novalidate: true, onsubmit: (e) => {
      e.preventDefault();
      const given = {};
      for (const screen of found.screens) {
        const boxes = [...form.querySelectorAll(`[name="${screen.id}"]`)];
        const value = screen.choices.length ? boxes.filter((one) => one.checked).map((one) => one.value) : boxes[0].value.trim();
        if (value.length) { given[screen.id] = screen.type === "choices" ? (value.includes("onbekend") ? "onbekend" : value) : screen.choices.length ? value[0] : value; }
      }
      section(id, given);
    } }, fields, h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Verder"), button("Vraag voor vraag", () => resume({ ...now, place: null, quick: false }), "go second")));
    show(wrong.length ? `Fout: ${found.title}` : found.title,
      wrong.length ? h("div", { class: "wrong", role: "alert", tabindex: "-1", "data-focus": true }, h("h2", {}, "Er klopt iets niet"), h("ul", {}, wrong.map(([name, text]) => h("li", {}, h("a", { href: `#veld-${name}`, onclick: (e) => { e.preventDefault(); document.getElementById(`veld-${name}`).focus(); } }, text))))) : "",
      h("h1", {}, found.title), found.intro ? h("p", { class: "lead" }, found.intro) : "", h("p", { class: "hint" }, "Wat u leeg laat, blijft open. Die vragen komen later vanzelf terug."), form, saving());
    consequences();
  }

  // --- together -------------------------------------------------------------------------------
  async function colleague() {
    wait("Even kijken wat er nog open is.");
    let found;
    try { found = await python("open_for", { text: now.text }); } catch (error) { failed(error, home); return; }
    show("Vraag een collega", h("h1", {}, "Vraag een collega"),
      h("p", { class: "lead" }, "Stuur uw collega dit HTML-bestand en het bestand hieronder. Zij openen beide, vullen in wat zij weten en sturen hun bestand terug. U opent dat bestand hier; u ziet eerst wat er verschilt."),
      h("ul", { class: "answers" }, found.roles.map((role) => h("li", {}, h("span", {}, h("strong", {}, role.name), h("br"), role.open ? `${role.open} vragen die nog open zijn` : "geen open vragen"), role.open ? button("Maak bestand", () => save(`vragen-${role.id}.yml`, role.text, "text/yaml"), "go second") : ""))),
      h("h2", {}, "Stellingen"), h("p", {}, "Voor de stellingen is geen bestand nodig: uw collega opent dit HTML-bestand en kiest ", h("em", {}, "Begin met de stellingen"), "."),
      h("h2", {}, "Kreeg u een bestand terug?"), chooser("Open het bestand van uw collega", ".yml,.yaml,.xlsx"),
      h("div", { class: "buttons" }, button("Terug naar de vragen", () => resume({ ...now }), "go")));
  }
  function together(found, name) {
    show("Wat uw collega invulde", h("h1", {}, "Wat uw collega invulde"), h("p", {}, `In ${name} staan ${found.differences.length} antwoorden die bij u anders of nog open zijn, en ${found.sheets} ingevulde lijsten met stellingen.`),
      h("form", { onsubmit: async (e) => {
        e.preventDefault();
        const ids = [...e.target.querySelectorAll("input:checked")].map((one) => one.value);
        const merged = await python("take_over", { text: now.text, other: found.other, ids });
        if (merged.refused) { problem("Dat kan niet", merged.refused, home); return; }
        now = { ...now, text: merged.text, place: null };
        disk.put();
        take(await python("begin", { text: merged.text, today: today(), quick: false }), false);
      } }, h("fieldset", {}, h("legend", {}, "Neem over"), found.differences.map((one) => h("label", { class: "option" }, h("input", { type: "checkbox", value: one.id, checked: one.open }), h("span", {}, h("strong", {}, one.ask), h("br"), `U: ${one.mine}. Uw collega: ${one.theirs}.`)))),
      h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Neem over en ga verder"), button("Niets overnemen", () => resume({ ...now }), "go second"))));
  }

  // --- making ---------------------------------------------------------------------------------
  async function finished() {
    wait("Het advies wordt gemaakt.");
    let found;
    try { found = await python("preview", { text: now.text, before: null }); } catch (error) { failed(error, home); return; }
    history.pushState({ screen: "advies" }, "", "#advies");
    now.name = found.name || now.name;
    show("Uw eerste advies", h("h1", {}, found.name ? `Het eerste advies voor ${found.name}` : "Uw eerste advies"),
      h("ol", {}, found.advice.map((one) => h("li", {}, h("h2", {}, one.title), h("p", {}, one.text), one.why ? h("p", { class: "why" }, one.why) : ""))),
      h("p", {}, `In uw handboek komen ${found.pages} bladzijden, ${found.lists} lijsten, ${found.documents} modelstukken en ${found.actions} acties.`),
      h("div", { class: "buttons" }, button("Maak mijn handboek", make, "go"), button("Verder met de vragen", () => resume({ ...now, place: null, quick: false }), "go second"), button("Bewaar antwoorden als bestand", download, "link")));
  }
  function working(title) {
    beside.hidden = true;
    const list = h("ol", { class: "steps-done" });
    onProgress = (text) => { list.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current")); list.append(h("li", { "aria-current": "step" }, text)); };
    show(title, h("h1", { "data-quiet": true }, title), h("div", { role: "status" }, list), h("div", { class: "buttons" }, button("Stop", () => { restart(); resume({ ...now }); }, "go second")));
  }
  const made = {};
  async function make() {
    working("Uw handboek wordt gemaakt");
    try {
      const result = await python("make", { text: now.text });
      if (result.refused) { problem("Het handboek kan niet worden gemaakt", result.refused, () => resume({ ...now })); return; }
      done(result, "Uw handboek is klaar");
    } catch (error) { failed(error, () => resume({ ...now })); }
  }
  async function again(found) {
    show("Uw handboek", h("h1", {}, `Uw handboek${found.name ? ` van ${found.name}` : ""}`), h("p", {}, found.edited.length ? `U veranderde zelf ${found.edited.length} bestanden. Wat u schreef, blijft staan.` : "U veranderde zelf geen bladzijden."),
      found.edited.length ? h("ul", {}, found.edited.map((one) => h("li", {}, one))) : "",
      h("div", { class: "buttons" }, button("Verander antwoorden", () => resume({ ...now }), "go"), button("Maak opnieuw", remake, "go second")));
    now.handbook = true;
  }
  async function remake() {
    working("Uw handboek wordt opnieuw gemaakt");
    try {
      const result = await python("remake", { text: now.text });
      if (result.refused) { problem("Dat lukte niet", result.refused, () => resume({ ...now })); return; }
      done(result, "Uw handboek is opnieuw gemaakt");
    } catch (error) { failed(error, () => resume({ ...now })); }
  }
  function done(result, title) {
    Object.assign(made, result.files);
    history.pushState({ screen: "klaar" }, "", "#klaar");
    const files = h("ul", { class: "answers" },
      h("li", {}, h("span", {}, h("strong", {}, "Het hele handboek (zip)"), h("br"), "Pak het uit en open site/index.html. Bewaar dit bestand: hiermee maakt u het later opnieuw."), button("Download", () => save("handboek.zip", made["handboek.zip"], "application/zip"), "go")),
      h("li", {}, h("span", {}, h("strong", {}, "Om te delen (zip)"), h("br"), "Zonder vertrouwelijke antwoorden, stellingen en namen. U ziet eerst wat niet meegaat."), button("Maak en download", share, "go second")),
      h("li", {}, h("span", {}, h("strong", {}, "Het plan als werkboek (Excel)")), button("Maak en download", () => part("workbook", "plan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "go second")),
      h("li", {}, h("span", {}, h("strong", {}, "Het plan als agenda")), button("Maak en download", () => part("calendar", "plan.ics", "text/calendar"), "go second")),
      h("li", {}, h("span", {}, h("strong", {}, "Uw antwoorden"), h("br"), "Om later verder te gaan."), button("Download", download, "go second")));
    show(title, h("h1", {}, title), result.lines.map((line) => h("p", {}, line)), h("h2", {}, "Neem mee"), files, h("div", { id: "melding", role: "status" }),
      h("h2", {}, "Op papier of als PDF"), h("p", {}, "Open een bladzijde hieronder en kies Afdrukken. In het venster dat dan komt, kunt u ook een PDF bewaren."),
      h("h2", {}, "Word"), h("p", {}, "De modelstukken als Word-bestand maakt u met het programma op een computer: handreiking export MAP --word. In de website kunt u de tekst van een modelstuk kopiëren naar Word."),
      h("h2", {}, "Bekijk de bladzijden"), result.pages.map((group) => h("details", { class: "pages" }, h("summary", {}, group.title), h("ul", {}, group.pages.map((page) => h("li", {}, button(page.title, () => look(page.file), "link")))))),
      h("div", { class: "buttons" }, button("Verander antwoorden", () => resume({ ...now, place: null, quick: false }), "go second")));
    made.result = result;
    made.title = title;
  }
  async function share() {
    const note = document.getElementById("melding");
    note.textContent = "De uitgave om te delen wordt gemaakt …";
    const result = await python("share", { text: now.text });
    if (result.refused) { note.textContent = result.refused; return; }
    fill(note, h("h2", {}, "Wat niet meegaat"), h("ul", {}, result.hidden.map((line) => h("li", {}, line))), result.changed.length ? [h("p", {}, "Deze bladzijden hebt u zelf veranderd. Uw tekst gaat niet mee:"), h("ul", {}, result.changed.map((line) => h("li", {}, line)))] : "",
      button("Download de uitgave om te delen", () => save("handboek-delen.zip", result.files["delen.zip"], "application/zip"), "go"));
  }
  async function part(call, name, type) {
    const note = document.getElementById("melding");
    note.textContent = `${name} wordt gemaakt …`;
    const result = await python(call, { text: now.text });
    if (result.refused) { note.textContent = result.refused; return; }
    note.textContent = `${name} is klaar.`;
    save(name, result.files[name], type);
  }
  async function look(file) {
    const page = await python("page", { file });
    if (page.refused) { problem("Deze bladzijde is er niet", page.refused, () => done(made.result, made.title)); return; }
    const article = h("article", { class: "prose preview" });
    article.innerHTML = page.html; // made by our own program; answers in it are escaped, and the policy stops every script
    article.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link) { return; }
      const to = link.getAttribute("href");
      if (/^[a-z]+:/.test(to)) { return; }
      event.preventDefault();
      if (to.startsWith("#")) { const target = article.querySelector(`[id="${CSS.escape(to.slice(1))}"]`); if (target) { target.scrollIntoView(); } return; }
      look(new URL(to.split("#")[0], `https://x.invalid/${file}`).pathname.slice(1));
    });
    history.pushState({ look: file }, "", "#bekijk");
    show(page.title, h("div", { class: "buttons not-on-paper" }, button("Terug naar uw handboek", () => done(made.result, made.title), "go second"), button("Afdrukken of PDF", () => window.print(), "go")), article);
  }

  // --- privacy --------------------------------------------------------------------------------
  function privacy() {
    beside.hidden = true;
    history.pushState({ screen: "privacy" }, "", "#uw-antwoorden");
    const policy = document.querySelector("meta[http-equiv]").content;
    show("Wat gebeurt er met uw antwoorden", h("h1", {}, "Wat gebeurt er met uw antwoorden"),
      h("p", { class: "lead" }, "Deze bladzijde is één bestand met het hele programma erin. Zij kan niets versturen: de browser zelf houdt dat tegen."),
      h("h2", {}, "Wat de browser tegenhoudt"), h("p", {}, "In het bestand staat dit beleid. De browser voert het uit, ook als wij een fout maakten:"), h("p", { class: "policy" }, h("code", {}, policy)),
      h("ul", {}, h("li", {}, h("code", {}, "connect-src 'none'"), ": geen enkele verbinding, naar niemand."), h("li", {}, h("code", {}, "default-src 'none'"), ": niets van buiten wordt geladen."), h("li", {}, h("code", {}, "form-action 'none'"), ": geen formulier kan ergens heen.")),
      h("h2", {}, "Hoe u dat zelf nagaat"), h("ol", {}, h("li", {}, "Open de hulpmiddelen voor ontwikkelaars van uw browser (meestal F12) en kies Netwerk."), h("li", {}, "Laad deze bladzijde opnieuw en maak een handboek."), h("li", {}, "U ziet alleen dit bestand en zijn eigen onderdelen (blob:). Verder niets."), h("li", {}, "Of trek de stekker eruit: zonder internet werkt alles ook.")),
      h("h2", {}, "Wat wordt bewaard, en waar"), h("p", {}, keptWords()), h("p", {}, "Bewaard worden uw antwoorden en waar u was gebleven. Het handboek zelf wordt niet bewaard: dat downloadt u."),
      h("p", {}, button("Wis alles van deze computer", () => { disk.wipe(); now = null; privacy(); }, "go second")), h("p", {}, disk.all().length ? `Er zijn nu ${disk.all().length} sets antwoorden bewaard.` : "Er is nu niets bewaard."),
      h("h2", {}, "Wat in dit bestand zit"), h("table", { class: "parts" }, h("thead", {}, h("tr", {}, ["Onderdeel", "Versie", "Licentie"].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, INFO.parts.map((one) => h("tr", {}, [one.name, one.version, one.licence].map((text) => h("td", {}, text)))))),
      h("h2", {}, "Is dit bestand echt?"), h("p", {}, "Iedereen kan het bestand opnieuw maken uit de openbare broncode, met ", h("code", {}, "make browser"), ". Twee keer maken geeft precies hetzelfde bestand. Vergelijk de controlegetallen (SHA-256), bijvoorbeeld in PowerShell met ", h("code", {}, "Get-FileHash handboek-maken.html"), "."),
      h("div", { class: "buttons" }, button("Terug", () => (now && now.text ? resume({ ...now }) : home()), "go")));
  }

  // --- always ---------------------------------------------------------------------------------
  const schemeButton = document.querySelector("[data-do=scheme]");
  const scheme = (dark) => { root.dataset.scheme = dark ? "dark" : "light"; schemeButton.textContent = dark ? "Licht" : "Donker"; };
  scheme(matchMedia("(prefers-color-scheme: dark)").matches);
  document.addEventListener("click", (event) => {
    const what = event.target.closest("[data-do]");
    if (!what) { return; }
    ({ start: home, privacy, scheme: () => scheme(root.dataset.scheme !== "dark") })[what.dataset.do]();
  });
  window.addEventListener("popstate", async (event) => {
    const state = event.state || {};
    if (state.place && now) { try { take(await python("show", { text: now.text, place: state.place }), now.quick, { remember: false }); } catch (error) { failed(error, home); } return; }
    if (state.screen === "klaar" && made.result) { done(made.result, made.title); return; }
    if (state.look) { look(state.look); return; }
    if (state.section && now) { section(state.section); return; }
    if (state.screen === "privacy") { privacy(); return; }
    home();
  });
  window.addEventListener("beforeunload", (event) => { if (now && now.saved !== now.text && (!keeping || !keptWell)) { event.preventDefault(); } });
  window.handreiking = { jump: async (id) => take(await python("jump", { text: now.text, id, quick: now.quick }), now.quick), python, ready: () => ready || start(), state: () => now }; // for tests and for who looks inside
  home();
  requestAnimationFrame(() => setTimeout(() => ready || start(), 50)); // the words first
  setTimeout(() => ready || start(), 500); // a page in the background draws no frames
})();
