import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { ReportedEvent } from '../../src/model/triage-report.ts';
import { triage } from '../../src/plan/triage.ts';
import { foldEvents } from '../../src/site/client/wizard/fold-events.ts';

const { runbooks } = await readLibrary('content/runbooks');
const knowledge = buildKnowledge(runbooks);
const samples = await readSamples('content/samples');

const event = (line: number, cause: number | null) =>
  ({
    lines: [line, line],
    cause: cause === null ? null : { event: cause, because: 'the same again' },
  }) as ReportedEvent;
const shape = (causes: (number | null)[], primary: number | null) =>
  foldEvents({ events: causes.map((cause, index) => event(index, cause)), primary }).map(
    ({ event, isPrimary, followers }) =>
      [event.lines[0], isPrimary ? '!' : '', ...followers.map(({ lines }) => lines[0])].join(' '),
  );

describe('events are folded under what began them', () => {
  test.each<[string, (number | null)[], number | null, string[]]>([
    ['one chain', [null, 0, 1, 0], 0, ['0 ! 1 2 3']],
    ['two chains, interleaved', [null, null, 0, 1], 0, ['0 ! 2', '1  3']],
    ['a follower to act on stands for itself', [null, 0, 1], 1, ['0 ', '1 ! 2']],
    ['nothing to act on', [null, 0], null, ['0  1']],
  ])('%s', (_, causes, primary, expected) => {
    expect(shape(causes, primary)).toEqual(expected);
  });

  test('of each sample no event is lost, and the one to act on is never folded', () => {
    for (const { text, file } of samples) {
      const report = triage(text, file, knowledge);
      const groups = foldEvents(report);
      const lines = groups.flatMap(({ event, followers }) => [event, ...followers]);
      expect(new Set(lines), file).toEqual(new Set(report.events));
      expect(lines.length, file).toBe(report.events.length);
      const primary = report.primary === null ? undefined : report.events[report.primary];
      expect(groups.find(({ isPrimary }) => isPrimary)?.event, file).toBe(primary);
    }
  });
});
