// Compares what the reader finds with what people labelled.
//
// In: a folder of corpora. Out: a score per corpus. Fields that a label leaves out are not scored.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKernelLog } from '../src/klog/read-kernel-log.ts';
import type { KernelEvent, KernelLog } from '../src/model/kernel-log.ts';

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
  of: number;
}

export interface Miss {
  id: string;
  field: string;
  wanted: unknown;
  read: unknown;
}

export interface CorpusScore {
  corpus: string;
  cases: number;
  fields: Record<string, Tally>;
  confusions: [string, number][];
  misses: Miss[];
}

export interface LabelledCase {
  id: string;
  text: string;
  expect: Record<string, unknown>;
}

export type Part = 'dev' | 'held-out' | 'all';

export function scoreCorpora(folder: string, part: Part): CorpusScore[] {
  const scores: CorpusScore[] = [];
  for (const [corpus, score] of [
    ['qemu', scoreLabelled],
    ['field', scoreLabelled],
    ['syzkaller', scoreSyzkaller],
    ['satyr', scoreSatyr],
  ] as const) {
    const cases = labelledCases(folder, corpus, part);
    if (cases.length > 0) scores.push(score(corpus, cases));
  }
  return scores;
}

/** FNV-1a, so that a case's part depends on nothing but its name: a quarter is held out. */
export function partOf(id: string): 'dev' | 'held-out' {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return (hash >>> 8) % 4 === 3 ? 'held-out' : 'dev';
}

/** The cases of one corpus; none where the folder does not hold it. */
export function labelledCases(folder: string, corpus: string, part: Part): LabelledCase[] {
  return readCases(folder, corpus).filter((one) => part === 'all' || partOf(one.id) === part);
}

function readCases(folder: string, corpus: string): LabelledCase[] {
  if (corpus === 'qemu') {
    const labels = [join(folder, 'qemu', 'labels.jsonl'), join(folder, 'labels.jsonl')].find(
      existsSync,
    );
    if (labels === undefined) return [];
    return readJsonLines(labels).map((label) => ({
      id: String(label.id),
      text: readFileSync(join(labels, '..', `${String(label.id)}.txt`), 'utf8'),
      expect: label,
    }));
  }
  const file = join(folder, `${corpus}.jsonl`);
  return existsSync(file) ? (readJsonLines(file) as unknown as LabelledCase[]) : [];
}

function readJsonLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

class Scorer {
  readonly #score: CorpusScore;
  readonly #confusions = new Map<string, number>();

  constructor(corpus: string, cases: number) {
    this.#score = { corpus, cases, fields: {}, confusions: [], misses: [] };
  }

  count(
    id: string,
    field: string,
    wanted: unknown,
    read: unknown,
    right = Object.is(wanted, read),
  ): void {
    this.#score.fields[field] ??= { right: 0, wrong: 0, missed: 0, of: 0 };
    const tally = this.#score.fields[field];
    tally.of++;
    if (right) tally.right++;
    else {
      if (read === null || read === undefined || read === 'none') tally.missed++;
      else tally.wrong++;
      this.#score.misses.push({ id, field, wanted, read });
    }
  }

  confuse(wanted: string, read: string): void {
    const pair = `${wanted} → ${read}`;
    this.#confusions.set(pair, (this.#confusions.get(pair) ?? 0) + 1);
  }

  score(): CorpusScore {
    this.#score.confusions = [...this.#confusions].sort((a, b) => b[1] - a[1]);
    return this.#score;
  }
}

const facts = ['cpu', 'pid', 'comm', 'taint', 'function', 'module', 'device'] as const;

