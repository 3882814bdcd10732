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
    nav.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") { show(false); button.focus(); }
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
      try { localStorage.setItem("handreiking:weergave", root.dataset.scheme); } catch (ignored) { /* then only for this page */ }
      name();
    });
    name();
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
    measure();
    // A table in a folded piece has no width until somebody opens it.
    document.addEventListener("toggle", measure, true);
    if (document.fonts && document.fonts.ready) { document.fonts.ready.then(measure); }
    window.addEventListener("resize", measure);
  }

  // The contents of a page stand open beside the text, and closed above it on a small screen.
  function contents() {
    var details = document.querySelector(".toc details");
    if (details && window.matchMedia("(min-width: 82rem)").matches) { details.open = true; }
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
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
