// Where the lines of a text begin and end, of whatever lengths: the same as a plain split says.

import { expect, test } from 'vitest';
import { splitLines } from '../../src/klog/split-lines.ts';

const long = `${'x'.repeat(90)}\n`;

test.each([
  ['nothing', ''],
  ['one line without an end', 'a'],
  ['blank lines', '\n\n\n'],
  ['long lines', long.repeat(300)],
  ['short lines', 'a\n'.repeat(2_000)],
  ['long lines, then short ones', long.repeat(300) + 'ab\n'.repeat(2_000)],
  ['short lines, then a long one', `${'ab\n'.repeat(300)}${long.repeat(3)}end`],
])('%s', (_, text) => {
  const rows = text.replace(/\n$/, '').split('\n');
  const table = splitLines(text);
  expect(table.count).toBe(text === '' ? 0 : rows.length);
  const read = Array.from({ length: table.count }, (__, line) =>
    text.slice(table.start(line), table.end(line)),
  );
  expect(read).toEqual(text === '' ? [] : rows);
  for (const line of [0, 1, table.count - 1].filter((one) => one >= 0 && one < table.count)) {
    expect(table.lineAt(table.start(line))).toBe(line);
  }
  expect(table.start(table.count)).toBe(text.length);
});