function scoreLabelled(corpus: string, cases: LabelledCase[]): CorpusScore {
  const scorer = new Scorer(corpus, cases.length);
  for (const { id, text, expect } of cases) {
    const log = readKernelLog(text, id);
    const event = primaryOf(log);
    const wanted = String(expect.kind);
    const read = event?.kind ?? 'none';
    // Above notice is what a false alarm is; a notice on a healthy log is fine.
    const alarm = event !== null && event.severity !== 'notice' ? read : 'none';
    const also = (expect.also as string[] | undefined) ?? [];
    const right = wanted === 'none' ? alarm === 'none' : read === wanted || also.includes(read);
    scorer.count(
      id,
      wanted === 'none' ? 'silent' : 'kind',
      wanted,
      wanted === 'none' ? alarm : read,
      right,
    );
    if (!right) scorer.confuse(wanted, wanted === 'none' ? alarm : read);
    if (wanted === 'none') continue;
    if (expect.kernel !== undefined) scorer.count(id, 'kernel', expect.kernel, log.machine.kernel);
    if (expect.hardware !== undefined)
      scorer.count(id, 'hardware', expect.hardware, event?.hardware ?? log.machine.hardware);
    // An `also` kind is another event than the labelled one, so its facts are not comparable.
    if (read !== wanted) continue;
    for (const fact of facts) {
      if (expect[fact] !== undefined) scorer.count(id, fact, expect[fact], event?.[fact] ?? null);
    }
  }
  return scorer.score();
}

function scoreSyzkaller(corpus: string, cases: LabelledCase[]): CorpusScore {
  const scorer = new Scorer(corpus, cases.length);
  for (const { id, text, expect } of cases) {
    const event = primaryOf(readKernelLog(text, id));
    if (expect.crash === false) {
      const alarm = event !== null && event.severity !== 'notice' ? event.title : 'none';
      scorer.count(id, 'silent', 'none', alarm);
      continue;
    }
    const titles = [expect.title, ...((expect.alt as string[] | undefined) ?? [])];
    scorer.count(id, 'found', true, event !== null && event.severity !== 'notice');
    // A corrupted report's title says only that upstream gave up on it.
    if (expect.corrupted !== true) {
      scorer.count(
        id,
        'title',
        expect.title,
        event?.title ?? null,
        titles.some((title) => isTitle(title, event?.title)),
      );
    }
    if (expect.frame) scorer.count(id, 'frame', expect.frame, event?.guilty ?? null);
  }
  return scorer.score();
}

/** Labels have NUM for numbers that differ from one report to the next. */
function isTitle(label: unknown, read: string | undefined): boolean {
  return read === label || (read !== undefined && read.replace(/\d+/g, 'NUM') === label);
}

function scoreSatyr(corpus: string, cases: LabelledCase[]): CorpusScore {
  const scorer = new Scorer(corpus, cases.length);
  for (const { id, text, expect } of cases) {
    const event = primaryOf(readKernelLog(text, id));
    scorer.count(id, 'found', true, event !== null);
    if (expect.first_frame) {
      // libsatyr counts the place of the fault as the first frame where the report names one.
      const frame = event?.frames[0]?.function ?? null;
      const right = expect.first_frame === frame || expect.first_frame === event?.function;
      scorer.count(id, 'first frame', expect.first_frame, frame, right);
    }
    if (typeof expect.frame_count === 'number') {
      // … and then counts it with the trace.
      const places = placeCounts(expect.first_frame, event) ? 1 : 0;
      const frames = event === null ? null : event.frames.length + places;
      scorer.count(id, 'frame count', expect.frame_count, frames);
    }
    if (typeof expect.module_count === 'number') {
      scorer.count(id, 'module count', expect.module_count, event?.modules.length ?? null);
    }
    if (typeof expect.taint_count === 'number') {
      scorer.count(id, 'taint count', expect.taint_count, event?.taint?.length ?? 0);
    }
  }
  return scorer.score();
}

/** Whether the label's first frame is the place of the fault, which the trace below does not repeat. */
function placeCounts(firstFrame: unknown, event: KernelEvent | null): boolean {
  if (typeof firstFrame !== 'string' || firstFrame !== event?.function) return false;
  return firstFrame !== event.frames[0]?.function;
}

function primaryOf(log: KernelLog): KernelEvent | null {
  return log.primary === null ? null : (log.events[log.primary] ?? null);
}
