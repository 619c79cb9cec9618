const SHELL_CACHE = 'gatecast-shell';
const PAGE_PATIENCE_MS = 4000;

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

// The browser's own cache has what the page has loaded, so this fetches the rest only. Pages of before go: they name
// files that are gone. Those that are open are kept, and the first one stands for all that have not been seen yet.
async function install() {
  const cache = await caches.open(SHELL_CACHE);
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = open.map(client => new URL(client.url).pathname).filter(isPage);
  const kept = [...new Set(['/', ...SHELL, ...pages])];
  await cache.addAll(kept);
  for (const request of await cache.keys()) {
    if (!kept.includes(new URL(request.url).pathname)) await cache.delete(request);
  }
  await skipWaiting();
}

async function asset(request) {
  return await caches.match(request) ?? fetch(request);
}

/** From the network; where that takes too long, as it was last, else any page: they differ in their titles only. */
async function page(request) {
  const cache = await caches.open(SHELL_CACHE);
  const key = new URL(request.url).pathname;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PAGE_PATIENCE_MS) });
    if (answer.ok) await cache.put(key, answer.clone());
    return answer;
  } catch (failure) {
    const known = await cache.match(key) ?? await cache.match('/');
    if (known) return known;
    throw failure;
  }
}
