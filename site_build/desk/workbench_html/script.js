(function () {
  var body = document.body, seen = body.dataset.stamp, busy = 0;
  function id(name) { return document.getElementById(name); }
  function say(text) { id("status").textContent = text; }
  function put(name, from) { var here = id(name), there = from.getElementById(name); if (here && there) here.replaceWith(there); }
  function opened() { return [].filter.call(document.querySelectorAll("#live details[id]"), function (d) { return d.open; }).map(function (d) { return d.id; }); }

  function load(address, words, answers) {
    var turn = ++busy, kept = opened(), at = window.scrollY;
    fetch(address).then(function (r) { return r.text(); }).then(function (text) {
      if (turn !== busy) return;
      var from = new DOMParser().parseFromString(text, "text/html"), old = id("answers"), wide = from.querySelector(".bench");
      put("live", from);
      if (wide) document.querySelector(".bench").className = wide.className;
      if (answers && old) { var next = from.getElementById("answers"); if (next) { next.open = next.open || old.open; old.replaceWith(next); } else old.remove(); }
      else if (answers && from.getElementById("answers")) { document.querySelector("#choose > button").before(from.getElementById("answers")); }
      document.title = from.title;
      body.dataset.problems = from.body.dataset.problems;
      document.querySelectorAll("header nav a").forEach(function (link, n) { link.href = from.querySelectorAll("header nav a")[n].href; });
      kept.forEach(function (name) { var d = id(name); if (d) d.open = true; });
      window.scrollTo(0, at);
      say(words);
      check();
    });
  }

  function check() {
    if (!id("problems") && !id("count")) return;
    fetch(body.dataset.problems).then(function (r) { return r.text(); }).then(function (text) {
      if (id("problems")) id("problems").innerHTML = text;
      var count = new DOMParser().parseFromString(text, "text/html").querySelector("[data-count]");
      if (count && id("count")) id("count").textContent = "(" + count.dataset.count + ")";
    });
  }

  new EventSource(body.dataset.events).onmessage = function (event) {
    if (event.data === seen) return;
    seen = event.data;
    load(location.href, "Vernieuwd om " + new Date().toLocaleTimeString("nl-NL"), false);
  };

  var form = id("choose");
  if (form) form.addEventListener("change", function (event) {
    if (event.target.name === "name") return;
    var data = new URLSearchParams(new FormData(form));
    data.delete("name");
    if (event.target.name === "file") [].slice.call(data.keys()).concat(Array.from(data.keys())).forEach(function (key) { if (key.indexOf("q.") === 0) data.delete(key); });
    Array.from(data.keys()).forEach(function (key) { if (!data.get(key)) data.delete(key); });
    var address = form.action.split("?")[0] + "?" + data;
    history.replaceState(null, "", address);
    load(address, "Getoond", event.target.name === "file");
  });
  check();
})();
