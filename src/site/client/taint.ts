// The taint decoder: whatever is typed or pasted lights its rows, brings them to the top of the table,
// and is said in a line.

import { decodeTaint } from '../../klog/taint.ts';

prepareReader();
// The single file puts another page's text in place.
document.addEventListener('panicroom:page', prepareReader);

function prepareReader(): void {
  const reader = document.querySelector<HTMLElement>('[data-taint-reader]');
  const field = reader?.querySelector('input');
  const answer = reader?.querySelector<HTMLElement>('[role=status]');
  if (!reader || !field || !answer) return;
  const rows = [...document.querySelectorAll<HTMLElement>('[data-letter]')];
  const idle = [...answer.childNodes];
  reader.hidden = false;
  field.addEventListener('input', () => {
    const decoded = field.value.trim() === '' ? null : decodeTaint(field.value);
    const lit: HTMLElement[] = [];
    const others: HTMLElement[] = [];
    for (const row of rows) {
      const isLit = decoded?.letters.includes(row.dataset.letter ?? '?') ?? false;
      row.classList.toggle('lit', isLit);
      row.classList.toggle('dim', decoded !== null && decoded.letters !== '' && !isLit);
      (isLit ? lit : others).push(row);
    }
    rows[0]?.parentElement?.append(...lit, ...others);
    if (field.value.trim() === '') answer.replaceChildren(...idle);
    else answer.textContent = describe(decoded);
  });
}

function describe(decoded: ReturnType<typeof decodeTaint>): string {
  if (!decoded)
    return 'No taint flags in this. Letters, a number, or the line that says “Tainted:”.';
  const unknown =
    decoded.unknown.length > 0
      ? ` Not in the table: ${decoded.unknown.join(', ')}; a distribution’s own, or mistyped.`
      : '';
  if (decoded.letters === '') return `Not tainted.${unknown}`;
  const count = decoded.flags.length;
  return `${decoded.letters}: ${count === 1 ? 'one mark' : `${count} marks`}, at the top.${unknown}`;
}
