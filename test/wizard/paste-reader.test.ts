// What is handed to the worker, and when.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPasteReader } from '../../src/site/client/wizard/paste-reader.ts';
import { currentPaste, type Pastes } from '../../src/site/client/wizard/pastes.ts';
import type { JobListener, TriageJob } from '../../src/site/client/wizard/triage-client.ts';

let events: string[];
let listeners: JobListener[];
let shown: Pastes;
let reader: ReturnType<typeof createPasteReader>;

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  listeners = [];
  reader = createPasteReader(
    {
      start({ name, source }: TriageJob, listener) {
        events.push(`read ${name}: ${source}`);
        listeners.push(listener);
      },
    },
    (pastes) => {
      shown = pastes;
      events.push(`show ${currentPaste(pastes)?.work?.state ?? 'nothing at work'}`);
    },
  );
});
afterEach(() => vi.useRealTimers());

const open = (...texts: string[]) =>
  reader.change({
    type: 'opened',
    sources: texts.map((text) => ({ name: `${text}.log`, source: text, text })),
  });
const refused = { type: 'refused', job: 1, why: 'w', wayOut: null } as const;

test('what is opened is being read before anything of it is shown, with no timer between', () => {
  open('a');
  expect(events).not.toContain('show waiting');
  expect(events.at(-1)).toBe('show reading');
  expect(listeners).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('what is typed is read once the typing pauses, as it stands then', () => {
  reader.change({ type: 'typed', text: 'B' });
  vi.advanceTimersByTime(100);
  reader.change({ type: 'typed', text: 'BU' });
  vi.advanceTimersByTime(100);
  expect(events.filter((event) => event.startsWith('read'))).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(events.filter((event) => event.startsWith('read'))).toEqual(['read Pasted text: BU']);
});

test('a text that is emptied in the pause is not read', () => {
  reader.change({ type: 'typed', text: 'B' });
  reader.change({ type: 'cleared' });
  vi.runAllTimers();
  expect(events.filter((event) => event.startsWith('read'))).toEqual([]);
});

test('of several, the next begins when the one before it was heard of', () => {
  open('a', 'b');
  expect(listeners).toHaveLength(1);
  listeners[0]!.heard(refused);
  expect(events).toContain('read b.log: b');
  expect(shown.all.map(({ work }) => work?.state)).toEqual(['stopped', 'reading']);
});

test('what is heard of a text that was typed over changes nothing', () => {
  open('a');
  reader.change({ type: 'typed', text: 'ab' });
  listeners[0]!.heard(refused);
  expect(currentPaste(shown)?.work).toEqual({ state: 'waiting', delayMs: 150 });
  vi.runAllTimers();
  expect(events).toContain('read a.log: ab');
});

test('a reader that will not start is told of at once', () => {
  reader = createPasteReader(
    { start: (_job, listener) => listener.stopped('no worker here', null) },
    (pastes) => {
      shown = pastes;
    },
  );
  open('a');
  expect(currentPaste(shown)?.work).toEqual({
    state: 'stopped',
    why: 'no worker here',
    wayOut: null,
  });
});
