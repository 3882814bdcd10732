// --- start: what you need, where you were, what you have already ------------------------------------------
const PLACES = JSON.parse(document.getElementById("data-places").textContent); // the municipalities, before Python is there
let wanted = { typed: "", picked: () => undefined }; // the choice on this screen is only held; the program judges it

function home() {
  beside.hidden = true;
  release();
  held = "";
  writes(true);
  visit({ screen: "start" }, "#begin");
  disk.try_();
  const kept = disk.all(), typed_ = wanted.typed;
  const input = h("input", { id: "gemeente", class: "field", type: "text", autocomplete: "off", value: typed_, oninput: () => { wanted.typed = input.value; } });
  const found = finder(PLACES, input, "gemeente-gevonden");
  wanted = { typed: typed_, picked: found.picked };
  const drop = h("div", { class: "drop", ondragover: (event) => { event.preventDefault(); drop.classList.add("over"); }, ondragleave: () => drop.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove("over"); if (event.dataTransfer.files[0]) { opened(event.dataTransfer.files[0]); } } },
  h("p", {}, "Sleep een bestand hierheen, of kies het: antwoorden (.yml), de vragenlijst als werkboek (.xlsx) of een heel handboek (.zip)."), chooser("Kies een bestand", ".yml,.yaml,.xlsx,.zip"));
  const saveHere = h("input", { type: "checkbox", checked: keeping, onchange: (event) => {
    keeping = event.target.checked;
    if (!keeping && now) { disk.drop(STORE + field(now.text, "handbook")); } else { disk.put(); }
  } });
  const goOn = (one) => h("li", {}, h("span", {}, one.name || "Nog zonder gemeente", h("br"),
    h("small", {}, `${one.role ? "vragen van een collega, " : ""}bewaard op ${moment(one.when)}`)),
  h("span", { class: "row" }, button("Ga verder", () => resume(one), "go"), h("button", { type: "button", class: "link", onclick: () => { disk.drop(one.key); home(); } }, "Wis", h("span", { class: "sr-only" }, ` ${one.name || "zonder gemeente"}`))));
  const card = (title, text, label, quick, kind) => h("li", { class: "card" }, h("h3", {}, title), h("p", {}, text), button(label, () => begin(quick), kind));
  show("Begin",
    h("h1", {}, "Maak het handboek van uw gemeente"),
    h("p", { class: "lead" }, "U beantwoordt vragen over uw gemeente en uw aanpak. Daarna staat uw eigen handboek klaar: alleen wat voor u geldt, met advies, een plan met datums, lijsten en modelstukken."),
    kept.length ? [h("h2", {}, "Ga verder"), h("ul", { class: "answers" }, kept.map(goOn))] : "",
    h("h2", {}, kept.length ? "Of begin een nieuw handboek" : "Zo begint u"),
    h("p", {}, h("label", { for: "gemeente" }, "Voor welke gemeente? U mag dit ook later kiezen.")), input, found.body,
    h("ul", { class: "cards" },
      card("Snel", "De belangrijkste vragen. Binnen tien minuten ziet u het eerste advies. Daarna kunt u verder met de rest.", "Begin met de snelle route", true, "go"),
      card("Alles", "Alle vragen. Dat kost drie kwartier tot een uur. U mag stoppen en later verdergaan.", "Begin met alle vragen", false, "go second")),
    h("h2", {}, "Wat u nodig hebt"),
    h("ul", {}, h("li", {}, "Kennis van de aanpak: wie, wat, waar, met welk geld en tot wanneer."),
      h("li", {}, "Weet u iets niet? Kies dan ", h("em", {}, "Weet ik niet"), ". Het handboek zegt wie u het kunt vragen."),
      h("li", {}, "Collega's die kunnen meedenken: de controller, de jurist, de teamleider. Zij kunnen dit bestand zelf openen.")),
    h("h2", {}, "Open wat u al hebt"), drop,
    h("p", {}, "Vult u de vragen liever in Excel in? Open het ingevulde werkboek daarna hier. ", button("Bewaar de vragenlijst als werkboek", questionnaire)),
    h("h2", {}, "Vul alleen de stellingen in"),
    h("p", {}, "Vroeg een collega u om de stellingen in te vullen? Dat kost een kwartier. U stuurt daarna een bestand terug."),
    button("Begin met de stellingen", () => { now = null; begin(false, "statements"); }, "go second"),
    h("h2", {}, "Waar uw antwoorden zijn"), h("p", {}, keptWords()),
    h("label", { class: "option" }, saveHere, h("span", {}, "Bewaar mijn antwoorden op deze computer")),
    h("p", {}, button("Wis alles van deze computer", () => { disk.wipe(); now = null; wanted.typed = ""; home(); })));
}
async function begin(quick, walk) {
  const place = walk ? undefined : wanted.picked(), mine = walk && now ? now.text : undefined;
  wait("De eerste vraag komt zo. Het programma wordt klaargezet; dat duurt een paar seconden.");
  try {
    let state = await python("begin", { today: today(), quick, walk, text: mine });
    if (place && state.screen.type === "municipality") { state = await python("give", { text: state.text, place: state.place, value: place }); }
    if (!mine) { now = walk ? { role: STATEMENTS } : null; }
    wanted.typed = "";
    take(state, quick);
  } catch (error) { failed(error, home); }
}
// Go on with what was kept: at its place, or at the first open question.
async function resume(one) {
  wait("Uw antwoorden worden geopend.");
  const same = now && field(now.text || "", "handbook") === field(one.text, "handbook");
  now = { ...(same ? now : {}), text: one.text, place: one.place, quick: one.quick, name: one.name, role: one.role, saved: same ? now.saved : "" };
  try {
    take(one.place ? await python("show", one) : await python("begin", fresh(one)), one.quick);
  } catch (error) { failed(error, home); }
}
const fresh = (one) => ({ text: one.text, today: today(), quick: Boolean(one.quick), walk: one.role === STATEMENTS ? "statements" : undefined, who: one.role && one.role !== STATEMENTS ? one.role : undefined });
const MOST = 30e6; // bytes of a file that is opened; what is too much for its kind, the program says

