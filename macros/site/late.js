// Loads the rest of the looks and the theme's script once somebody touches the page, or comes with a
// question in the address, or back to one. Until then the page is read, not used. It stands inside each page.
(() => {
  // Read when they are needed: a page that does not know where the site lies finds out after this.
  const { dataset } = document.currentScript;
  const config = document.getElementById("__config");
  const signs = ["pointerdown", "pointermove", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const missed = [];
  // The theme would store its colours as soon as it runs: here only those that somebody chose are kept.
  const store = window.__md_set;
  let chosen = false;
  window.__md_set = (name, ...rest) => (name !== "__palette" || chosen) && store(name, ...rest);
  addEventListener("change", ({ target }) => (chosen ||= target.name === "__palette"), true);
  // What is done before the script is there, and only the script can answer.
  const miss = (event) => {
    const { target, type } = event;
    const isField = target.matches?.("input, textarea, select");
    if (type === "change" ? target.matches("[data-md-toggle], [name=__palette]") : !isField) missed.push(event);
  };
  const ready = () => {
    document.dispatchEvent(new Event("DOMContentLoaded"));
    removeEventListener("change", miss, true);
    removeEventListener("keydown", miss, true);
    for (const { target, type, key } of missed) {
      const again = type === "change" ? new Event(type, { bubbles: true }) : new KeyboardEvent(type, { key, bubbles: true });
      target.dispatchEvent(again);
    }
    if (dataset.worker !== undefined && !navigator.connection?.saveData) keepPages();
  };
  // Somebody who reads here may need a number where there is no network.
  const keepPages = async () => {
    const { base } = JSON.parse(config.textContent);
    try {
      await navigator.serviceWorker.register(new URL("sw.js", new URL(base, location)));
      (await navigator.serviceWorker.ready).active.postMessage(location.href);
    } catch {
      // Without it everything works, but not without a network.
    }
  };
  const load = ({ type, movementX, movementY } = {}) => {
    // A browser says where a mouse rests, too, that nobody moves.
    if (type === "pointermove" && !movementX && !movementY) return;
    const { style, scripts, modules } = dataset;
    for (const sign of signs) removeEventListener(sign, load, true);
    // contacts.js may have asked for the looks already.
    if (!document.querySelector(`link[href="${style}"]`)) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    }
    // Without one of them there is no search, and nothing is loading.
    const onerror = () => (document.querySelector(".md-search-result__meta").textContent = "");
    const files = scripts.split(" ").map((src) => Object.assign(document.createElement("script"), { src, onerror, async: false }));
    files.at(-1).onload = ready;
    const later = modules.split(" ").map((src) => Object.assign(document.createElement("script"), { src, type: "module" }));
    document.body.append(...files, ...later);
  };
  // Who pastes and presses Enter at once comes before the script: the page would load anew, without what he asks.
  addEventListener("submit", (event) => event.target.matches(".md-search__form") && event.preventDefault());
  // Where the reader was before the search: it gives the focus back, and may come after it was opened.
  addEventListener("focusin", ({ target }) => target.closest(".md-search, #__search") || (document.before = target), true);
  if (navigator.connection?.saveData) document.querySelector("[type=speculationrules]")?.remove();
  // Where a file cannot be had, another one says why and what to do: it is always there, unless there is no
  // network. It asks whether somebody has begun something here, which would be gone.
  const note = document.querySelector(".not-loaded");
  const begin = () => (note.dataset.begun = "");
  const help = () => import(new URL(`${dataset.help}?${Date.now()}`, location)).catch(() => (note.hidden = false));
  let helped;
  const fail = () => (helped ||= help());
  note.lastElementChild.onclick = () => ((note.hidden = note.dataset.wished = true), help());
  // To open the search or the menu is nothing yet.
  addEventListener("input", ({ target }) => target.dataset.mdToggle || begin(), true);
  addEventListener("click", ({ target }) => target.closest("a") && begin(), true);
  addEventListener("error", ({ target }) => target.matches?.("script, [rel=stylesheet]") && fail(), true);
  addEventListener("not-loaded", fail);
  addEventListener("change", miss, true);
  addEventListener("keydown", miss, true);
  for (const sign of signs) addEventListener(sign, load, { capture: true, passive: true });
  if (/[?&][hq]=/.test(location.search) || history.state?.search !== undefined) load();
})();
