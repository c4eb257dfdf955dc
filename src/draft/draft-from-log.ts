// A log that no runbook covers → what a runbook about it could begin with: its kind, a signature, a
// sample and a near-miss. Pure; whoever calls it writes the files.
//
// Names of machines, networks and people are replaced before anything else is looked at, so that none
// reaches a format, a sample or the runbook.

import kindList from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { makeSegment } from '../klog/log-segment.ts';
import { readKernelLog } from '../klog/read-kernel-log.ts';
import { compileSignatures } from '../match/match-signatures.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { KnownSignature } from '../model/knowledge.ts';
import type { Sample } from '../model/sample.ts';
import { type Identity, Pseudonyms } from '../redact/pseudonyms.ts';
import { type Excerpt, excerptOf, restOf } from './excerpt.ts';
import { type KnownPiece, type ProposedFormat, proposeFormat } from './propose-format.ts';
import { stableLines } from './stable-lines.ts';

export interface LogDraft {
  /** What the reader made of it; null where it knows no such failure. */
  event: KernelEvent | null;
  /** The kind that the runbook is to cover: the event's, or one whose name the line shares; else null. */
  kind: string | null;
  formats: (ProposedFormat & { line: number; times: number })[];
  /** Further lines that could be signatures, in the kernel's words. */
  otherLines: string[];
  /** What the console showed, without framing: for the runbook's symptoms. */
  shown: string[];
  kernel: string | null;
  sample: Excerpt;
  nearMiss: NearMiss | null;
  /** What was found and replaced. */
  identities: readonly Identity[];
}

export interface NearMiss {
  text: string;
  /** What the reader makes of it: a kind, or `none`. */
  kind: string;
  source: string;
}

export type NoDraft = { reason: 'empty' | 'no-kernel-text' | 'no-failure' | 'no-words' };

const mostShown = 12;

/** @param samples of the library: what healthy machines say, and what resembles the new failure. */
export function draftFromLog(
  text: string,
  name: string,
  samples: readonly Sample[],
  area: string | null = null,
): LogDraft | NoDraft {
  const pseudonyms = new Pseudonyms();
  pseudonyms.learn(text);
  const log = readKernelLog(pseudonyms.replace(text), name);
  if (log.isBlank) return { reason: 'empty' };
  const event = log.primary === null ? null : log.events[log.primary]!;
  if (event === null && !log.fromKernel && log.lineCount > 200) return { reason: 'no-kernel-text' };
  const standIns = pseudonyms.identities;
  const ordinary = ordinaryFormats(samples);

  const found = stableLines(log, ordinary);
  const header = event === null ? null : headerFormat(log, event, standIns);
  const chosen =
    header !== null
      ? [header]
      : event === null
        ? found.slice(0, 1).map((line) => fromStable(line, standIns))
        : [];
  const formats = chosen.filter((one) => one !== null);
  if (formats.length === 0) return { reason: event === null ? 'no-failure' : 'no-words' };

  const kind = event === null ? kindByWords(formats[0]!.literal, area) : event.kind;
  const range: [number, number] =
    event === null ? [formats[0]!.line, formats[0]!.line] : event.lines;
  return {
    event,
    kind,
    formats,
    otherLines: found
      .filter(({ number }) => number !== formats[0]!.line)
      .slice(0, 5)
      .map(({ text: words }) => words.trim()),
    shown: shownLines(log, range),
    kernel: event?.kernel ?? log.machine.kernel,
    sample: excerptOf(log, [range]),
    nearMiss: nearMissOf(log, range, formats, kind, samples),
    identities: standIns,
  };
}

/** The line that named the event, with what the reader captured from it. */
function headerFormat(
  log: KernelLog,
  event: KernelEvent,
  standIns: readonly Identity[],
): LogDraft['formats'][number] | null {
  for (
    let number = event.lines[0];
    number <= Math.min(event.lines[1], event.lines[0] + 8);
    number++
  ) {
    const line = log.line(number);
    const known = event.facts.flatMap(({ name, value, at }): KnownPiece[] => {
      const start = at.start - line.column;
      const isHere =
        at.line === number && line.text.slice(start, start + at.end - at.start) === value;
      return isHere && !isProse(value) ? [{ name, start, end: start + value.length }] : [];
    });
    const proposal = proposeFormat(line.text, [...known, ...standInPieces(line.text, standIns)]);
    if (proposal !== null) return { ...proposal, line: number, times: event.repeats };
  }
  return null;
}

/** Several small words in a row are the kernel's own, whatever the reader calls them: a reason, an error. */
const isProse = (value: string) => /^[A-Za-z][a-z']*(?: [a-z'/_-]+)+$/.test(value);