// Read a file. From a colleague's screen it is put beside what is open here; else it is opened, but never over newer answers.
async function opened(file, beside_) {
  wait(`${file.name} wordt gelezen.`);
  try {
    if (file.size > MOST) { problem("Dit bestand kan niet worden geopend", `${file.name} is te groot om hier te openen.`, home); return; }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const found = await python("open", { name: file.name, text: beside_ && now ? now.text : null, today: today() }, { file: bytes });
    if (found.refused) { problem("Dit bestand kan niet worden geopend", found.refused, home); return; }
    if (found.kind === "together") { together(found, file.name); return; }
    const kept = disk.get(field(found.text, "handbook"));
    if (kept && kept.text !== found.text && !(await python("same", { text: kept.text, other: found.text })).same) { known(found, kept, file); } else { await open(found); }
  } catch (error) { failed(error, home); }
}
async function open(found) {
  now = { text: found.text, place: null, quick: false, name: found.name, saved: found.text, role: found.role, opened: found.kind === "handbook" };
  if (found.kind === "handbook") { await claim(field(now.text, "handbook")); disk.put(); again(found); return; }
  const state = await python("begin", fresh(now));
  if (found.role) { state.said = [`U krijgt alleen de vragen voor: ${found.role_name}. Daarna stuurt u een bestand terug.`]; }
  take(state, false);
}
// The answers of this handbook are here too, and differ: which of the two goes on?
function known(found, kept, file) {
  const compare = async () => { now = { ...kept, saved: "" }; await opened(file, true); };
  show("Deze antwoorden staan hier al", h("h1", {}, "Van dit handboek staan hier al andere antwoorden"),
    h("p", {}, `In deze browser zijn antwoorden van hetzelfde handboek bewaard op ${moment(kept.when)}. In ${file.name} staan andere.`),
    h("div", { class: "buttons" }, found.kind === "answers" ? button("Vergelijk ze", compare, "go") : "", button("Ga verder met wat hier staat", () => resume(kept), "go second"),
      button("Gebruik het bestand", () => open(found).catch((error) => failed(error, home)), "go second")));
}
const moment = (when) => new Date(when).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
function chooser(label, accept, beside_) { // the browser's own button speaks the browser's language
  const input = h("input", { type: "file", class: "sr-only", accept, "aria-label": label, onchange: () => input.files[0] && opened(input.files[0], beside_) });
  return h("label", { class: "go second choose" }, label, input);
}

