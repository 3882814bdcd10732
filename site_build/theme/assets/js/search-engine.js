// Search in Dutch without a server or a worker: folds accents, strips endings, looks inside compounds
// ("hulpverlening" finds "schuldhulpverlening") and knows the glossary's synonyms. No DOM in this file.
window.handreikingZoekmachine = function (docs, groups) {
  "use strict";
  var STOP = " de het een en of van in op te voor met is zijn dat die dit wat hoe wie waar als bij aan om uw u ik we wij naar er ook over door ";
  // Where cutting an ending gives another word ("weten" is no "wet"), or the plural is another stem.
  var IRREGULAR = { weten: "weten", weet: "weten", leden: "lid", raadsleden: "raadslid", steden: "stad", kosten: "kosten" };
  var WORD = /[\p{L}\p{N}]+/gu;
  var TITLE = 6, HEADING = 3, LEAD = 3, TEXT = 1, ABOUT = 3;
  var SUMMARY = 25; // words

  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""); }

  // 'huizen' and 'huis', 'mandaten' and 'mandaat', 'borging' and 'borgen' become the same.
  function stem(word) {
    if (IRREGULAR[word]) { return IRREGULAR[word]; }
    var w = word;
    if (w.length > 4) {
      w = (w.length > 6 ? w.replace(/(heden|heid)$/, "") : w).replace(/(tjes|jes|tje|je)$/, "");
      var cut = w.replace(/(ingen|ing|aties|atie|eren|ende|end|en|es|e|s|t)$/, "");
      if (cut.length >= 3) { w = cut; }
    } else if (w.length === 4) {
      w = w.replace(/(en|e|s)$/, "");
      if (w.length < 3) { w = word; }
    }
    w = w.replace(/([bcdfghjklmnpqrstvwxz])\1$/, "$1").replace(/v$/, "f").replace(/z$/, "s");
    return w.replace(/aa/g, "a").replace(/ee/g, "e").replace(/oo/g, "o").replace(/uu/g, "u");
  }

  function words(text) { return fold(text).match(WORD) || []; }

  function plain(html) {
    var text = html.replace(/<(?:\/(?:p|li|h\d|td|th|dt|dd|tr)|br)[^>]*>/g, " ").replace(/<[^>]+>/g, "");
    return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#(?:x27|39);/g, "'").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  }

  var pages = {};
  var sections = [];
  var postings = Object.create(null); // stem -> [[section, weight], …]
  var pagesWith = Object.create(null); // stem -> number of pages

  docs.forEach(function (doc) {
    var at = doc.location.split("#")[0];
    var page = pages[at] || (pages[at] = { location: at, title: plain(doc.title), boost: doc.boost || 1, stems: {} });
    var section = { page: page, location: doc.location, title: plain(doc.title), text: plain(doc.text), length: 0 };
    var whole = doc.location.indexOf("#") < 0;
    var found = Object.create(null);
    function add(text, weight, later) {
      words(text).forEach(function (word, place) {
        var s = stem(word);
        found[s] = (found[s] || 0) + (place < SUMMARY ? weight : later);
        section.length += 1;
      });
    }
    add(section.title, whole ? TITLE : HEADING, TEXT);
    add(section.text, whole ? LEAD : TEXT, TEXT); // a page begins with its summary
    var index = sections.push(section) - 1;
    if (page.first === undefined) { page.first = index; }
    Object.keys(found).forEach(function (s) {
      (postings[s] = postings[s] || []).push([index, found[s]]);
      if (!page.stems[s]) { page.stems[s] = true; pagesWith[s] = (pagesWith[s] || 0) + 1; }
    });
  });
  var vocabulary = Object.keys(postings);
  var total = Object.keys(pages).length || 1;
  function phrase(word) { return words(word).map(stem).join(" "); }
  var synonyms = groups.map(function (group) { return { same: group[0].map(phrase), parts: group[1].map(phrase), pages: group[2] || [] }; });

  // A synonym of several words is represented by its longest one.
  function longest(text) { return text.split(" ").sort(function (a, b) { return b.length - a.length; })[0]; }

  // How well a word of the text answers a word of the question, from 0 to 1.
  function likeness(word, asked) {
    if (word === asked) { return 1; }
    if (asked.length >= 3 && word.indexOf(asked) === 0) { return 0.55 + 0.35 * asked.length / word.length; }
    if (asked.length < 4) { return 0; }
    var at = word.indexOf(asked);
    if (at > 0) { return (at + asked.length === word.length ? 0.55 : 0.3) + 0.2 * asked.length / word.length; }
    if (word.length >= 5 && asked.indexOf(word) >= 0) { return 0.3 * word.length / asked.length; }
    return 0;
  }

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

  function alternatives(asked) {
    var matches = Object.create(null);
    function take(s, factor) {
      vocabulary.forEach(function (word) {
        var value = likeness(word, s) * factor;
        if (value > (matches[word] || 0)) { matches[word] = value; }
      });
    }
    take(asked, 1);
    synonyms.forEach(function (group) {
      if (group.same.indexOf(asked) >= 0) {
        group.same.forEach(function (other, index) { if (other.split(" ").indexOf(asked) < 0) { take(longest(other), index ? 0.5 : 0.75); } });
      } else if (group.parts.indexOf(asked) >= 0) {
        take(longest(group.same[0]), 0.6);
      }
    });
    if (!Object.keys(matches).length && asked.length >= 5) {
      var most = asked.length >= 8 ? 2 : 1;
      vocabulary.forEach(function (word) { if (distance(word, asked, most) <= most) { matches[word] = 0.5; } });
    }
    return matches;
  }

  function search(question) {
    var all = words(question);
    var asked = all.filter(function (word) { return STOP.indexOf(" " + word + " ") < 0; });
    asked = (asked.length ? asked : all).map(stem).filter(function (s, i, list) { return list.indexOf(s) === i; });
    if (!asked.length) { return { pages: [], stems: {} }; }
    // "bezoek aan huis" is a synonym as a whole: its term is searched for as well.
    var extra = [];
    synonyms.forEach(function (group) {
      var whole = group.same.some(function (text) {
        var parts = text.split(" ");
        return parts.length > 1 && parts.every(function (part) { return asked.indexOf(part) >= 0 || STOP.indexOf(" " + part + " ") >= 0; });
      });
      if (whole && extra.indexOf(longest(group.same[0])) < 0) { extra.push(longest(group.same[0])); }
    });
    var lit = Object.create(null);
    var scored = Object.create(null); // page -> {score per asked word, best section}
    asked.concat(extra).forEach(function (s, number) {
      var matches = alternatives(s);
      var perSection = Object.create(null);
      Object.keys(matches).forEach(function (word) {
        lit[word] = Math.max(lit[word] || 0, matches[word]);
        // A compound is rare because it is long, not because it says more: the asked word's own rarity counts.
        var rare = Math.log(1 + total / Math.min(pagesWith[word], total));
        postings[word].forEach(function (post) {
          var section = sections[post[0]];
          var often = post[1] / (post[1] + 1.2 + section.length / 250);
          perSection[post[0]] = (perSection[post[0]] || 0) + matches[word] * matches[word] * (0.4 + rare) * often * (post[1] >= TITLE ? 2.2 : post[1] >= HEADING ? 1.3 : 1);
        });
      });
      Object.keys(perSection).forEach(function (index) {
        var section = sections[index];
        var entry = scored[section.page.location] || (scored[section.page.location] = { page: section.page, terms: {}, sections: {} });
        entry.terms[number] = Math.max(entry.terms[number] || 0, perSection[index]) + 0.15 * Math.min(entry.terms[number] || 0, perSection[index]);
        entry.sections[index] = (entry.sections[index] || 0) + perSection[index];
      });
    });
    // The glossary knows which page is about a word, also when the page itself uses another word for it.
    synonyms.forEach(function (group) {
      var hits = asked.filter(function (s) { return group.same.indexOf(s) >= 0; }).length / asked.length;
      if (!hits) { return; }
      Object.keys(pages).forEach(function (at) {
        var number = group.pages.indexOf(at.replace(/^.*\//, "").replace(/\.html$/, ""));
        if (number < 0) { return; }
        var entry = scored[at] || (scored[at] = { page: pages[at], terms: { 0: 0 }, sections: {} });
        if (!Object.keys(entry.sections).length) { entry.sections[pages[at].first] = 0; }
        entry.bonus = Math.max(entry.bonus || 0, ABOUT * hits / (1 + number));
      });
    });
    var results = Object.keys(scored).map(function (at) {
      var entry = scored[at];
      var numbers = Object.keys(entry.terms);
      var sum = numbers.reduce(function (value, number) { return value + entry.terms[number]; }, 0);
      var title = words(entry.page.title).map(stem);
      // A compound in the title names it too ("huisbezoek" for "bezoek").
      var named = asked.reduce(function (value, s) {
        return value + Math.max.apply(null, [0].concat(title.map(function (word) { return likeness(word, s); }).filter(function (like) { return like > 0.5; })));
      }, 0);
      // All words asked, and a title that is the question, weigh most.
      var answered = numbers.some(function (number) { return number >= asked.length; }) ? 1 : numbers.length / asked.length;
      sum *= answered * answered * (1 + named / asked.length + (named > 0.9 * asked.length ? named / title.length : 0)) * entry.page.boost;
      var order = Object.keys(entry.sections).sort(function (a, b) { return entry.sections[b] - entry.sections[a]; });
      sum += entry.bonus || 0;
      return { page: entry.page, score: sum, sections: order.map(function (index) { return sections[index]; }) };
    });
    results.sort(function (a, b) { return b.score - a.score || (a.page.location < b.page.location ? -1 : 1); });
    return { pages: results, stems: lit };
  }

  // Pieces of text around the first hit: [[text, hit], …].
  function snippet(text, stems, around) {
    var hits = [];
    Array.from(text.matchAll(WORD)).forEach(function (match) {
      var value = stems[stem(fold(match[0]))];
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
