// In: a key press. Out: what it means here; null where the key belongs to a field, to the browser (a
// modifier is held) or to nobody. Search is the page's to open; the others are the wizard's.

export type KeyAction = 'next' | 'previous' | 'copy' | 'tick' | 'report' | 'search' | 'help';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const actions: Readonly<Record<string, KeyAction>> = {
  j: 'next',
  k: 'previous',
  c: 'copy',
  x: 'tick',
  r: 'report',
  '/': 'search',
  '?': 'help',
};

/** For the help: each key with what it does. */
export const keyHelp: readonly (readonly [key: string, does: string])[] = [
  ['Ctrl+V', 'Paste a kernel log, wherever the focus is'],
  ['j', 'Next command of the plan'],
  ['k', 'Previous command'],
  ['c', 'Copy this command, or the first one not ticked'],
  ['x', 'Tick this command'],
  ['r', 'The report for the ticket'],
  ['/', 'Search the runbooks'],
  ['Ctrl+K', 'Everything that can be done here'],
  ['?', 'This help'],
  ['Esc', 'Leave a field, close a dialog'],
];

export function keyAction(press: KeyPress, typing: boolean): KeyAction | null {
  if (typing || press.ctrlKey || press.metaKey || press.altKey) return null;
  return Object.hasOwn(actions, press.key) ? actions[press.key]! : null;
}

const notTyped = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range']);

/** Whether keys pressed at this element are text for it. */
export function takesTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !notTyped.has(target.type);
}
