// --- making the handbook, and what comes out -----------------------------------------------------------
const made = {}; // files by name, and what the screen shows: result, title
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const further = () => resume({ ...now, place: null, quick: false });

async function advice() {
  wait("Het advies wordt gemaakt.");
  let found;
  try { found = await python("preview", { text: now.text, before: null }); } catch (error) { failed(error, home); return; }
  visit({ screen: "advies" }, "#advies");
  now.name = found.name || now.name;
  show("Uw eerste advies", h("h1", {}, found.name ? `Het eerste advies voor ${found.name}` : "Uw eerste advies"),
    h("ol", { class: "advice" }, found.advice.map((one) => h("li", {}, h("h2", {}, one.title), h("p", {}, one.text), one.why ? h("p", { class: "why" }, one.why) : ""))),
    h("p", {}, `In uw handboek komen ${found.pages} bladzijden, ${found.lists} lijsten, ${found.documents} modelstukken en ${found.actions} acties.`),
    h("div", { class: "buttons" }, button("Maak mijn handboek", make, "go"), button("Verder met de vragen", further, "go second"), button("Bewaar antwoorden als bestand", download)));
}
function working(title) {
  beside.hidden = true;
  const steps = h("ol", { class: "steps-done" });
  onProgress = (text) => {
    steps.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    steps.append(h("li", { "aria-current": "step" }, text));
  };
  show(title, h("h1", { "data-quiet": true }, title), h("p", { class: "why" }, "Dit duurt meestal minder dan een halve minuut."), h("div", { role: "status" }, steps),
    h("div", { class: "buttons" }, button("Stop", () => { restart(); resume({ ...now }); }, "go second")));
}
const make = () => produce("make", "Uw handboek wordt gemaakt", "Uw handboek is klaar", "Het handboek kan niet worden gemaakt");
const remake = () => produce("remake", "Uw handboek wordt opnieuw gemaakt", "Uw handboek is opnieuw gemaakt", "Dat lukte niet");
async function produce(call, busy, ready_, refused) {
  const back = () => resume({ ...now });
  working(busy);
  try {
    const result = await python(now.opened ? "remake" : call, { text: now.text });
    if (result.refused) { problem(refused, result.refused, back); return; }
    done(result, ready_);
  } catch (error) { failed(error, back); }
}
// A handbook that was opened: what in it is her own stays.
function again(found) {
  show("Uw handboek", h("h1", {}, `Uw handboek${found.name ? ` van ${found.name}` : ""}`),
    h("p", {}, !found.edited.length ? "U veranderde zelf geen bladzijden." : found.edited.length === 1 ? "U veranderde zelf 1 bestand. Wat u schreef, blijft staan." : `U veranderde zelf ${found.edited.length} bestanden. Wat u schreef, blijft staan.`),
    found.edited.length ? list(found.edited) : "",
    h("div", { class: "buttons" }, button("Verander antwoorden", () => resume({ ...now }), "go"), button("Maak opnieuw", remake, "go second")));
}
function done(result, title) {
  Object.assign(made, result.files, { result, title });
  visit({ screen: "klaar" }, "#klaar");
  const row = (name, text, action) => h("li", {}, h("span", {}, h("strong", {}, name), text ? [h("br"), text] : ""), action);
  const act = (text, what, run, kind) => h("button", { type: "button", class: kind || "go second", onclick: run }, text, h("span", { class: "sr-only" }, ` ${what}`));
  const glance = result.pages.flatMap((group) => group.pages).find((page) => page.file === "in-een-oogopslag.md");
  show(title, h("h1", {}, title), h("p", { class: "lead" }, `Het heeft ${result.pages.flatMap((group) => group.pages).length} bladzijden. Neem de zip mee: die is uw handboek.`),
    result.lines.length ? h("div", { class: "report", tabindex: "0", role: "region", "aria-label": "Wat er veranderde" }, result.lines.map((line) => h("p", {}, line))) : "",
    h("h2", {}, "Neem mee"), h("ul", { class: "answers" },
      row("Het hele handboek (zip)", "Pak het uit en open site/index.html. Bewaar dit bestand: hiermee maakt u het later opnieuw.", act("Download", "het hele handboek", () => save("handboek.zip", made["handboek.zip"], "application/zip"), "go")),
      row("Om te delen (zip)", "Zonder vertrouwelijke antwoorden, stellingen en namen. U ziet eerst wat meegaat, en kiest voor wie het is.", act("Maak", "de uitgave om te delen", share)),
      row("Het plan als werkboek (Excel)", "", act("Maak en download", "het plan als werkboek", () => part("workbook", "plan.xlsx", XLSX))),
      row("Het plan als agenda", "", act("Maak en download", "het plan als agenda", () => part("calendar", "plan.ics", "text/calendar"))),
      row("Uw antwoorden", "Om later verder te gaan.", act("Download", "uw antwoorden", download))),
    h("div", { id: "melding", role: "status" }),
    h("h2", {}, "Op papier of als PDF"), h("p", {}, "Kies wat u wilt afdrukken. In het venster dat dan komt, kunt u ook een PDF bewaren."),
    h("div", { class: "buttons" }, glance ? button("In één oogopslag", () => look(glance.file), "go second") : "", button("Het hele boek", () => book("Het hele boek", result.pages), "go second")),
    h("p", { class: "why" }, "Het hele boek is lang: honderden vellen. Hieronder kunt u ook één onderdeel afdrukken."),
    h("h2", {}, "Word"), h("p", {}, "Deze bladzijde maakt geen Word-bestanden. Open hieronder een modelstuk, kies Kopieer voor Word en plak het in een nieuw document. Een collega met het programma maakt uit uw zip wel Word-bestanden, met huisstijl en invulvelden: ", h("code", { class: "command" }, "handreiking export MAP --word"), "."),
    h("h2", {}, "Bekijk de bladzijden"), result.pages.map((group) => h("details", { class: "pages" }, h("summary", {}, group.title),
      h("ul", {}, group.pages.map((page) => h("li", {}, button(page.title, () => look(page.file))))),
      group.pages.length > 1 ? h("p", {}, h("button", { type: "button", class: "go second", onclick: () => book(group.title, [group]) }, "Druk dit onderdeel af", h("span", { class: "sr-only" }, ` ${group.title}`))) : "")),
    h("div", { class: "buttons" }, button("Verander antwoorden", further, "go second")));
}
const doneAgain = () => done(made.result, made.title);

