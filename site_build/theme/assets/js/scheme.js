// Light or dark, before the first paint: what the reader chose here, otherwise what the system says.
(function () {
  "use strict";
  var root = document.documentElement;
  root.className = "js";
  var chosen = null;
  try { chosen = localStorage.getItem("handreiking:weergave"); } catch (ignored) { /* storage may be forbidden */ }
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.scheme = chosen === "dark" || chosen === "light" ? chosen : dark ? "dark" : "light";
})();
