// --- one question's fields: on a screen of its own, or among the others of its section -------------------
// `id` is the id of the first field, where an error leads to; the others begin with it. Returns the fieldset and read(): the
// answer as the program takes it, or undefined where nothing was filled in.
function fieldOf(screen, { id, name, level, given, error, focus }) {
  const many = screen.type === "choices" && !screen.silent, municipality = screen.type === "municipality";
  const before = given !== undefined ? given : screen.current;
  const hints = [["why", "waarom", screen.why && (level === "h1" ? `Waarom wij dit vragen: ${screen.why}` : screen.why)],
    ["hint", "hulp", screen.help], ["hint", "meer", many && !/meer kiezen/.test(screen.help) && "U mag er meer kiezen."], ["hint", "noot", screen.note], ["secret", "vertrouwelijk", screen.confidential],
    ["hint", "voorbeeld", screen.example && !screen.suggestion && !screen.choices.length && !(error || "").includes(screen.example) && `Bijvoorbeeld: ${screen.example}`],
    ["why", "bron", screen.suggestion && `Dit cijfer komt van ${screen.suggestion}. Pas het aan als u een beter cijfer hebt.`],
    ["field-error", "fout", error && [h("span", { class: "sr-only" }, "Fout: "), error]]].filter(([, , text]) => text);
  const describedby = hints.map(([, part]) => `${id}-${part}`).join(" ") || null;
  const [body, read] = screen.choices.length ? options(screen, { id, name, many, before }) : typed(screen, { id, name, before, given, error, describedby, municipality });
  const words = h(level, { "data-focus": focus }, screen.choices.length ? screen.ask : h("label", { for: id }, screen.ask));
  const set = h("fieldset", { class: level === "h1" ? null : "one", "aria-describedby": describedby }, h("legend", {}, words),
    hints.map(([kind, part, text]) => h("p", { class: kind, id: `${id}-${part}` }, text)), body);
  return { set, read };
}
function options(screen, { id, name, many, before }) {
  const chosen = new Set([].concat(before === null || before === undefined ? [] : before).map(String)), alone = ["onbekend", screen.none];
  const boxes = screen.choices.map((choice, index) => h("input", { type: many ? "checkbox" : "radio", name, id: index ? `${id}-${index}` : id, value: choice.id, checked: chosen.has(choice.id),
    onchange: (event) => { // 'weet ik niet' and 'geen' stand alone
      const box = event.target;
      if (many && box.checked) { boxes.forEach((other) => { if (other !== box && (alone.includes(box.value) || alone.includes(other.value))) { other.checked = false; } }); }
    } }));
  const body = boxes.map((box, index) => h("label", { class: `option${box.value === "onbekend" ? " unsure" : ""}` }, box, h("span", {}, screen.choices[index].label)));
  const read = () => {
    const picked = boxes.filter((one) => one.checked).map((one) => one.value);
    return !picked.length ? undefined : !many || picked.includes("onbekend") ? picked[0] : picked;
  };
  return [body, read];
}
function typed(screen, { id, name, given, error, describedby, municipality, before }) {
  const place = municipality && screen.options.find((one) => one.code === given);
  const text = place ? place.label : given !== undefined && given !== "onbekend" ? String(given) : screen.typed, long = screen.type === "text" && text.length > 60;
  const unsure = screen.unknown && !municipality ? h("input", { type: "checkbox", id: `${id}-onbekend`, checked: before === "onbekend" }) : null;
  const input = h(long ? "textarea" : "input", { id, name, class: `field${["number", "date"].includes(screen.type) ? " short" : ""}`, type: long ? null : "text", rows: long ? 5 : null,
    inputmode: screen.type === "number" ? "decimal" : null, autocomplete: "off", value: text, "aria-describedby": describedby, "aria-invalid": error ? "true" : null,
    oninput: () => { if (unsure && input.value) { unsure.checked = false; } } });
  const found = municipality ? finder(screen.options, input, `${id}-gevonden`, screen.current) : null;
  const body = [h("div", { class: "row" }, input, screen.unit ? h("span", { class: "unit" }, screen.unit) : ""), found ? found.body : "",
    unsure ? h("label", { class: "option unsure" }, unsure, h("span", {}, "Weet ik niet")) : ""];
  const read = () => unsure && unsure.checked ? "onbekend" : (found && found.picked()) || input.value.trim() || undefined;
  return [body, read];
}

// A list of municipalities that forgives accents, capitals and hyphens, as the program does (municipalities.fold).
const bare = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f.]/g, "").toLowerCase().replace(/[’‘`]/g, "'").replace(/-/g, " ").replace(/\s+/g, " ").trim().replace(/^(de )?gemeente /, "");
function finder(places, input, name, current) {
  const group = h("div", { role: "group", "aria-label": "Gevonden gemeenten" }), told = h("p", { role: "status", class: "why" });
  const look = () => {
    const wanted = bare(input.value), begins = (place) => place.keys.some((key) => key.startsWith(wanted));
    const found = wanted.length < 2 ? [] : places.filter((place) => place.keys.some((key) => key.includes(wanted))).sort((a, b) => begins(b) - begins(a));
    told.textContent = wanted.length < 2 ? "Typ een deel van de naam." : found.length > 12 ? `${found.length} gemeenten gevonden. Typ meer letters.`
      : found.length ? `${found.length} gevonden. Kies uw gemeente.` : "Geen gemeente gevonden met deze naam.";
    fill(group, found.slice(0, 12).map((place) => h("label", { class: "option" },
      h("input", { type: "radio", name, value: place.code, checked: found.length === 1 || place.code === current }), h("span", {}, place.label))));
  };
  input.addEventListener("input", look);
  look();
  return { body: [told, group], picked: () => (group.querySelector("input:checked") || {}).value };
}
