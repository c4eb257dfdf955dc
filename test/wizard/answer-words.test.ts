// The words around an answer: certainty, suspect, facts, what a screen reader hears, keys.

import { describe, expect, test } from 'vitest';
import { confidenceNumber, confidenceWord } from '../../src/plan/confidence-word.ts';
import { primaryMatch } from '../../src/plan/find-match.ts';
import { announcePaste } from '../../src/site/client/wizard/announce-paste.ts';
import { eventFacts } from '../../src/site/client/wizard/event-facts.ts';
import { changePastes, currentPaste, noPastes } from '../../src/site/client/wizard/pastes.ts';
import { keyAction } from '../../src/site/client/wizard/single-keys.ts';
import { eventOf, reportOf } from './report-fixture.ts';

test.each([
  [1, 'sure', '0.99'],
  [0.9, 'sure', '0.90'],
  [0.89, 'likely', '0.89'],
  [0.6, 'likely', '0.60'],
  [0.3, 'possible', '0.30'],
])('confidence %d is %s, %s', (confidence, word, number) => {
  expect([confidenceWord(confidence), confidenceNumber(confidence)]).toEqual([word, number]);
});

describe('facts', () => {
  test('carry the line they stand in; what is not known is left out', () => {
    const at = { line: 45, start: 1, end: 2 };
    const event = eventOf({
      pid: 92,
      taint: 'O',
      facts: [
        { name: 'pid', value: '92', meaning: null, at },
        { name: 'cr2', value: '40', meaning: 'offset 64', at },
      ],
    });
    const { first, rest } = eventFacts(reportOf({ events: [event] }));
    expect(first.map(({ label, value, line }) => [label, value, line])).toEqual([
      ['PID', '92', 45],
      ['Taint', 'O', null],
      ['Kernel', '6.1.0-56-amd64', null],
    ]);
    expect(first[1]?.meanings[0]).toMatch(/^O: .+\.$/);
    expect(rest).toEqual([{ label: 'cr2', value: '40', meanings: ['offset 64'], line: 45 }]);
  });
});

test('a match of a later event does not answer for the primary one', () => {
  const match = {
    runbook: 'a/b',
    title: 'B',
    kind: 'warn',
    confidence: 0.9,
    evidence: [],
    missing: [],
    against: [],
  };
  const events = [eventOf(), eventOf()];
  expect(primaryMatch(reportOf({ events, matches: [{ ...match, event: 1 }] }))).toBeNull();
  expect(primaryMatch(reportOf({ events, matches: [{ ...match, event: 0 }] }))).not.toBeNull();
});

test('a screen reader hears the kind, the certainty and the title', () => {
  const pastes = changePastes(noPastes, { type: 'typed', text: 'x' });
  const answered = changePastes(pastes, {
    type: 'heard',
    paste: 1,
    revision: 1,
    message: {
      type: 'answered',
      job: 1,
      answer: {
        report: reportOf({ events: [eventOf()] }),
        excerpt: { lineCount: 1, whole: true, segments: [] },
        text: null,
      },
    },
  });
  expect(announcePaste(currentPaste(answered))).toBe(
    'null-pointer-dereference, no runbook known. BUG: kernel NULL pointer dereference in kfail_init',
  );
  expect(announcePaste(null)).toBe('');
});

describe('single keys', () => {
  const press = (key: string, held = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });
  test.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['c', 'copy'],
    ['x', 'tick'],
    ['?', 'help'],
    ['q', null],
    ['toString', null],
  ])('%s is %s', (key, action) => expect(keyAction(press(key), false)).toBe(action));

  test('are text in a field and the browser’s with a modifier', () => {
    expect(keyAction(press('c'), true)).toBeNull();
    expect(keyAction(press('c', { ctrlKey: true }), false)).toBeNull();
  });
});