// Make one more thing beside the handbook; what it says stands below the list.
async function beside_(name, call, then, given = {}) {
  const note = document.getElementById("melding");
  fill(note, `${name} wordt gemaakt …`);
  try {
    const result = await python(call, { text: now.text, ...given });
    fill(note, ...(result.refused ? [result.refused] : then(result)));
  } catch (error) { fill(note, String(error.message || error)); }
  note.scrollIntoView({ block: "nearest" });
}
// First what goes along and for whom it is; only then is it made.
const AUDIENCES = [["openbaar", "Iedereen"], ["partner", "Een partner"], ["raad", "De gemeenteraad"]];
async function share() {
  const note = document.getElementById("melding");
  let found;
  try { found = await python("sharing", { text: now.text }); } catch (error) { fill(note, String(error.message || error)); return; }
  const audiences = AUDIENCES.map(([value, text], index) => ({ value, text, field: h("input", { type: "radio", name: "voor-wie", value, checked: index === 0 }) }));
  const amounts = h("input", { type: "checkbox" });
  const chosen = () => ({ audience: audiences.find((one) => one.field.checked).value, amounts: amounts.checked });
  fill(note, h("h3", {}, "Wat niet meegaat"), list([...found.stays, "stellingen, scores en namen"]),
    h("h3", {}, "Wat meegaat"), found.goes.length ? h("details", {}, h("summary", {}, found.goes.length === 1 ? "1 antwoord" : `${found.goes.length} antwoorden`), list(found.goes)) : h("p", {}, "Geen antwoorden."),
    h("fieldset", {}, h("legend", {}, "Voor wie is deze uitgave?"), audiences.map((one) => h("label", { class: "option" }, one.field, h("span", {}, one.text)))),
    found.amounts.length ? h("label", { class: "option" }, amounts, h("span", {}, `Deel ook deze bedragen en aantallen: ${found.amounts.join(", ")}. Aantallen onder de tien gaan nooit mee.`)) : "",
    button("Maak deze uitgave", () => beside_("De uitgave om te delen", "share", (result) => [
      result.changed.length ? [h("p", {}, "Deze bladzijden hebt u zelf veranderd. Uw tekst gaat niet mee:"), list(result.changed)] : "",
      button("Download de uitgave om te delen", () => save("handboek-delen.zip", result.files["delen.zip"], "application/zip"), "go")], chosen()), "go"));
  note.scrollIntoView({ block: "nearest" });
}
const part = (call, name, type) => beside_(name, call, (result) => { save(name, result.files[name], type); return [`${name} is klaar.`]; });

