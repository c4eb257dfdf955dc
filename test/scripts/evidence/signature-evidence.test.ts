// What follows for a format from what was found of it.

import { expect, test } from 'vitest';
import { unconfirmedFormats } from '../../../scripts/evidence/say-unconfirmed.ts';
import { judgeFormats, lookFor } from '../../../scripts/evidence/signature-evidence.ts';
import { parseRunbook } from '../../../src/parse/parse-runbook.ts';

const { runbook } = parseRunbook(
  [
    '# A',
    '',
    '## Signatures',
    '',
    ':::signature{kind="warn"}',
    '```printk',
    'all of it is here %u{cpu}',
    'half of it, the rest not',
    'nowhere at all',
    'only in an old one  # until 4.18',
    'put together elsewhere %s',
    'written yesterday',
    '```',
    ':::',
    '',
  ].join('\n'),
  'faults/a.md',
);
const evidence = {
  kernels: ['6.1'],
  formats: {
    'all of it is here ·': { in: { '6.1': 'kernel/a.c' } },
    'half of it, the rest not': { in: { '6.1': 'kernel/a.c' }, unseen: ['rest'] },
    'nowhere at all': { in: {} },
    'only in an old one': { in: {} },
    'put together elsewhere ·': { in: {} },
  },
};

test('each format has one verdict', () => {
  const judged = judgeFormats([runbook], evidence, {
    'put together elsewhere %s': 'init of dracut',
  });
  expect(judged.map(({ verdict }) => verdict.status)).toEqual([
    'found',
    'in part',
    'not found',
    'other era',
    'named',
    'not looked for',
  ]);
  expect(unconfirmedFormats(judged)).toEqual([
    expect.stringMatching(
      /^content\/runbooks\/faults\/a\.md:8 .*kernel\/a\.c.*rest.*named-sources/,
    ),
    expect.stringMatching(/^content\/runbooks\/faults\/a\.md:9 .*no kernel looked at has it/),
    expect.stringMatching(
      /^content\/runbooks\/faults\/a\.md:12 .*npm run evidence -- --kernel DIR/,
    ),
  ]);
});

test('a kernel that is not at hand keeps what was found in it, and forms that are gone go', () => {
  const strings = [{ file: 'lib/b.c', form: 'all of it is here ·' }];
  const byWord = new Map([...'all of it is here'.split(' ')].map((word) => [word, strings]));
  expect(lookFor(['all of it is here ·'], [{ version: '6.12', byWord }], evidence)).toEqual({
    kernels: ['6.1', '6.12'],
    formats: { 'all of it is here ·': { in: { '6.1': 'kernel/a.c', '6.12': 'lib/b.c' } } },
  });
});
