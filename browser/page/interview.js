// --- the interview -----------------------------------------------------------------------------------
// Draw the state that the program gave, and keep it.
function take(state, quick, { remember = true } = {}) {
  if (state.refused) { problem("Uw antwoorden passen niet", state.refused, home); return; }
  const changed = !now || now.text !== state.text, id = field(state.text, "handbook"), part = (state.screen && state.screen.section) || "";
  const ended = changed && now && now.part && part !== now.part && now.saved !== state.text; // a part is done, and only this browser knows it
  now = { ...(now || {}), text: state.text, place: state.place, quick: state.place && "quick" in state.place ? state.place.quick : quick, name: state.name || (now && now.name) || "", part: part || (now && now.part) || "" };
  if (id && id !== held) { claim(id).then(() => disk.put()); } else { disk.put(); }
  if (remember && state.screen) { visit({ place: state.place }, `#${state.screen.id || "overzicht"}`); }
  if (state.done) { if (now.role) { sendBack(); } else { advice(); } return; }
  const lines = [...(state.said || []), ended ? ["Een onderdeel is klaar. ", button("Bewaar uw antwoorden als bestand", download), ": dat is de echte kopie."] : ""].filter(Boolean);
  if (state.screen.kind === "menu") { menu(state.screen, lines); } else { question(state.screen, state.error, lines, state.given); }
  if (changed || beside.hidden) { consequences(); }
}
async function give(what, given) {
  if (reading) { notice.focus(); return; }
  try {
    const state = await python("give", { text: now.text, place: now.place, ...what });
    if (state.error) { state.given = given; } // what was typed stays to be mended
    take(state, now.quick, { remember: !state.error });
  } catch (error) { failed(error, () => resume({ ...now })); }
}
// 'deel 2 van 7, vraag 5 van 40' -> the words and a bar.
function meter(screen) {
  const words = [screen.title, screen.progress].filter(Boolean).join(" · "), [, at, all] = screen.progress.match(/(\d+) van (\d+)(?!.*\d+ van)/) || [];
  const bar = h("span", {});
  if (all) { bar.style.width = `${Math.round(100 * (at - 1) / all)}%`; }
  return [h("p", { class: "where" }, words), all ? h("div", { class: "meter", "aria-hidden": "true" }, bar) : ""];
}
const summary = (faults) => !faults.length ? "" : h("div", { class: "wrong", role: "alert", tabindex: "-1", "data-focus": true }, h("h2", {}, "Er klopt iets niet"),
  h("ul", {}, faults.map(([id, text]) => h("li", {}, h("a", { href: `#${id}`, onclick: (event) => { event.preventDefault(); document.getElementById(id).focus(); } }, text)))));
const told = (lines) => lines.map((line) => h("p", { class: "good", role: "status" }, line));

function question(screen, error, lines, given) {
  const one = fieldOf(screen, { id: "antwoord", name: "antwoord", level: "h1", given, error, focus: !error });
  const send = (event) => {
    event.preventDefault();
    const value = one.read();
    if (value === undefined && screen.choices.length) { question(screen, "Kies een antwoord. Weet u het niet? Kies dan 'Weet ik niet'.", lines, given); return; }
    give({ value: value === undefined ? "" : value }, screen.choices.length ? value : document.getElementById("antwoord").value);
  };
  const form = h("form", { novalidate: true, onsubmit: send }, one.set, h("p", { class: "why", id: "hangt" }),
    h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Verder"), button("Vorige", () => give({ signal: "terug" }), "go second"), button("Overzicht", () => give({ signal: "overzicht" })),
      screen.section && !screen.silent && !now.role ? button("Dit hele onderdeel op één scherm", () => section(screen.section)) : ""));
  show(error ? `Fout: ${screen.ask}` : screen.ask, summary(error ? [["antwoord", error]] : []), told(lines), meter(screen), screen.intro ? h("p", { class: "lead" }, screen.intro) : "", form, saving());
}

