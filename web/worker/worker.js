// Keeps the page and the files it is made of, so that a reload without a line shows the station and its queue. Answers of
// the API are never kept and never given: what the page knows of a person comes from the server or from the page itself.
// The build puts the names of its files in place of the mark; another build is another worker, with a cache of its own.
const { version, files } = self.SHELL;
const PREFIX = 'custody-shell-';
const CACHE = PREFIX + version;
const PAGE = '/';
const NOT_PAGES = /^\/(api|health|metrics)(\/|$)/;

async function keepShell() {
  const cache = await caches.open(CACHE);
  // Without cookies: the page is the same for everybody.
  await cache.addAll([PAGE, ...files].map((path) => new Request(path, { cache: 'reload', credentials: 'omit' })));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: CACHE });
    if (kept) return kept;
    throw error;
  }
}

async function file(request, path) {
  return (await caches.match(path, { cacheName: CACHE })) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || NOT_PAGES.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (files.includes(pathname)) event.respondWith(file(request, pathname));
});
