// Terms of the glossary: a tooltip on hover and on focus, that Escape closes and that stays under the pointer.
(function () {
  "use strict";
  var tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "begrip-uitleg";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  (document.getElementById("inhoud") || document.body).appendChild(tip);
  var current = null;
  var timer = 0;

  function show(term) {
    clearTimeout(timer);
    if (current === term) { return; }
    hide();
    current = term;
    tip.textContent = term.dataset.tip;
    tip.hidden = false;
    term.setAttribute("aria-describedby", tip.id);
    var place = term.getClientRects()[0] || term.getBoundingClientRect();
    var origin = tip.offsetParent ? tip.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    var left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    var below = place.bottom + 6;
    var top = below + tip.offsetHeight > window.innerHeight && place.top > tip.offsetHeight + 12 ? place.top - tip.offsetHeight - 6 : below;
    tip.style.left = left - origin.left + "px";
    tip.style.top = top - origin.top + "px";
  }

  function hide() {
    clearTimeout(timer);
    if (!current) { return; }
    current.removeAttribute("aria-describedby");
    current = null;
    tip.hidden = true;
  }

  function later() { clearTimeout(timer); timer = setTimeout(hide, 250); }

  document.querySelectorAll("a.term[data-tip]").forEach(function (term) {
    term.addEventListener("mouseenter", function () { show(term); });
    term.addEventListener("mouseleave", later);
    term.addEventListener("focus", function () { show(term); });
    term.addEventListener("blur", hide);
  });
  tip.addEventListener("mouseenter", function () { clearTimeout(timer); });
  tip.addEventListener("mouseleave", later);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
})();
