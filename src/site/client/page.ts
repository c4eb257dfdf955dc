// What every page does beyond being read: theme, search on demand, copy, blanks, keys. Small, since
// every page loads it; search itself is fetched when somebody turns to it.

import { type Blanks, prepareBlanks } from './blanks.ts';
import { type CommandKeys, prepareCommands } from './commands.ts';
import { prepareDistributions } from './distributions.ts';
import { keepOffline } from './keep-offline.ts';
import { openKeyHelp } from './key-help.ts';
import { type ActionsEvent, openPalette } from './palette.ts';
import { preparePrinting } from './print-choice.ts';
import { siteRoot } from './site-root.ts';
import { scriptDoor } from './trusted-types.ts';

const root = siteRoot();
const trusted = scriptDoor('panicroom-page', root.href);

function prepareTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const html = document.documentElement;
    const dark = html.dataset.theme
      ? html.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    html.dataset.theme = dark ? 'light' : 'dark';
    try {
      localStorage.setItem('panicroom-theme', html.dataset.theme);
    } catch {
      // Kept for this page only.
    }
  });
}

interface SearchField {
  field: HTMLInputElement;
  /** The engine and what it starts with are some 150 KB: fetched when somebody turns to it. */
  load(): void;
}

function prepareSearch(): SearchField | null {
  const field = document.querySelector<HTMLInputElement>('[data-search] input');
  if (!field) return null;
  let asked = false;
  const load = () => {
    if (asked || 'panicroomPagefind' in globalThis) return;
    asked = true;
    // All at once, and run in this order.
    for (const path of ['assets/pagefind.js', 'assets/search.js', 'search-index/start.js']) {
      const script = document.createElement('script');
      script.src = trusted(new URL(path, root).href);
      script.async = false;
      document.head.append(script);
    }
  };
  field.disabled = false;
  field.addEventListener('focus', load);
  // Over a network nothing is fetched that nobody asked for; a folder is read while the page is at rest.
  if (location.protocol === 'file:') whenAtRest(load);
  if (field.closest('[data-search="page"]')) {
    load();
    field.focus();
  }
  return { field, load };
}

function whenAtRest(then: () => void): void {
  if (!('requestIdleCallback' in globalThis)) return;
  const wait = () => requestIdleCallback(then);
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
}

/** True where a key press is text that somebody types. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=checkbox]):not([type=radio])'))
  );
}

prepareTheme();
keepOffline(root, trusted);
const search = prepareSearch();
const searchField = search?.field ?? null;
let blanks: Blanks;
let commands: CommandKeys | null;
function prepareText(): void {
  preparePrinting();
  prepareDistributions();
  blanks = prepareBlanks();
  commands = prepareCommands(blanks.values);
  blanks.arrive();
}
prepareText();
// The single file puts another page's text in place.
document.addEventListener('panicroom:page', prepareText);
addEventListener('hashchange', () => blanks.arrive());

document.addEventListener('panicroom:actions', (event) => {
  const { add } = (event as ActionsEvent).detail;
  const theme = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
  if (theme) add([{ label: 'Change between light and dark', run: () => theme.click() }]);
  add([{ label: 'Print this page', run: () => print() }]);
  if (commands) add(commands.actions);
  // The wizard has a list of its own.
  if (!document.querySelector('.wizard'))
    add([{ label: 'Show the keys', key: '?', run: () => openKeyHelp(commands !== null) }]);
});

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
  if (palette) {
    event.preventDefault();
    search?.load();
    openPalette(searchField, root);
    return;
  }
  if (event.key === '/' && !isTyping(event.target) && !event.ctrlKey) {
    if (!searchField) return;
    event.preventDefault();
    searchField.focus();
    searchField.select();
    return;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey) return;
  if (event.key === '?') openKeyHelp(commands !== null);
  else commands?.press(event);
});