// The review, and the other menus. A line 'name: answer' is an answer to change; the rest are steps.
function menu(screen, lines) {
  const parts = [], steps = ["verder", "klaar", "alles"];
  for (const { key, label } of screen.options) {
    if (key.startsWith("#")) { if (label) { parts.push(h("h2", {}, label)); } continue; }
    const [name, ...rest] = label.split(": "), answer = rest.join(": "), go = () => give({ value: key });
    const item = answer && !steps.includes(key)
      ? h("li", {}, h("span", {}, h("strong", {}, name), h("br"), h("span", { class: answer.startsWith("nog niet") ? "open" : null }, answer)), h("button", { type: "button", class: "link", onclick: go }, "Wijzig", h("span", { class: "sr-only" }, ` ${name}`)))
      : h("li", { class: "onward" }, button(label, go, ["verder", "klaar"].includes(key) ? "go" : "go second"));
    if (!parts.length || parts.at(-1).tagName !== "UL") { parts.push(h("ul", { class: "answers" })); }
    parts.at(-1).append(item);
  }
  show(screen.title, told(lines), h("h1", {}, screen.title), screen.text ? h("p", { class: "lead" }, screen.text) : "", parts,
    h("div", { class: "buttons" }, screen.back ? button("Vorige", () => give({ signal: "terug" }), "go second") : "", now.role ? "" : button("Maak mijn handboek", make, "go")), saving());
}
function saving() {
  const unsaved = now && now.saved !== now.text;
  return h("div", { class: "small not-on-paper" }, button(unsaved ? "Bewaar antwoorden als bestand" : "Bewaar antwoorden opnieuw", download),
    now.role ? "" : [button("Bekijk het eerste advies", advice), button("Vraag een collega", colleague)], button("Stop en ga naar het begin", home));
}
function download() {
  save(now.role ? `antwoorden-${now.role}.yml` : "antwoorden.yml", now.text, "text/yaml");
  now.saved = now.text;
  disk.put();
}

// Beside the questions: what this answer did, and the first pieces of advice so far.
async function consequences() {
  if (now.role) { beside.hidden = true; return; }
  const asked = now.text;
  try {
    const found = await python("preview", { text: asked, before: now.before || null });
    if (!now || now.text !== asked || main.querySelector("[data-quiet]")) { return; }
    now.before = asked;
    now.name = found.name || now.name;
    disk.put();
    const here = document.getElementById("hangt"), at = now.place && now.place.trail && now.place.trail.at;
    if (here && found.hangs[at]) { here.textContent = found.hangs[at]; }
    beside.hidden = false;
    fill(beside, h("h2", {}, "Uw handboek tot nu toe"),
      h("p", {}, `${found.pages} bladzijden, ${found.actions} acties, ${found.lists} lijsten, ${found.documents} modelstukken.`),
      h("div", { role: "status" }, found.changes.length ? [h("h3", {}, "Wat dit antwoord deed"), list(found.changes)] : ""),
      found.advice.length ? [h("h3", {}, "Eerste advies, met wat u nu weet"), h("ol", {}, found.advice.map((one) => h("li", {}, h("strong", {}, one.title), " ", one.text)))] : "");
  } catch { beside.hidden = true; }
}

// A whole section on one screen, for who likes to see everything; lists keep their own screens.
async function section(id, answers) {
  if (answers && reading) { notice.focus(); return; }
  let found;
  try { found = await python("section", { text: now.text, section: id, answers }); } catch (error) { failed(error, home); return; }
  if (found.refused) { problem("Dat kan niet", found.refused, home); return; }
  now = { ...now, text: found.text };
  disk.put();
  const wrong = Object.entries(found.errors), further = () => resume({ ...now, place: null, quick: false });
  if (answers && !wrong.length) {
    if (found.next && !found.lists.length) { consequences(); section(found.next); } else { further(); }
    return;
  }
  if (!answers) { visit({ section: id }, `#onderdeel-${id}`); }
  const fields = found.screens.map((screen) => ({ id: screen.id,
    ...fieldOf(screen, { id: `veld-${screen.id}`, name: screen.id, level: "h2", given: answers ? answers[screen.id] : undefined, error: found.errors[screen.id] }) }));
  const send = (event) => {
    event.preventDefault();
    section(id, Object.fromEntries(fields.map((one) => [one.id, one.read()]).filter(([, value]) => value !== undefined)));
  };
  show(wrong.length ? `Fout: ${found.title}` : found.title, summary(wrong.map(([name, text]) => [`veld-${name}`, text])), h("h1", {}, found.title), found.intro ? h("p", { class: "lead" }, found.intro) : "",
    h("p", { class: "hint" }, "Wat u leeg laat, blijft open. Die vragen komen later vanzelf terug."),
    h("form", { novalidate: true, onsubmit: send }, fields.map((one, at) => [found.screens[at].before ? h("p", { class: "lead" }, found.screens[at].before) : "", one.set]),
      h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Verder"), button("Vraag voor vraag", further, "go second"))), saving());
  consequences();
}
