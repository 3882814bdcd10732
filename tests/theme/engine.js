// Run the search engine on a built site, without a browser: node engine.js SITE < [question, …]; one JSON answer per question on stdout.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const site = process.argv[2];
const window = {};
const context = vm.createContext({ window });
for (const file of ["search/search_index.js", "assets/js/search-words.js", "assets/js/search-engine.js"]) {
  vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), context, { filename: file });
}
const engine = window.handreikingZoekmachine((window.__index || context.__index).docs, window.handreikingZoekwoorden);
const answers = JSON.parse(fs.readFileSync(0, "utf8")).map((question) => {
  const found = engine.search(question);
  // What is shown when nothing is found: pages about the pieces of the word.
  const instead = found.instead.length ? engine.search(found.instead.join(" ")).pages : [];
  const at = (list) => list.slice(0, 10).map((one) => one.page.at);
  return { pages: at(found.pages), count: found.pages.length, unknown: found.unknown, instead: found.instead, shown: at(found.pages.length ? found.pages : instead),
    term: found.term ? found.term.location : null, excerpt: found.pages.length ? engine.snippet(found.pages[0].sections[0].text, found.stems, 60).map((p) => p[0]).join("") : "" };
});
process.stdout.write(JSON.stringify(answers));
