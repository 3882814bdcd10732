// Light or dark, before the first paint: what the reader chose here, otherwise what the system says.
// From disk Firefox gives each page a storage of its own; the name of the window goes along to the next page.
(function () {
  "use strict";
  var root = document.documentElement;
  var KEY = "handreiking:weergave";
  var NAME = /^handreiking:weergave=(dark|light)$/;
  root.className = "js";
  var named = location.protocol === "file:" && NAME.exec(window.name);
  var chosen = named ? named[1] : null;
  try { chosen = chosen || localStorage.getItem(KEY); } catch (ignored) { /* storage may be forbidden */ }
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.scheme = chosen === "dark" || chosen === "light" ? chosen : dark ? "dark" : "light";
  window.handreikingWeergave = function (scheme) {
    if (location.protocol === "file:" && (!window.name || NAME.test(window.name))) { window.name = KEY + "=" + scheme; }
    try { localStorage.setItem(KEY, scheme); } catch (ignored) { /* then only for this page */ }
  };
})();
