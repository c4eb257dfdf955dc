// What is fuzzed: each check draws inputs of one shape and holds what must hold of them. The tests, the
// long run (`npm run fuzz`) and a replay all use these.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { lineFramings } from '../klog/framings.ts';
import * as logs from './log-arbitrary.ts';
import * as holds from './log-properties.ts';
import { brokenRunbook, runbookText } from './runbook-arbitrary.ts';
import { holdRunbook } from './runbook-properties.ts';

export const groups = ['logs', 'streams', 'runbooks'] as const;

export interface Check {
  /** As `--replay` takes it. */
  name: string;
  group: (typeof groups)[number];
  property: fc.IProperty<[Drawn]>;
}

/** What is drawn, and the text that it comes to, for a person to look at. */
export interface Drawn {
  text: string;
}

const project = resolve(import.meta.dirname, '../..');

export async function allChecks(): Promise<Check[]> {
  const folder = join(project, 'content/runbooks');
  const { runbooks } = await readLibrary(folder);
  const sources = runbooks.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
  const samples = await readSamples(join(project, 'content/samples'));
  const texts = samples.map(({ text }) => text);
  const knowledge = buildKnowledge(runbooks);
  const anyLog = fc.oneof(logs.log, logs.mutatedSample(texts));
  const chunked = fc
    .record({ text: anyLog, at: logs.cuts, segmentLength: fc.integer({ min: 1, max: 20_000 }) })
    .map((drawn) => ({ ...drawn, chunks: logs.chunksOf(drawn.text, drawn.at) }));
  const ofText = (arbitrary: fc.Arbitrary<string>) => arbitrary.map((text) => ({ text }));
  /** Plain lines, and the same with something done to them that changes no failure. */
  const changed = (done: fc.Arbitrary<{ plain: string[]; lines: string[] }>) =>
    done.map((drawn) => ({ ...drawn, text: drawn.lines.join('\n') }));

  return [
    check('logs/grammar', ofText(logs.log), ({ text }) => holds.holdTriage(text, knowledge)),
    check('logs/samples', ofText(logs.mutatedSample(texts)), ({ text }) =>
      holds.holdTriage(text, knowledge),
    ),
    check('logs/framings', changed(framed), holds.holdSameKinds),
    check('logs/healthy-around', changed(amongHealthy), holds.holdSameKinds),
    check('logs/redaction', ofText(anyLog), ({ text }) => holds.holdRedaction(text)),
    check('streams/chunks', chunked, ({ chunks }) => holds.holdChunks(chunks, knowledge)),
    check('streams/segments', chunked, ({ chunks, segmentLength }) =>
      holds.holdLongStream(chunks, segmentLength, knowledge),
    ),
    check('runbooks/grammar', ofText(runbookText), ({ text }) => holdRunbook(text)),
    check('runbooks/library', ofText(brokenRunbook(sources)), ({ text }) => holdRunbook(text)),
  ];
}

function check<Input extends Drawn>(
  name: `${Check['group']}/${string}`,
  arbitrary: fc.Arbitrary<Input>,
  hold: (input: Input) => void,
): Check {
  return {
    name,
    group: name.split('/')[0] as Check['group'],
    property: fc.property(arbitrary, hold) as unknown as Check['property'],
  };
}

const framed = fc
  .tuple(logs.cleanReport, fc.constantFrom(...lineFramings))
  .map(([plain, { frame }]) => ({ plain, lines: plain.map(frame) }));

const amongHealthy = fc
  .tuple(logs.cleanReport, logs.healthyLines, logs.healthyLines)
  .map(([plain, before, after]) => ({
    plain,
    lines: [
      ...before.map((words, at) => `[    1.${String(at).padStart(6, '0')}] ${words}`),
      ...plain,
      ...after.map((words, at) => `[   99.${String(at).padStart(6, '0')}] ${words}`),
    ],
  }));
