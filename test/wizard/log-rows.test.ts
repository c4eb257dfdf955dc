// From report and text to the rows of the log pane: key ranges, excerpt, folds, lit pieces.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { keyRanges, mergeRanges } from '../../src/plan/key-ranges.ts';
import { excerptLog } from '../../src/site/client/wizard/excerpt-log.ts';
import { foldLog, type LogRow } from '../../src/site/client/wizard/fold-log.ts';
import { litLines, litPieces } from '../../src/site/client/wizard/lit-lines.ts';
import { eventOf, plannedOf, reportOf } from './report-fixture.ts';

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`);
const sketch = (rows: LogRow[]) =>
  rows.map((row) =>
    row.type === 'line' ? row.number : `${row.from}-${row.to}${row.opens ? '' : ' gone'}`,
  );

describe('key ranges', () => {
  test('the primary report whole, its neighbours by their first line, ranges merged and clamped', () => {
    const report = reportOf({
      events: [eventOf({ lines: [1, 5] }), eventOf({ lines: [50, 60] })],
      plan: [plannedOf({ filled: { pid: '92' }, filledFrom: { pid: 99 } })],
    });
    expect(keyRanges(report)).toEqual([
      [1, 7],
      [48, 52],
      [97, 100],
    ]);
  });

  test('a report of thousands of lines is shown by its head and its end', () => {
    const report = reportOf({
      input: { name: 'x', lines: 9000, bytes: 1, framing: [], remarks: [] },
      events: [eventOf({ lines: [100, 5000] })],
    });
    expect(keyRanges(report)).toEqual([
      [98, 160],
      [4992, 5002],
    ]);
  });

  test('a healthy log shows its two ends', () => {
    expect(keyRanges(reportOf())).toEqual([
      [1, 12],
      [89, 100],
    ]);
  });

  test('nothing is shown of a text without lines', () => {
    expect(mergeRanges([[1, 12]], 0)).toEqual([]);
  });
});

describe('excerpt', () => {
  test('a short text goes over whole, without line ends', () => {
    const excerpt = excerptLog(readKernelLog('a\r\nb\n'), reportOf({ input: inputOf(2) }));
    expect(excerpt).toEqual({
      lineCount: 2,
      whole: true,
      segments: [{ from: 1, lines: ['a', 'b'] }],
    });
  });

  test('of a long text only the head and the key ranges do', () => {
    const all = Array.from({ length: 60_000 }, (_, i) => `${i + 1} ${'x'.repeat(40)}`);
    const text = all.join('\n');
    const report = reportOf({
      input: inputOf(60_000),
      events: [eventOf({ lines: [30_000, 30_002] })],
    });
    const { whole, lineCount, segments } = excerptLog(readKernelLog(text), report);
    expect([whole, lineCount]).toEqual([false, 60_000]);
    expect(segments.map(({ from, lines }) => [from, lines.length])).toEqual([
      [1, 20],
      [29_998, 7],
    ]);
    expect(segments[1]?.lines[2]).toBe(all[29_999]);
  });

  test('a text is long by its lines, too', () => {
    const whole = (count: number) =>
      excerptLog(readKernelLog('\n'.repeat(count)), reportOf({ input: inputOf(count) })).whole;
    expect([whole(40_000), whole(40_001)]).toEqual([true, false]);
  });

  test('a line of a megabyte is cut, and says so', () => {
    const { segments } = excerptLog(
      readKernelLog('y'.repeat(1_000_000)),
      reportOf({ input: inputOf(1) }),
    );
    expect(segments[0]?.lines[0]).toMatch(/^y{4000} … \(the line goes on\)$/);
  });
});

describe('folds', () => {
  const whole = { lineCount: 30, whole: true, segments: [{ from: 1, lines: lines(30) }] };

  test('what nobody asked for is folded, a gap of two lines is not worth a fold', () => {
    expect(
      sketch(
        foldLog(
          whole,
          [
            [10, 11],
            [14, 15],
          ],
          [],
        ),
      ),
    ).toEqual(['1-9', ...[10, 11, 12, 13, 14, 15], '16-30']);
  });

  test('what was opened is shown', () => {
    const rows = sketch(
      foldLog(
        whole,
        [[10, 11]],
        [
          [1, 9],
          [12, 30],
        ],
      ),
    );
    expect(rows).toEqual(lines(30).map((_, i) => i + 1));
  });

  test('lines that the excerpt leaves out can neither be shown nor opened', () => {
    const part = { lineCount: 30, whole: false, segments: [{ from: 1, lines: lines(3) }] };
    expect(
      sketch(
        foldLog(
          part,
          [
            [1, 3],
            [20, 21],
          ],
          [],
        ),
      ),
    ).toEqual([1, 2, 3, '4-19 gone', '20-21 gone', '22-30 gone']);
  });
});

describe('lit pieces', () => {
  test('marks are cut where they begin and end, overlaps included', () => {
    expect(
      litPieces('PID: 92 Comm: x', [
        { start: 1, end: 8, why: 'evidence' },
        { start: 6, end: 8, why: 'fact' },
      ]),
    ).toEqual([
      { text: 'PID: ', evidence: true, fact: false },
      { text: '92', evidence: true, fact: true },
      { text: ' Comm: x', evidence: false, fact: false },
    ]);
  });

  test('a span beyond the line, as of a line that was cut, harms nothing', () => {
    const pieces = litPieces('abc', [{ start: 2, end: 900, why: 'fact' }]);
    expect(pieces.map(({ text }) => text)).toEqual(['a', 'bc']);
  });

  test('the leading match and the primary event light their lines, others do not', () => {
    const evidence = (line: number) => ({
      line,
      columns: [1, 4] as [number, number],
      signature: 's',
      text: 'BUG',
      captures: {},
    });
    const match = {
      runbook: 'a/b',
      title: 'B',
      kind: 'warn',
      confidence: 0.9,
      event: 0,
      missing: [],
      against: [],
    };
    const report = reportOf({
      events: [eventOf()],
      matches: [
        { ...match, evidence: [evidence(40)] },
        { ...match, runbook: 'c/d', evidence: [evidence(70)] },
      ],
    });
    expect([...litLines(report).keys()]).toEqual([40]);
  });
});

function inputOf(count: number) {
  return { name: 'x', lines: count, bytes: 1, framing: [], remarks: [] };
}
