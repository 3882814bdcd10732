// A list becomes a form: three states that weigh the same, a reason, a note, and progress in words.
(function () {
  "use strict";
  var store = window.handreikingLijst;
  var WARNING = "Geen namen of gegevens van inwoners.";

  function el(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text) { node.textContent = text; }
    return node;
  }

  function field(id, title) {
    var box = el("div", { class: "check-field" });
    box.append(el("label", { for: id }, title), el("span", { class: "no-names", id: id + "-let-op" }, WARNING));
    var area = el("textarea", { id: id, "aria-describedby": id + "-let-op", rows: "2" });
    box.appendChild(area);
    box.area = area;
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
    function save() {
      store.write(list, id, { state: state(), reason: reason.area.value.trim(), note: note.area.value.trim() });
      look();
      changed();
    }
    function look() {
      item.dataset.state = state();
      reason.hidden = state() !== "anders" && !reason.area.value;
      clear.hidden = !state();
    }
    function openNote(open) {
      note.hidden = !open;
      noteToggle.setAttribute("aria-expanded", String(open));
    }
    function fill() {
      var data = store.read(list, id);
      radios.forEach(function (radio) { radio.checked = radio.value === data.state; });
      reason.area.value = data.reason;
      note.area.value = data.note;
      openNote(Boolean(data.note));
      look();
    }
    radios.forEach(function (radio) { radio.addEventListener("change", save); });
    reason.area.addEventListener("input", save);
    note.area.addEventListener("input", save);
    noteToggle.addEventListener("click", function () {
      openNote(note.hidden);
      if (!note.hidden) { note.area.focus(); }
    });
    clear.addEventListener("click", function () {
      radios.forEach(function (radio) { radio.checked = false; });
      save();
      radios[0].focus();
    });
    fill();
    return { id: id, text: text, fill: fill };
  }

  function progressWords(list, items) {
    var counts = { geregeld: 0, bespreken: 0, anders: 0, "": 0 };
    items.forEach(function (item) { counts[store.read(list, item.id).state] += 1; });
    var parts = [];
    var settled = counts.geregeld + counts.anders;
    if (counts.geregeld) { parts.push(counts.geregeld + " geregeld"); }
    if (counts.anders) { parts.push(counts.anders + " bewust anders"); }
    var words = settled ? "Klaar: " + settled + " van de " + items.length + " punten (" + parts.join(", ") + ")." : "U hebt nog geen punt afgerond.";
    if (counts.bespreken) { words += " Nog bespreken: " + counts.bespreken + "."; }
    if (counts[""]) { words += " Nog niet bekeken: " + counts[""] + "."; }
    return words;
  }

  document.querySelectorAll(".checklist").forEach(function (section) {
    var list = section.dataset.list;
    if (section.dataset.kind === "card" || !list) { return; }
    var progress = el("p", { class: "progress", role: "status" });
    var items = [];
    function changed() {
      progress.textContent = progressWords(list, items) + (store.kept() ? "" : " Let op: uw browser bewaart dit niet.");
    }
    section.querySelectorAll(".item[data-item]").forEach(function (item) { items.push(enhanceItem(list, item, changed)); });
    section.classList.add("is-ready");
    section.insertBefore(progress, section.firstChild);
    var tools = el("div", { class: "check-tools" });
    var reset = el("button", { type: "button", class: "button" }, "Lijst leegmaken");
    reset.addEventListener("click", function () {
      if (!window.confirm("U wist alle keuzes, redenen en notities van deze lijst in deze browser. Doorgaan?")) { return; }
      items.forEach(function (item) { store.write(list, item.id, store.EMPTY); item.fill(); });
      changed();
    });
    var print = el("button", { type: "button", class: "button" }, "Printen");
    print.addEventListener("click", function () { window.print(); });
    tools.append(print, reset);
    section.appendChild(tools);
    section.appendChild(el("p", { class: "no-print" }, "Wat u invult, blijft in deze browser op dit apparaat. Deel het met een bestand."));
    changed();
    section.checklist = {
      id: list, items: items, tools: tools,
      refresh: function () { items.forEach(function (item) { item.fill(); }); changed(); }
    };
  });
})();
