// The whole way from a pasted text to what to do: read, match, judge, plan.
//
// In: any text, whole or in chunks, and the knowledge that the build made of the runbooks. Out: a
// TriageReport. Pure, the same in the browser's worker, the CLI and the tests. Never throws for any
// text.

import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { compileSought } from '../klog/log-pass.ts';
import { KernelLogStream, type StreamOptions } from '../klog/stream-kernel-log.ts';
import {
  compileSignatures,
  type SignatureHit,
  type SignatureSet,
} from '../match/match-signatures.ts';
import type { Frame, KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Knowledge, KnownOrganisation } from '../model/knowledge.ts';
import type { Contact } from '../model/organisation.ts';
import type { Match, ReportedEvent, TriageReport } from '../model/triage-report.ts';
import type { LiteralSearch } from '../scan/literal-search.ts';
import { collectCommands } from './collect.ts';
import { contactsFor } from './contacts.ts';
import { guessMatches } from './guess-matches.ts';
import { judge } from './judge.ts';
import { makePlan, noPlan } from './make-plan.ts';
import { rankMatches } from './rank-matches.ts';
import { firstLineOf, kinOf, tellingLines } from './telling-lines.ts';

/** A log that comes in chunks: `feed` them in order, then `finish`. */
export interface TriageStream {
  /** @param chunk of text or of bytes, all of one kind. Bytes may be written over once it came back. */
  feed(chunk: string | Uint8Array): void;
  /** @param remarks what a person should know about how the log was read. */
  finish(remarks?: string[]): TriagedLog;
}

export interface TriagedLog {
  report: TriageReport;
  log: KernelLog;
  /** The text itself; null where it was too long to be held. */
  text: string | null;
}

/** A time stamp may be typed along, in a line or two. */
const mostTypedFrames = 3;

/** Compiling the signatures costs more than a small paste: done once a library. */
const compiledSets = new WeakMap<Knowledge, Compiled>();

interface Compiled {
  signatures: SignatureSet;
  sought: LiteralSearch;
}

export function triage(text: string, name: string, knowledge: Knowledge): TriageReport {
  const stream = triageStream(name, knowledge, { wholeLength: text.length });
  stream.feed(text);
  return stream.finish().report;
}

export function triageStream(
  name: string,
  knowledge: Knowledge,
  lengths: Pick<StreamOptions, 'wholeLength' | 'segmentLength'> = {},
): TriageStream {
  const { signatures, sought } = compiledOf(knowledge);
  const search = signatures.search();
  const reader = new KernelLogStream(name, {
    ...lengths,
    reader: { sought, onLine: search.readLine },
  });
  return {
    feed: (chunk) => reader.feed(chunk),
    finish(remarks = []) {
      const log = reader.finish();
      const { text } = reader;
      return { report: makeReport(log, text, remarks, search.hits, knowledge), log, text };
    },
  };
}

function compiledOf(knowledge: Knowledge): Compiled {
  let compiled = compiledSets.get(knowledge);
  if (compiled === undefined) {
    const signatures = compileSignatures(knowledge.signatures);
    compiled = { signatures, sought: compileSought(signatures.literals) };
    compiledSets.set(knowledge, compiled);
  }
  return compiled;
}

function makeReport(
  log: KernelLog,
  text: string | null,
  remarks: string[],
  hits: readonly SignatureHit[],
  knowledge: Knowledge,
): TriageReport {
  const found = rankMatches(log, hits, knowledge);
  const guessed = guess(log, text, found, knowledge);
  const matches = guessed ?? found;
  // The header that was guessed at is the report's that seemed to have none.
  const [events, primaryIndex] = guessed ? [[], null] : [log.events, log.primary];
  const primary = primaryIndex === null ? null : events[primaryIndex]!;
  const answer = guessed ? 'guess' : answerOf(log, primary, matches);
  // Only a match of the event to act on, or of words that no event holds, is worth a plan.
  const first = matches[0];
  const leads = first !== undefined && (first.event === null || first.event === primaryIndex);
  const plan =
    leads && answer !== 'healthy' && answer !== 'no-kernel-text'
      ? makePlan(log, first, knowledge)
      : noPlan;
  return {
    format: 'panicroom-report',
    version: 1,
    input: {
      name: log.name,
      lines: log.lineCount,
      bytes: log.byteCount,
      framing: log.framing,
      remarks: log.looksBinary && answer === 'no-kernel-text' ? [...remarks, noText] : remarks,
    },
    machine: log.machine,
    answer,
    events: events.map(toReported),
    eventsLeftOut: log.eventsLeftOut,
    primary: primaryIndex,
    matches,
    verdict: primary === null ? null : judge(log, primary),
    ...plan,
    ...(knowledge.organisation
      ? { contacts: whomToCall(knowledge.organisation, primary, leads ? first.runbook : null) }
      : {}),
    collect: plan.plan.length > 0 ? [] : collectCommands(answer !== 'failure'),
    ...(matches.length === 0 ? hints(log, primary, knowledge) : {}),
  };
}

