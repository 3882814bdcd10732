// The reflection game: draw a card by theme, keep the drawn ones in this browser, print the deck.
(function () {
  "use strict";
  var game = document.querySelector(".game");
  if (!game) { return; }
  var cards = Array.prototype.slice.call(game.querySelectorAll(".card"));
  if (!cards.length) { return; }
  var root = document.documentElement;
  var key = "handreiking:" + root.dataset.handbook + ":spel";
  var drawn = [];
  try { drawn = JSON.parse(localStorage.getItem(key)) || []; } catch (ignored) { /* a new game */ }
  drawn = drawn.filter(function (id) { return cards.some(function (card) { return card.id === id; }); });

  function el(tag, attributes, text) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text) { node.textContent = text; }
    return node;
  }

  // The deck is what stands on the page; it goes together in one box below the table.
  var deck = game.querySelector(".deck");
  if (!deck) {
    deck = el("div", { class: "deck" });
    while (game.firstChild) { deck.appendChild(game.firstChild); }
    game.appendChild(deck);
  }
  var controls = el("div", { class: "game-controls" });
  var choice = el("div");
  var label = el("label", { for: "spel-thema" }, "Thema");
  var theme = el("select", { id: "spel-thema" });
  theme.appendChild(new Option("Alle thema's", ""));
  var seen = {};
  cards.forEach(function (card) {
    var id = card.dataset.theme;
    if (!id || seen[id]) { return; }
    seen[id] = true;
    var heading = document.getElementById("thema-" + id);
    theme.appendChild(new Option(heading ? heading.textContent.trim() : id, id));
  });
  choice.append(label, theme);
  var draw = el("button", { type: "button", class: "button button-main" }, "Trek een kaart");
  var again = el("button", { type: "button", class: "button" }, "Opnieuw beginnen");
  var print = el("button", { type: "button", class: "button" }, "Print de kaarten");
  var status = el("p", { role: "status" });
  var table = el("div", { class: "game-table", tabindex: "-1" });
  controls.append(choice, draw, again, print);
  var history = el("details", { class: "no-print game-drawn" });
  history.append(el("summary", {}, "Getrokken kaarten"), el("ol"));
  deck.before(controls, status, table, history);

  function left() {
    return cards.filter(function (card) { return drawn.indexOf(card.id) < 0 && (!theme.value || card.dataset.theme === theme.value); });
  }

  function show(card) {
    table.textContent = "";
    if (!card) { return; }
    var copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    table.appendChild(copy);
  }

  function words() {
    var rest = left().length;
    var where = theme.value ? " bij dit thema" : "";
    status.textContent = rest === 0 ? "Alle kaarten" + where + " zijn getrokken." : rest === 1 ? "Er is nog 1 kaart" + where + "." : "Er zijn nog " + rest + " kaarten" + where + ".";
    draw.disabled = rest === 0;
    history.hidden = !drawn.length;
    again.hidden = !drawn.length;
    var list = history.querySelector("ol");
    list.textContent = "";
    drawn.forEach(function (id) {
      var card = cards.find(function (one) { return one.id === id; });
      var item = el("li");
      var name = card.querySelector("h3, h4, p");
      item.appendChild(el("a", { href: "#" + id }, name.textContent.trim()));
      list.appendChild(item);
    });
  }

  function keep() { try { localStorage.setItem(key, JSON.stringify(drawn)); } catch (ignored) { /* only for this visit */ } }

  draw.addEventListener("click", function () {
    var rest = left();
    if (!rest.length) { return; }
    var card = rest[Math.floor(Math.random() * rest.length)];
    drawn.push(card.id);
    keep();
    show(card);
    words();
    table.focus();
  });
  again.addEventListener("click", function () {
    if (!window.confirm("Alle getrokken kaarten gaan terug in het spel. Doorgaan?")) { return; }
    drawn = [];
    keep();
    show(null);
    words();
    draw.focus();
  });
  print.addEventListener("click", function () {
    root.dataset.print = "deck";
    window.addEventListener("afterprint", function () { delete root.dataset.print; }, { once: true });
    window.print();
  });
  theme.addEventListener("change", words);
  show(cards.find(function (card) { return card.id === drawn[drawn.length - 1]; }));
  words();
})();
