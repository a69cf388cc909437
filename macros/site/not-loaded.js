// What is done when a file that a page names cannot be had, and this one can: the site was published anew since
// the page was opened. Its own name never changes, and pages of before ask for it: see late.js. The page loads
// itself anew, once and only if nobody has begun anything there; otherwise it says what is the matter.

// Whoever touches a page goes on to do something with it, or not.
const MOMENT = 500;

const find = (what) => document.querySelector(what);
const note = find(".not-loaded");
const [changed, unreachable] = note.children;
// The files are others when the site is: never twice for the same ones, whoever serves them.
const KEY = `wheres-my-parcel:loaded-anew ${find("[data-scripts]").dataset.scripts}`;

const isFirst = () => {
  try {
    return !sessionStorage.getItem(KEY) && (sessionStorage.setItem(KEY, "1"), true);
  } catch {
    return false;
  }
};

// The search opens again, with what was typed: see search/back.js.
const loadAnew = () => {
  const { state } = history;
  const kept = { ...state, search: find(".md-search__input")?.value };
  if (find("#__search:checked")) history[state?.search === undefined ? "pushState" : "replaceState"](kept, "");
  location.reload();
};

const say = () => {
  changed.hidden = false;
  unreachable.hidden = true;
  note.hidden = false;
};

// A page that is not there any more can still be read.
const decide = async () => {
  if (note.dataset.wished) return loadAnew();
  await new Promise((done) => setTimeout(done, MOMENT));
  const { ok } = await fetch(location, { method: "HEAD", cache: "no-store" });
  if (ok && note.dataset.begun === undefined && isFirst()) loadAnew();
  else say();
};

decide().catch(() => (note.hidden = false));
