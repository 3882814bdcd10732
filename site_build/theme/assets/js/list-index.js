// The index of lists: how far each is in this browser, and all of them in one file.
(function () {
  "use strict";
  var store = window.handreikingLijst;
  var table = document.querySelector(".list-index");
  if (!table) { return; }
  var lists = Array.prototype.map.call(table.querySelectorAll("[data-list]"), function (row) {
    var items = Array.prototype.map.call(row.querySelectorAll(".list-items [data-item]"), function (item) { return { id: item.dataset.item, text: item.textContent.trim() }; });
    return { id: row.dataset.list, title: row.querySelector("a").textContent.trim(), items: items, cell: row.querySelector(".list-progress") };
  }).filter(function (list) { return list.items.length; });

  var total = document.createElement("p");
  total.className = "progress";
  total.setAttribute("role", "status");
  var tools = document.createElement("div");
  tools.className = "check-tools no-print";
  table.before(total);
  table.parentNode.appendChild(tools);
  lists.forEach(function (list) {
    list.said = document.createElement("span");
    list.said.className = "list-said";
    list.cell.append(list.said);
  });

  function refresh() {
    var begun = 0, settled = 0, discuss = 0, all = 0;
    lists.forEach(function (list) {
      var now = store.progress(list.id, list.items.map(function (item) { return item.id; }));
      begun += now.touched ? 1 : 0;
      settled += now.settled;
      discuss += now.discuss;
      all += list.items.length;
      list.said.textContent = now.touched ? "klaar: " + now.settled + (now.discuss ? ", nog bespreken: " + now.discuss : "") : "";
    });
    total.textContent = begun ? "U bent bezig met " + begun + " van de " + lists.length + " lijsten. Klaar: " + settled + " van de " + all + " punten."
      + (discuss ? " Nog bespreken: " + discuss + "." : "") : "U hebt in deze browser nog geen lijst ingevuld.";
  }

  refresh();
  store.listen(refresh);
  window.handreikingLijstBestand({ name: "lijsten", all: true, lists: lists, tools: tools, refresh: refresh });
})();
