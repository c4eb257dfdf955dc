// The search field at work: results as one types, arrow keys, the page's own address for a query.
// Loaded when somebody turns to the field, or before.

import type { FindEvent } from './palette.ts';
import { createSearch, type Filters, type Found, type Search } from './search-engine.ts';
import { showHits } from './search-results.ts';
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
  const facets = onPage ? createFacets(search, () => void run()) : null;
  if (facets) box.append(facets.element);
  panel.append(status, list);
  box.append(panel);

  // The palette asks too: whatever it shows is found by the same engine.
  document.addEventListener('panicroom:find', (event) => {
    const { query, found } = (event as FindEvent).detail;
    void search.find(query, {}).then(
      ({ hits }) => found(hits),
      () => found([]),
    );
  });
  document.dispatchEvent(new Event('panicroom:search-ready'));

  const recent = createRecent((query) => {
    field.value = query;
    field.focus();
    void run();
  });
  let turn = 0;
  const run = async () => {
    const query = field.value.trim();
    const mine = ++turn;
    if (onPage) history.replaceState(null, '', query ? `#q=${encodeURIComponent(query)}` : '#');
    if (query === '') {
      list.removeAttribute('aria-busy');
      list.replaceChildren(...recent.items());
      panel.hidden = list.childElementCount === 0;
      status.textContent = 'Searched before, on this page';
      return;
    }
    const found = await search.find(query, facets?.chosen() ?? {}).catch(() => null);
    if (mine !== turn) return;
    panel.hidden = false;
    status.textContent = found
      ? describe(found, query)
      : 'The search index beside this page could not be read. Is the folder complete?';
    showHits(list, found?.hits ?? [], root, () => mine === turn);
  };
  field.addEventListener('input', () => void run());
  // What led somewhere is worth going back to; what was typed on the way there is not.
  list.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a')) recent.keep(field.value);
  });
  box.addEventListener('keydown', (event) => walk(event, box, field));
  field.addEventListener('focus', () => {
    if (field.value.trim() === '' || list.childElementCount === 0) void run();
    else panel.hidden = false;
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
  // A browser that goes back fills it in again: nobody asked for results then.
  if (field.value !== '' && (onPage || document.activeElement === field)) void run();
}

/** Up and down move between the field and the results; Enter in the field opens the first. */
function walk(event: KeyboardEvent, box: HTMLElement, field: HTMLInputElement): void {
  const links = [...box.querySelectorAll<HTMLElement>('.results:not([hidden]) ol :is(a, button)')];
  if (event.key === 'Enter' && event.target === field) {
    if (field.value.trim() !== '') links[0]?.click();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement as HTMLElement) + step;
  (at < 0 ? field : (links[at] ?? links.at(-1)))?.focus();
}

const mostRecent = 5;

/** Queries that led to a page, the last one first. They are gone with the page: nothing is stored. */
function createRecent(again: (query: string) => void) {
  let queries: string[] = [];
  return {
    keep(query: string): void {
      const kept = query.trim();
      if (kept !== '')
        queries = [kept, ...queries.filter((each) => each !== kept)].slice(0, mostRecent);
    },
    items(): HTMLElement[] {
      return queries.map((query) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = query;
        button.addEventListener('click', () => again(query));
        item.append(button);
        return item;
      });
    },
  };
}

/** In the order in which they narrow most; the values come from the index itself. */
const facetNames: [filter: string, label: string][] = [
  ['type', 'Type'],
  ['area', 'Area'],
  ['severity', 'Severity'],
  ['kind', 'Kind'],
];

function createFacets(search: Search, changed: () => void) {
  const element = document.createElement('p');
  element.className = 'facets';
  const selects = new Map<string, HTMLSelectElement>();
  void search.choices().then((choices) => {
    for (const [filter, label] of facetNames) {
      const values = choices[filter] ?? [];
      if (values.length < 2) continue;
      const select = document.createElement('select');
      select.append(new Option('any', ''), ...values.map((value) => new Option(value)));
      select.addEventListener('change', changed);
      select.id = `facet-${filter}`;
      const words = document.createElement('label');
      words.htmlFor = select.id;
      words.append(label);
      const facet = document.createElement('span');
      facet.append(words, ' ', select);
      element.append(facet);
      selects.set(filter, select);
    }
  });
  const chosen = (): Filters =>
    Object.fromEntries(
      [...selects].flatMap(([filter, { value }]) => (value === '' ? [] : [[filter, value]])),
    );
  return { element, chosen };
}

function describe({ total, corrections }: Found, query: string): string {
  const mended = corrections
    .map(({ from, to }) => `${to.map((word) => `“${word}”`).join(' or ')} for “${from}”`)
    .join(', ');
  const count =
    total === 0 ? `Nothing for “${query}”` : `${total} ${total === 1 ? 'page' : 'pages'}`;
  return mended ? `${count}. Searched ${mended}.` : `${count}.`;
}
