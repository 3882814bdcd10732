// --- together: a colleague answers what she knows, and it comes back ----------------------------------
const STATEMENTS = "stellingen"; // the part of a colleague who only fills in the statements
// The lines above the answers say for whom the file is; the program reads the second one.
const forRole = (id, name, text) => `# Vragen voor: ${name}. Open dit bestand in handboek-maken.html.\n# rol: ${id}\n${text}`;

async function colleague() {
  wait("Even kijken wat er nog open is.");
  let found;
  try { found = await python("open_for", { text: now.text }); } catch (error) { failed(error, home); return; }
  const line = (role) => h("li", {}, h("span", {}, h("strong", {}, role.name), h("br"), role.open ? `${role.open} ${role.open === 1 ? "vraag" : "vragen"} nog open` : "geen open vragen"),
    role.open ? h("button", { type: "button", class: "go second", onclick: () => save(`vragen-${role.id}.yml`, forRole(role.id, role.name, role.text), "text/yaml") }, "Maak bestand", h("span", { class: "sr-only" }, ` voor ${role.name}`)) : "");
  show("Vraag een collega", h("h1", {}, "Vraag een collega"),
    h("p", { class: "lead" }, "Stuur uw collega dit HTML-bestand en het bestand hieronder. Uw collega opent beide, krijgt alleen de eigen vragen en stuurt een bestand terug. U opent dat bestand hier en ziet eerst wat er verschilt."),
    h("p", {}, "Vertrouwelijke antwoorden van anderen, stellingen en namen uit het plan staan niet in het bestand."),
    h("ul", { class: "answers" }, found.roles.map(line)),
    h("h2", {}, "Stellingen"), h("p", {}, "Voor de stellingen is geen bestand nodig: uw collega opent dit HTML-bestand en kiest ", h("em", {}, "Begin met de stellingen"), "."),
    h("p", {}, button("Vul zelf de stellingen in", () => begin(false, "statements"), "go second")),
    h("h2", {}, "Kreeg u een bestand terug?"), chooser("Open het bestand van uw collega", ".yml,.yaml,.xlsx", true),
    h("div", { class: "buttons" }, button("Terug naar de vragen", () => resume({ ...now }), "go")));
}
// For the colleague: the last screen.
function sendBack() {
  beside.hidden = true;
  show("Klaar", h("h1", {}, "Klaar: stuur uw antwoorden terug"), h("p", { class: "lead" }, "Bewaar uw antwoorden als bestand en stuur dat terug naar wie het u vroeg. Daar wordt eerst getoond wat er verschilt."),
    h("div", { class: "buttons" }, button("Bewaar antwoorden als bestand", download, "go"), button("Terug naar de vragen", () => resume({ ...now, place: null }), "go second")));
}
function together(found, name) {
  const take_ = async (event) => {
    event.preventDefault();
    if (reading) { notice.focus(); return; }
    const ids = [...event.target.querySelectorAll("input:checked")].map((one) => one.value);
    try {
      const merged = await python("take_over", { text: now.text, other: found.other, ids });
      if (merged.refused) { problem("Dat kan niet", merged.refused, home); return; }
      now = { ...now, text: merged.text, place: null };
      disk.put();
      take(await python("begin", { text: merged.text, today: today(), quick: false }), false);
    } catch (error) { failed(error, () => resume({ ...now })); }
  };
  const count = found.differences.length, sheets = found.sheets;
  show("Wat uw collega invulde", h("h1", {}, "Wat uw collega invulde"),
    h("p", {}, `In ${name} ${count === 1 ? "staat 1 antwoord dat" : `staan ${count} antwoorden die`} bij u anders of nog open ${count === 1 ? "is" : "zijn"}, en ${sheets === 1 ? "1 ingevulde lijst" : `${sheets} ingevulde lijsten`} met stellingen.`),
    h("form", { onsubmit: take_ },
      count ? h("fieldset", {}, h("legend", {}, h("h2", {}, "Wat neemt u over?")), found.differences.map((one) => h("label", { class: "option" }, h("input", { type: "checkbox", value: one.id, checked: one.open }),
        h("span", {}, h("strong", {}, one.ask), h("br"), `U: ${one.mine}. Uw collega: ${one.theirs}.`)))) : "",
      h("div", { class: "buttons" }, h("button", { class: "go", type: "submit" }, "Neem over en ga verder"), button("Niets overnemen", () => resume({ ...now }), "go second"))));
}
