// @ts-check
/**
 * Keeps in this browser which proof is ticked off, if the reader asks for it, and forgets it again.
 * Without this script a list is ticked off while the page is open.
 */

const KEY = "wheres-my-parcel:proofs";

/** @typedef {Record<string, string[]>} Ticked The proofs that are ticked, by situation. */

/**
 * Returns what is kept, which another hand can have changed; null when nothing is, or may be stored.
 * @returns {Ticked | null}
 */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keeps what is ticked, or nothing; returns whether the browser let it.
 * @param {Ticked | null} ticked
 */
function keep(ticked) {
  try {
    if (ticked) localStorage.setItem(KEY, JSON.stringify(ticked));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

const wishIn = (/** @type {Element} */ list) => /** @type {HTMLInputElement} */ (list.querySelector("[data-keep-proofs]"));
const boxesIn = (/** @type {Element} */ list) => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("li input")]);

/** @param {HTMLElement} list */
function save(list) {
  const wish = wishIn(list);
  const ticked = boxesIn(list).flatMap(({ checked, value }) => (checked ? [value] : []));
  if (keep(wish.checked ? { ...kept(), [list.dataset.proofs ?? ""]: ticked } : null)) return;
  wish.checked = false;
  list.querySelector("[data-kept]")?.replaceChildren(wish.dataset.blocked ?? "");
}

/**
 * Shows what is kept in the lists of the page, and keeps those that are not yet.
 * @param {boolean} [isNew] Somebody may have ticked one before this script came.
 */
export function show(isNew = false) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-proofs]"))) {
    const known = kept();
    const own = known?.[list.dataset.proofs ?? ""];
    const ticked = Array.isArray(own) && own;
    const wish = wishIn(list);
    wish.checked = known !== null || (isNew && wish.checked);
    for (const box of boxesIn(list)) {
      if (ticked) box.checked = ticked.includes(box.value) || (isNew && box.checked);
    }
    if (wish.checked && (isNew || !ticked)) save(list);
  }
}

document.addEventListener("change", ({ target }) => {
  const list = /** @type {Element} */ (target).closest("[data-proofs]");
  if (!(list instanceof HTMLElement)) return;
  if (target === wishIn(list) || wishIn(list).checked) save(list), show();
});
// It may have been forgotten, or changed, in another tab.
addEventListener("storage", () => show());
show(true);

const forget = /** @type {HTMLElement | null} */ (document.querySelector("[data-forget-proofs]"));
if (forget) {
  forget.hidden = !kept();
  forget.addEventListener("click", () => {
    keep(null);
    forget.hidden = true;
  });
}
