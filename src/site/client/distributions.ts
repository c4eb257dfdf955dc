// Commands that differ between distributions: a switch over the page that leaves those of one. Without
// this script all are shown, each with its label. The choice stays for the next page: the name of a
// distribution, nothing else.

import { readHash } from './blanks.ts';

/** Its name in an address: `#save-first?distribution=Debian`. */
const carriedDistribution = 'distribution';
const stored = 'panicroom-distribution';

export function prepareDistributions(): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-distributions]')];
  const names = [...new Set(parts.flatMap(namesOf))];
  const bar = document.querySelector('.runbook .bar');
  if (names.length < 2 || !bar || document.querySelector('.distributions')) return;

  const choose = (name: string) => {
    for (const part of parts) part.hidden = name !== '' && !namesOf(part).includes(name);
    for (const radio of radios) radio.checked = radio.value === name;
  };
  const field = document.createElement('fieldset');
  field.className = 'distributions';
  const legend = document.createElement('legend');
  legend.textContent = 'Commands for';
  field.append(legend);
  const radios = ['', ...names].map((name) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'distribution';
    radio.value = name;
    radio.addEventListener('change', () => {
      choose(name);
      remember(name);
    });
    label.append(radio, ` ${name === '' ? 'all' : name}`);
    field.append(label);
    return radio;
  });
  bar.after(field);

  // The wizard's links name the distribution of the log that they come from; it is not remembered.
  const arrived = readHash(location.hash)?.values.get(carriedDistribution);
  const wanted = arrived ?? remembered();
  choose(names.includes(wanted) ? wanted : '');
  const showTarget = () => {
    const target = document.getElementById(decodeHash());
    if (target?.closest('[data-distributions][hidden]')) {
      choose('');
      target.scrollIntoView();
    }
  };
  showTarget();
  addEventListener('hashchange', showTarget);
}

function namesOf(part: HTMLElement): string[] {
  return part.dataset.distributions?.split('|') ?? [];
}

function decodeHash(): string {
  try {
    // In the single file the page stands before the anchor; values may stand behind it.
    return decodeURIComponent(location.hash.split('#').at(-1)!.split('?')[0]!);
  } catch {
    return '';
  }
}

/** Storage may be refused: then the choice is for this page. */
function remember(name: string): void {
  try {
    localStorage.setItem(stored, name);
  } catch {
    // Kept for this page only.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(stored) ?? '';
  } catch {
    return '';
  }
}
