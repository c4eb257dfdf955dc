// Every rule's words on its bad example, as an author reads them in a terminal of 80 columns. The
// golden is to be read, not only compared: plain words, the place, and what to do.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/library/format-diagnostics.ts';
import { lintLibrary } from '../../src/lint/lint-library.ts';
import { allRules } from '../../src/lint/rules/all-rules.ts';
import { expectGolden } from '../golden.ts';
import { exampleLibrary } from './example-library.ts';

const texts = allRules.map((rule) => {
  const input = exampleLibrary(rule.bad);
  const found = lintLibrary(input, [rule]);
  return formatDiagnostics(found, input.sources, { colour: false, columns: 80 });
});

test('what each rule says of its bad example', () => {
  expectGolden(join(import.meta.dirname, 'error-texts.golden.txt'), texts.join('\n'));
});

test('fits the terminal, and tells what to do without blame or shouting', () => {
  for (const line of texts.join('\n').split('\n')) {
    // What is to be copied stays in one piece.
    expect(line.length <= 80 || line.trim().startsWith('`'), line).toBe(true);
    // A line of the file is quoted as it stands.
    if (line.startsWith('    ')) continue;
    expect(line).not.toMatch(/\b(?:please|sorry|oops|illegal|you must|invalid)\b|!$/i);
  }
});

test('with colour it says the same', () => {
  const [rule] = allRules;
  const input = exampleLibrary(rule!.bad);
  const found = lintLibrary(input, [rule!]);
  const painted = formatDiagnostics(found, input.sources, { colour: true, columns: 80 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for.
  expect(painted.replace(/\u001b\[[\d;]*m/g, '')).toBe(texts[0]);
  expect(painted).not.toBe(texts[0]);
});
