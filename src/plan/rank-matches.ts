// Which runbooks explain what was read, how surely, and why.
//
// In: the log, the signature hits and the library. Out: matches, best first, each with its evidence.
//
// A runbook is a candidate for an event when it covers the event's kind. It is surer when one of its
// signatures of that kind stands inside the event's lines, surer still the more literal text that
// signature asked for. A signature hit outside any event makes a weak match of its own: the reader
// may have missed what the author knew. Nothing else makes a match: an unknown failure stays unknown.

import { pastedColumns } from '../klog/pasted-columns.ts';
import { hitApplies } from '../match/hit-applies.ts';
import type { SignatureHit } from '../match/match-signatures.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Knowledge, KnownRunbook } from '../model/knowledge.ts';
import type { Evidence, Match } from '../model/triage-report.ts';

/** Confidence of a covered kind alone, of a hit alone, and the most that both together can reach. */
const kindAlone = 0.7;
const hitAlone = 0.5;
const both = 0.9;
const most = 0.99;
/** Literal characters at which a signature counts as fully specific. */
const fullySpecific = 40;
const mostEvidence = 20;

export function rankMatches(
  log: KernelLog,
  hits: readonly SignatureHit[],
  knowledge: Knowledge,
): Match[] {
  const matches: Match[] = [];
  const hitsOf = inGroups(hits, ({ signature }) => signature.runbook);
  const eventsOf = inGroups([...log.events.entries()], ([, { kind }]) => kind);
  for (const runbook of knowledge.runbooks) {
    const own = hitsOf.get(runbook.id) ?? [];
    const covered = [...new Set(runbook.kinds)].flatMap((kind) => eventsOf.get(kind) ?? []);
    const best = bestFit(own, covered, log);
    if (best) matches.push(matchEvent(runbook, best, log));
    else {
      const alone = matchHits(runbook, own, log);
      if (alone) matches.push(alone);
    }
  }
  matches.sort((a, b) => rank(b, log) - rank(a, log) || a.runbook.localeCompare(b.runbook, 'en'));
  const [first] = matches;
  return matches.map((match) =>
    match === first ? match : { ...match, against: whyNotFirst(match, first!, log) },
  );
}

function inGroups<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** What sets a match behind the leading one, as a person would say it. */
function whyNotFirst(match: Match, first: Match, log: KernelLog): string[] {
  if (match.event === null) return ['no kernel report stands around its line'];
  const event = log.events[match.event]!;
  if (match.event !== first.event) {
    const [line] = event.lines;
    if (event.cause === null) return [`it is about another failure, at line ${line}`];
    const [before] = log.events[event.cause.event]!.lines;
    return [`its failure at line ${line} came after line ${before}: ${event.cause.because}`];
  }
  if (match.evidence.every(({ signature }) => signature.startsWith('kind:')))
    return ['only the kind fits: none of its own signatures stands there'];
  return match.confidence < first.confidence ? ['its signature asks for less of the line'] : [];
}

/** The event to act on first outranks a surer match of a later one. */
function rank(match: Pick<Match, 'confidence' | 'event'>, log: KernelLog): number {
  return match.confidence + (match.event !== null && match.event === log.primary ? 1 : 0);
}

/** How well an event fits: all that is asked of each of a flood's. */
interface Fit {
  /** Index of the event. */
  event: number;
  /** Hits that are its own. */
  inside: readonly SignatureHit[];
  confidence: number;
}

/** Of several that fit alike, the first in the log. */
function bestFit(
  hits: readonly SignatureHit[],
  covered: readonly (readonly [number, KernelEvent])[],
  log: KernelLog,
): Fit | null {
  // Those of pstore's parts do not come in the order of the lines.
  let [first, last] = [Infinity, 0];
  for (const { line } of hits) [first, last] = [Math.min(first, line), Math.max(last, line)];
  let best: Fit | null = null;
  for (const [index, event] of covered) {
    const isNear = event.lines[0] <= last && event.lines[1] >= first;
    const inside = isNear ? hits.filter((hit) => hitApplies(hit, event, log)) : [];
    const fit = { event: index, inside, confidence: confidenceIn(event, inside) };
    const ahead = best === null ? 1 : rank(fit, log) - rank(best, log);
    if (best === null || ahead > 0 || (ahead === 0 && index < best.event)) best = fit;
  }
  return best;
}

