// The search dialog. The index comes as a script, because a page opened from disk may not fetch a file.
(function () {
  "use strict";
  var dialog = document.getElementById("zoekvenster");
  var button = document.querySelector(".search-button");
  if (!dialog || !button || !dialog.showModal) { if (button) { button.hidden = true; } return; }
  var base = document.documentElement.dataset.base.replace(/\/?$/, "/");
  var input = dialog.querySelector("input");
  var count = dialog.querySelector(".search-count");
  var list = dialog.querySelector(".search-results");
  var FIRST = 10;
  var engine = null;
  var loading = null;
  var timer = 0;

  function load(path, done) {
    var script = document.createElement("script");
    script.src = base + path;
    script.onload = function () { done(true); };
    script.onerror = function () { done(false); };
    document.head.appendChild(script);
  }

  function prepare() {
    loading = loading || new Promise(function (resolve) {
      load("assets/js/search-engine.js", function (first) {
        load("search/search_index.js", function (second) {
          if (first && second) { engine = window.handreikingZoekmachine(window.__index.docs, window.handreikingZoekwoorden || []); }
          resolve(Boolean(engine));
        });
      });
    });
    return loading;
  }

  function marked(pieces) {
    var p = document.createElement("p");
    pieces.forEach(function (piece) {
      var node = piece[1] ? document.createElement("mark") : document.createTextNode(piece[0]);
      if (piece[1]) { node.textContent = piece[0]; }
      p.appendChild(node);
    });
    return p;
  }

  function link(location, text) {
    var a = document.createElement("a");
    a.href = base + location;
    a.textContent = text;
    a.addEventListener("click", function () { dialog.close(); });
    return a;
  }

  function result(found, stems) {
    var item = document.createElement("li");
    // The text to show is the one with the word itself, not only with a word that means the same.
    var texts = found.sections.slice(0, 5).map(function (section) { return engine.snippet(section.text, stems, 60); });
    var best = texts.reduce(function (most, pieces) { return pieces.best > most.best ? pieces : most; });
    item.appendChild(link(found.page.location, found.page.title));
    item.appendChild(marked(best));
    var more = found.sections.filter(function (section) { return section.location.indexOf("#") > 0 && section.title !== found.page.title; }).slice(0, 2);
    if (more.length) {
      var sub = document.createElement("ul");
      more.forEach(function (section) {
        var li = document.createElement("li");
        li.appendChild(link(section.location, section.title));
        sub.appendChild(li);
      });
      item.appendChild(sub);
    }
    return item;
  }

  function show() {
    var question = input.value.trim();
    list.textContent = "";
    list.removeAttribute("data-question");
    if (question.length < 2) { count.textContent = ""; return; }
    if (!engine) {
      count.textContent = "Even geduld, de zoekmachine wordt geladen.";
      prepare().then(function (ready) { if (ready) { show(); } else { count.textContent = "Zoeken lukt nu niet. Gebruik het menu of het overzicht van alle bladzijden."; } });
      return;
    }
    var found = engine.search(question);
    var all = found.pages;
    count.textContent = all.length === 0 ? "Niets gevonden voor “" + question + "”. Probeer een ander of korter woord." : all.length === 1 ? "1 bladzijde gevonden." : all.length + " bladzijden gevonden.";
    all.slice(0, FIRST).forEach(function (one) { list.appendChild(result(one, found.stems)); });
    if (all.length > FIRST) {
      var item = document.createElement("li");
      var more = document.createElement("button");
      more.type = "button";
      more.className = "button";
      more.textContent = "Toon de andere " + (all.length - FIRST);
      more.addEventListener("click", function () {
        item.remove();
        all.slice(FIRST).forEach(function (one) { list.appendChild(result(one, found.stems)); });
        list.children[FIRST].querySelector("a").focus();
      });
      item.appendChild(more);
      list.appendChild(item);
    }
    list.dataset.question = question;
  }

  function open() {
    if (dialog.open) { return; }
    dialog.showModal();
    input.focus();
    input.select();
    prepare();
  }

  button.addEventListener("click", open);
  dialog.querySelector(".search-close").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) { if (event.target === dialog) { dialog.close(); } });
  dialog.addEventListener("close", function () { button.focus(); });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 120); });
  dialog.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    show();
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
})();
