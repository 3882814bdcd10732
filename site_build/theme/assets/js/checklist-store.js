// What a reader noted on the lists: kept in this browser, per handbook and item. No other page or server sees it.
window.handreikingLijst = (function () {
  "use strict";
  var handbook = document.documentElement.dataset.handbook;
  var STATES = { geregeld: "geregeld", bespreken: "nog bespreken", anders: "bewust anders" };
  var EMPTY = { state: "", reason: "", note: "" };
  var memory = {}; // when the browser forbids storage, until the page is left
  var works = true;

  function key(list, item) { return "handreiking:" + handbook + ":" + list + ":" + item; }

  function clean(value) {
    var data = value && typeof value === "object" ? value : {};
    return {
      state: Object.prototype.hasOwnProperty.call(STATES, data.state) ? data.state : "",
      reason: typeof data.reason === "string" ? data.reason.slice(0, 2000) : "",
      note: typeof data.note === "string" ? data.note.slice(0, 5000) : ""
    };
  }

  function read(list, item) {
    try { return clean(JSON.parse(localStorage.getItem(key(list, item)))); } catch (ignored) { return clean(memory[key(list, item)]); }
  }

  function write(list, item, value) {
    var data = clean(value);
    memory[key(list, item)] = data;
    try {
      if (same(data, EMPTY)) { localStorage.removeItem(key(list, item)); } else { localStorage.setItem(key(list, item), JSON.stringify(data)); }
    } catch (ignored) { works = false; }
  }

  function same(a, b) { return a.state === b.state && a.reason === b.reason && a.note === b.note; }

  return {
    handbook: handbook, STATES: STATES, EMPTY: EMPTY, clean: clean, read: read, write: write, same: same,
    kept: function () { return works; }
  };
})();
