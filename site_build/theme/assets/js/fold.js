// Three or more undecided pieces in a row become folded pieces, so that a reader opens what fits. Without this script,
// on paper and in the complete edition they simply stand below each other.
(function () {
  "use strict";
  var LEAST = 3;
  var runs = [];
  var last = null;
  document.querySelectorAll("#inhoud div.when").forEach(function (block) {
    if (block.parentElement.closest(".when") || !labelOf(block)) { return; }
    if (last && block.previousElementSibling === last) {
      runs[runs.length - 1].push(block);
    } else {
      runs.push([block]);
    }
    last = block;
  });

  function labelOf(block) { return block.querySelector(":scope > .when-label"); }

  // "U weet dit nog niet." under every piece of a run is said once, above it.
  function shared(run) {
    var ends = run.map(function (block) { return (labelOf(block).textContent.match(/\. ([^.]+\.)$/) || [])[1] || ""; });
    return ends.every(function (end) { return end === ends[0]; }) ? ends[0] : "";
  }

  function fold(block, said) {
    var label = labelOf(block);
    var details = document.createElement("details");
    details.className = "when";
    var summary = document.createElement("summary");
    summary.textContent = said ? label.textContent.slice(0, -said.length).trim() : label.textContent;
    label.remove();
    details.append(summary);
    while (block.firstChild) { details.append(block.firstChild); }
    block.replaceWith(details);
  }

  runs.forEach(function (run) {
    if (run.length < LEAST) { return; }
    var intro = document.createElement("p");
    intro.className = "when-intro";
    var said = shared(run);
    intro.textContent = ["Van deze " + run.length + " stukken geldt misschien maar een deel.", said, "Open wat bij u past."].filter(Boolean).join(" ");
    run[0].before(intro);
    run.forEach(function (block) { fold(block, said); });
  });

  // A link to a heading inside a folded piece opens it, also in browsers that do not do so themselves.
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details.when");
    if (folded && !folded.open) { folded.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
