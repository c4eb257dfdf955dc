// Over http: the whole site stays in the browser, and works when the server is gone. In: the list of
// the site's files with their digests, which the build puts in front of this script. A version is in
// place whole or not at all: its files are gathered in a cache of its own, and the page goes on with
// the old one until its reader asks for the new.

import type { SiteFiles } from './site-files.ts';

declare const panicroomFiles: SiteFiles;

/** What is used of a service worker's global scope; the page's DOM types do not know it. */
interface WorkerScope {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent {
  request: Request;
  data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const scope = globalThis as unknown as WorkerScope;
const prefix = 'panicroom-';
const { version, files } = panicroomFiles;
/** Many small files: a server at the other end of a slow line is asked for a few at a time. */
const atOnce = 8;

scope.addEventListener('install', (event) => event.waitUntil(gather()));
scope.addEventListener('activate', (event) => event.waitUntil(clear()));
scope.addEventListener('message', (event) => {
  if (event.data === 'use') event.waitUntil(scope.skipWaiting());
});
scope.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url);
  const isOurs = address.href.startsWith(scope.registration.scope);
  if (event.request.method === 'GET' && isOurs) event.respondWith(answer(event.request, address));
});

/** All files or none: an answer that is no success lets the installation fail, and the old stays. */
async function gather(): Promise<void> {
  const cache = await caches.open(prefix + version);
  const waiting = Object.entries(files);
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [path, digest] = next;
      const key = keyOf(path, digest);
      const known = await caches.match(key);
      if (known !== undefined) await cache.put(key, known);
      else {
        const response = await fetch(new URL(path, scope.registration.scope), { cache: 'reload' });
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        await cache.put(key, response);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function clear(): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && name !== prefix + version,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function answer(request: Request, address: URL): Promise<Response> {
  const path = decodeURIComponent(
    address.pathname.slice(new URL(scope.registration.scope).pathname.length),
  );
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const digest = files[file];
  const cache = await caches.open(prefix + version);
  const kept = digest === undefined ? undefined : await cache.match(keyOf(file, digest));
  if (kept !== undefined) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const missing = files['404.html'];
    const page = missing === undefined ? undefined : await cache.match(keyOf('404.html', missing));
    if (request.mode === 'navigate' && page !== undefined) {
      return new Response(page.body, { status: 404, headers: page.headers });
    }
    throw error;
  }
}

/** By its digest: what did not change is not asked for again. */
function keyOf(path: string, digest: string): string {
  return new URL(`${path}?${digest}`, scope.registration.scope).href;
}
