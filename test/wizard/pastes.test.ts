import { describe, expect, test } from 'vitest';
import { packExcerpt } from '../../src/site/client/wizard/excerpt-log.ts';
import {
  changePastes,
  currentPaste,
  nextToRead,
  noPastes,
  type Pastes,
  type PastesAction,
} from '../../src/site/client/wizard/pastes.ts';
import type {
  Answer,
  FromWorker,
  SentAnswer,
} from '../../src/site/client/wizard/worker-messages.ts';
import { reportOf } from './report-fixture.ts';

const pastesAfter = (...actions: PastesAction[]): Pastes => actions.reduce(changePastes, noPastes);
const opened = (...names: string[]): PastesAction => ({
  type: 'opened',
  sources: names.map((name) => ({ name, source: name, text: name })),
});
const answer: Answer = {
  report: reportOf(),
  excerpt: { lineCount: 2, whole: true, segments: [{ from: 1, lines: ['a', ''] }] },
  text: null,
};
const sent: SentAnswer = { ...answer, excerpt: packExcerpt(answer.excerpt) };
const answered: FromWorker = { type: 'answered', job: 1, answer: sent };

describe('typing', () => {
  test('waits for a pause, and each change makes the older answer worthless', () => {
    const pastes = pastesAfter({ type: 'typed', text: 'a' }, { type: 'typed', text: 'ab' });
    expect(currentPaste(pastes)).toMatchObject({ text: 'ab', revision: 2 });
    expect(nextToRead(pastes)?.work).toEqual({ state: 'waiting', delayMs: 150 });
    const late = changePastes(pastes, { type: 'heard', paste: 1, revision: 1, message: answered });
    expect(currentPaste(late)?.answer).toBeNull();
    const now = changePastes(pastes, { type: 'heard', paste: 1, revision: 2, message: answered });
    expect(currentPaste(now)).toMatchObject({ answer, work: null });
  });

  test('the last answer stays on screen while the next is read', () => {
    const pastes = pastesAfter(
      { type: 'typed', text: 'a' },
      { type: 'heard', paste: 1, revision: 1, message: answered },
      { type: 'typed', text: 'ab' },
    );
    expect(currentPaste(pastes)?.answer).toEqual(answer);
  });

  test('an emptied box is the beginning again', () => {
    expect(pastesAfter({ type: 'typed', text: 'a' }, { type: 'typed', text: '' }).all).toEqual([]);
  });
});

describe('several files', () => {
  test('are read one after another, the one on screen first', () => {
    const two = pastesAfter(opened('a', 'b', 'c'), { type: 'chosen', index: 1 });
    expect(nextToRead(two)?.name).toBe('b');
    const reading = changePastes(two, { type: 'started', paste: 2, revision: 1 });
    expect(nextToRead(reading)).toBeNull();
    const done = changePastes(reading, { type: 'heard', paste: 2, revision: 1, message: answered });
    expect(nextToRead(done)?.name).toBe('a');
  });

  test('one that cannot be read stops nothing', () => {
    const pastes = pastesAfter(opened('a', 'b'), {
      type: 'heard',
      paste: 1,
      revision: 1,
      message: { type: 'refused', job: 1, why: 'x', wayOut: { advice: 'y' } },
    });
    expect(currentPaste(pastes)?.work).toEqual({
      state: 'stopped',
      why: 'x',
      wayOut: { advice: 'y' },
    });
    expect(nextToRead(pastes)?.name).toBe('b');
  });
});

describe('ticks and values', () => {
  const pastes = pastesAfter(
    opened('a', 'b'),
    { type: 'ticked', key: 'k', at: '2026-01-02T03:04:05+01:00' },
    { type: 'filled', name: 'pid', value: '92' },
  );
  test('belong to the text on screen', () => {
    expect(pastes.all.map(({ ticked, values }) => [ticked, values])).toEqual([
      [{ k: '2026-01-02T03:04:05+01:00' }, { pid: '92' }],
      [{}, {}],
    ]);
  });
  test('a second tick takes the first back', () => {
    const again = changePastes(pastes, {
      type: 'ticked',
      key: 'k',
      at: '2026-01-02T03:05:00+01:00',
    });
    expect(currentPaste(again)?.ticked).toEqual({});
  });
});

test('clearing leaves nothing behind, and ids are not used twice', () => {
  const pastes = pastesAfter(opened('a'), { type: 'cleared' }, opened('b'));
  expect(pastes.all.map(({ id, name }) => [id, name])).toEqual([[2, 'b']]);
});
