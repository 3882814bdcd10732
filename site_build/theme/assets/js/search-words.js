// Words that help somebody who searches: [words that mean the same, parts of the first word, pages about it]. A handbook's own
// file, made from the glossary (site_build/assembly/search_words.py), takes the place of this one.
window.handreikingZoekwoorden = [
  [["huisbezoek", "langsgaan", "aanbellen"], ["bezoek"], ["op-huisbezoek"]],
  [["borgen", "borging", "verankeren"], [], []],
  [["gemeenteraad", "raad"], [], []]
];
