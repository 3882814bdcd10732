// A list becomes a form: three states that weigh the same, a reason, a note, and progress in words.
(function () {
  "use strict";
  var store = window.handreikingLijst;
  var WARNING = "Geen namen of gegevens van inwoners.";
  var WHERE = "Wat u invult, blijft in deze browser op dit apparaat. Deel het met een bestand.";
  var LOST = "Let op: uw browser bewaart dit niet. Bewaar het als bestand voordat u deze bladzijde verlaat.";

  function el(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text) { node.textContent = text; }
    return node;
  }

  // A field, and its text for paper: a box of a fixed height would print two lines of five.
  function field(id, title) {
    var box = el("div", { class: "check-field" });
    box.append(el("label", { for: id }, title), el("span", { class: "no-names", id: id + "-let-op" }, WARNING));
    var area = el("textarea", { id: id, "aria-describedby": id + "-let-op", rows: "2" });
    var written = el("div", { class: "check-written", "aria-hidden": "true" });
    box.append(area, written);
    box.area = area;
    box.look = function () { written.textContent = area.value; box.classList.toggle("is-written", Boolean(area.value)); };
    // What another tab wrote comes in, but not under the fingers of who is typing here.
    box.set = function (value) { if (document.activeElement !== area) { area.value = value; } box.look(); };
    return box;
  }

  function enhanceItem(list, item, changed) {
    var id = item.dataset.item;
    var base = "lijst-" + list + "-" + id;
    var text = item.querySelector(".item-text").textContent.trim();
    var set = el("fieldset", { class: "check-controls" });
    set.appendChild(el("legend", { class: "sr-only" }, "Hoe staat het? " + text));
    var options = el("div", { class: "check-options" });
    var radios = Object.keys(store.STATES).map(function (state) {
      var option = el("label", { class: "check-option" });
      var radio = el("input", { type: "radio", name: base, value: state });
      option.append(radio, document.createTextNode(store.STATES[state]));
      options.appendChild(option);
      return radio;
    });
    var noteToggle = el("button", { type: "button", class: "link-button note-toggle", "aria-expanded": "false", "aria-controls": base + "-notitie-vak" });
    var noteWord = el("span", {}, "Notitie");
    noteToggle.append(noteWord, el("span", { class: "sr-only" }, " bij: " + text));
    var clear = el("button", { type: "button", class: "link-button check-clear" });
    clear.append(document.createTextNode("Keuze wissen"), el("span", { class: "sr-only" }, " bij: " + text));
    options.append(noteToggle, clear);
    var reason = field(base + "-reden", "Waarom doet u het anders?");
    var note = field(base + "-notitie", "Notitie");
    note.id = base + "-notitie-vak";
    set.append(options, reason, note);
    item.appendChild(set);

    function state() {
      var on = radios.find(function (radio) { return radio.checked; });
      return on ? on.value : "";
    }
    function save(part) {
      store.change(list, id, part);
      look();
      changed();
    }
    function look() {
      item.dataset.state = state();
      reason.hidden = state() !== "anders" && !reason.area.value;
      clear.hidden = !state();
      reason.look();
      note.look();
    }
    function openNote(open) {
      note.hidden = !open;
      noteToggle.setAttribute("aria-expanded", String(open));
    }
    function fill() {
      var data = store.read(list, id);
      radios.forEach(function (radio) { radio.checked = radio.value === data.state; });
      reason.set(data.reason);
      note.set(data.note);
      openNote(Boolean(data.note) || document.activeElement === note.area);
      look();
    }
    radios.forEach(function (radio) { radio.addEventListener("change", function () { save({ state: state() }); }); });
    reason.area.addEventListener("input", function () { save({ reason: reason.area.value.trim() }); });
    note.area.addEventListener("input", function () { save({ note: note.area.value.trim() }); });
    noteToggle.addEventListener("click", function () {
      openNote(note.hidden);
      if (!note.hidden) { note.area.focus(); }
    });
    clear.addEventListener("click", function () {
      radios.forEach(function (radio) { radio.checked = false; });
      save({ state: "" });
      radios[0].focus();
    });
    fill();
    return { id: id, text: text, fill: fill };
  }

  document.querySelectorAll(".checklist").forEach(function (section) {
    var list = section.dataset.list;
    if (section.dataset.kind === "card" || !list) { return; }
    var progress = el("p", { class: "progress", role: "status" });
    var where = el("p", { class: "check-where no-print" });
    var items = [];
    function changed() {
      progress.textContent = store.progress(list, items.map(function (item) { return item.id; })).words;
      where.textContent = store.kept() ? WHERE : LOST;
      where.classList.toggle("error", !store.kept());
    }
    section.querySelectorAll(".item[data-item]").forEach(function (item) { items.push(enhanceItem(list, item, changed)); });
    section.classList.add("is-ready");
    section.prepend(where, progress);
    var tools = el("div", { class: "check-tools" });
    var reset = el("button", { type: "button", class: "link-button check-empty" }, "Lijst leegmaken");
    reset.addEventListener("click", function () {
      if (!window.confirm("U wist alle keuzes, redenen en notities van deze lijst in deze browser. Doorgaan?")) { return; }
      items.forEach(function (item) { store.write(list, item.id, store.EMPTY); item.fill(); });
      changed();
    });
    var print = el("button", { type: "button", class: "button" }, "Printen");
    print.addEventListener("click", function () { window.print(); });
    tools.append(print, reset);
    section.appendChild(tools);
    function refresh() { items.forEach(function (item) { item.fill(); }); changed(); }
    changed();
    store.listen(refresh);
    section.checklist = { id: list, title: document.querySelector("h1").textContent.trim(), items: items, tools: tools, refresh: refresh };
  });
})();