function confidenceIn(event: KernelEvent, inside: readonly SignatureHit[]): number {
  let confidence = kindAlone;
  if (inside.length > 0) {
    const specificity = Math.max(...inside.map((hit) => hit.specificity));
    confidence = both + (most - both) * Math.min(1, specificity / fullySpecific);
  }
  return round(event.truncated ? confidence - 0.1 : confidence);
}

function matchEvent(
  runbook: KnownRunbook,
  { event: index, inside, confidence }: Fit,
  log: KernelLog,
): Match {
  const event = log.events[index]!;
  const missing: string[] = [];
  if (inside.length === 0)
    missing.push('no line in the words that this runbook lists as a signature');
  if (event.truncated) {
    missing.push(
      event.beginsCut
        ? 'the beginning of the report: the log begins inside it'
        : 'the end of the report: the log stops inside it',
    );
  }
  if (event.frames.length === 0 && event.facts.length === 0) {
    missing.push('all but its line: no CPU, task, device or value is named');
  }
  const evidence = inside.length > 0 ? strongestPerLine(inside) : [headerEvidence(event, log)];
  return {
    runbook: runbook.id,
    title: runbook.title,
    kind: event.kind,
    confidence,
    event: index,
    evidence: evidence.slice(0, mostEvidence),
    missing,
    against: [],
  };
}

/** Signatures that fired where the reader saw no event of a kind that the runbook covers. */
function matchHits(
  runbook: KnownRunbook,
  hits: readonly SignatureHit[],
  log: KernelLog,
): Match | null {
  const outside = hits.filter(
    (hit) =>
      hit.signature.kind !== null &&
      runbook.kinds.includes(hit.signature.kind) &&
      // What asks for facts of an event needs one.
      Object.keys(hit.signature.requires).length === 0 &&
      // Inside the report of another kind the words belong to that report.
      !log.events.some((event) => hit.line >= event.lines[0] && hit.line <= event.lines[1]),
  );
  const strongest = outside.reduce<SignatureHit | null>(
    (best, hit) => (best === null || hit.specificity > best.specificity ? hit : best),
    null,
  );
  if (strongest === null || strongest.specificity < fullySpecific / 4) return null;
  return {
    runbook: runbook.id,
    title: runbook.title,
    kind: strongest.signature.kind!,
    confidence: round(hitAlone * Math.min(1, strongest.specificity / fullySpecific)),
    event: null,
    evidence: strongestPerLine(outside).slice(0, mostEvidence),
    missing: ['a kernel report around this line'],
    against: [],
  };
}

/** One piece of evidence a line: of several wordings that fit, the one that asked for most. */
function strongestPerLine(hits: readonly SignatureHit[]): Evidence[] {
  const best = new Map<number, SignatureHit>();
  for (const hit of hits) {
    if (hit.specificity > (best.get(hit.line)?.specificity ?? -1)) best.set(hit.line, hit);
  }
  return [...best.values()].sort((a, b) => a.line - b.line).map(toEvidence);
}

function toEvidence(hit: SignatureHit): Evidence {
  return {
    line: hit.line,
    columns: hit.columns,
    signature: hit.signature.id,
    text: hit.text,
    captures: hit.captures,
  };
}

/** Where no signature names the line, the event's own header is the evidence. */
function headerEvidence(event: KernelEvent, log: KernelLog): Evidence {
  const line = log.line(event.lines[0]);
  return {
    line: line.number,
    columns: pastedColumns(line, 0, line.text.length),
    signature: `kind:${event.kind}`,
    text: line.text,
    captures: {},
  };
}

function round(confidence: number): number {
  return Math.round(Math.max(0, Math.min(most, confidence)) * 100) / 100;
}
