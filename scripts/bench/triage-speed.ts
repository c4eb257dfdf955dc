// How fast a log goes by: the whole way from a file to its answer, beside ripgrep, grep and JavaScript's
// regular expressions looking for the same literals in the same log, in turns.

import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readInputs } from '../../src/cli/read-input.ts';
import { reportLiterals } from '../../src/klog/log-pass.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { triageStream } from '../../src/plan/triage.ts';
import { escapePattern } from '../escape-pattern.ts';
import { healthyLog } from './healthy-log.ts';
import {
  clockOf,
  median,
  processorOf,
  type Row,
  runProgram,
  spread,
  type Time,
  timedInTurns,
} from './measure.ts';

/** Characters that a file is read in, as the CLI reads it. */
const chunkLength = 1024 * 1024;
/** Of the log, for what is too slow for all of it. */
const loopMegabytes = 1;
/** Share of `rg -F -f` that the next step should reach. */
const shareOfRipgrep = 0.3;

export interface TriageSpeedInput {
  knowledge: Knowledge;
  boot: string;
  /** Real logs with a failure in them. */
  failures: readonly string[];
  megabytes: number;
  runs: number;
  /** Folder for what must stand in files. */
  scratch: string;
}

export async function triageSpeed(input: TriageSpeedInput): Promise<Row[]> {
  const { knowledge, megabytes, runs, scratch } = input;
  const healthy = healthyLog(input.boot, megabytes * 1e6);
  const troubled = withFailures(healthy, input.failures);
  const file = join(scratch, 'healthy.log');
  await writeFile(file, healthy);
  const literals = [
    ...new Set([...reportLiterals, ...compileSignatures(knowledge.signatures).literals]),
  ];
  const patterns = join(scratch, 'literals.txt');
  await writeFile(patterns, `${literals.join('\n')}\n`);

  const lines = healthy.split('\n');
  const oneExpression = new RegExp(literals.map(escapePattern).join('|'));
  const expressions = literals.map((literal) => new RegExp(escapePattern(literal)));
  const times = await timedInTurns(
    {
      memory: () => triageInChunks(healthy, knowledge),
      file: () => triageFile(file, knowledge),
      troubled: () => triageInChunks(troubled, knowledge),
      ...(hasProgram('rg') ? { ripgrep: () => searchFor('rg', patterns, file) } : {}),
      ...(hasProgram('grep') ? { grep: () => searchFor('grep', patterns, file) } : {}),
      alternation: () => countLines(lines, (line) => oneExpression.test(line)),
    } as Record<'memory' | 'file' | 'troubled' | 'ripgrep' | 'grep' | 'alternation', () => unknown>,
    runs,
  );
  // One expression a literal is a hundred times slower: a part of the log says as much.
  const few = lines.slice(0, Math.ceil((lines.length * loopMegabytes) / megabytes));
  const { loop } = await timedInTurns(
    { loop: () => countLines(few, (line) => expressions.some((each) => each.test(line))) },
    runs,
  );
  const perSecond = (times: readonly number[]) => times.map((ms) => (megabytes * 1000) / ms);
  const rate = (what: string, times: readonly Time[], target?: number): Row => {
    const speeds = perSecond(processorOf(times));
    return {
      what,
      figure: `${median(speeds).toFixed(0)} MB/s`,
      ...(target === undefined
        ? {}
        : { target: `≥ ${target} MB/s`, isMet: median(speeds) >= target }),
      note: `${spread(speeds, 'MB/s')}; by the clock ${median(perSecond(clockOf(times))).toFixed(0)}`,
    };
  };
  const rows = [
    rate(`triage of a healthy log of ${megabytes} MB, from memory`, times.memory, 150),
    rate('the same from a file', times.file, 150),
    rate('the same with a failure in each 10 MB, from memory', times.troubled),
  ];
  const others: [what: string, times: readonly Time[] | undefined, size: number][] = [
    [
      `\`grep -F -f\` with the same ${literals.length} literals (${versionOf('grep')})`,
      times.grep,
      megabytes,
    ],
    [
      `one JavaScript expression of them all, a line at a time (Node ${process.versions.node})`,
      times.alternation,
      megabytes,
    ],
    [`a loop of one expression each, ${loopMegabytes} MB of it`, loop, loopMegabytes],
  ];
  for (const [what, taken, size] of others) {
    if (taken === undefined) {
      rows.push({ what, figure: 'not installed' });
      continue;
    }
    const speeds = processorOf(taken).map((ms) => (size * 1000) / ms);
    const share = median(perSecond(processorOf(times.file))) / median(speeds);
    rows.push({
      what,
      figure: `${median(speeds).toFixed(median(speeds) < 10 ? 1 : 0)} MB/s`,
      note: `${spread(speeds, 'MB/s')}; triage from a file is ${share.toFixed(share < 10 ? 2 : 0)} times as fast`,
    });
  }
  if (times.ripgrep === undefined) {
    rows.push({ what: 'ripgrep', figure: 'not installed' });
    return rows;
  }
  const searches = processorOf(times.ripgrep);
  const ratios = processorOf(times.file).map((ms, run) => searches[run]! / ms);
  rows.push(
    rate(
      `\`rg -F -f\` with the same ${literals.length} literals (${versionOf('rg')})`,
      times.ripgrep,
    ),
    {
      what: 'triage from a file as a share of `rg -F -f`',
      figure: median(ratios).toFixed(2),
      target: `≥ ${shareOfRipgrep}`,
      isMet: median(ratios) >= shareOfRipgrep,
      note: ratios.map((ratio) => ratio.toFixed(2)).join(', '),
    },
  );
  return rows;
}

function withFailures(healthy: string, failures: readonly string[]): string {
  const parts: string[] = [];
  for (let at = 0, i = 0; at < healthy.length; i++) {
    const end = healthy.indexOf('\n', at + 10_000_000);
    parts.push(healthy.slice(at, end < 0 ? undefined : end + 1), failures[i % failures.length]!);
    if (end < 0) break;
    at = end + 1;
  }
  return parts.join('');
}

function triageInChunks(text: string, knowledge: Knowledge): void {
  const stream = triageStream('bench', knowledge);
  for (let at = 0; at < text.length; at += chunkLength)
    stream.feed(text.slice(at, at + chunkLength));
  stream.finish();
}

async function triageFile(file: string, knowledge: Knowledge): Promise<void> {
  for await (const { name, chunks } of readInputs([file], Readable.from([]))) {
    const stream = triageStream(name, knowledge);
    for await (const chunk of chunks) stream.feed(chunk);
    stream.finish();
  }
}

const hasProgram = (name: string): boolean => spawnSync(name, ['--version']).status === 0;

function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return stdout?.split('\n')[0] ?? program;
}

/** `rg` and `grep` name these options alike. */
function searchFor(program: string, patterns: string, file: string): number | undefined {
  // A count, so that printing costs nothing: it looks at every line all the same.
  const args = ['--count', '--fixed-strings', '--file', patterns, file];
  return runProgram(program, args, [0, 1]);
}

function countLines(lines: readonly string[], has: (line: string) => boolean): void {
  let found = 0;
  for (const line of lines) if (has(line)) found++;
  if (found > lines.length) throw new Error('More lines than there are.');
}
