// What a reader noted on the lists: kept in this browser, per handbook and item. No other page or server sees it.
window.handreikingLijst = (function () {
  "use strict";
  var handbook = document.documentElement.dataset.handbook;
  var STATES = { geregeld: "geregeld", bespreken: "nog bespreken", anders: "bewust anders" };
  var EMPTY = { state: "", reason: "", note: "" };
  var memory = {}; // what the browser refused to store, until the page is left: this counts, not what stands in storage

  function has(object, name) { return Object.prototype.hasOwnProperty.call(object, name); }
  function key(list, item) { return "handreiking:" + handbook + ":" + list + ":" + item; }

  function clean(value) {
    var data = value && typeof value === "object" ? value : {};
    return {
      state: has(STATES, data.state) ? data.state : "",
      reason: typeof data.reason === "string" ? data.reason.slice(0, 2000) : "",
      note: typeof data.note === "string" ? data.note.slice(0, 5000) : ""
    };
  }

  function read(list, item) {
    var name = key(list, item);
    if (has(memory, name)) { return clean(memory[name]); }
    try { return clean(JSON.parse(localStorage.getItem(name))); } catch (ignored) { return clean(null); }
  }

  function write(list, item, value) {
    var data = clean(value);
    var name = key(list, item);
    try {
      if (same(data, EMPTY)) { localStorage.removeItem(name); } else { localStorage.setItem(name, JSON.stringify(data)); }
      delete memory[name];
    } catch (ignored) { memory[name] = data; }
  }

  // Change one thing of an item; the rest is what stands there now, maybe written by another tab.
  function change(list, item, part) { write(list, item, Object.assign(read(list, item), part)); }

  function same(a, b) { return a.state === b.state && a.reason === b.reason && a.note === b.note; }

  // Call `told` when another tab changed something of this handbook.
  function listen(told) {
    window.addEventListener("storage", function (event) {
      if (event.key === null || event.key.indexOf("handreiking:" + handbook + ":") === 0) { told(); }
    });
  }

  // Progress in words; `ids` are the items of the list.
  function progress(list, ids) {
    var counts = { geregeld: 0, bespreken: 0, anders: 0, "": 0 };
    ids.forEach(function (id) { counts[read(list, id).state] += 1; });
    var parts = [];
    var settled = counts.geregeld + counts.anders;
    if (counts.geregeld) { parts.push(counts.geregeld + " geregeld"); }
    if (counts.anders) { parts.push(counts.anders + " bewust anders"); }
    var words = settled ? "Klaar: " + settled + " van de " + ids.length + " punten (" + parts.join(", ") + ")." : "U hebt nog geen punt afgerond.";
    if (counts.bespreken) { words += " Nog bespreken: " + counts.bespreken + "."; }
    if (counts[""]) { words += " Nog niet bekeken: " + counts[""] + "."; }
    return { settled: settled, discuss: counts.bespreken, touched: ids.length - counts[""], words: words };
  }

  return {
    handbook: handbook, STATES: STATES, EMPTY: EMPTY, clean: clean, read: read, write: write, change: change, same: same, has: has,
    listen: listen, progress: progress, kept: function () { return !Object.keys(memory).length; }
  };
})();
