// Keeps pages readable without a network: every page that was visited, and all pages with contacts.
// What the network gives comes first; a page that was kept says so, and of which day it is.
// Each language has a worker and a cache of its own: none keeps a page of another.
const { on, pages, kept, dates, none, cache: CACHE, others, assets } = __SETTINGS__;
const ROOT = new URL("./", self.location.href);
const DAY = "x-kept-on";
const WEEK = 7 * 86400000;
// What was neither visited nor kept anew for so long, with a network, is not needed any more.
const LONGEST = 13 * WEEK;
// A network that says nothing for so long is as good as none, where there is something kept.
const PATIENCE = 3000;

const ASSETS = new URL(assets, ROOT);
const OTHERS = others.map((folder) => new URL(folder, ROOT).href);

// What a page asks for to know whether there is a network bears a question mark.
const isOwn = (url) =>
  url.startsWith(ASSETS.href)
    ? !url.includes("?")
    : url.startsWith(ROOT.href) && !OTHERS.some((other) => url.startsWith(other));

const without = (url) => url.split(/[?#]/)[0];

const keep = async (address, answer) => {
  const headers = new Headers(answer.headers);
  headers.set(DAY, new Date().toISOString());
  const copy = new Response(await answer.blob(), { status: answer.status, headers });
  await (await caches.open(CACHE)).put(address, copy);
};

const html = (text) => new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });

const dated = async (found) => {
  const day = new Intl.DateTimeFormat(dates, { dateStyle: "long" }).format(Date.parse(found.headers.get(DAY)));
  const said = kept.replace("{day}", day);
  return html((await found.text()).replace("<article", `<p class="kept" role="status">${said}</p><article`));
};

// What the network gives is kept even when it comes too late to be shown.
const asked = async (request, address, isPage) => {
  const fresh = await fetch(request, isPage ? { cache: "no-cache" } : {});
  if (fresh.ok && fresh.type === "basic") await keep(address, fresh.clone());
  return fresh;
};

const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE));

const answered = async (request) => {
  const isPage = request.mode === "navigate";
  const address = isPage ? without(request.url) : request.url;
  // What is loaded ahead is shown later, when there may be a network again.
  const isAhead = request.headers.has("sec-purpose");
  const found = isAhead ? null : await (await caches.open(CACHE)).match(address);
  const fresh = asked(request, address, isPage);
  try {
    const answer = await (found ? Promise.race([fresh, late()]) : fresh);
    // What bears a hash in its name may be gone since the page was loaded; what was kept of it is still right.
    if (!found || (request.url.startsWith(ASSETS.href) ? answer.ok : answer.status < 500)) return answer;
  } catch (error) {
    if (!found && isPage && !isAhead) return html(none);
    if (!found) throw error;
  }
  fresh.catch(() => {}); // Nobody waits for it any more.
  return isPage ? dated(found) : found;
};

// One after the other, so that the page that is open is not held up.
const fill = async (open) => {
  const cache = await caches.open(CACHE);
  for (const address of [without(open), ...pages.map((page) => new URL(page, ROOT).href)]) {
    const day = (await cache.match(address))?.headers.get(DAY);
    if (day && Date.now() - Date.parse(day) < WEEK) continue;
    const fresh = await fetch(address).catch(() => null);
    if (!fresh) return; // No network: what there is, is all there is.
    if (fresh.ok) await keep(address, fresh);
  }
  for (const request of await cache.keys()) {
    const day = (await cache.match(request))?.headers.get(DAY);
    if (Date.now() - Date.parse(day) > LONGEST) await cache.delete(request);
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const leave = async () => (await caches.delete(CACHE), await self.registration.unregister());
  event.waitUntil(on ? self.clients.claim() : leave());
});
if (on) {
  self.addEventListener("message", (event) => event.waitUntil(fill(event.data)));
  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method === "GET" && isOwn(url)) event.respondWith(answered(event.request));
  });
}
