// @ts-check
/**
 * Starts the search worker when somebody opens the search, and not before: stands in for the
 * browser's Worker, which Material for MkDocs makes as soon as a page opens. It also shows what
 * Material has no place for: the question as it was understood, and where to go when nothing fits.
 */
{
  const [SETUP, READY, RESULT, FAILED, PART] = [0, 1, 3, "failed", "part"];
  const ANSWER = /** @type {const} */ ("message");
  const BrowserWorker = window.Worker;
  const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-component=search-query]"));
  const help = /** @type {HTMLTemplateElement} */ (document.querySelector("#search-help"));
  const meta = document.querySelector(".md-search-result__meta");
  // The index of the language of the page; the scripts are those of all languages.
  const { base, search } = JSON.parse(document.querySelector("#__config")?.textContent ?? "{}");
  const INDEX = new URL("search/search_index.json", new URL(base, location.href)).href;

  /** What stood in the field when it was asked last, and when the last answer was asked for. */
  let [asked, answered] = ["", ""];

  /** What the theme asks and hears, once its script is there. @type {WaitingWorker | undefined} */
  let theme;
  /** @type {Worker | undefined} */
  let worker;
  let isReady = false;

  function start() {
    if (worker) return;
    worker = new BrowserWorker(search);
    worker.addEventListener(ANSWER, ({ data }) => {
      theme?.dispatchEvent(new MessageEvent(ANSWER, { data }));
      if (data.type === READY) isReady = true;
      if (data.type === RESULT) answered = asked;
      if (data.type === RESULT) complete(data.data);
      if (data.type === FAILED) fail();
      if (data.type === PART) notLoaded();
    });
    worker.addEventListener("error", fail);
    worker.postMessage({ type: SETUP, data: { from: INDEX } });
    for (const message of theme?.waiting ?? []) worker.postMessage(message);
  }

  /** What the theme takes for a worker: it begins to work when the search field gets the focus. */
  class WaitingWorker extends EventTarget {
    constructor() {
      super();
      /** @type {unknown[]} */
      this.waiting = [];
      theme = this;
      // The theme listens only after this.
      if (isReady) setTimeout(() => this.dispatchEvent(new MessageEvent(ANSWER, { data: { type: READY } })));
    }

    /** @param {{type: unknown}} message */
    postMessage(message) {
      if (message.type === SETUP) return; // the worker has an index of its own
      const sent = { ...message, country: country() };
      asked = field.value;
      if (worker) worker.postMessage(sent);
      else this.waiting.push(sent);
    }
  }

  /** Returns the code of the country that this browser remembers: see country.js. */
  function country() {
    try {
      const { code } = JSON.parse(localStorage.getItem("wheres-my-parcel:country") ?? "{}");
      return /^[a-z]{2}$/.test(code) ? code : "";
    } catch {
      return "";
    }
  }

  /**
   * Shows what stands above the results: how the question was read, or help when there are none.
   * @param {{items: unknown[], meant?: string}} answer
   */
  function complete({ items, meant }) {
    const part = meant ? ".search-meant" : items.length ? "" : ".search-help";
    // Help that stands there already stays: somebody may have gone into it by keyboard.
    if (part === ".search-help" && document.querySelector(part)) return;
    document.querySelectorAll(".search-extra").forEach((extra) => extra.remove());
    const extra = part && help.content.querySelector(part)?.cloneNode(true);
    if (!(extra instanceof HTMLElement)) return;
    const link = extra.querySelector("[data-ask]");
    if (link instanceof HTMLElement && link.firstElementChild && meant) {
      link.dataset.ask = link.firstElementChild.textContent = meant;
    }
    meta?.after(extra);
  }

  /** Says that a file cannot be had: macros/site/not-loaded.js hears it. */
  const notLoaded = () => dispatchEvent(new Event("not-loaded"));

  /** Says that there is no search now, and where to look instead. */
  function fail() {
    notLoaded();
    if (meta) meta.textContent = help.dataset.failed ?? "";
    complete({ items: [] });
  }

  // The theme marks words on a page only if it finds a form of this name. It asks for the index then,
  // so the form has it only where somebody comes from a search.
  if (field && new URLSearchParams(location.search).has("h")) field.form?.setAttribute("name", "search");

  // Without a result the theme would open the first link of the help, and right after a paste the
  // result of what was asked before.
  field?.addEventListener("keydown", (event) => {
    const none = answered !== field.value || !document.querySelector(".md-search-result__list > *");
    if (event.key === "Enter" && none) event.stopPropagation(), event.preventDefault();
  });

  // The theme listens to keys; what is pasted by touch, or dictated, comes without one.
  field?.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));

  if (field && help) {
    Object.assign(window, { Worker: WaitingWorker });
    field.addEventListener("focus", start, { once: true });
    // A finger comes down on the button a moment before the field gets the focus.
    document.querySelector("header label[for=__search]")?.addEventListener("pointerdown", start, { once: true });
    // This script may come only after the field got the focus.
    if (document.activeElement === field || new URLSearchParams(location.search).has("q")) start();
  }
}
