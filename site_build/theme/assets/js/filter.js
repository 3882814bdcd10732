// Filters on the list of all pages. The choice stands in the address bar, so that it can be shared.
(function () {
  "use strict";
  var list = document.querySelector(".page-index");
  var source = document.getElementById("filter-labels");
  if (!list || !source) { return; }
  var labels = JSON.parse(source.textContent);
  var groups = Array.prototype.slice.call(document.querySelectorAll(".page-index")); // one per part of the handbook
  var items = groups.reduce(function (all, group) { return all.concat(Array.prototype.slice.call(group.children)); }, []);
  var kinds = [
    { key: "fase", data: "phases", group: "phases", title: "Fase", all: "Alle fasen" },
    { key: "rol", data: "roles", group: "roles", title: "Voor wie", all: "Alle rollen" },
    { key: "aanpak", data: "approach", group: "approaches", title: "Aanpak", all: "Alle aanpakken" },
    { key: "thema", data: "theme", group: "themes", title: "Thema", all: "Alle thema's" }
  ];

  function ids(item, kind) { return (item.dataset[kind.data] || "").split(/[\s,]+/).filter(Boolean); }
  function label(kind, id) {
    var pair = (labels[kind.group] || []).find(function (one) { return one[0] === id; });
    return pair ? pair[1] : id.replace(/[-_]/g, " ");
  }

  var form = document.createElement("form");
  form.className = "filters no-print";
  form.setAttribute("aria-label", "Filter de lijst");
  var row = document.createElement("div");
  form.appendChild(row);
  var asked = new URLSearchParams(location.search);

  kinds = kinds.filter(function (kind) {
    var used = {};
    items.forEach(function (item) { ids(item, kind).forEach(function (id) { used[id] = true; }); });
    // The order of the labels is the editor's order (stages from first to last).
    var known = (labels[kind.group] || []).map(function (pair) { return pair[0]; });
    var order = known.filter(function (id) { return used[id]; }).concat(Object.keys(used).filter(function (id) { return known.indexOf(id) < 0; }).sort());
    if (!order.length) { return false; }
    var box = document.createElement("div");
    var name = document.createElement("label");
    var select = document.createElement("select");
    select.id = "filter-" + kind.key;
    select.name = kind.key;
    name.htmlFor = select.id;
    name.textContent = kind.title;
    select.appendChild(new Option(kind.all, ""));
    order.forEach(function (id) { select.appendChild(new Option(label(kind, id), id)); });
    if (used[asked.get(kind.key)]) { select.value = asked.get(kind.key); }
    box.append(name, select);
    row.appendChild(box);
    kind.select = select;
    return true;
  });
  if (!kinds.length) { return; }

  var count = document.createElement("p");
  count.className = "filter-count";
  count.setAttribute("role", "status");
  var clear = document.createElement("button");
  clear.type = "button";
  clear.className = "link-button no-print";
  clear.textContent = "Alle filters uit";
  var above = list.previousElementSibling;
  (above && /^H[2-4]$/.test(above.tagName) ? above : list).before(form, count, clear);

  // A heading goes when nothing below it is left.
  function apply(remember) {
    var shown = 0;
    items.forEach(function (item) {
      var fits = kinds.every(function (kind) { return !kind.select.value || ids(item, kind).indexOf(kind.select.value) >= 0; });
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (group) {
      var any = Array.prototype.some.call(group.children, function (item) { return !item.hidden; });
      var heading = group.previousElementSibling;
      group.hidden = !any;
      if (heading && /^H[2-4]$/.test(heading.tagName)) { heading.hidden = !any; }
    });
    var active = kinds.some(function (kind) { return kind.select.value; });
    count.textContent = active ? "U ziet " + shown + " van de " + items.length + " bladzijden." : "Alle " + items.length + " bladzijden.";
    clear.hidden = !active;
    if (!remember) { return; }
    var query = new URLSearchParams();
    kinds.forEach(function (kind) { if (kind.select.value) { query.set(kind.key, kind.select.value); } });
    var text = query.toString();
    try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "")); } catch (ignored) { /* some browsers refuse this for file:// */ }
  }

  form.addEventListener("change", function () { apply(true); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  clear.addEventListener("click", function () {
    kinds.forEach(function (kind) { kind.select.value = ""; });
    apply(true);
    kinds[0].select.focus();
  });
  apply(false);
})();
