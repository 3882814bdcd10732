// Search in Dutch without a server or a worker: folds accents, strips endings, looks inside compounds
// ("hulpverlening" finds "schuldhulpverlening"), and knows the glossary and the words that editors added. No DOM here.
window.handreikingZoekmachine = function (docs, help) {
  "use strict";
  var STOP = new Set((
    "aan al alle altijd als bij binnen daar dan dat de deze die dit door doe doen doet een en er ga gaan gaat geen had heb hebben heeft hem het hier hieraan hierover hiervoor hij hoe hun ik iets iemand in is ja " +
    "eigenlijk echt erg heel je jij jullie kan kom komen komt krijg krijgen krijgt kun kunnen laat laten maak maakt mag meer men met mij mijn moet moeten na naar niet nog nu of om ons onze " +
    "ook op over te tot u uit uw van vind vinden vindt voor waar waarom was wat we wel welk welke werd wie wij wil wilt word worden wordt wordt ze zich zij zijn zo zomaar zou zonder " +
    "the a an of for to and how what is").split(" "));
  // Where cutting an ending gives another word ("weten" is no "wet"), or the plural is another stem.
  var IRREGULAR = { weten: "weten", weet: "weten", leden: "lid", raadsleden: "raadslid", steden: "stad", kosten: "kosten" };
  var WORD = /[\p{L}\p{N}]+/gu;
  var TITLE = 9, SUMMARY = 5, HELP = 6, HEADING = 3; // against 1 for a word of the text
  var CURATED = 1.1; // what a whole phrase that an editor wrote for a page is worth

  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/['’]/g, ""); }

  // 'huizen' and 'huis', 'mandaten' and 'mandaat', 'borging' and 'borgen' become the same.
  function cut(word) {
    if (Object.prototype.hasOwnProperty.call(IRREGULAR, word)) { return IRREGULAR[word]; }
    var w = word;
    if (w.length > 4) {
      w = (w.length > 6 ? w.replace(/(heden|heid)$/, "") : w).replace(/(tjes|jes|tje|je)$/, "");
      var short = w.replace(/(ingen|ing|aties|atie|eren|ende|ends|end|en|es|e|s|t)$/, "");
      if (short.length >= 3) { w = short; }
    } else if (w.length === 4) {
      w = w.replace(/(en|e)$/, "");
      if (w.length < 3) { w = word; }
    }
    w = w.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1").replace(/v$/, "f").replace(/z$/, "s");
    return w.replace(/aa/g, "a").replace(/ee/g, "e").replace(/oo/g, "o").replace(/uu/g, "u");
  }

  var stems = new Map();
  function stem(word) {
    var known = stems.get(word);
    if (known === undefined) {
      // Until nothing falls off any more: "besluiten" and "besluit" end alike.
      for (var before = word, turn = 0; turn < 4; before = known, turn += 1) { known = cut(before); if (known === before) { break; } }
      stems.set(word, known);
    }
    return known;
  }
  function words(text) { return fold(text).match(WORD) || []; }
  function unique(list) { return Array.from(new Set(list)); }
  function tell(text) { return words(text).filter(function (word) { return !STOP.has(word); }); }

  function plain(html) {
    var text = html.replace(/<sup[^>]*>.*?<\/sup>/g, "").replace(/↩/g, "").replace(/<(?:\/(?:p|li|h\d|td|th|dt|dd|tr)|br)[^>]*>/g, " ").replace(/<[^>]+>/g, "");
    return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#(?:x27|39);/g, "'").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  }

  // --- the index: pages with their fields, and the sections that a result can point to ---

  var pages = new Map(); // address without .html -> page
  var sections = [];
  var vocabulary = new Map(); // stem -> Map(page -> {body, field})

  function note(page, word, kind, amount) {
    var s = stem(word);
    var found = vocabulary.get(s);
    if (!found) { vocabulary.set(s, found = new Map()); }
    var entry = found.get(page);
    if (!entry) { found.set(page, entry = { body: 0, field: 0 }); }
    if (kind === "body") { entry.body += amount; } else { entry.field = Math.max(entry.field, amount) + 0.2 * Math.min(entry.field, amount); }
  }

  docs.forEach(function (doc) {
    var parts = doc.location.split("#");
    var at = parts[0].replace(/\.html$/, "");
    var page = pages.get(at);
    if (!page) {
      page = { location: parts[0], at: at, title: plain(doc.title), boost: doc.boost || 1, kind: (help.kinds || {})[at] || "", length: 0, sections: [] };
      pages.set(at, page);
      unique(tell(page.title)).forEach(function (word) { note(page, word, "field", TITLE); });
      page.name = unique(tell(page.title).map(stem));
    }
    var section = { page: page, location: doc.location, title: plain(doc.title), text: plain(doc.text) };
    section.stems = words(section.text).map(stem);
    page.sections.push(sections.push(section) - 1);
    if (parts[1]) { unique(tell(section.title)).forEach(function (word) { note(page, word, "field", HEADING); }); }
    else { unique(tell(section.text).slice(0, 30)).forEach(function (word) { note(page, word, "field", SUMMARY); }); }
    words(section.text).forEach(function (word) { note(page, word, "body", 1); page.length += 1; });
  });

  // --- what editors wrote: the glossary's terms, and words per page ---

  function phrase(text) { return unique((tell(text).length ? tell(text) : words(text)).map(stem)); }
  var phrases = []; // {stems, pages: [[page, weight]]}
  var terms = (help.terms || []).map(function (entry) {
    var seen = (entry[2] || []).map(function (at, index) { return [pages.get(at), 0.75 / (1 + index)]; }).filter(function (pair) { return pair[0]; });
    var same = entry[0].map(phrase);
    same.forEach(function (one) { phrases.push({ stems: one, pages: seen }); });
    return { name: entry[0][0], same: same, parts: (entry[1] || []).map(phrase) };
  });
  (help.words || []).forEach(function (entry) {
    var meant = entry[1].map(function (at) { return pages.get(at); }).filter(Boolean);
    entry[0].forEach(function (text) {
      var one = phrase(text);
      phrases.push({ stems: one, pages: meant.map(function (page) { return [page, 1]; }) });
      meant.forEach(function (page) { words(text).forEach(function (word) { if (!STOP.has(word)) { note(page, word, "field", HELP); } }); });
    });
  });

  var single = new Set(phrases.filter(function (one) { return one.stems.length === 1; }).map(function (one) { return one.stems[0]; }));
  var total = pages.size || 1;
  var average = Array.from(pages.values()).reduce(function (sum, page) { return sum + page.length; }, 0) / total || 1;
  var every = Array.from(vocabulary.keys());
  function rarity(s) { var found = vocabulary.get(s); return Math.log(1 + total / (found ? found.size : 1)); }

  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) { return most + 1; }
    var row = Array.from({ length: b.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= a.length; i += 1) {
      var before = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length; j += 1) {
        var kept = row[j];
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1));
        before = kept;
      }
    }
    return row[b.length];
  }

  // How well a word of the text answers a word of the question, from 0 to 1. A word of the question never finds a part of itself.
  function likeness(word, asked) {
    if (word === asked) { return 1; }
    if (asked.length < 4 || word.length <= asked.length) { return 0; }
    var at = word.indexOf(asked);
    if (at === 0) { return 0.4; }
    if (at > 0 && at + asked.length === word.length) { return 0.5; }
    return at > 2 && asked.length > 4 ? 0.25 : 0;
  }

  // The words of the text that answer one word of the question: Map(stem -> how well).
  function alternatives(asked) {
    var matches = new Map();
    function take(s, value) { if (vocabulary.has(s) && value > (matches.get(s) || 0)) { matches.set(s, value); } }
    var own = vocabulary.get(asked);
    var lesser = own && own.size > 2 ? 0.6 : 1; // who names the word itself means less the words made of it
    every.forEach(function (word) {
      var value = likeness(word, asked);
      if (value) { take(word, value === 1 ? 1 : value * lesser); }
    });
    terms.forEach(function (term) {
      var index = term.same.findIndex(function (one) { return one.length === 1 && one[0] === asked; });
      if (index >= 0) {
        term.same.forEach(function (one, other) { if (one.length === 1) { take(one[0], other ? 0.4 : 0.65); } });
      } else if (term.parts.some(function (one) { return one.length === 1 && one[0] === asked; }) && term.same[0].length === 1) {
        take(term.same[0][0], 0.5);
      }
    });
    if (!matches.size && asked.length >= 5) {
      var most = asked.length >= 9 ? 2 : 1;
      every.forEach(function (word) { if (word[0] === asked[0] && distance(word, asked, most) <= most) { take(word, 0.6); } });
    }
    return matches;
  }

  // The words of the text that a long word is made of, at its beginning and its end: "schuldenproblematiek" is schulden and problematiek.
  function piecesOf(word) {
    function longest(cutAt) {
      for (var size = word.length - 3; size >= 3; size -= 1) {
        var piece = cutAt(size);
        var found = [piece, piece.replace(/s$/, "")].filter(function (one) { return vocabulary.has(stem(one)) && (one.length > 3 || single.has(stem(one))); })[0];
        if (found && !STOP.has(found)) { return found; }
      }
      return null;
    }
    return unique([longest(function (size) { return word.slice(0, size); }), longest(function (size) { return word.slice(-size); })].filter(Boolean));
  }

  function search(question) {
    var typed = words(question);
    var meant = typed.filter(function (word) { return !STOP.has(word); });
    typed = unique(meant.length ? meant : typed);
    var asked = unique(typed.map(stem));
    var lit = Object.create(null);
    var answer = { pages: [], stems: lit, unknown: [], instead: [], term: null };
    if (!asked.length) { return answer; }
    var weights = new Map();
    var scored = new Map(); // page -> {sum, met}
    function entry(page) {
      if (!scored.has(page)) { scored.set(page, { sum: 0, met: 0, bonus: 0 }); }
      return scored.get(page);
    }
    function look(s, share) {
      var matches = alternatives(s);
      if (!matches.size) { return; }
      var weight = share * (vocabulary.has(s) ? rarity(s) : Math.max.apply(null, Array.from(matches.keys()).map(rarity)) * 0.8);
      weights.set(s, weight);
      var best = new Map();
      matches.forEach(function (value, word) {
        lit[word] = Math.max(lit[word] || 0, value);
        vocabulary.get(word).forEach(function (count, page) {
          var often = count.field + count.body / (0.4 + 0.6 * page.length / average);
          var worth = value * often / (often + 3);
          best.set(page, Math.max(best.get(page) || 0, worth) + 0.1 * Math.min(best.get(page) || 0, worth));
        });
      });
      best.forEach(function (worth, page) { entry(page).sum += weight * worth; entry(page).met += weight * Math.min(1, 2 * worth); });
    }
    answer.term = definition(asked);
    asked.forEach(function (s) { look(s, 1); });
    answer.unknown = typed.filter(function (word) { return !weights.has(stem(word)); });
    if (!weights.size) {
      // Nothing was found, and that is what it says; what the word is made of is a next step, not an answer.
      answer.instead = unique(answer.unknown.reduce(function (all, word) { return all.concat(piecesOf(word)); }, []));
      return answer;
    }
    // Beside words that are there, a long word that is (almost) nowhere counts with what it is made of.
    typed.filter(function (word) { var found = vocabulary.get(stem(word)); return word.length > 7 && !single.has(stem(word)) && (!found || found.size < 3); }).forEach(function (word) {
      piecesOf(word).map(stem).filter(function (s) { return !weights.has(s); }).forEach(function (s) { look(s, 0.6); asked.push(s); });
    });

    // A phrase of an editor counts when all its words were asked; the more of the question it is, the more it counts.
    var all = asked.reduce(function (sum, s) { return sum + (weights.get(s) || rarity(s)); }, 0);
    phrases.forEach(function (one) {
      if (!one.stems.length || !one.stems.every(function (s) { return asked.indexOf(s) >= 0; })) { return; }
      var part = one.stems.reduce(function (sum, s) { return sum + (weights.get(s) || rarity(s)); }, 0) / all;
      one.pages.forEach(function (pair) { var found = entry(pair[0]); found.bonus = Math.max(found.bonus, CURATED * pair[1] * part); });
    });

    var known = Array.from(weights.values()).reduce(function (sum, weight) { return sum + weight; }, 0) || 1;
    answer.pages = Array.from(scored.entries()).map(function (pair) {
      var page = pair[0], found = pair[1];
      // A title that is the question weighs most; a compound in it names the thing too ("huisbezoek" for "bezoek").
      var named = asked.reduce(function (sum, s) {
        return sum + (weights.get(s) || 0) * Math.max.apply(null, [0].concat(page.name.map(function (word) { return likeness(word, s); })));
      }, 0) / known;
      var whole = named * asked.length / Math.max(page.name.length, asked.length);
      var score = found.sum / known * (0.3 + 0.7 * Math.min(1, found.met / known)) * (1 + 0.5 * named + 0.4 * whole) * page.boost;
      return { page: page, score: score + found.bonus, sections: [] };
    });
    answer.pages.sort(function (a, b) { return b.score - a.score || (a.page.location < b.page.location ? -1 : 1); });
    // The tail that shares only an everyday word with the question is no answer.
    var top = answer.pages.length ? answer.pages[0].score : 0;
    answer.pages = answer.pages.filter(function (one, index) { return index < 3 || one.score > 0.12 * top; });
    answer.pages.slice(0, 40).forEach(function (one) { one.sections = order(one.page, lit); });
    return answer;
  }

  // The sections of a page, the one that says most about the question first.
  function order(page, lit) {
    return page.sections.map(function (index) {
      var section = sections[index];
      var seen = Object.create(null);
      var score = section.location.indexOf("#") > 0 ? 0 : 0.01;
      section.stems.forEach(function (s) { if (lit[s]) { seen[s] = (seen[s] || 0) + 1; } });
      Object.keys(seen).forEach(function (s) { score += lit[s] * rarity(s) * seen[s] / (seen[s] + 1 + section.stems.length / 150); });
      words(section.title).forEach(function (word) { score += 1.5 * (lit[stem(word)] || 0) * (STOP.has(word) ? 0 : rarity(stem(word))); });
      return { section: section, score: score };
    }).sort(function (a, b) { return b.score - a.score; }).filter(function (one, index) { return !index || one.score > 0.05; }).map(function (one) { return one.section; });
  }

  // The glossary's own words, where the question is a term or one of its synonyms.
  function definition(asked) {
    var same = terms.filter(function (term) { return term.same.some(function (one) { return one.length === asked.length && one.every(function (s) { return asked.indexOf(s) >= 0; }); }); });
    same = same.length ? same : terms.filter(function (term) { return asked.length === 1 && term.parts.some(function (one) { return one.length === 1 && one[0] === asked[0]; }); });
    var found = same.map(function (term) {
      return sections.find(function (section) { return section.page.at === "begrippen" && section.title === term.name && section.location.indexOf("#") > 0; });
    }).filter(Boolean)[0];
    return found || null;
  }

  // Pieces of text around the first hit: [[text, hit], …].
  function snippet(text, lit, around) {
    var hits = [];
    Array.from(text.matchAll(WORD)).forEach(function (match) {
      var value = lit[stem(fold(match[0]))];
      if (value) { hits.push([match.index, match.index + match[0].length, value]); }
    });
    // Begin at the first word that was really asked for; a synonym or a piece of a word is second best.
    var best = hits.reduce(function (most, hit) { return Math.max(most, hit[2]); }, 0);
    hits = hits.filter(function (hit) { return hit[2] >= Math.min(best, 0.5); });
    var first = hits.filter(function (hit) { return hit[2] === best; })[0];
    var start = first ? Math.max(0, first[0] - around) : 0;
    if (start) { start = text.indexOf(" ", start) + 1; }
    var end = Math.min(text.length, start + 3 * around);
    if (end < text.length) { end = Math.max(text.lastIndexOf(" ", end), start); }
    var pieces = [];
    pieces.best = best;
    var at = start;
    if (start) { pieces.push(["… ", false]); }
    hits.forEach(function (hit) {
      if (hit[0] < at || hit[1] > end) { return; }
      pieces.push([text.slice(at, hit[0]), false], [text.slice(hit[0], hit[1]), true]);
      at = hit[1];
    });
    pieces.push([text.slice(at, end) + (end < text.length ? " …" : ""), false]);
    return pieces;
  }

  return { search: search, snippet: snippet };
};
