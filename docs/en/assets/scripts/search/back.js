// @ts-check
/**
 * The way back out of the search: Back closes it and stays on the page, Back after a result brings
 * the question again, and whoever closes it is where they were. The question is kept in the
 * browser's history and nowhere else.
 */

import { search } from "../ask.js";

const toggle = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
const field = /** @type {HTMLInputElement | null} */ (
  document.querySelector("[data-md-component=search-query]")
);

if (toggle && field) {
  // Where the reader was before the search; the page itself remembers it from its beginning.
  const before = () => /** @type {Document & { before?: HTMLElement }} */ (document).before;
  // Whether the search closes because somebody goes on or back: its place in the history stays.
  let isLeft = false;
  const kept = () => /** @type {string | undefined} */ (history.state?.search);
  const keep = () => history.replaceState({ ...history.state, search: field.value }, "");

  const opened = () => {
    isLeft = false;
    if (kept() === undefined) history.pushState({ ...history.state, search: "" }, "");
  };

  const closed = () => {
    if (isLeft) return;
    if (kept() !== undefined) history.back();
    // The theme takes the focus from the field only after this.
    setTimeout(() => {
      if (!isOutside(document.activeElement)) before()?.focus({ preventScroll: true });
    });
  };

  const restored = () => {
    const question = kept();
    if (question !== undefined && !toggle.checked) search(question);
  };

  /** @param {EventTarget | null} target @returns {target is HTMLElement} */
  const isOutside = (target) =>
    target instanceof HTMLElement &&
    target !== document.body &&
    target !== toggle &&
    !target.closest(".md-search");
  document.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || !target.closest(".md-search-result a, .search-extra a")) return;
      if (!target.closest("[data-ask]")) keep(), (isLeft = true);
    },
    true,
  );
  toggle.addEventListener("change", () => (toggle.checked ? opened() : closed()));
  addEventListener("popstate", () => {
    if (kept() !== undefined) restored();
    else if (toggle.checked) (isLeft = true), toggle.click();
  });
  // A page can come back as it was, with the search closed.
  addEventListener("pageshow", restored);
  // A browser that loads the page again remembers that the search was open, and not where one wrote.
  if (toggle.checked) opened(), field.focus();
  restored();
}
