// The search dialog. The index comes as a script, because a page opened from disk may not fetch a file.
// The question stands in the address (?q=), so that it can be shared and Back brings it again with its results.
(function () {
  "use strict";
  var dialog = document.getElementById("zoekvenster");
  var button = document.querySelector(".search-button");
  if (!dialog || !button || !dialog.showModal) { if (button) { button.hidden = true; } return; }
  var base = document.documentElement.dataset.base.replace(/\/?$/, "/");
  var input = dialog.querySelector("input");
  var count = dialog.querySelector(".search-count");
  var about = dialog.querySelector(".search-term");
  var list = dialog.querySelector(".search-results");
  var FIRST = 10;
  var INSTEAD = 5; // of a word that is nowhere: pages about what it is made of
  var engine = null;
  var loading = null;
  var timer = 0;
  var back = true; // give the focus back to the button when the dialog closes
  var leaving = false; // a result on this page was followed: what the address says then is old

  function load(path) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = base + path;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  function prepare() {
    loading = loading || Promise.all(["assets/js/search-engine.js", "assets/js/search-words.js", "search/search_index.js"].map(load)).then(function () {
      engine = window.handreikingZoekmachine(window.__index.docs, window.handreikingZoekwoorden || {});
      return true;
    }).catch(function () { return false; });
    return loading;
  }

  // --- the address ---

  function remember(question) {
    var query = new URLSearchParams(location.search);
    if (question) { query.set("q", question); } else { query.delete("q"); }
    var text = query.toString();
    try { history.replaceState({ q: question }, "", location.pathname + (text ? "?" + text : "") + location.hash); } catch (ignored) {
      try { history.replaceState({ q: question }, ""); } catch (refused) { /* then Back brings only the page again */ }
    }
  }

  function asked() { return new URLSearchParams(location.search).get("q") || (history.state && history.state.q) || ""; }

  // --- results ---

  function el(tag, name, text) {
    var node = document.createElement(tag);
    if (name) { node.className = name; }
    if (text) { node.textContent = text; }
    return node;
  }

  function marked(pieces) {
    var p = document.createElement("p");
    pieces.forEach(function (piece) { p.appendChild(piece[1] ? el("mark", "", piece[0]) : document.createTextNode(piece[0])); });
    return p;
  }

  // A link to this page itself closes the dialog and puts the focus where it leads; another page keeps the question for Back.
  function link(location_, text) {
    var a = el("a", "", text);
    a.href = base + location_;
    a.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || a.pathname !== location.pathname) { return; }
      event.preventDefault();
      back = false;
      leaving = true;
      setTimeout(function () { leaving = false; }, 0);
      dialog.close();
      var goal = a.hash ? document.getElementById(decodeURIComponent(a.hash.slice(1))) : document.querySelector("main h1");
      if (a.hash) { location.hash = a.hash; }
      goal = goal || document.getElementById("inhoud");
      if (!goal.hasAttribute("tabindex")) { goal.setAttribute("tabindex", "-1"); }
      goal.focus({ preventScroll: Boolean(a.hash) });
    });
    return a;
  }

  function result(found, stems) {
    var item = el("li");
    // The text to show is the one with the word itself, not only with a word that means the same.
    var texts = found.sections.slice(0, 5).map(function (section) { return engine.snippet(section.text, stems, 60); });
    item.appendChild(link(found.page.location, found.page.title));
    if (found.page.kind) { item.append(" ", el("span", "search-kind", found.page.kind)); }
    if (texts.length) { item.appendChild(marked(texts.reduce(function (most, pieces) { return pieces.best > most.best ? pieces : most; }))); }
    var more = found.sections.filter(function (section) { return section.location.indexOf("#") > 0 && section.title !== found.page.title; }).slice(0, 2);
    if (more.length) {
      var sub = el("ul");
      more.forEach(function (section) { sub.appendChild(el("li")).appendChild(link(section.location, section.title)); });
      item.appendChild(sub);
    }
    return item;
  }

  function showTerm(section) {
    about.textContent = "";
    about.hidden = !section;
    if (!section) { return; }
    var text = section.text.split(" Ook gezocht als:")[0].split(" Zie:")[0];
    about.append(el("strong", "", section.title), ": " + text + " ", link(section.location, "Bij de begrippen"));
  }

  function words(found) { return found.map(function (word) { return "“" + word + "”"; }).join(" en "); }

  function showPages(found, most) {
    var all = found.pages;
    all.slice(0, most).forEach(function (one) { list.appendChild(result(one, found.stems)); });
    if (all.length <= most || most === INSTEAD) { return; }
    var item = el("li");
    var more = el("button", "button", "Toon de andere " + (all.length - most));
    more.type = "button";
    more.addEventListener("click", function () {
      item.remove();
      all.slice(most).forEach(function (one) { list.appendChild(result(one, found.stems)); });
      list.children[most].querySelector("a").focus();
    });
    item.appendChild(more);
    list.appendChild(item);
  }

  function nextStep() {
    var item = el("li", "search-next");
    item.append("Of kijk bij ", link(dialog.dataset.overview, "alle bladzijden"), " of bij ", link("begrippen.html", "de begrippen"), ".");
    list.appendChild(item);
  }

  function show() {
    var question = input.value.trim();
    list.textContent = "";
    list.removeAttribute("data-question");
    showTerm(null);
    if (question.length < 2) { count.textContent = ""; remember(""); return; }
    remember(question);
    if (!engine) {
      count.textContent = "Even geduld, de zoekmachine wordt geladen.";
      prepare().then(function (ready) {
        if (ready) { show(); } else { count.textContent = "Zoeken lukt nu niet. Gebruik het menu of het overzicht van alle bladzijden."; }
      });
      return;
    }
    var found = engine.search(question);
    showTerm(found.term);
    if (found.pages.length) {
      count.textContent = (found.pages.length === 1 ? "1 bladzijde gevonden." : found.pages.length + " bladzijden gevonden.")
        + (found.unknown.length ? " Dit staat nergens: " + words(found.unknown) + "." : "");
      showPages(found, FIRST);
    } else {
      count.textContent = "Niets gevonden voor “" + question + "”. " + (found.instead.length ? "Dit gaat wel over " + words(found.instead) + ":" : "Probeer een ander of korter woord.");
      if (found.instead.length) { showPages(engine.search(found.instead.join(" ")), INSTEAD); }
      nextStep();
    }
    list.dataset.question = question;
  }

  function open() {
    if (dialog.open) { return; }
    back = true;
    dialog.showModal();
    input.focus();
    input.select();
    prepare();
  }

  // The address decides: a shared link, and Back to a page where somebody searched.
  function follow() {
    var question = asked();
    if (!question) { return; }
    input.value = question;
    open();
    show();
  }

  button.addEventListener("click", function () {
    open();
    if (input.value.trim()) { show(); }
  });
  dialog.querySelector(".search-close").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) { if (event.target === dialog) { dialog.close(); } });
  dialog.addEventListener("close", function () {
    clearTimeout(timer);
    remember("");
    if (back) { button.focus(); }
  });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
  // Enter searches at once and goes to the first result; Enter again opens it.
  dialog.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    show();
    prepare().then(function () {
      var first = list.querySelector("a");
      if (first && dialog.open) { first.focus(); }
    });
  });
  dialog.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var links = Array.prototype.slice.call(list.querySelectorAll("a, button"));
    var at = links.indexOf(document.activeElement);
    var next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (event.target === input && event.key === "ArrowUp" || !links.length) { return; }
    event.preventDefault();
    if (next < 0) { input.focus(); } else if (links[next]) { links[next].focus(); }
  });
  window.addEventListener("popstate", function () {
    if (leaving) { return; }
    if (asked()) { follow(); } else if (dialog.open) { dialog.close(); }
  });
  follow();
})();
