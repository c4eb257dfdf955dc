// What is never guessed at, and how words are laid beside those of a format: the bounds, each with a
// text right at it.

import { describe, expect, test } from 'vitest';
import { guessTypedLines } from '../../src/match/typed-lines.ts';
import type { KnownSignature } from '../../src/model/knowledge.ts';

const signature = (id: string, kind: string | null, formats: string[]): KnownSignature => ({
  id,
  runbook: 'a/b',
  kind,
  formats,
  requires: {},
  absent: [],
});
const lockup = 'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]';
const signatures = [
  signature('lockup', 'soft-lockup', [lockup, 'BUG: soft lockup detected on CPU#%d']),
  signature('no kind', null, ['soft lockup of a kind that is not known']),
  signature('short', 'x', ['soft %d']),
  signature('one word', 'x', ['softlockupdetected %d']),
  signature('broken', 'x', ['soft lockup of broken format %y']),
];
const line = 'BUG soft lockup CPU 3 stuck for 22s';
const guess = (text: string) =>
  guessTypedLines(text, signatures).map(({ signature: { id }, line: at }) => [id, at]);

describe('is guessed at', () => {
  test.each([
    [line, 1],
    [`\n\n${line}`, 3],
    [`${'x\n'.repeat(19)}${line}`, 20],
    [line.padEnd(300), 1],
    ['Nov 27 03:00:01 db7 kernel: BUG: soft lockup CPU 3 stuck for', 1],
  ])('%j', (text, at) => {
    expect(guess(text)).toEqual([['lockup', at]]);
  });

  test('of two lines the one that has more of it', () => {
    expect(guess(`BUG soft lockup CPU stuck\n${line}`)).toEqual([['lockup', 2]]);
    expect(guess(`${line}\nBUG soft lockup CPU stuck`)).toEqual([['lockup', 1]]);
  });

  test('and says which word was read for which', () => {
    const [found] = guessTypedLines('wachtdog BUG sotf lockpu CPU 3 stuck', signatures);
    expect(found!.slips).toEqual([
      { typed: 'wachtdog', meant: 'watchdog' },
      { typed: 'sotf', meant: 'soft' },
      { typed: 'lockpu', meant: 'lockup' },
    ]);
  });
});

test.each([
  ['', 'nothing'],
  ['watchdog: BUG: soft timers are enabled on this machine', 'another message that begins so'],
  ['lockup', 'one word'],
  ['soft lockup', 'two words, too few letters'],
  [line.padEnd(301), 'a line longer than anybody types'],
  [`${'x\n'.repeat(20)}${line}`, 'more lines than anybody types'],
  [`${line}${' '.repeat(6_001)}`, 'more text than that'],
  ['Nov 27 03:00:01 db7 app[7]: soft lockup CPU 3 stuck for', 'words of another program'],
  ['watchdog something else for stuck CPU of a kind', 'words in another order'],
])('no guess at %j: %s', (text) => {
  expect(guess(text)).toEqual([]);
});
