// What a manual page, and a program's own file, are taken to say.

import { expect, test } from 'vitest';
import {
  hasName,
  hasOption,
  hasWord,
  readProgramText,
  readRenderedPage,
} from '../../../scripts/evidence/manual-text.ts';

const bold = (text: string) => [...text].map((char) => `${char}\b${char}`).join('');
const italic = (text: string) => [...text].map((char) => `_\b${char}`).join('');
const page = readRenderedPage(
  'disk(8)',
  [
    'SYNOPSIS',
    `       disk [-vq] [${bold('--[no-]pager')}] ${bold('show')} | ${bold('error-log')} ${italic('DEVICE')}`,
    `       ${bold('-r')}, ${bold('--retry')} ${italic('n')}`,
    '              Try again; see also stop.',
    `       ${bold('-d')}[<filter>]   ${bold('-a')}|${bold('--activate')} y|n`,
    `       ${bold('-t')}  Be terse.  ${bold('-xdev')}`,
    '       –logfile name',
    '       check   looks at it',
    '       pid       PID    the process',
  ].join('\n'),
);

test.each([
  '-r',
  '--retry',
  '-r3',
  '-v',
  '-vq',
  '-rt',
  '-dusage',
  '-an',
  '-xdev',
  '--pager',
  '--no-pager',
  '--logfile',
])('the page has %s', (option) => {
  expect(hasOption(page, option)).toBe(true);
});

test.each(['-z', '--ret', '--retries', '-tz', '-tn', '-vqz', '--no-retry'])(
  'the page does not have %s',
  (option) => {
    expect(hasOption(page, option)).toBe(false);
  },
);

test('a subcommand is set off, or begins a line', () => {
  expect(['show', 'error-log', 'check'].filter((word) => hasWord(page, word))).toHaveLength(3);
  expect(['stop', 'error', 'log', 'sho'].filter((word) => hasWord(page, word))).toEqual([]);
});

test('a column may be in capitals', () => {
  expect(hasName(page, 'PID')).toBe(true);
  expect(hasName(page, 'ppid')).toBe(false);
});

test('of a binary its strings speak', () => {
  const program = readProgramText(
    '/sbin/x',
    Buffer.from('\x7fELF\0--scan\0-t\0usage: x status\0\x01'),
  );
  expect(['--scan', '-t'].every((option) => hasOption(program, option))).toBe(true);
  expect(['--sca', '-u'].some((option) => hasOption(program, option))).toBe(false);
  expect(hasWord(program, 'status')).toBe(true);
});
