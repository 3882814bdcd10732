// --- what is kept, and by which tab ----------------------------------------------------------------
const STORE = "handreiking:maken:";
let now = null; // { text, place, quick, name, role, saved: the text when it was last downloaded }
let keeping = true, keptWell = true;

const disk = {
  all() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(STORE)).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) })).sort((a, b) => b.when - a.when);
    } catch { return []; }
  },
  get(id) { try { return JSON.parse(localStorage.getItem(STORE + id)); } catch { return null; } },
  put() {
    if (!keeping || reading || !now || !field(now.text, "handbook")) { return; }
    try {
      localStorage.setItem(STORE + field(now.text, "handbook"), JSON.stringify({ text: now.text, place: now.place, quick: now.quick, name: now.name || "", role: now.role || "", when: Date.now() }));
      keptWell = true;
    } catch { keptWell = false; }
  },
  try_() { // said on the first screen, before there is anything to lose
    try { localStorage.setItem("handreiking:proef", "1"); localStorage.removeItem("handreiking:proef"); keptWell = true; } catch { keptWell = false; }
  },
  drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  wipe() { this.all().forEach((one) => this.drop(one.key)); },
};
const IN_WINDOW = "Uw antwoorden staan alleen in dit venster. Bewaar ze als bestand voor u het sluit.";
const keptWords = () => !keeping ? IN_WINDOW
  : keptWell ? "Uw antwoorden staan in deze browser, op deze computer. Wie met uw account andere bestanden in deze browser opent, kan ze daar lezen. Het bestand dat u bewaart, is de echte kopie."
    : `Deze browser wil niets bewaren. ${IN_WINDOW}`;

// One tab writes a handbook; a second one reads, and says so. A browser without locks has one writer per tab, as before.
let reading = false, held = "", release = () => {};
async function claim(id, steal) {
  if (!id || !navigator.locks || (id === held && !reading && !steal)) { return true; }
  release();
  held = id;
  const mine = await new Promise((resolve) => {
    navigator.locks.request(STORE + id, steal ? { steal: true } : { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise((done) => { release = done; }) : null;
    }).catch(() => { if (held === id) { writes(false); } }); // another tab took it over
  });
  if (held === id) { writes(mine); }
  return mine;
}
function writes(mine) {
  reading = !mine;
  fill(notice, mine ? "" : [h("strong", {}, "Dit handboek is al open in een ander tabblad. "), "Hier kunt u lezen, maar niets veranderen. ", button("Ga hier verder", takeHere, "link")]);
}
async function takeHere() {
  const id = held, other = disk.get(id);
  await claim(id, true);
  if (other && other.text !== (now && now.text)) { resume(other); } // what the other tab kept last
}
