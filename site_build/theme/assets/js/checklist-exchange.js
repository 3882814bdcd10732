// Pass lists on: save as a file, as a page to read or as a table; read a colleague's file, show every difference, then merge.
// `whole` is what stands on this page: {name, lists: [{id, title, items: [{id, text}]}], tools, refresh}. One list, or all of them.
window.handreikingLijstBestand = function (whole) {
  "use strict";
  var store = window.handreikingLijst;
  var ONE = "handreiking-lijst", ALL = "handreiking-lijsten";
  var WRONG = "Dit bestand is geen bewaarde lijst. Kies een bestand dat u hier met 'Bewaren als bestand' hebt gemaakt.";
  var single = whole.lists.length === 1 && !whole.all;
  var message = el("p", { role: "status", class: "check-message no-print" });
  var box = el("div", { class: "exchange no-print", hidden: "" });

  function el(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text) { node.textContent = text; }
    return node;
  }

  function say(text, wrong) {
    message.textContent = text;
    message.classList.toggle("error", Boolean(wrong));
  }

  function inWords(data) {
    var words = [data.state ? store.STATES[data.state] : "niets gekozen"];
    if (data.reason) { words.push("reden: " + data.reason); }
    if (data.note) { words.push("notitie: " + data.note); }
    return words.join("; ");
  }

  // --- out ---

  function download(ending, type, text) {
    var link = el("a", { download: (single ? "lijst-" : "") + whole.name + "." + ending });
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function filled(list) {
    var items = {};
    list.items.forEach(function (item) {
      var data = store.read(list.id, item.id);
      if (!store.same(data, store.EMPTY)) { items[item.id] = data; }
    });
    return items;
  }

  function save() {
    var data = { format: single ? ONE : ALL, version: 1, handbook: store.handbook };
    if (single) {
      data.list = whole.lists[0].id;
      data.items = filled(whole.lists[0]);
    } else {
      data.lists = {};
      whole.lists.forEach(function (list) { data.lists[list.id] = filled(list); });
    }
    download("json", "application/json", JSON.stringify(data, null, 2));
  }

  function today() { return new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" }); }
  function site() { var name = document.querySelector(".site-name"); return name ? name.textContent.trim() : ""; }
  // In one file for all lists only what somebody touched is worth reading.
  function toTell() { return single ? whole.lists : whole.lists.filter(function (list) { return Object.keys(filled(list)).length; }); }

  function savePage() {
    function safe(text) { return String(text).replace(/[&<>"]/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; }); }
    var parts = toTell().map(function (list) {
      var rows = list.items.map(function (item) {
        var data = store.read(list.id, item.id);
        return "<tr><th scope=\"row\">" + safe(item.text) + "</th><td>" + safe(data.state ? store.STATES[data.state] : "nog niet bekeken") + "</td><td class=\"geschreven\">"
          + safe([data.reason, data.note].filter(Boolean).join("\n")) + "</td></tr>";
      });
      return "<h2>" + safe(list.title) + "</h2>\n<p>" + safe(store.progress(list.id, list.items.map(function (item) { return item.id; })).words) + "</p>\n"
        + "<table><thead><tr><th scope=\"col\">Punt</th><th scope=\"col\">Hoe staat het</th><th scope=\"col\">Reden en notitie</th></tr></thead><tbody>\n" + rows.join("\n") + "\n</tbody></table>";
    });
    var title = single ? whole.lists[0].title : "Ingevulde lijsten";
    download("html", "text/html", "<!doctype html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + safe(title) + "</title>\n<style>"
      + "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2427;background:#fff}table{border-collapse:collapse;width:100%}"
      + "th,td{text-align:left;vertical-align:top;border:1px solid #888;padding:.4rem .6rem}tbody th{font-weight:400}.geschreven{white-space:pre-wrap;overflow-wrap:anywhere}tr{break-inside:avoid}"
      + "</style></head>\n<body><h1>" + safe(title) + "</h1>\n<p>" + safe(site()) + ", " + today() + ". Hier horen geen namen of gegevens van inwoners in.</p>\n"
      + (parts.join("\n") || "<p>Er is nog niets ingevuld.</p>") + "\n</body></html>\n");
  }

  function saveTable() {
    // A spreadsheet runs a cell that begins with one of these signs as a formula.
    function cell(text) { return "\"" + String(text).replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, "\"\"") + "\""; }
    var rows = [["Lijst", "Punt", "Hoe staat het", "Reden", "Notitie"]];
    toTell().forEach(function (list) {
      list.items.forEach(function (item) {
        var data = store.read(list.id, item.id);
        rows.push([list.title, item.text, data.state ? store.STATES[data.state] : "", data.reason, data.note]);
      });
    });
    download("csv", "text/csv", "\ufeff" + rows.map(function (row) { return row.map(cell).join(";"); }).join("\r\n") + "\r\n");
  }

  // --- in ---

  // Return {handbook, lists: id -> items} of a file, or throw an Error with a message for the reader.
  function parse(text) {
    function plain(value) { return value && typeof value === "object" && !Array.isArray(value); }
    var data;
    try { data = JSON.parse(text); } catch (ignored) { throw new Error(WRONG); }
    if (!plain(data) || data.format !== ONE && data.format !== ALL) { throw new Error(WRONG); }
    if (data.version !== 1) { throw new Error("Dit bestand komt uit een nieuwere versie van het handboek. Werk uw handboek eerst bij."); }
    var lists = data.lists;
    if (data.format === ONE) {
      lists = {};
      lists[data.list] = data.items;
    }
    if (!plain(lists) || !Object.keys(lists).every(function (id) { return plain(lists[id]); })) { throw new Error(WRONG); }
    if (!whole.lists.some(function (list) { return store.has(lists, list.id); })) {
      throw new Error(single ? "Dit bestand hoort bij een andere lijst. Open die lijst en lees het bestand daar in." : "De lijsten uit dit bestand staan niet in dit handboek.");
    }
    if (whole.lists.every(function (list) { return !Object.keys(lists[list.id] || {}).length; })) { throw new Error("In dit bestand is niets ingevuld. U hoeft niets te doen."); }
    return { handbook: data.handbook, lists: lists };
  }

  function differences(data) {
    var pairs = [];
    whole.lists.forEach(function (list) {
      var items = data.lists[list.id] || {};
      list.items.forEach(function (item) {
        if (!store.has(items, item.id)) { return; }
        var pair = { list: list, item: item, here: store.read(list.id, item.id), there: store.clean(items[item.id]) };
        if (!store.same(pair.here, pair.there)) { pairs.push(pair); }
      });
    });
    return pairs;
  }

  function unknown(data) {
    return whole.lists.reduce(function (sum, list) {
      return sum + Object.keys(data.lists[list.id] || {}).filter(function (id) { return !list.items.some(function (item) { return item.id === id; }); }).length;
    }, 0);
  }

  function showDifferences(data) {
    var pairs = differences(data);
    box.textContent = "";
    box.hidden = false;
    box.appendChild(el("h3", { tabindex: "-1" }, "Inlezen: wat is anders?"));
    if (typeof data.handbook === "string" && data.handbook !== store.handbook) { box.appendChild(el("p", { class: "error" }, "Dit bestand komt uit een ander handboek. Kijk goed of u dit wilt.")); }
    var strange = unknown(data);
    if (strange) { box.appendChild(el("p", {}, (strange === 1 ? "Eén punt uit het bestand staat niet in " : strange + " punten uit het bestand staan niet in ") + (single ? "deze lijst. " : "deze lijsten. ") + (strange === 1 ? "Dat slaan wij over." : "Die slaan wij over."))); }
    var form = el("form");
    pairs.forEach(function (pair, index) {
      var set = el("fieldset");
      set.appendChild(el("legend", {}, (single ? "" : pair.list.title + ": ") + pair.item.text));
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
    cancel.addEventListener("click", function () { close(""); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      pairs.forEach(function (pair, index) {
        var kept = form.querySelector('input[name="verschil-' + index + '"]:checked').value;
        if (kept === "daar") { store.write(pair.list.id, pair.item.id, pair.there); }
      });
      whole.refresh();
      close(single ? "Het bestand is samengevoegd met uw lijst." : "Het bestand is samengevoegd met uw lijsten.");
    });
    box.querySelector("h3").focus();
  }

  function close(text) {
    box.textContent = "";
    box.hidden = true;
    say(text);
    open.focus();
  }

  function button(text, act) {
    var node = el("button", { type: "button", class: "button" }, text);
    node.addEventListener("click", act);
    return node;
  }

  var file = el("input", { type: "file", accept: ".json,application/json", hidden: "", tabindex: "-1", "aria-hidden": "true" });
  var open = button("Bestand inlezen", function () { file.value = ""; file.click(); });
  whole.tools.prepend(button("Bewaren als bestand", save), open, file, button("Delen als bladzijde", savePage), button("Delen als tabel", saveTable));
  whole.tools.after(message, box);
  file.addEventListener("change", function () {
    if (!file.files.length) { return; }
    file.files[0].text().then(function (text) {
      say("");
      showDifferences(parse(text));
    }).catch(function (error) { say(error.message, true); });
  });
};

document.querySelectorAll(".checklist.is-ready").forEach(function (section) {
  "use strict";
  var list = section.checklist;
  window.handreikingLijstBestand({ name: list.id, lists: [list], tools: list.tools, refresh: list.refresh });
});
