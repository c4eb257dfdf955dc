// What search reads beside the page, as classic scripts: `fetch` is refused on file://. In: a path below
// `search-index/`. Out: its bytes, unpacked by the browser; Pagefind would do that in JavaScript, which was
// a tenth of a first search.

import type { SearchedPage } from '../../model/searched-page.ts';
import { PageText } from './passages.ts';

declare global {
  var panicroomSearchFile: (path: string, base64: string) => void;
  var panicroomSearchPage: (id: string, json: string) => void;
  /** The single file's: runs what else would be a script beside the page. False: it has none such. */
  var panicroomPackedFile: ((path: string) => Promise<boolean>) | undefined;
}

const folder = 'search-index/';
const leftWithinMs = 500;

export interface SideFiles {
  /** Rejects where it cannot be read. */
  read(path: string): Promise<Uint8Array>;
  page(id: string): Promise<PageText>;
  /** Null: it was not asked for, or is still under way. */
  pageAtHand(id: string): PageText | null;
}

/** Once a page. `trusted` lets an address below `root`, the site's folder, be a script's. */
export function openSideFiles(root: URL, trusted: (address: string) => string): SideFiles {
  const waiting = new Map<string, (base64: string) => void>();
  /** What came with the start, which nobody had asked for by name; it may be asked for more than once. */
  const kept = new Map<string, string>();
  globalThis.panicroomSearchFile = (path, base64) => {
    const wanted = waiting.get(path);
    if (wanted) wanted(base64);
    else kept.set(path, base64);
    waiting.delete(path);
  };
  const arriving = new Map<string, (page: PageText) => void>();
  globalThis.panicroomSearchPage = (id, json) => {
    arriving.get(id)?.(new PageText(JSON.parse(json) as SearchedPage));
    arriving.delete(id);
  };

  const load = (path: string, failed: () => void) => {
    if (globalThis.panicroomPackedFile) {
      void globalThis.panicroomPackedFile(folder + path).then((found) => found || failed());
      return;
    }
    const script = document.createElement('script');
    script.src = trusted(new URL(folder + path, root).href);
    script.addEventListener('error', failed);
    script.addEventListener('load', () => script.remove());
    document.head.append(script);
  };
  const start = startIsRead();
  const read = async (path: string): Promise<Uint8Array> => {
    await start;
    const atHand = kept.get(path);
    if (atHand !== undefined) return unpacked(bytesOf(atHand));
    const base64 = await new Promise<string>((resolve, reject) => {
      waiting.set(path, resolve);
      load(`${path}.js`, () => reject(new Error(`${path} could not be read`)));
    });
    return unpacked(bytesOf(base64));
  };

  const atHand = new Map<string, PageText>();
  const pages = new Map<string, Promise<PageText>>();
  const page = (id: string): Promise<PageText> => {
    const known = pages.get(id);
    if (known) return known;
    const read = new Promise<PageText>((resolve, reject) => {
      arriving.set(id, (text) => {
        atHand.set(id, text);
        resolve(text);
      });
      const path = `page/${id}.js`;
      load(path, () => reject(new Error(`${path} could not be read`)));
    });
    pages.set(id, read);
    read.catch(() => pages.delete(id));
    return read;
  };
  return { read, page, pageAtHand: (id) => atHand.get(id) ?? null };
}

/** page.ts asked for it together with this script, and it runs behind it; the single file holds it. */
async function startIsRead(): Promise<void> {
  if (globalThis.panicroomPackedFile) {
    await globalThis.panicroomPackedFile(`${folder}start.js`);
    return;
  }
  const script = document.querySelector(`script[src$="${folder}start.js"]`);
  await new Promise((resolve) => {
    // Without it each of its files is asked for by name, and the first that is missing is told of. A page
    // that is being left hears of an error too, and is gone before it would say so.
    script?.addEventListener('error', () => setTimeout(resolve, leftWithinMs));
    script?.addEventListener('load', resolve);
    if (script === null) resolve(null);
  });
}

/** Of the browser itself where it can: the loop, not compiled yet, was a tenth of a first search. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if ('fromBase64' in Uint8Array) {
    return (Uint8Array.fromBase64 as (text: string) => Uint8Array<ArrayBuffer>)(base64);
  }
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** As it is, unless it is packed by gzip. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  // What is wrong with them is told where they come out.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    length += read.value.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
