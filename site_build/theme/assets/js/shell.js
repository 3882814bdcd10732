// The frame of every page: menu on small screens, light and dark, tables that the keyboard can scroll.
(function () {
  "use strict";
  var root = document.documentElement;

  function menu() {
    var button = document.querySelector(".menu-button");
    var nav = document.getElementById("navigatie");
    if (!button || !nav) { return; }
    function show(open) {
      nav.classList.toggle("is-open", open);
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function () { show(button.getAttribute("aria-expanded") !== "true"); });
    // Escape closes the menu wherever the focus is: on the button, in the menu, or nowhere after a tap.
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true" && !document.querySelector("dialog[open]")) { show(false); button.focus(); }
    });
    var here = nav.querySelector("[aria-current]");
    if (here && here.offsetTop > nav.clientHeight - 80) { nav.scrollTop = Math.max(0, here.offsetTop - nav.clientHeight / 2); }
  }

  function scheme() {
    var button = document.querySelector(".scheme-button");
    var label = button && button.querySelector(".scheme-label");
    if (!button) { return; }
    function name() { label.textContent = root.dataset.scheme === "dark" ? "Licht" : "Donker"; }
    button.addEventListener("click", function () {
      root.dataset.scheme = root.dataset.scheme === "dark" ? "light" : "dark";
      window.handreikingWeergave(root.dataset.scheme);
      name();
    });
    name();
  }

  // On a narrow screen a row becomes a card: each cell says which column it is, and stays a cell for a screen reader.
  function cards(box) {
    var table = box.querySelector("table");
    var heads = Array.prototype.map.call(table.querySelectorAll("thead th"), function (cell) { return cell.textContent.trim(); });
    if (heads.length < 3 || table.querySelector("[colspan], [rowspan]")) { return; }
    box.classList.add("as-cards");
    [["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"], ["thead th", "columnheader"], ["tbody td", "cell"], ["tbody th", "rowheader"]].forEach(function (pair) {
      (pair[0] === "table" ? [table] : table.querySelectorAll(pair[0])).forEach(function (node) { node.setAttribute("role", pair[1]); });
    });
    table.querySelectorAll("tbody tr").forEach(function (row) {
      Array.prototype.forEach.call(row.children, function (cell, index) { if (index && heads[index]) { cell.dataset.label = heads[index]; } });
    });
  }

  // A table wider than the page gets a region of its own with a name and a place in the tab order.
  function tables() {
    var wrapped = [];
    document.querySelectorAll(".prose table").forEach(function (table) {
      if (table.closest(".table-scroll")) { return; }
      var box = document.createElement("div");
      box.className = "table-scroll";
      table.parentNode.insertBefore(box, table);
      box.appendChild(table);
      wrapped.push(box);
    });
    function measure() {
      wrapped.forEach(function (box, index) {
        if (box.scrollWidth > box.clientWidth + 1) {
          box.tabIndex = 0;
          box.setAttribute("role", "region");
          box.setAttribute("aria-label", name(box) + (wrapped.length > 1 ? " (tabel " + (index + 1) + ")" : ""));
        } else {
          box.removeAttribute("tabindex");
          box.removeAttribute("role");
          box.removeAttribute("aria-label");
        }
      });
    }
    function name(box) {
      var caption = box.querySelector("caption");
      if (caption) { return "Tabel: " + caption.textContent.trim(); }
      var heads = Array.prototype.map.call(box.querySelectorAll("thead th"), function (cell) { return cell.textContent.trim(); });
      return "Tabel, schuif opzij: " + heads.filter(Boolean).join(", ");
    }
    if (!wrapped.length) { return; }
    wrapped.forEach(cards);
    measure();
    // A table in a folded piece has no width until somebody opens it.
    document.addEventListener("toggle", measure, true);
    if (document.fonts && document.fonts.ready) { document.fonts.ready.then(measure); }
    window.addEventListener("resize", measure);
  }

  // The contents of a page stand open beside the text, and closed above it on a small screen.
  function contents() {
    var details = document.querySelector(".toc details");
    var wide = window.matchMedia("(min-width: 72rem)");
    if (!details) { return; }
    function fit() { details.open = wide.matches; }
    fit();
    wide.addEventListener("change", fit);
  }

  // Every heading has a link to itself, to send to a colleague.
  function anchors() {
    document.querySelectorAll(".prose :is(h2, h3)[id]").forEach(function (heading) {
      if (heading.querySelector("a") || heading.closest(".card, .exchange")) { return; }
      var link = document.createElement("a");
      link.className = "anchor no-print";
      link.href = "#" + heading.id;
      link.setAttribute("aria-label", "Link naar: " + heading.textContent.trim());
      link.textContent = "#";
      heading.append(" ", link);
    });
  }

  // On paper: what this is a part of, when it was printed and where it stands.
  function paper() {
    var line = document.createElement("p");
    line.className = "paper-head";
    line.setAttribute("aria-hidden", "true");
    var name = document.querySelector(".site-name");
    function fill() {
      line.textContent = [name ? name.textContent.trim() : "", "geprint op " + new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" }),
        location.protocol === "file:" ? "" : location.href.replace(/[?#].*$/, "")].filter(Boolean).join(" · ");
    }
    fill();
    window.addEventListener("beforeprint", fill);
    document.querySelector("main").prepend(line);
  }

  // A link to something inside a closed <details> opens it.
  function openTarget() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var parent = target; parent; parent = parent.parentElement) {
      if (parent.tagName === "DETAILS") { parent.open = true; }
    }
  }

  document.querySelectorAll("[data-print-button]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  menu();
  scheme();
  tables();
  contents();
  anchors();
  paper();
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