/** Where nothing matched: what a person should look at all the same. */
function hints(
  log: KernelLog,
  primary: KernelEvent | null,
  knowledge: Knowledge,
): Pick<TriageReport, 'telling' | 'kin'> {
  const telling = primary === null ? tellingLines(log) : [];
  const kin = kinOf(primary === null ? telling : [firstLineOf(primary, log)], knowledge);
  return {
    ...(telling.length > 0 ? { telling } : {}),
    ...(kin.length > 0 ? { kin } : {}),
  };
}

const areaOfKind = new Map(kinds.map(({ slug, area }) => [slug, area]));

/** Nobody is woken where nothing failed. */
function whomToCall(
  { contacts }: KnownOrganisation,
  event: KernelEvent | null,
  runbook: string | null,
): Contact[] {
  if (event === null && runbook === null) return [];
  const area = event === null ? undefined : areaOfKind.get(event.kind);
  return contactsFor(contacts, {
    runbooks: runbook === null ? [] : [runbook],
    areas: area === undefined ? [] : [area],
  });
}

/**
 * What lines that were typed, or read off a photo, may say; null where there is nothing to guess at. With
 * slips in its header a report seems to have none: then the guess is at the lines before it.
 */
function guess(
  log: KernelLog,
  text: string | null,
  found: readonly Match[],
  knowledge: Knowledge,
): Match[] | null {
  const [event, ...others] = log.events;
  if (text === null || !isTyped(log) || others.length > 0) return null;
  if (event === undefined && found.length > 0) return null;
  const isHeaderless = event !== undefined && lacksHeader(event) && found.every(isOfKindAlone);
  if (event !== undefined && !isHeaderless) return null;
  const guesses = guessMatches(text, knowledge).filter(
    ({ evidence }) => event === undefined || evidence[0]!.line < event.lines[0],
  );
  return guesses.length > 0 ? guesses : null;
}

/** What failed is not known: at most, from its trace, that the kernel stopped. */
const lacksHeader = ({ kind, beginsCut, panic }: KernelEvent) =>
  kind === 'report-without-header' || (kind === 'panic-other' && beginsCut && panic === null);

const isOfKindAlone = ({ evidence }: Match) =>
  evidence.every(({ signature }) => signature.startsWith('kind:'));

/** What is framed was copied, with its words as they are: nothing in it is a slip of the hand. */
function isTyped({ framing, lineCount }: KernelLog): boolean {
  return lineCount <= mostTypedFrames || framing.every((frame) => frame === 'plain');
}

const noText =
  "It does not look like text: a dump, a database or a packed file. Get the kernel's log out of it first, or take another file.";

function answerOf(
  log: KernelLog,
  primary: KernelEvent | null,
  matches: readonly Match[],
): TriageReport['answer'] {
  if (primary !== null) return primary.severity === 'notice' ? 'notice' : 'failure';
  if (matches.length > 0) return 'guess';
  if (log.isBlank) return 'empty';
  return log.fromKernel ? 'healthy' : 'no-kernel-text';
}

function toReported(event: KernelEvent): ReportedEvent {
  const { kernel, hardware, architecture, frames, ...shown } = event;
  return { ...shown, frames: frames.map(withoutLine) };
}

/** Field by field: a log may have a million frames, and to copy the rest of each takes several times as long. */
function withoutLine(frame: Frame): ReportedEvent['frames'][number] {
  const { function: name, offset, size, module, reliable, inlined, stack } = frame;
  return inlined === undefined
    ? { function: name, offset, size, module, reliable, stack }
    : { function: name, offset, size, module, reliable, inlined, stack };
}
