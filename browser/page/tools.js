// --- small tools: drawing, saving, moving ------------------------------------------------------
const main = document.getElementById("main"), beside = document.getElementById("beside"), engine = document.getElementById("engine"), notice = document.getElementById("notice");
const root = document.documentElement;
const INFO = JSON.parse(document.getElementById("data-info").textContent);

// h("p", { class: "lead" }, "text", h("em", {}, "more")) -> an element; text is always text, never HTML.
const h = (tag, given, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given || {})) {
    if (value === false || value === null || value === undefined) { continue; }
    if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
    else if (name === "value" || name === "checked") { element[name] = value; }
    else { element.setAttribute(name, value === true ? "" : value); }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
};
const button = (text, run, kind) => h("button", { type: "button", class: kind || "link", onclick: run }, text);
const fill = (place, ...children) => place.replaceChildren(...children.flat(3).filter(Boolean));
const list = (lines) => h("ul", {}, lines.map((line) => h("li", {}, line)));

function today() {
  const now_ = new Date();
  return `${now_.getFullYear()}-${String(now_.getMonth() + 1).padStart(2, "0")}-${String(now_.getDate()).padStart(2, "0")}`;
}
// A value of the first level of antwoorden.yml, without reading YAML.
const field = (text, name) => (text.match(new RegExp(`^${name}: *(.+)$`, "m")) || [])[1] || "";

function save(name, data, type) {
  const link = h("a", { href: URL.createObjectURL(new Blob([data], { type })), download: name });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

// Put a screen in place of the last one; the focus goes to its heading, or to what it marks with data-focus.
function show(title, ...children) {
  fill(main, children);
  document.title = `${title} – Maak uw eigen handboek`;
  window.scrollTo(0, 0);
  for (const one of main.querySelectorAll("table")) { if (one.scrollWidth > one.clientWidth) { one.tabIndex = 0; } } // what scrolls sideways can be reached by key
  const target = main.querySelector("[data-focus]") || main.querySelector("h1");
  if (!target) { return; }
  if (!target.hasAttribute("tabindex")) { target.setAttribute("tabindex", "-1"); }
  target.focus({ preventScroll: true });
}
// The browser's own Back leads to the screen before: a screen that is drawn because of it adds nothing to the history.
let returning = false;
const visit = (state, hash) => (returning ? history.replaceState(state, "", hash) : history.pushState(state, "", hash));
function wait(text) {
  beside.hidden = true;
  show("Even geduld", h("h1", { "data-quiet": true }, "Even geduld"), h("p", { role: "status" }, text));
}
function problem(title, text, next) {
  beside.hidden = true;
  show(title, h("div", { class: "wrong", role: "alert" }, h("h1", { "data-focus": true, "data-quiet": true }, title), text.split("\n").map((line) => h("p", {}, line))),
    h("div", { class: "buttons" }, button("Terug", next, "go")));
}
const failed = (error, next) => problem("Dat lukte niet", String(error.message || error), next);
