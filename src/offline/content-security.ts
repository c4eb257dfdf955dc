// The policy that lets a page prove that nothing leaves it. It stands in the page itself, since a
// folder on a stick has no server to send headers; over http the server says the same again.
//
// Measured in Chromium on file:// and http: 'self' covers scripts, styles and pictures beside the
// page in both. There is no connect-src, so fetch, beacons and sockets fall to 'none'.

import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html } from 'parse5';
import { firstElement } from './html-tree.ts';

const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // Pagefind's searcher is WebAssembly, handed over as bytes
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self' blob:", // triage runs beside the page, from a text that the page carries; over http the site is kept
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'", // no text becomes code or markup, save by src/site/client/trusted-types.ts
  'trusted-types panicroom-page panicroom-search panicroom-wizard panicroom-single-file',
];

export const contentSecurityPolicy = directives.join('; ');

/** `script-src 'sha256-…'` form of the policy for a page that carries its scripts and styles itself. */
export function policyForInline(scripts: string[], styles: string[]): string {
  const hashes = (texts: string[]) =>
    texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
  return directives
    .map((directive) => {
      if (directive.startsWith('script-src')) {
        return `script-src ${hashes(scripts)} 'wasm-unsafe-eval'`;
      }
      return directive.startsWith('style-src') ? `style-src ${hashes(styles)}` : directive;
    })
    .join('; ');
}

/** Puts the policy first in the head, where it governs all that follows. */
export function addPolicy(tree: DefaultTreeAdapterTypes.Document, policy: string): void {
  const head = firstElement(tree, 'head');
  const meta = defaultTreeAdapter.createElement('meta', html.NS.HTML, [
    { name: 'http-equiv', value: 'Content-Security-Policy' },
    { name: 'content', value: policy },
  ]);
  const first = head.childNodes[0];
  if (first) defaultTreeAdapter.insertBefore(head, meta, first);
  else defaultTreeAdapter.appendChild(head, meta);
}
