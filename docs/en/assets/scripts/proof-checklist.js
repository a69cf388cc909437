// @ts-check
/**
 * Keeps in this browser which proof is ticked off, if the reader asks for it, and forgets it again.
 * Without this script a list is ticked off while the page is open.
 */

const KEY = "wheres-my-parcel:proofs";

/** @typedef {Record<string, string[]>} Ticked The proofs that are ticked, by situation. */

/**
 * Returns what is kept; null when nothing is, or nothing may be stored.
 * @returns {Ticked | null}
 */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return found && typeof found === "object" && !Array.isArray(found) ? found : null;
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

/** @param {HTMLElement} list */
function follow(list) {
  const name = list.dataset.proofs ?? "";
  const boxes = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("li input")]);
  const wish = /** @type {HTMLInputElement} */ (list.querySelector("[data-keep-proofs]"));
  /** @param {boolean} isFirst Somebody may have ticked one before this script came. */
  const show = (isFirst) => {
    const known = kept();
    wish.checked = known !== null || (isFirst && wish.checked);
    const ticked = known?.[name];
    if (!Array.isArray(ticked)) return;
    for (const box of boxes) box.checked = ticked.includes(box.value) || (isFirst && box.checked);
  };
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const save = () => {
    if (keep(wish.checked ? { ...kept(), [name]: ticked() } : null)) return;
    wish.checked = false;
    list.querySelector("[data-kept]")?.replaceChildren(wish.dataset.blocked ?? "");
  };
  list.addEventListener("change", ({ target }) => (target === wish || wish.checked) && save());
  // It may have been forgotten, or changed, in another tab.
  addEventListener("storage", () => show(false));
  show(true);
  if (wish.checked) save();
}

for (const list of document.querySelectorAll("[data-proofs]")) follow(/** @type {HTMLElement} */ (list));

const forget = /** @type {HTMLElement | null} */ (document.querySelector("[data-forget-proofs]"));
if (forget) {
  forget.hidden = !kept();
  forget.addEventListener("click", () => {
    keep(null);
    forget.hidden = true;
  });
}
