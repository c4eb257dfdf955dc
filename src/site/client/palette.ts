// The palette, Ctrl+K: one field for everything that the page can do and every place that it leads to.
// In: actions of this page (whoever has some answers the event `panicroom:actions`), its links and its
// headings. What is typed narrows the list; what is not in it is searched for in the runbooks.

import type { Hit } from './search-engine.ts';

export interface PaletteAction {
  /** In the imperative: `Copy the next command`. */
  label: string;
  /** The single key that does the same, where there is one. */
  key?: string;
  run(): void;
}

/** Asked of the whole page when the palette opens: `add` what can be done now. */
export type ActionsEvent = CustomEvent<{ add(actions: readonly PaletteAction[]): void }>;

/** Asked of the search, once it is loaded: `found` hears of the pages, best first. */
export type FindEvent = CustomEvent<{ query: string; found(hits: readonly Hit[]): void }>;

const mostShown = 12;
const mostHits = 6;
/** A letter or two are in every page. */
const shortestQuery = 3;

/** `root` is the site's folder. */
export function openPalette(searchField: HTMLInputElement | null, root: URL): void {
  if (document.querySelector('dialog[open]')) return;
  const all = collect(searchField);
  const dialog = document.createElement('dialog');
  dialog.className = 'palette';
  dialog.setAttribute('aria-label', 'What do you want to do?');
  const field = document.createElement('input');
  field.type = 'text';
  field.placeholder = 'What do you want to do?';
  field.autocomplete = 'off';
  field.spellcheck = false;
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-label', 'Command'],
    ['aria-expanded', 'true'],
    ['aria-controls', 'palette-list'],
    ['aria-autocomplete', 'list'],
  ] as const) {
    field.setAttribute(name, value);
  }
  const list = document.createElement('ul');
  list.id = 'palette-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Commands');
  dialog.append(field, list);
  document.body.append(dialog);

  let shown: PaletteAction[] = [];
  let at = 0;
  const mark = (to: number) => {
    at = Math.min(Math.max(to, 0), shown.length - 1);
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(index === at));
      if (index === at) item.scrollIntoView({ block: 'nearest' });
    }
    field.setAttribute('aria-activedescendant', shown.length > 0 ? `palette-${at}` : '');
  };
  const choose = (action: PaletteAction | undefined) => {
    if (!action) return;
    // The focus is back where it was before the action moves it on.
    dialog.close();
    action.run();
  };
  const show = (actions: PaletteAction[], marked: number) => {
    shown = actions;
    list.replaceChildren(...shown.map((action, index) => option(action, index, choose)));
    mark(marked);
  };
  const narrow = () => {
    const query = field.value.trim();
    const actions = matching(all, query).slice(0, mostShown);
    if (query !== '' && searchField) actions.push(searchFor(query, searchField));
    show(actions, 0);
    if (query.length < shortestQuery) return;
    // Pages come behind, whenever they are found: what Enter does must not change under the finger.
    const found = (hits: readonly Hit[]) => {
      if (!dialog.isConnected || field.value.trim() !== query) return;
      show([...actions, ...hits.slice(0, mostHits).map((hit) => openPage(hit, root))], at);
    };
    document.dispatchEvent(new CustomEvent('panicroom:find', { detail: { query, found } }));
  };
  document.addEventListener('panicroom:search-ready', narrow);
  field.addEventListener('input', narrow);
  dialog.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) mark((at + step + shown.length) % Math.max(shown.length, 1));
    else if (event.key === 'Enter') choose(shown[at]);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    document.removeEventListener('panicroom:search-ready', narrow);
    dialog.remove();
  });
  narrow();
  dialog.showModal();
  field.focus();
}

function collect(searchField: HTMLInputElement | null): PaletteAction[] {
  const found: PaletteAction[] = [];
  const add = (actions: readonly PaletteAction[]) => void found.push(...actions);
  document.dispatchEvent(new CustomEvent('panicroom:actions', { detail: { add } }));
  // What is done often has a key of its own, and stands first.
  found.sort((a, b) => Number(b.key !== undefined) - Number(a.key !== undefined));
  if (searchField)
    add([{ label: 'Search the runbooks', key: '/', run: () => searchField.focus() }]);
  const links = document.querySelectorAll<HTMLAnchorElement>(
    '.top a[href], .bottom a[href], main nav a[href]',
  );
  const places = new Set<string>();
  for (const link of links) {
    const words = (link.textContent ?? '').trim();
    if (words === '' || places.has(words)) continue;
    places.add(words);
    add([{ label: `Go to ${words}`, run: () => link.click() }]);
  }
  for (const heading of document.querySelectorAll<HTMLElement>('main :is(h2, h3)[id]')) {
    const words = (heading.textContent ?? '').trim();
    add([{ label: `On this page: ${words}`, run: () => goTo(heading) }]);
  }
  return found;
}

function goTo(heading: HTMLElement): void {
  heading.scrollIntoView({ block: 'start' });
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function searchFor(query: string, searchField: HTMLInputElement): PaletteAction {
  return {
    label: `Search the runbooks for “${query}”`,
    run() {
      searchField.value = query;
      searchField.focus();
      searchField.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}

/** By a link in the page, so that whoever keeps a log open in it can say where the page opens. */
function openPage({ title, type, address }: Hit, root: URL): PaletteAction {
  return {
    label: type === '' ? title : `${title} (${type.toLowerCase()})`,
    run() {
      const link = document.createElement('a');
      link.href = new URL(address, root).href;
      link.hidden = true;
      document.body.append(link);
      link.click();
      link.remove();
    },
  };
}

/** Every word of the query begins a word of the label, in whatever order. */
function matching(all: readonly PaletteAction[], query: string): PaletteAction[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ label }) => {
    const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function option(
  action: PaletteAction,
  index: number,
  choose: (action: PaletteAction) => void,
): HTMLLIElement {
  const item = document.createElement('li');
  item.id = `palette-${index}`;
  item.setAttribute('role', 'option');
  item.append(action.label);
  if (action.key) {
    const key = document.createElement('kbd');
    key.textContent = action.key;
    item.append(' ', key);
  }
  item.addEventListener('click', () => choose(action));
  return item;
}
