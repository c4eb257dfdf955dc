import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('each row of docs/site.md names tests that are there', () => {
  const rows = readFileSync('docs/site.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| .*test\//.test(line));
  expect(rows.length).toBeGreaterThan(10);
  const named = rows.flatMap((row) => row.match(/test\/[\w./-]+\.tsx?/g) ?? []);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
