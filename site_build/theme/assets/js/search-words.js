// What helps somebody who searches: terms ([words that mean the same, parts of the first, pages]), words ([words, pages]) and the kind of
// each page. A handbook's own file, made from glossary and search-words.yml (site_build/assembly/search_words.py), takes the place of this one.
window.handreikingZoekwoorden = { terms: [], words: [], kinds: {} };
