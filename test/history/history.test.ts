// What is remembered of failures: enough to know one again, and nothing that a log said.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestHost } from '../../src/history/digest-host.ts';
import {
  earlierThan,
  mergeHistories,
  mostSeen,
  remember,
  type Seen,
  type SeenHistory,
} from '../../src/history/history.ts';
import { readHistory, writeHistory } from '../../src/history/history-file.ts';
import { seenInReport } from '../../src/history/seen-in-report.ts';
import { machineInWords, seenInWords } from '../../src/history/seen-in-words.ts';
import { eventOf, reportOf } from '../wizard/report-fixture.ts';

const salt = '0123456789abcdef';
const empty: SeenHistory = { salt, seen: [] };
const seen = (parts: Partial<Seen> = {}): Seen => ({
  kind: 'null-pointer-dereference',
  function: 'kfail_init',
  module: 'kfail',
  kernel: '6.1.0-56-amd64',
  host: 'aaaaaa',
  happened: '3.5',
  read: '2026-11-26T03:04:05+01:00',
  ...parts,
});
const all = (...list: Seen[]) => list.reduce(remember, empty);

describe('seen before', () => {
  const now = seen({ happened: '99.1', read: '2026-11-27T03:04:05+01:00' });

  test('the third time, same function, two machines', () => {
    const history = all(
      seen(),
      seen({ host: 'bbbbbb', happened: '7' }),
      seen({ function: 'other' }),
      now,
    );
    const earlier = earlierThan(history, now);
    expect(seenInWords(earlier, now)).toBe(
      'Seen 2 times before: same function, 2 machines, last on 2026-11-26.',
    );
    expect(earlier.map((each) => machineInWords(each, now))).toEqual([
      'machine bbbbbb',
      'this machine',
    ]);
  });

  test('the same log pasted again is the same failure', () => {
    expect(all(seen(), seen({ read: '2026-11-27T09:00:00+01:00' })).seen).toHaveLength(1);
    expect(earlierThan(all(now), now)).toEqual([]);
  });

  test('without a time in the log, a day holds one of a host', () => {
    const timeless = seen({ happened: null });
    expect(all(timeless, { ...timeless, read: '2026-11-26T23:00:00+01:00' }).seen).toHaveLength(1);
    expect(all(timeless, { ...timeless, read: '2026-11-27T00:30:00+01:00' }).seen).toHaveLength(2);
  });

  test('is never more than it may be; the oldest go', () => {
    const many = Array.from({ length: mostSeen + 7 }, (_, index) => seen({ happened: `${index}` }));
    const history = all(...many);
    expect(history.seen).toHaveLength(mostSeen);
    expect(history.seen[0]!.happened).toBe('7');
  });

  test('machines that no log named are not counted', () => {
    expect(seenInWords([seen({ host: null })], now)).toContain(
      'once before: same function, machine not named',
    );
    expect(seenInWords([seen({ host: null }), seen()], now)).toContain(
      '1 machine and some not named',
    );
  });
});

describe('of a report', () => {
  const report = reportOf({
    machine: { ...reportOf().machine, host: 'db-prod-7', hosts: [{ name: 'db-prod-7', line: 1 }] },
    events: [eventOf({ host: 'db-prod-7', comm: 'mysqld', function: 'kfail_init', time: 3.5 })],
  });

  test('nothing but the named fields is kept: no title, program or host', () => {
    const kept = seenInReport(report, salt, '2026-11-27T03:04:05Z')!;
    expect(Object.keys(kept).sort()).toEqual(Object.keys(seen()).sort());
    expect(JSON.stringify(kept)).not.toMatch(/db-prod|mysqld|BUG/);
    expect(kept.host).toMatch(/^[0-9a-f]{6}$/);
    expect(readHistory(writeHistory({ salt, seen: [kept] }))!.seen).toEqual([kept]);
  });

  test('nothing failed, nothing is kept', () => {
    expect(seenInReport(reportOf(), salt, '')).toBeNull();
    const notice = reportOf({ events: [eventOf({ severity: 'notice' })] });
    expect(seenInReport(notice, salt, '')).toBeNull();
  });

  test('a digest is of the name in any case, and of the salt', () => {
    expect(digestHost(salt, 'DB7')).toBe(digestHost(salt, 'db7'));
    expect(digestHost(salt, 'db7')).not.toBe(digestHost(salt, 'db8'));
    expect(digestHost(salt, 'db7')).not.toBe(digestHost('fedcba9876543210', 'db7'));
  });
});

describe('as a file', () => {
  test('comes back as it was', () => {
    const history = all(seen(), seen({ function: null, module: null, host: null, happened: null }));
    expect(readHistory(writeHistory(history))).toEqual(history);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a report', '{"format":"panicroom-report","version":1}'],
    ['a later version', writeHistory(empty).replace('"version":1', '"version":2')],
    ['no salt', '{"format":"panicroom-history","version":1,"seen":[]}'],
    ['no list', `{"format":"panicroom-history","version":1,"salt":"${salt}","seen":{"length":9}}`],
    ['format by prototype', `{"__proto__":${writeHistory(empty)}}`],
    ['too long', ' '.repeat(1_000_001)],
  ])('that is %s is none', (_, text) => {
    expect(readHistory(text)).toBeNull();
  });

  test('what is damaged or not known in it is left out, and no prototype is touched', () => {
    const text = writeHistory({
      salt,
      seen: [
        seen(),
        { ...seen(), kind: '<img onerror=alert(1)>' },
        { ...seen(), read: 'yesterday' },
        { ...seen({ happened: '8' }), host: 'db-prod-7', note: 'secret' } as Seen,
      ],
    }).replace('"seen":[', '"seen":[null,7,[],{"__proto__":{"kind":"oom-kill","read":"x"}},');
    const history = readHistory(text)!;
    expect(history.seen).toEqual([seen(), seen({ happened: '8', host: null })]);
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  test('any text at all is read without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readHistory(text);
        readHistory(`{"format":"panicroom-history","version":1,"salt":"${salt}","seen":[${text}]}`);
      }),
    );
  });
});

describe('two histories', () => {
  test('become one in the order of reading; an empty one takes the salt over', () => {
    const own = all(seen({ read: '2026-11-26T05:00:00+01:00', happened: '1' }));
    const other = {
      salt: 'fedcba9876543210',
      seen: [seen({ read: '2026-11-26T03:30:00Z', happened: '2' }), own.seen[0]!],
    };
    expect(mergeHistories(own, other).seen.map(({ happened }) => happened)).toEqual(['2', '1']);
    expect(mergeHistories(own, other).salt).toBe(salt);
    expect(mergeHistories(empty, other).salt).toBe(other.salt);
  });
});
