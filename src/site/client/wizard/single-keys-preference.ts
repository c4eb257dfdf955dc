// What the wizard remembers unasked: whether single keys do something. Storage may be refused
// (private windows, some file:// pages); then the choice lasts as long as the page.

const name = 'panicroom.single-keys';

export function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(name) !== 'off';
  } catch {
    return true;
  }
}

export function writeSingleKeys(switchedOn: boolean): void {
  try {
    if (switchedOn) localStorage.removeItem(name);
    else localStorage.setItem(name, 'off');
  } catch {
    // Nothing to do: the page keeps the choice itself.
  }
}
