// Words that mean the same for somebody who searches. A handbook's own file, made from the glossary
// (site_build/assembly/search_words.py), takes the place of this one.
window.handreikingZoekwoorden = [
  ["huisbezoek", "bezoek", "langsgaan", "aanbellen"],
  ["borgen", "borging", "verankeren", "vasthouden"],
  ["raad", "gemeenteraad"],
  ["college", "burgemeester en wethouders", "b en w"]
];
