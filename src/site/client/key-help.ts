// The list of keys, opened by `?`. Built when first asked for.

const everywhere: [keys: string, does: string][] = [
  ['/', 'search'],
  ['Ctrl+K', 'everything that can be done here'],
  ['?', 'this list'],
  ['Esc', 'close'],
];
const onRunbooks: typeof everywhere = [
  ['j', 'next command'],
  ['k', 'command before'],
  ['c', 'copy the command'],
  ['x', 'tick it as done'],
];

export function openKeyHelp(hasCommands: boolean): void {
  let dialog = document.querySelector<HTMLDialogElement>('dialog.key-help');
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.className = 'key-help';
    dialog.setAttribute('aria-label', 'Keys');
    const list = document.createElement('dl');
    for (const [keys, does] of hasCommands ? [...onRunbooks, ...everywhere] : everywhere) {
      const row = document.createElement('div');
      const term = document.createElement('dt');
      const key = document.createElement('kbd');
      key.textContent = keys;
      term.append(key);
      const meaning = document.createElement('dd');
      meaning.textContent = does;
      row.append(term, meaning);
      list.append(row);
    }
    const close = document.createElement('button');
    close.textContent = 'Close';
    close.addEventListener('click', () => dialog?.close());
    dialog.append(list, close);
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
}
