// The search field at work: results as one types, arrow keys, the page's own address for a query.
// Loaded when somebody turns to the field.

import { createSearch, type Found, type Hit } from './search-engine.ts';
import { siteRoot } from './site-root.ts';

const root = siteRoot();
const box = document.querySelector<HTMLElement>('[data-search]');
const field = box?.querySelector('input');
if (box && field) start(box, field);

function start(box: HTMLElement, field: HTMLInputElement): void {
  const search = createSearch(root);
  const onPage = box.dataset.search === 'page';
  const panel = document.createElement('div');
  panel.className = onPage ? 'results' : 'results panel';
  panel.hidden = true;
  panel.setAttribute('role', 'region');
  panel.setAttribute('aria-label', 'Search results');
  const status = document.createElement('p');
  status.className = 'aside';
  status.setAttribute('role', 'status');
  const list = document.createElement('ol');
  const types = onPage ? typeChoice(() => void run()) : null;
  if (types) panel.append(types.element);
  panel.append(status, list);
  box.append(panel);

  let turn = 0;
  const run = async () => {
    const query = field.value.trim();
    const mine = ++turn;
    if (onPage) history.replaceState(null, '', query ? `#q=${encodeURIComponent(query)}` : '#');
    if (query === '') {
      panel.hidden = true;
      return;
    }
    const found = await search(query, types?.value() ?? null).catch(() => null);
    if (mine !== turn) return;
    panel.hidden = false;
    status.textContent = found
      ? describe(found, query)
      : 'The search index beside this page could not be read. Is the folder complete?';
    list.replaceChildren(...(found?.hits.map((hit) => showHit(hit)) ?? []));
  };
  field.addEventListener('input', () => void run());
  box.addEventListener('keydown', (event) => walk(event, box, field));
  field.addEventListener('focus', () => {
    if (field.value.trim() !== '' && list.childElementCount > 0) panel.hidden = false;
  });
  if (!onPage) {
    const close = () => {
      panel.hidden = true;
    };
    box.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) close();
    });
    addEventListener('hashchange', close);
    document.addEventListener('pointerdown', (event) => {
      if (!box.contains(event.target as Node)) close();
    });
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      close();
      field.blur();
    });
  } else {
    const asked = /^#q=(.*)$/.exec(location.hash);
    if (asked) field.value = decodeURIComponent(asked[1]!);
  }
  if (field.value !== '') void run();
}

/** Up and down move between the field and the results; Enter in the field opens the first. */
function walk(event: KeyboardEvent, box: HTMLElement, field: HTMLInputElement): void {
  const links = [...box.querySelectorAll<HTMLAnchorElement>('.results:not([hidden]) ol a')];
  if (event.key === 'Enter' && event.target === field) {
    links[0]?.click();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
  (at < 0 ? field : (links[at] ?? links.at(-1)))?.focus();
}

function typeChoice(changed: () => void) {
  const element = document.createElement('label');
  element.className = 'type-choice';
  const select = document.createElement('select');
  for (const type of ['Everything', 'Runbook', 'Reference']) select.append(new Option(type));
  select.addEventListener('change', changed);
  element.append('Show ', select);
  return { element, value: () => (select.selectedIndex === 0 ? null : select.value) };
}

function describe({ total, corrections }: Found, query: string): string {
  const mended = corrections.map(({ from, to }) => `“${to}” for “${from}”`).join(', ');
  const count =
    total === 0 ? `Nothing for “${query}”` : `${total} ${total === 1 ? 'page' : 'pages'}`;
  return mended ? `${count}. Searched ${mended}.` : `${count}.`;
}

function showHit(hit: Hit): HTMLElement {
  const item = document.createElement('li');
  const heading = link(hit.address, hit.title);
  const type = document.createElement('span');
  type.className = 'aside';
  type.textContent = hit.type;
  item.append(heading, ' ', type, excerpt(hit.excerpt));
  if (hit.sections.length > 0) {
    const below = document.createElement('ul');
    for (const section of hit.sections) {
      const row = document.createElement('li');
      row.append(link(section.address, section.title), excerpt(section.excerpt));
      below.append(row);
    }
    item.append(below);
  }
  return item;
}

function link(address: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = new URL(address, root).href;
  anchor.textContent = text;
  return anchor;
}

/** Pagefind's markup is read as text: only its marks become elements. */
function excerpt(markup: string): HTMLElement {
  const line = document.createElement('span');
  line.className = 'excerpt';
  for (const [index, part] of markup.split(/<\/?mark>/).entries()) {
    const text = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    if (index % 2 === 0) line.append(text);
    else {
      const mark = document.createElement('mark');
      mark.textContent = text;
      line.append(mark);
    }
  }
  return line;
}