function fromStable(
  { number, text, times }: { number: number; text: string; times: number },
  standIns: readonly Identity[],
): LogDraft['formats'][number] | null {
  const proposal = proposeFormat(text, standInPieces(text, standIns));
  return proposal === null ? null : { ...proposal, line: number, times };
}

/** A stand-in for a name is no word of the kernel's; those for addresses are known by their shape. */
function standInPieces(text: string, standIns: readonly Identity[]): KnownPiece[] {
  return standIns.flatMap(({ kind, pseudonym }) => {
    const start = ['host', 'user', 'email', 'serial'].includes(kind) ? text.indexOf(pseudonym) : -1;
    return start < 0 ? [] : [{ name: kind, start, end: start + pseudonym.length }];
  });
}

function ordinaryFormats(samples: readonly Sample[]): Set<string> {
  const formats = new Set<string>();
  for (const { kind, nearMiss, text } of samples) {
    if (kind !== 'none' || nearMiss !== null) continue;
    const { count } = makeSegment(text).table;
    const segment = makeSegment(text);
    for (let number = 1; number <= count; number++) {
      const proposal = proposeFormat(segment.line(number).text);
      if (proposal !== null) formats.add(proposal.format);
    }
  }
  return formats;
}

/** The kind of the area whose name shares most words with the line; null where none shares one. */
function kindByWords(words: string, area: string | null): string | null {
  const said = new Set(contentWords(words));
  const scored = kindList
    .filter((kind) => area === null || kind.area === area)
    .map(({ slug, label }) => ({
      slug,
      score: contentWords(`${slug} ${label}`).filter((word) => said.has(word)).length,
    }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.slug : null;
}

function contentWords(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? [])].filter(
    (word) => word !== 'kernel' && word !== 'error' && word !== 'with',
  );
}

function shownLines(log: KernelLog, [first, last]: readonly [number, number]): string[] {
  const lines: string[] = [];
  const from = first === last ? first - 2 : first;
  const to = first === last ? last + 3 : last;
  for (let number = Math.max(1, from); number <= to && lines.length < mostShown; number++) {
    const { text } = log.line(number);
    if (text.trim() !== '' && log.raw(number) !== null) lines.push(text.trimEnd());
  }
  return lines;
}

/**
 * A log that must not be taken for this failure: one of the library in which a line shares words with
 * the format, or what the same machine said besides.
 */
function nearMissOf(
  log: KernelLog,
  range: readonly [number, number],
  formats: readonly ProposedFormat[],
  kind: string | null,
  samples: readonly Sample[],
): NearMiss | null {
  const signature: KnownSignature = {
    id: 'draft',
    runbook: 'draft',
    kind: null,
    formats: formats.map(({ format }) => format),
    requires: {},
    absent: [],
  };
  const set = compileSignatures([signature]);
  const isSilentIn = (text: string) => set.search().read(makeSegment(text)).length === 0;
  const kin = nearestSample(formats, kind, samples);
  if (kin !== null && isSilentIn(kin.text)) return kin;
  const rest = restOf(log, [range, ...log.events.map(({ lines }) => lines)]);
  if (rest.text.trim() === '' || !isSilentIn(rest.text)) return null;
  if (readKernelLog(rest.text).events.length > 0) return null;
  return {
    text: rest.text,
    kind: 'none',
    source: 'the same log without the lines of the failure',
  };
}

const linesOfKin = 40;

function nearestSample(
  formats: readonly ProposedFormat[],
  kind: string | null,
  samples: readonly Sample[],
): NearMiss | null {
  const wanted = new Set(formats.flatMap(({ format }) => wordsOf(format.replace(/%[^ ]*/g, ' '))));
  let best: { sample: Sample; line: number; shared: number } | null = null;
  for (const sample of samples) {
    if (sample.kind === kind || sample.nearMiss !== null || sample.kind === 'none') continue;
    const segment = makeSegment(sample.text);
    for (let line = segment.first; line <= segment.last; line++) {
      const shared = wordsOf(segment.line(line).text).filter((word) => wanted.has(word)).length;
      if (shared > (best?.shared ?? 1)) best = { sample, line, shared };
    }
  }
  if (best === null) return null;
  const log = readKernelLog(best.sample.text);
  const event = log.events.find(({ lines }) => best.line >= lines[0] && best.line <= lines[1]);
  const [first, last] = event?.lines ?? [best.line, best.line];
  const { text } = excerptOf(log, [[first, Math.min(last, first + linesOfKin)]]);
  const read = readKernelLog(text);
  const seen = read.primary === null ? null : read.events[read.primary]!;
  if (read.events.some((one) => one.kind === kind)) return null;
  return {
    text,
    kind: seen === null || seen.severity === 'notice' ? 'none' : seen.kind,
    source: `${best.sample.source ?? best.sample.file}; lines that say something else in like words`,
  };
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? [])];
}
