// The router of panicroom.html, where every page is packed into one file. In: the packed pages and
// search files, compressed, from an inert script element. Out: the page that the hash names stands in
// <main>; links to pages that scripts made are followed here too.
//
//   panicroom.html#runbooks/memory/oom-kill/index.html#save?pid=92
//                  ^ page                              ^ section and values

import { markupDoor } from './trusted-types.ts';

interface Packed {
  pages: Record<string, { title: string; main: string }>;
  /** Search files as classic scripts would hand them over, by path. */
  files: Record<string, string>;
}

const home = 'index.html';
const homeMain = document.querySelector('main')!;
const homeTitle = document.title;
const unpacked = unpack();
const trusted = markupDoor('panicroom-single-file');

async function unpack(): Promise<Packed> {
  const text = document.getElementById('packed')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

/** `#page#section?values` in its parts; a plain anchor belongs to the page that is shown. */
function readAddress(hash: string): { page: string | null; section: string } {
  const [, first = '', second = ''] = hash.split('#');
  if (first === '') return { page: home, section: '' };
  return first.endsWith('.html')
    ? { page: first, section: second }
    : { page: null, section: first };
}

let shown = home;
async function show(): Promise<void> {
  const { page, section } = readAddress(location.hash);
  const wanted = page ?? shown;
  if (wanted !== shown) {
    const { pages } = await unpacked;
    const found = pages[wanted];
    const main = wanted === home || !found ? homeMain : read(found.main);
    document.querySelector('main')?.replaceWith(main);
    document.title = wanted === home || !found ? homeTitle : found.title;
    shown = found ? wanted : home;
    markCurrent();
    document.dispatchEvent(new Event('panicroom:page'));
    if (!section) scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  const anchor = section.replace(/\?.*$/, '');
  if (anchor) document.getElementById(anchor)?.scrollIntoView();
}

/** The pages are the build's own work, made safe there; scripts in them would not run. */
function read(html: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(trusted(html), 'text/html');
  return document.adoptNode(parsed.querySelector('main')!);
}

function markCurrent(): void {
  for (const link of document.querySelectorAll('.top nav a')) {
    const { page } = readAddress(link.getAttribute('href') ?? '');
    if (page === shown) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Links that scripts make name files beside this one, which are packed inside it. */
function followInside(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented) return;
  const folder = new URL('.', location.href).href;
  const written = link.getAttribute('href') ?? '';
  if (written.startsWith('#')) {
    const { page, section } = readAddress(written);
    if (page !== null || shown === home) return;
    event.preventDefault();
    location.hash = `${shown}#${section}`;
    return;
  }
  if (!link.href.startsWith(folder)) return;
  const inside = link.href.slice(folder.length);
  if (!/^[^?#]+\/index\.html/.test(inside)) return;
  event.preventDefault();
  location.hash = inside;
}

const call = /^(\w+)\(("(?:[^"\\]|\\.)*"),("(?:[^"\\]|\\.)*")\);$/;
/** What a side file does when it is run: calls with two texts, one a line. */
globalThis.panicroomPackedFile = async (path) => {
  const { files } = await unpacked;
  const lines = files[path]?.trimEnd().split('\n') ?? [];
  for (const line of lines) {
    const parts = call.exec(line);
    // What stands around the calls asks whether they can be made.
    if (parts === null) continue;
    const [name, what, text] = [parts[1], JSON.parse(parts[2]!), JSON.parse(parts[3]!)];
    if (name === 'panicroomSearchPage') globalThis.panicroomSearchPage(what, text);
    else globalThis.panicroomSearchFile(what, text);
  }
  return lines.length > 0;
};

document.addEventListener('click', followInside);
addEventListener('hashchange', () => void show());
void show();
