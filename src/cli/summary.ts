// `panicroom summary`: answers of `triage --ndjson` in, what the fleet died of out.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type BriefReport, briefReport } from '../fleet/brief-report.ts';
import { FleetCounter, type FleetSummary, type UnreadLog } from '../fleet/summarise.ts';
import { summaryPage } from '../fleet/summary-page.ts';
import { summaryText } from '../fleet/summary-text.ts';
import { reasonOf } from '../library/text-file.ts';
import type { TriageReport } from '../model/triage-report.ts';
import type { Io } from './io.ts';

export interface SummaryOptions {
  json?: boolean;
  /** File to write a page to, beside what is printed. */
  html?: string;
  /** An earlier summary as JSON: what it does not know is new. */
  since?: string;
}

/** Exit status: 0 told, 2 something could not be read or written. */
export async function summaryCommand(
  files: readonly string[],
  options: SummaryOptions,
  io: Io,
): Promise<number> {
  try {
    const earlier = options.since === undefined ? null : await clustersOf(options.since);
    const counter = new FleetCounter();
    for (const file of files.length > 0 ? files : ['-']) {
      await addAnswers(counter, file, file === '-' ? process.stdin : createReadStream(file));
    }
    const summary = counter.summary(earlier);
    if (options.html !== undefined) await writePage(options.html, summary);
    if (options.json) io.stdout(`${JSON.stringify(summary, null, 2)}\n`);
    else io.stdout(summaryText(summary, Math.max(40, process.stdout.columns || 100)));
    return 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    io.stderr(`${error.message}\n`);
    return 2;
  }
}

class Unusable extends Error {}

async function addAnswers(counter: FleetCounter, name: string, stream: Readable): Promise<void> {
  let number = 0;
  try {
    for await (const line of createInterface({
      input: stream,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number++;
      if (line.trim() !== '') counter.add(answerOf(line));
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      throw new Unusable(
        `${name}:${number}: this line is no answer of \`panicroom triage --ndjson\`. A run that was killed leaves half a line: take it off, or go on with it by --resume.`,
      );
    }
    throw new Unusable(`${name} cannot be read: ${reasonOf(error)}.`);
  }
}

function answerOf(line: string): BriefReport | UnreadLog {
  const answer = JSON.parse(line) as BriefReport | TriageReport | UnreadLog;
  if ('error' in answer) return answer;
  if (answer.format === 'panicroom-brief') return answer;
  if (answer.format === 'panicroom-report') return briefReport(answer);
  throw new TypeError('of another format');
}

async function clustersOf(file: string): Promise<Set<string>> {
  try {
    const { clusters } = JSON.parse(await readFile(file, 'utf8')) as FleetSummary;
    return new Set(clusters.map(({ cluster }) => cluster));
  } catch (error) {
    const why =
      error instanceof SyntaxError || error instanceof TypeError
        ? 'it is no summary as JSON'
        : reasonOf(error);
    throw new Unusable(`${file}: ${why}. Write one with \`panicroom summary --json\`.`);
  }
}

/** Aside, then renamed: a page that stands there stays until the new one is whole. */
async function writePage(file: string, summary: FleetSummary): Promise<void> {
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  const aside = `${file}.${process.pid}.part`;
  try {
    await writeFile(aside, summaryPage(summary, hash));
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw new Unusable(`${file} cannot be written: ${reasonOf(error)}.`);
  }
}
