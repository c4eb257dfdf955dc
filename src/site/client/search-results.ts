// Hits as they stand in the page: each at once as a link, its words as soon as the page's text is there.

import type { Part } from './passages.ts';
import type { Hit, Passages } from './search-engine.ts';

/** Of the six connections that a browser opens to a host, the next query finds some free. */
const readTogether = 4;

/**
 * In place of what `list` shows. Passages that have to be read are put in from the top down once the hits are
 * painted, and only while `isWanted`: whoever types on waits for no file of the query before.
 */
export function showHits(
  list: HTMLElement,
  hits: readonly Hit[],
  root: URL,
  isWanted: () => boolean,
): void {
  const items = hits.map((hit) => itemOf(hit, root));
  const bare = hits.flatMap((hit, at) => (hit.passages ? [] : [{ hit, item: items[at]! }]));
  // Assistive technology may wait for the whole.
  list.setAttribute('aria-busy', String(bare.length > 0));
  list.replaceChildren(...items);
  if (bare.length > 0) void complete(list, bare, root, isWanted);
}

async function complete(
  list: HTMLElement,
  bare: { hit: Hit; item: HTMLElement }[],
  root: URL,
  isWanted: () => boolean,
): Promise<void> {
  await painted();
  const waiting = bare.values();
  const readOn = async () => {
    for (const { hit, item } of waiting) {
      if (!isWanted()) return;
      const passages = await hit.readPassages().catch(() => unreadable);
      if (!isWanted()) return;
      item.querySelector('.excerpt')?.replaceWith(...passagesIn(passages, root));
    }
  };
  await Promise.all(Array.from({ length: readTogether }, readOn));
  if (isWanted()) list.setAttribute('aria-busy', 'false');
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** The hit leads to its page all the same. */
const unreadable: Passages = {
  excerpt: [{ text: 'The words found could not be read. Is the folder complete?', isHit: false }],
  sections: [],
};

function itemOf(hit: Hit, root: URL): HTMLElement {
  const item = document.createElement('li');
  const type = document.createElement('span');
  type.className = 'aside';
  type.textContent = hit.type;
  item.append(link(hit.address, hit.title, root), ' ', type);
  item.append(...(hit.passages ? passagesIn(hit.passages, root) : [excerptOf([])]));
  return item;
}

function passagesIn({ excerpt, sections }: Passages, root: URL): HTMLElement[] {
  if (sections.length === 0) return [excerptOf(excerpt)];
  const below = document.createElement('ul');
  for (const section of sections) {
    const row = document.createElement('li');
    row.append(link(section.address, section.title, root), excerptOf(section.excerpt));
    below.append(row);
  }
  return [excerptOf(excerpt), below];
}

function link(address: string, text: string, root: URL): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = new URL(address, root).href;
  anchor.textContent = text;
  return anchor;
}

function excerptOf(parts: readonly Part[]): HTMLElement {
  const line = document.createElement('span');
  line.className = 'excerpt';
  for (const { text, isHit } of parts) {
    if (!isHit) line.append(text);
    else {
      const mark = document.createElement('mark');
      mark.textContent = text;
      line.append(mark);
    }
  }
  return line;
}