// --- for the privacy officer ------------------------------------------------------------------------------
function privacy() {
  beside.hidden = true;
  visit({ screen: "privacy" }, "#uw-antwoorden");
  const policy = document.querySelector("meta[http-equiv]").content, kept = disk.all().length, sum = h("p", { role: "status", class: "policy" });
  const hash = async (file) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    fill(sum, `SHA-256 van ${file.name}: `, h("code", {}, [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")));
  };
  const self = h("input", { type: "file", class: "sr-only", accept: ".html", "aria-label": "Kies het bestand handboek-maken.html", onchange: () => self.files[0] && hash(self.files[0]) });
  const part_ = (one) => h("tr", {}, h("td", {}, one.name), h("td", {}, one.version), h("td", {}, one.licence, " ",
    h("button", { type: "button", class: "link", onclick: () => licence(one.name) }, "lees", h("span", { class: "sr-only" }, ` de licentie van ${one.name}`))));
  show("Wat gebeurt er met uw antwoorden", h("h1", {}, "Wat gebeurt er met uw antwoorden"),
    h("p", { class: "lead" }, "Deze bladzijde is één bestand met het hele programma erin. Het kan niets versturen: de browser zelf houdt dat tegen."),
    h("h2", {}, "Wat de browser tegenhoudt"), h("p", {}, "In het bestand staat dit beleid. De browser voert het uit, ook als wij een fout maakten:"), h("p", { class: "policy" }, h("code", {}, policy)),
    h("ul", {}, h("li", {}, h("code", {}, "connect-src 'none'"), ": geen enkele verbinding, met niemand."), h("li", {}, h("code", {}, "default-src 'none'"), ": niets van buiten wordt geladen."), h("li", {}, h("code", {}, "form-action 'none'"), ": geen formulier kan ergens heen.")),
    h("p", {}, "Een koppeling naar een andere website valt niet onder dit beleid. Daarom staat er nergens een koppeling waar uw antwoorden in zitten."),
    h("h2", {}, "Hoe u dat zelf nagaat"), h("ol", {}, h("li", {}, "Open de hulpmiddelen voor ontwikkelaars van uw browser (meestal F12) en kies Netwerk."), h("li", {}, "Laad deze bladzijde opnieuw en maak een handboek."), h("li", {}, "U ziet alleen dit bestand en zijn eigen onderdelen (blob:). Verder niets."), h("li", {}, "Of verbreek de verbinding met internet: alles blijft werken.")),
    h("h2", {}, "Wat wordt bewaard, en waar"), h("p", {}, keptWords()), h("p", {}, "Bewaard worden uw antwoorden en waar u was gebleven. Het handboek zelf wordt niet bewaard: dat downloadt u."),
    h("p", {}, kept === 0 ? "Er is nu niets bewaard." : kept === 1 ? "Er is nu 1 set antwoorden bewaard." : `Er zijn nu ${kept} sets antwoorden bewaard.`),
    h("p", {}, button("Wis alles van deze computer", () => { disk.wipe(); now = null; privacy(); }, "go second")),
    h("h2", {}, "Is dit bestand echt?"), h("p", {}, "Iedereen kan het bestand opnieuw maken uit de openbare broncode, met ", h("code", {}, "make browser"), ". Twee keer maken geeft precies hetzelfde bestand."),
    h("p", {}, "Vergelijk daarna de controlegetallen (SHA-256). Kies het bestand hieronder, of gebruik in PowerShell ", h("code", {}, "Get-FileHash handboek-maken.html"), "."),
    h("p", {}, h("label", { class: "go second choose" }, "Reken het controlegetal uit", self)), sum,
    h("p", {}, "De onderdelen in dit bestand hebben deze controlegetallen:"), h("ul", { class: "policy" }, INFO.hashes.map((one) => h("li", {}, `${one.name}: `, h("code", {}, one.sha256)))),
    h("h2", {}, "Wat in dit bestand zit"), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Onderdelen" }, h("table", { class: "parts" },
      h("thead", {}, h("tr", {}, ["Onderdeel", "Versie", "Licentie"].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, INFO.parts.map(part_)))),
    h("div", { class: "buttons" }, button("Terug", () => (now && now.text ? resume({ ...now }) : home()), "go")));
}
async function licence(name) {
  wait("De licentie wordt opgezocht.");
  try {
    const found = await python("licence", { name });
    show(`Licentie van ${name}`, h("h1", {}, `Licentie van ${name}`), h("pre", { class: "licence", tabindex: "0" }, found.refused || found.text), h("div", { class: "buttons" }, button("Terug", privacy, "go")));
  } catch (error) { failed(error, privacy); }
}

// --- always -------------------------------------------------------------------------------------------------
const schemeButton = document.querySelector("[data-do=scheme]");
const scheme = (dark) => { root.dataset.scheme = dark ? "dark" : "light"; schemeButton.textContent = dark ? "Licht" : "Donker"; };
scheme(matchMedia("(prefers-color-scheme: dark)").matches);
document.addEventListener("click", (event) => {
  const what = event.target.closest("[data-do]");
  if (what) { ({ start: home, privacy, scheme: () => scheme(root.dataset.scheme !== "dark") })[what.dataset.do](); }
});
async function comeBack(state) {
  if (state.place && now) { take(await python("show", { text: now.text, place: state.place }), now.quick, { remember: false }); }
  else if (state.screen === "klaar" && made.result) { doneAgain(); }
  else if (state.book && made.result) {
    const part = made.result.pages.filter((group) => group.title === state.book);
    await book(state.book, part.length ? part : made.result.pages);
  }
  else if (state.look && made.result) { await look(state.look); }
  else if (state.section && now) { await section(state.section); }
  else if (state.screen === "advies" && now) { await advice(); }
  else if (state.screen === "privacy") { privacy(); }
  else { home(); }
}
async function going(run) {
  returning = true;
  try { await run(); } catch (error) { failed(error, home); } finally { returning = false; }
}
window.addEventListener("popstate", (event) => going(() => comeBack(event.state || {})));
window.addEventListener("beforeunload", (event) => { if (now && now.saved !== now.text && (!keeping || !keptWell)) { event.preventDefault(); } });
// For tests, and for who looks inside.
window.handreiking = { jump: async (id) => take(await python("jump", { text: now.text, id, quick: now.quick }), now.quick), python, ready: () => ready || start(), state: () => now };
going(home);
requestAnimationFrame(() => setTimeout(() => ready || start(), 50)); // the words first
setTimeout(() => ready || start(), 500); // a page in the background draws no frames
