// What a megabyte costs that was made to hurt: whole at one and at four megabytes, and as a stream.
// Linear is what stays the same; the target is for the worst of the three.

import type { Knowledge } from '../../src/model/knowledge.ts';
import { triage, triageStream } from '../../src/plan/triage.ts';
import { hostileTexts } from '../mutate-log.ts';
import { median, processorOf, type Row, table, timedInTurns } from './measure.ts';
import type { Part } from './part.ts';

const targetMs = 50;
const streamed = { wholeLength: 0, segmentLength: 1024 * 1024 };

export async function hostileSpeed(knowledge: Knowledge, runs: number): Promise<Part> {
  const measured: { name: string; worst: number; note: string }[] = [];
  for (const [name, make] of Object.entries(hostileTexts)) {
    const one = make(1_000_000);
    const four = make(4_000_000);
    const times = await timedInTurns(
      {
        one: () => triage(one, name, knowledge),
        four: () => triage(four, name, knowledge),
        stream() {
          const stream = triageStream(name, knowledge, streamed);
          for (let at = 0; at < four.length; at += 1 << 20)
            stream.feed(four.slice(at, at + (1 << 20)));
          stream.finish();
        },
      },
      runs,
    );
    const perMegabyte = [
      median(processorOf(times.one)) / (one.length / 1e6),
      median(processorOf(times.four)) / (four.length / 1e6),
      median(processorOf(times.stream)) / (four.length / 1e6),
    ];
    const worst = Math.max(...perMegabyte);
    const [whole, longer, stream] = perMegabyte.map((ms) => ms.toFixed(0));
    measured.push({ name, worst, note: `1 MB ${whole}, 4 MB ${longer}, streamed ${stream}` });
  }
  const row = (what: string, { worst, note }: (typeof measured)[number]): Row => ({
    what,
    figure: `${worst.toFixed(0)} ms/MB`,
    target: `≤ ${targetMs} ms/MB`,
    isMet: worst <= targetMs,
    note,
  });
  const within = measured.filter(({ worst }) => worst <= targetMs).length;
  const slowest = measured.toSorted((a, b) => b.worst - a.worst)[0]!;
  return {
    summary: table([
      {
        what: `texts within ${targetMs} ms/MB`,
        figure: `${within} of ${measured.length}`,
        target: 'all',
        isMet: within === measured.length,
      },
      row(`the slowest: ${slowest.name}`, slowest),
    ]),
    detail: table(measured.map((each) => row(each.name, each))),
  };
}
