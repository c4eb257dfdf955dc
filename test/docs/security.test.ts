// SECURITY.md says which test holds what: each row names one, by its file, and it is there.

import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, who, what, against, heldBy]) => ({ who, what, against, heldBy: heldBy ?? '' }));

test('each row says what is tried, what stands against it, and names a test by its file', () => {
  expect(rows.length).toBeGreaterThan(12);
  for (const { who, what, against, heldBy } of rows) {
    const row = `${who}: ${what}`;
    expect(what, row).not.toBe('');
    expect(against, row).not.toBe('');
    const named = [...heldBy.matchAll(/`(test\/[^`]*)`/g)].map(([, path]) => path!);
    expect(named, row).not.toEqual([]);
    for (const path of named) {
      expect(path, row).toMatch(/\.test\.tsx?$/);
      expect(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false, path).toBe(true);
    }
  }
});

test.each([
  'a hostile log',
  'a hostile signature',
  'a hostile runbook',
  'a hostile repository of runbooks',
  'a hostile overlay',
  'a hostile archive',
  'the supply chain',
  'the network',
])('there is a row for %s', (who) => {
  expect(rows.map((row) => row.who)).toContain(who);
});

test('what a log may do to the clipboard and to the terminal is part of it', () => {
  const all = rows.map(({ what }) => what).join('\n');
  expect(all).toContain('clipboard');
  expect(all).toContain('terminal');
});
