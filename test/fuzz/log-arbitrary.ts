// Logs as people paste them: reports one behind the other or of processors that speak at once, in the
// frames that programs put around, cut, wrapped, shuffled, or with another sample's lines in between.

import fc from 'fast-check';
import { mutateLog, randomSource } from '../../scripts/mutate-log.ts';
import { lineFramings } from '../klog/framings.ts';
import { healthyLine, looseLine, report } from './report-arbitrary.ts';

/** Reports' lines in the order in which several speakers got a word in. */
const interleaved = fc
  .tuple(fc.array(report, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(3)))
  .map(([reports, turns]) => {
    const queues = reports.map((lines) => [...lines]);
    const mixed: string[] = [];
    while (queues.some(({ length }) => length > 0)) {
      const waiting = queues.filter(({ length }) => length > 0);
      mixed.push(waiting[turns.next().value! % waiting.length]!.shift()!);
    }
    return mixed;
  });
const inTurn = fc
  .array(fc.oneof(report, fc.array(healthyLine, { maxLength: 6 })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat());

/** As printk stamps them: time goes on, by little. */
function stamped(lines: readonly string[], from = 12): string[] {
  return lines.map((words, at) => {
    const micros = String((at * 137) % 1_000_000).padStart(6, '0');
    return `[${String(from + Math.floor((at * 137) / 1_000_000)).padStart(5)}.${micros}] ${words}`;
  });
}

type Change = (lines: readonly string[]) => string[];
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** What happens to a log on its way. */
const change: fc.Arbitrary<Change> = fc.oneof(
  share.map(
    (at): Change =>
      (lines) =>
        lines.slice(Math.floor(at * lines.length)),
  ),
  share.map(
    (at): Change =>
      (lines) =>
        lines.slice(0, Math.floor(at * lines.length)),
  ),
  fc.integer({ min: 20, max: 200 }).map(
    (width): Change =>
      (lines) =>
        lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gs')) ?? ['']),
  ),
  fc.constant<Change>((lines) => [...lines].reverse()),
  fc.constant<Change>((lines) => lines.map((line) => `${line}\r`)),
  fc.integer({ min: 2, max: 9 }).map(
    (every): Change =>
      (lines) =>
        lines.filter((_, at) => at % every !== 0),
  ),
  fc.integer({ min: 2, max: 9 }).map(
    (every): Change =>
      (lines) =>
        lines.flatMap((line, at) => (at % every === 0 ? [line, line] : [line])),
  ),
  fc.integer({ min: 3, max: 12 }).map(
    (every): Change =>
      (lines) => {
        const joined: string[] = [];
        for (const [at, line] of lines.entries()) {
          if (at % every === 1) joined.push(joined.pop()! + line);
          else joined.push(line);
        }
        return joined;
      },
  ),
  fc.tuple(share, fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), looseLine)).map(
    ([at, intruder]): Change =>
      (lines) => {
        const index = Math.floor(at * lines.length);
        return [...lines.slice(0, index), intruder, ...lines.slice(index)];
      },
  ),
  fc.array(fc.constantFrom(...lineFramings), { minLength: 1, maxLength: 3 }).map(
    (framings): Change =>
      (lines) =>
        lines.map((line, at) =>
          framings[Math.floor((at * framings.length) / lines.length)]!.frame(line),
        ),
  ),
);

/** A log whose lines are whole: stamped, nothing lost. */
export const cleanLog: fc.Arbitrary<string[]> = fc
  .oneof({ weight: 3, arbitrary: inTurn }, { weight: 1, arbitrary: interleaved })
  .map((lines) => stamped(lines.map((line) => line.replace(/[\n\r]/g, ' '))));

/** One whole report, stamped. */
export const cleanReport: fc.Arbitrary<string[]> = report.map((lines) => stamped(lines));

export const healthyLines: fc.Arbitrary<string[]> = fc.array(healthyLine, { maxLength: 12 });

/** Any log that anybody might paste. */
export const log: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: cleanLog },
      { weight: 1, arbitrary: interleaved },
      { weight: 1, arbitrary: fc.array(looseLine, { maxLength: 40 }) },
    ),
    fc.array(change, { maxLength: 4 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'),
  )
  .map(([lines, changes, end]) => changes.reduce((now, next) => next(now), lines).join(end));

/** The library's samples taken apart and put together wrong. */
export const mutatedSample = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.nat().map((seed) => mutateLog(texts, randomSource(seed)));

/** Where a text is cut into chunks, as shares of what is left. */
export const cuts: fc.Arbitrary<number[]> = fc.array(share, { maxLength: 12 });

export function chunksOf(text: string, at: readonly number[]): string[] {
  const places = at.map((each) => Math.floor(each * text.length)).sort((a, b) => a - b);
  return [0, ...places].map((start, index) => text.slice(start, places[index] ?? text.length));
}
