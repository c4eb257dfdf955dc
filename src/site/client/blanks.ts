// Placeholders of a runbook's commands: each is a field, one value fills all of its name.
//
// An address may carry values behind the anchor, to be filled in on arrival. (The wizard's own links
// carry the distribution alone: nothing of a log goes into an address.)
//
//   ../runbooks/faults/x/index.html#collect-logs?module=kfail&pid=92
//                                   ^ section    ^ values
//
// (in the single file, where pages are anchors too: `#runbooks/faults/x/index.html#collect-logs?…`).
// They are taken out of the address at once, kept in this page alone, and shown as text. A value
// that holds a control character, or is longer than any the kernel prints, is not taken.

export type Values = Map<string, string>;

const longestValue = 200;

/** Reads `#section?name=value`; null where the address has no such part. */
export function readHash(hash: string): { anchor: string; section: string; values: Values } | null {
  const mark = hash.indexOf('?');
  if (!hash.startsWith('#') || mark < 0) return null;
  const anchor = hash.slice(0, mark);
  const values: Values = new Map();
  for (const [name, value] of new URLSearchParams(hash.slice(mark + 1))) {
    if (isValue(value)) values.set(name, value);
  }
  return { anchor, section: anchor.slice(anchor.lastIndexOf('#') + 1), values };
}

function isValue(value: string): boolean {
  return (
    value.length > 0 && value.length <= longestValue && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
  );
}

function decoded(section: string): string {
  try {
    return decodeURIComponent(section);
  } catch {
    return section;
  }
}

export interface Blanks {
  /** Changes as people type. */
  values: Values;
  /** Takes the values that the address carries, if any. */
  arrive(): void;
}

/** Turns the page's blanks into fields. */
export function prepareBlanks(): Blanks {
  const values: Values = new Map();
  const fields: HTMLInputElement[] = [];
  const show = (name: string, except?: HTMLInputElement) => {
    for (const field of fields) {
      if (field.dataset.blank !== name) continue;
      const value = values.get(name) ?? '';
      if (field !== except) field.value = value;
      field.style.width = `${Math.max((value || field.placeholder).length, 2) + 1.5}ch`;
      field.classList.toggle('filled', value !== '');
    }
  };
  for (const blank of document.querySelectorAll<HTMLElement>('span[data-blank]')) {
    const field = document.createElement('input');
    const name = blank.dataset.blank ?? '';
    field.className = 'blank';
    field.dataset.blank = name;
    field.placeholder = blank.textContent ?? '';
    field.spellcheck = false;
    field.autocomplete = 'off';
    field.setAttribute('aria-label', name);
    field.addEventListener('input', () => {
      if (isValue(field.value)) values.set(name, field.value);
      else values.delete(name);
      show(name, field);
    });
    blank.replaceWith(field);
    fields.push(field);
    show(name);
  }
  const arrive = () => {
    const arrived = readHash(location.hash);
    if (!arrived) return;
    for (const [name, value] of arrived.values) {
      if (!fields.some((field) => field.dataset.blank === name)) continue;
      values.set(name, value);
      show(name);
    }
    history.replaceState(null, '', arrived.anchor);
    document.getElementById(decoded(arrived.section))?.scrollIntoView();
  };
  return { values, arrive };
}