// --- looking at pages, and printing them -----------------------------------------------------------------
// A page's own HTML: made by our program, answers in it are escaped, and the policy stops every script.
function article(page, file, go) {
  const text = h("article", { class: "prose preview", id: anchor(file) });
  text.innerHTML = page.html;
  text.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]"), to = link && link.getAttribute("href");
    if (!link || /^[a-z]+:/.test(to)) { return; }
    event.preventDefault();
    const target = to.startsWith("#") && text.querySelector(`[id="${CSS.escape(to.slice(1))}"]`);
    if (target) { target.scrollIntoView(); } else if (!to.startsWith("#")) { go(new URL(to.split("#")[0], `https://x.invalid/${file}`).pathname.slice(1)); }
  });
  return text;
}
const anchor = (file) => `blad-${file.replace(/[^a-z0-9-]/gi, "-")}`;
const tools = (extra) => h("div", { class: "buttons not-on-paper" }, button("Terug naar uw handboek", doneAgain, "go second"), button("Afdrukken of PDF", () => window.print(), "go"), extra || "");
async function look(file) {
  try {
    const page = await python("page", { file });
    if (page.refused) { problem("Deze bladzijde is er niet", page.refused, doneAgain); return; }
    visit({ look: file }, "#bekijk");
    const text = article(page, file, look);
    show(page.title, tools(button("Kopieer voor Word", () => copy(text), "go second")), h("p", { id: "gekopieerd", role: "status", class: "why not-on-paper" }), text);
  } catch (error) { failed(error, doneAgain); }
}
// Headings, lists and tables stay what they are when they are pasted in Word.
function copy(text) {
  getSelection().selectAllChildren(text);
  const worked = document.execCommand("copy"); // the newer way is refused on file:// in some browsers
  getSelection().removeAllRanges();
  document.getElementById("gekopieerd").textContent = worked ? "Gekopieerd. Plak de tekst in Word: koppen, lijsten en tabellen blijven staan." : "Kopiëren mag hier niet. Selecteer de tekst en gebruik Ctrl+C.";
}
async function book(title, groups) {
  const all = groups.flatMap((group) => group.pages), sheets = [];
  const count = h("p", { role: "status" });
  beside.hidden = true;
  show(title, h("h1", { "data-quiet": true }, `${title}: wordt klaargezet`), count);
  try {
    for (const { file } of all) {
      if (sheets.length % 10 === 0) { count.textContent = `${sheets.length} van ${all.length} bladzijden`; }
      const page = await python("page", { file });
      if (!page.refused) { sheets.push(article(page, file, (to) => { const there = document.getElementById(anchor(to)); if (there) { there.scrollIntoView(); } })); }
    }
  } catch (error) { failed(error, doneAgain); return; }
  visit({ book: title }, "#boek");
  show(title, tools(), h("h1", { class: "cover" }, `Handboek${now.name ? ` ${now.name}` : ""}${groups.length === 1 ? `: ${title}` : ""}`),
    h("nav", { "aria-label": "Inhoud" }, groups.map((group) => [h("h2", {}, group.title), h("ul", {}, group.pages.map((page) => h("li", {}, h("a", { href: `#${anchor(page.file)}` }, page.title))))])), sheets);
}
