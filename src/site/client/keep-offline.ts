// Keeps the site in the browser where it comes over http, and says so when a newer version has been
// gathered. From a folder or in the single file there is nothing to keep: it is offline already.

export function keepOffline(root: URL, trusted: (address: string) => string): void {
  // The build says so in pages that have a worker beside them.
  if (document.documentElement.dataset.installable === undefined) return;
  if (!location.protocol.startsWith('http') || !('serviceWorker' in navigator)) return;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = new URL('manifest.webmanifest', root).href;
  document.head.append(manifest);
  const { serviceWorker } = navigator;
  serviceWorker
    .register(trusted(new URL('service-worker.js', root).href), { scope: root.pathname })
    .then((registration) => {
      const look = (worker: ServiceWorker | null) => {
        // The very first one replaces nothing.
        if (worker?.state === 'installed' && serviceWorker.controller) offer(worker);
      };
      look(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => look(worker));
      });
    })
    // Not allowed here (a private window, a plain http host): the site works as it is.
    .catch(() => {});
}

function offer(worker: ServiceWorker): void {
  if (document.querySelector('.newer') !== null) return;
  const notice = document.createElement('p');
  notice.className = 'newer';
  notice.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Use it now';
  button.addEventListener('click', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    worker.postMessage('use');
  });
  notice.append('A newer version of these pages is ready. ', button, ' This page loads anew then.');
  document.querySelector('main')?.before(notice);
}
