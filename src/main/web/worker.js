// The service worker of the spectators' page. The server puts SHELL, the list of the page's files, before this script. Files
// that not every page needs, such as those of the languages, are not in it: they are kept once a page has loaded them.

const SHELL_CACHE = 'gatecast-shell';
const PAGE_TIMEOUT_MS = 4000;

addEventListener('install', event => event.waitUntil(install()));
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(page(request));
});

const isPage = path => /^\/($|e\/)/.test(path);

// Files that the page has loaded come from the browser's cache, so only the others are fetched. Pages cached before are
// removed, because they name files of the version before. The pages that are open are cached again. '/' is used for pages
// that were never opened.
async function install() {
  const cache = await caches.open(SHELL_CACHE);
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = open.map(client => new URL(client.url).pathname).filter(isPage);
  const kept = [...new Set(['/', ...SHELL, ...pages])];
  await cache.addAll(kept);
  // Besides the texts of the reader's language, during an upgrade these are the files of the version that has sent the page.
  const named = (await Promise.all(['/', ...pages].map(async path => files(await (await cache.match(path)).text())))).flat();
  const more = [...new Set(named)].filter(file => !kept.includes(file));
  await cache.addAll(more);
  for (const request of await cache.keys()) {
    if (![...kept, ...more].includes(new URL(request.url).pathname)) await cache.delete(request);
  }
  await skipWaiting();
}

/** The addresses of the files that a page names. */
const files = html => html.match(/\/assets\/[\w./-]+/g) ?? [];

/** A file from the cache, else from the network, which is kept then. */
async function asset(request) {
  const cached = await caches.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(SHELL_CACHE)).put(request, response.clone());
  return response;
}

/** The page from the network. If that takes too long: the cached page, else the cached "/". They differ in their titles only. */
async function page(request) {
  const cache = await caches.open(SHELL_CACHE);
  const key = new URL(request.url).pathname;
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PAGE_TIMEOUT_MS) });
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (failure) {
    const cached = await cache.match(key) ?? await cache.match('/');
    if (cached) return cached;
    throw failure;
  }
}
