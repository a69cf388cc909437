// @ts-check
/**
 * Brings the questions once somebody touches their page, or comes with an answer. Without this script,
 * and where the questions cannot be had, the situations are links to pages.
 */

const page = /** @type {HTMLElement} */ (document.querySelector("[data-next-step]"));
const load = () => import("./questions.js");
// Heard by macros/site/not-loaded.js.
const fail = () => dispatchEvent(new Event("not-loaded"));

page.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-situation]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  try {
    await (await load()).choose(link.dataset.situation ?? "");
  } catch {
    location.assign(link.href);
  }
});
// Somebody is about to choose.
for (const sign of ["pointermove", "pointerdown", "focusin"]) {
  page.addEventListener(sign, () => load().catch(fail), { once: true, passive: true });
}
if (location.search || location.hash || history.state?.number) load().catch(fail);
