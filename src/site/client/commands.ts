// A runbook's commands in the browser: copy with the values filled in, tick, walk by keys.
// What is copied has no prompt and no comment. A command with an open blank asks before it is
// copied as it is; one that destroys data asks too.

import type { Placeholder, RunsOn } from '../../model/runbook.ts';
import { fillCommand } from '../../plan/fill-command.ts';
import type { Values } from './blanks.ts';
import type { PaletteAction } from './palette.ts';

export interface CommandKeys {
  press(event: KeyboardEvent): void;
  /** The same, for the palette. */
  actions: readonly PaletteAction[];
}

export function prepareCommands(values: Values): CommandKeys | null {
  const all = [...document.querySelectorAll<HTMLElement>('[data-command]')];
  if (all.length === 0) return null;
  for (const box of all) {
    const line = box.querySelector('.line');
    if (!line || line.querySelector('.copy')) continue;
    const text = line.textContent ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${text}`);
    button.addEventListener('click', () => copy(box, button, values));
    line.append(button);
    const purpose = box.querySelector('.purpose p')?.textContent;
    tickOf(box)?.setAttribute('aria-label', `Done: ${purpose || text}`);
  }
  for (const keys of document.querySelectorAll<HTMLElement>('[data-keys]')) keys.hidden = false;

  let current: HTMLElement | null = null;
  /** Those that are shown: the others are another distribution's. */
  const shown = () => all.filter((box) => box.closest('[hidden]') === null);
  const go = (step: number) => {
    const boxes = shown();
    const to = (current ? boxes.indexOf(current) : step > 0 ? -1 : 0) + step;
    const box = boxes[Math.min(Math.max(to, 0), boxes.length - 1)];
    if (!box) return;
    current = box;
    for (const each of all) each.classList.toggle('at', each === box);
    box.querySelector<HTMLElement>('pre')?.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'center' });
  };
  /** The one walked to; else the first on the screen that is not ticked. */
  const here = () => {
    const boxes = shown();
    if (current && boxes.includes(current)) return current;
    const seen = boxes.find((box) => {
      const { top, bottom } = box.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && !tickOf(box)?.checked;
    });
    return seen ?? boxes[0] ?? all[0]!;
  };
  const actions: Record<string, () => void> = {
    j: () => go(1),
    k: () => go(-1),
    c: () => {
      const box = here();
      const button = box.querySelector<HTMLButtonElement>('.copy');
      if (button) void copy(box, button, values);
    },
    x: () => tickOf(here())?.click(),
  };
  return {
    actions: [
      { label: 'Copy this command', key: 'c', run: actions.c! },
      { label: 'Tick this command as done', key: 'x', run: actions.x! },
      { label: 'Next command', key: 'j', run: actions.j! },
      { label: 'Command before', key: 'k', run: actions.k! },
    ],
    press(event) {
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    },
  };
}

const tickOf = (box: HTMLElement) => box.querySelector<HTMLInputElement>('.tick');

async function copy(box: HTMLElement, button: HTMLButtonElement, values: Values): Promise<void> {
  const { text, open } = commandText(box, values);
  const asks = questionFor(box, open);
  if (asks && button.dataset.asked === undefined) {
    button.dataset.asked = '';
    button.textContent = asks;
    setTimeout(() => reset(button), 6000);
    return;
  }
  const done = await navigator.clipboard.writeText(text).then(
    () => true,
    () => copyBySelection(text),
  );
  delete button.dataset.asked;
  button.textContent = done ? 'Copied' : 'Select it by hand';
  setTimeout(() => reset(button), 2000);
}

function questionFor(box: HTMLElement, open: string[]): string | null {
  if (open.length > 0) return `${open.join(', ')} not filled in. Copy all the same?`;
  if (box.dataset.risk === 'destroys-data') return 'Can destroy data. Copy all the same?';
  return null;
}

function reset(button: HTMLButtonElement): void {
  delete button.dataset.asked;
  button.textContent = 'Copy';
}

/** What is copied: values as the wizard fills them in, so that none can smuggle a command along. */
function commandText(box: HTMLElement, values: Values): { text: string; open: string[] } {
  const placeholders: Placeholder[] = [];
  let template = '';
  for (const node of box.querySelector('pre code')?.childNodes ?? []) {
    if (node instanceof HTMLInputElement) {
      const start = template.length;
      template += node.placeholder;
      placeholders.push({ name: node.dataset.blank ?? '', start, end: template.length });
    } else template += node.textContent;
  }
  const runs = (box.dataset.runs ?? 'host') as RunsOn;
  const { command, unfilled } = fillCommand(
    template,
    placeholders,
    Object.fromEntries(values),
    runs,
  );
  return { text: command, open: unfilled.map((name) => `<${name}>`) };
}

/** Where the clipboard is refused: pages that are not served securely, and older browsers. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
