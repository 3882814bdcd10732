// Pass a list on as a file: save what is here, read a colleague's file, show every difference, then merge.
(function () {
  "use strict";
  var store = window.handreikingLijst;
  var FORMAT = "handreiking-lijst";

  function el(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text) { node.textContent = text; }
    return node;
  }

  function inWords(data) {
    var words = [data.state ? store.STATES[data.state] : "niets gekozen"];
    if (data.reason) { words.push("reden: " + data.reason); }
    if (data.note) { words.push("notitie: " + data.note); }
    return words.join("; ");
  }

  function save(list) {
    var items = {};
    list.items.forEach(function (item) {
      var data = store.read(list.id, item.id);
      if (!store.same(data, store.EMPTY)) { items[item.id] = data; }
    });
    var text = JSON.stringify({ format: FORMAT, version: 1, handbook: store.handbook, list: list.id, items: items }, null, 2);
    var link = el("a", { download: "lijst-" + list.id + ".json" });
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // Return the items of a file, or throw an Error with a message for the reader.
  function parse(list, text) {
    var data;
    try { data = JSON.parse(text); } catch (ignored) { throw new Error("Dit bestand is geen bewaarde lijst. Kies een bestand dat u hier met 'Bewaren als bestand' hebt gemaakt."); }
    if (!data || data.format !== FORMAT || !data.items || typeof data.items !== "object") { throw new Error("Dit bestand is geen bewaarde lijst. Kies een bestand dat u hier met 'Bewaren als bestand' hebt gemaakt."); }
    if (data.list !== list.id) { throw new Error("Dit bestand hoort bij een andere lijst. Open die lijst en lees het bestand daar in."); }
    if (data.version !== 1) { throw new Error("Dit bestand komt uit een nieuwere versie van het handboek. Werk uw handboek eerst bij."); }
    return data;
  }

  function differences(list, data) {
    return list.items.filter(function (item) { return Object.prototype.hasOwnProperty.call(data.items, item.id); }).map(function (item) {
      return { item: item, here: store.read(list.id, item.id), there: store.clean(data.items[item.id]) };
    }).filter(function (pair) { return !store.same(pair.here, pair.there); });
  }

  function showDifferences(list, box, data) {
    var pairs = differences(list, data);
    box.textContent = "";
    box.hidden = false;
    box.appendChild(el("h3", { tabindex: "-1" }, "Inlezen: wat is anders?"));
    if (data.handbook !== store.handbook) { box.appendChild(el("p", { class: "error" }, "Dit bestand komt uit een ander handboek. Kijk goed of u dit wilt.")); }
    var unknown = Object.keys(data.items).filter(function (id) { return !list.items.some(function (item) { return item.id === id; }); }).length;
    if (unknown) { box.appendChild(el("p", {}, unknown === 1 ? "Eén punt uit het bestand staat niet in deze lijst. Dat slaan wij over." : unknown + " punten uit het bestand staan niet in deze lijst. Die slaan wij over.")); }
    var form = el("form");
    pairs.forEach(function (pair, index) {
      var set = el("fieldset");
      set.appendChild(el("legend", {}, pair.item.text));
      var keepHere = !store.same(pair.here, store.EMPTY);
      [["hier", "Bij u: ", pair.here], ["daar", "In het bestand: ", pair.there]].forEach(function (choice) {
        var label = el("label");
        var radio = el("input", { type: "radio", name: "verschil-" + index, value: choice[0] });
        radio.checked = (choice[0] === "hier") === keepHere;
        label.append(radio, el("span", {}, choice[1] + inWords(choice[2])));
        set.appendChild(label);
      });
      form.appendChild(set);
    });
    form.appendChild(el("p", {}, pairs.length ? "Kies per punt wat u houdt. Er verandert niets tot u samenvoegt." : "Er zijn geen verschillen. U hoeft niets te doen."));
    var buttons = el("div", { class: "check-tools" });
    if (pairs.length) { buttons.appendChild(el("button", { type: "submit", class: "button button-main" }, "Samenvoegen")); }
    var cancel = el("button", { type: "button", class: "button" }, pairs.length ? "Niet inlezen" : "Sluiten");
    buttons.appendChild(cancel);
    form.appendChild(buttons);
    box.appendChild(form);
    cancel.addEventListener("click", function () { close(list, box, ""); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      pairs.forEach(function (pair, index) {
        var kept = form.querySelector('input[name="verschil-' + index + '"]:checked').value;
        store.write(list.id, pair.item.id, kept === "daar" ? pair.there : pair.here);
      });
      list.refresh();
      close(list, box, "Het bestand is samengevoegd met uw lijst.");
    });
    box.querySelector("h3").focus();
  }

  function close(list, box, message) {
    box.textContent = "";
    box.hidden = true;
    list.message.textContent = message;
    list.open.focus();
  }

  document.querySelectorAll(".checklist.is-ready").forEach(function (section) {
    var list = section.checklist;
    var out = el("button", { type: "button", class: "button" }, "Bewaren als bestand");
    var open = el("button", { type: "button", class: "button" }, "Bestand inlezen");
    var file = el("input", { type: "file", accept: ".json,application/json", hidden: "", tabindex: "-1", "aria-hidden": "true" });
    var box = el("div", { class: "exchange no-print", hidden: "" });
    list.message = el("p", { role: "status", class: "no-print" });
    list.open = open;
    list.tools.prepend(out, open, file);
    list.tools.after(list.message, box);
    out.addEventListener("click", function () { save(list); });
    open.addEventListener("click", function () { file.value = ""; file.click(); });
    file.addEventListener("change", function () {
      if (!file.files.length) { return; }
      file.files[0].text().then(function (text) {
        list.message.textContent = "";
        showDifferences(list, box, parse(list, text));
      }).catch(function (error) { list.message.textContent = error.message; list.message.className = "error no-print"; });
    });
  });
})();
