// What goes into the ticket: what happened, why that is believed, the lines that say so, what was
// done and when, whom to wake and whom to call, what is still to do.
//
// In: a report, the lines of its log, and what the person did since. Out: the note as data, blocks in
// the order in which a colleague needs them, for `writeNote` to put into Markdown or plain text. All
// words that came out of the log pass through `mask` here, before any markup is put around them.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { describeTaint } from '../klog/taint.ts';
import type { PlannedCommand, ReportedEvent, TriageReport } from '../model/triage-report.ts';
import { confidenceNumber, confidenceWord } from './confidence-word.ts';
import { endingInWords, howItEnded } from './ending.ts';
import { explainedFacts } from './explained-facts.ts';
import { primaryEvent, primaryMatch } from './find-match.ts';
import { chosenDistribution, isForDistribution } from './for-distribution.ts';
import { phaseHeadings, planKey, planPhases } from './plan-phases.ts';
import { suspectInWords } from './suspects.ts';
import { copyableCommand, type TypedValues } from './typed-values.ts';
import { whoseMachine } from './whose-machine.ts';
import { callInWords, placeWord, riskSign, riskWord } from './words.ts';

export type NoteBlock =
  | { type: 'heading'; level: 1 | 2; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'facts'; rows: [name: string, value: string][] }
  | { type: 'list'; items: string[] }
  | { type: 'log'; lines: { number: number; text: string }[] }
  | { type: 'commands'; heading: string; items: NoteCommand[] };

export interface NoteCommand {
  done: boolean;
  /** ISO 8601 with the offset of the person's clock; null where it is not done. */
  at: string | null;
  purpose: string | null;
  command: string;
  /** Risk and place, in words. */
  marks: string;
}

export interface Progress {
  /** When a command was ticked, by its key (see planKey). */
  ticked: Readonly<Record<string, string>>;
  /** Placeholders that the person filled. */
  values: TypedValues;
  /** Where the log does not tell it, and the person did. */
  distribution?: string | null;
}

export interface NoteSource {
  report: TriageReport;
  /** A line of the log as pasted, by its number; null where it is not held. */
  raw(line: number): string | null;
  progress?: Progress | undefined;
  /** Puts stand-ins for names; leaves the text as it is where the person keeps them. */
  mask(text: string): string;
  /** What was masked so far, counted, in words; null where nothing was. */
  masked(): string | null;
  /** Which Panicroom, of what date. */
  madeBy: string;
}

/** A report of its own has 30 to 80 lines; the ticket has the whole log attached. */
const mostLogLines = 80;
const mostOtherEvents = 12;
const longestLine = 400;

const kinds = new Map(vocabulary.map((kind) => [kind.slug, kind]));

export function incidentNote(source: NoteSource): NoteBlock[] {
  const { report, mask } = source;
  const event = primaryEvent(report);
  const blocks: NoteBlock[] = [];
  blocks.push({ type: 'heading', level: 1, text: mask(event?.title ?? answerInWords(report)) });
  if (event) {
    const kind = kinds.get(event.kind);
    if (kind) blocks.push({ type: 'paragraph', text: kind.means });
  }
  blocks.push({ type: 'facts', rows: maskRows(noteFacts(report, event), mask) });
  if (event) {
    blocks.push(...reasons(report, mask));
    blocks.push(...logLines(event, source));
    blocks.push(...otherEvents(report, mask));
  }
  blocks.push(...done(source));
  // Nobody is woken for a guess.
  if (event) blocks.push(...whomToWake(report), ...whomToCall(report), ...beforeYouStart(report));
  blocks.push(...toDo(source));
  const masked = source.masked();
  blocks.push({
    type: 'paragraph',
    text: masked === null ? source.madeBy : `${masked} ${source.madeBy}`,
  });
  return blocks;
}

function answerInWords({ answer, input }: TriageReport): string {
  const lines = input.lines === 1 ? '1 line' : `${input.lines} lines`;
  if (answer === 'empty') return 'Nothing in this input';
  return answer === 'no-kernel-text'
    ? `Nothing said by a Linux kernel in ${lines}`
    : `No kernel failure in ${lines}`;
}

function noteFacts(
  report: TriageReport,
  event: ReportedEvent | null,
): [string, string | number | null][] {
  const { input, machine } = report;
  const system = [machine.kernel, machine.architecture, machine.distribution];
  const rows: [string, string | number | null][] = [
    ['Log', `${baseName(input.name)}, ${input.lines === 1 ? '1 line' : `${input.lines} lines`}`],
    ['Host', whoseMachine(report)?.name ?? null],
    ['Kernel', system.filter((fact) => fact !== null).join(', ')],
    ['Hardware', machine.hardware],
  ];
  if (event === null) return rows;
  const taint = event.taint ?? '';
  const ending = howItEnded(report);
  return [
    ...rows,
    ['When', event.timestamp ?? (event.time === null ? null : `${event.time} s after boot`)],
    ['Kind', event.kind],
    ['Ending', ending && endingInWords(ending)],
    ['Function', event.function],
    ['Blamed', event.guilty === event.function ? null : event.guilty],
    ['Module', event.module],
    ['Device', event.device],
    [
      'Task',
      event.comm === null ? null : event.comm + (event.pid === null ? '' : `, PID ${event.pid}`),
    ],
    ['CPU', event.cpu],
    [
      'Taint',
      event.taint === ''
        ? 'not tainted'
        : describeTaint(taint, machine.kernel)
            .map(({ letter, meaning }) => `${letter}: ${meaning.replace(/\.\s.*$/s, '.')}`)
            .join(' '),
    ],
    ['Repeats', event.repeats > 1 ? `${event.repeats} times` : null],
    ...explainedFacts(event).map(({ name, value, meaning }): [string, string] => [
      capitalised(name.replaceAll('-', ' ')),
      `${value}: ${meaning}`,
    ]),
  ];
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The folder of a log says more of its owner than of the failure. */
function baseName(path: string): string {
  return path.replace(/^.*[\\/](?=[^\\/])/s, '');
}

function maskRows(
  rows: [string, string | number | null][],
  mask: (text: string) => string,
): [string, string][] {
  return rows.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, mask(String(value))]],
  );
}

function reasons(report: TriageReport, mask: (text: string) => string): NoteBlock[] {
  const match = primaryMatch(report);
  const items: string[] = [];
  if (match) {
    const { title, runbook, confidence, missing } = match;
    items.push(
      `Runbook: ${title} (${runbook}), ${confidenceWord(confidence)}, ${confidenceNumber(confidence)}.`,
      ...missing.map((what) => `Missing: ${what}.`),
    );
  } else items.push('No runbook covers this kind yet.');
  const { verdict } = report;
  if (verdict) {
    items.push(
      `Verdict: ${verdict.class}.`,
      ...verdict.for.map((reason) => `For: ${reason}`),
      ...verdict.against.map((reason) => `Against, or to keep in mind: ${reason}`),
      ...verdict.suspects.map((suspect) => `Suspect: ${suspectInWords(suspect)}`),
    );
  }
  return [
    { type: 'heading', level: 2, text: 'Why' },
    { type: 'list', items: items.map(mask) },
  ];
}

function logLines(event: ReportedEvent, { raw, mask }: NoteSource): NoteBlock[] {
  const lines: { number: number; text: string }[] = [];
  for (let number = event.lines[0]; number <= event.lines[1]; number++) {
    if (lines.length === mostLogLines) break;
    const text = raw(number);
    if (text !== null) lines.push({ number, text: mask(clip(text)) });
  }
  if (lines.length === 0) return [];
  const left = event.lines[1] - lines.at(-1)!.number;
  return [
    { type: 'heading', level: 2, text: 'What the kernel said' },
    { type: 'log', lines },
    ...(left > 0
      ? [{ type: 'paragraph' as const, text: `The report goes on for ${left} more lines.` }]
      : []),
  ];
}

function clip(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)} … (the line goes on)`;
}

function otherEvents(report: TriageReport, mask: (text: string) => string): NoteBlock[] {
  if (report.events.length < 2) return [];
  const several = report.machine.hosts.length > 1;
  const shown = report.events.slice(0, mostOtherEvents).map((event, index) => {
    const times = event.repeats > 1 ? `, ${event.repeats} times` : '';
    const cause = event.cause
      ? `, after line ${report.events[event.cause.event]!.lines[0]}: ${event.cause.because}`
      : '';
    const mark = index === report.primary ? ' (this one)' : '';
    const whose = several && event.host !== null ? `${mask(event.host)}: ` : '';
    return `Line ${event.lines[0]}: ${whose}${mask(event.title + times + cause + mark)}`;
  });
  const left = report.events.length + report.eventsLeftOut - shown.length;
  if (left > 0) shown.push(`${left} more.`);
  return [
    { type: 'heading', level: 2, text: 'Everything in this log, in order' },
    { type: 'list', items: shown },
  ];
}

// The runbook's and the organisation's own words are not the log's: they are never masked, and a
// phone number stays one.

/** As the runbook says it. */
function whomToWake({ escalation }: TriageReport): NoteBlock[] {
  if (escalation === null) return [];
  const { calls, attach } = escalation;
  const blocks: NoteBlock[] = [];
  if (calls.length > 0) {
    blocks.push(
      { type: 'heading', level: 2, text: phaseHeadings.escalate },
      { type: 'list', items: calls.map(callInWords) },
    );
  }
  if (attach.length > 0) {
    blocks.push(
      { type: 'heading', level: 2, text: 'What to attach' },
      { type: 'list', items: attach },
    );
  }
  return blocks;
}

/** The organisation's own people, the nearest first. */
function whomToCall({ contacts = [] }: TriageReport): NoteBlock[] {
  if (contacts.length === 0) return [];
  const items = contacts.map(({ who, when, ways }) => {
    const reached = ways.map(({ by, at }) => `${by} ${at}`).join(', ');
    return `${who}${when === null ? '' : ` (${when})`}: ${reached}`;
  });
  return [
    { type: 'heading', level: 2, text: 'Whom to call' },
    { type: 'list', items },
  ];
}

function beforeYouStart({ requirements }: TriageReport): NoteBlock[] {
  if (requirements.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: 'Before you start' },
    { type: 'list', items: requirements.map(({ text }) => text) },
  ];
}

/** The plan, or what to gather where no runbook is known; each command with when it was done. */
function toldCommands({ report, progress, mask }: NoteSource) {
  const distribution = chosenDistribution(report, progress?.distribution ?? null);
  const all = primaryMatch(report) ? report.plan : report.collect;
  const plan = all.filter((planned) => isForDistribution(planned, distribution));
  const ticked = progress?.ticked ?? {};
  const tell = (planned: PlannedCommand): NoteCommand => {
    const key = planKey(planned);
    const at = Object.hasOwn(ticked, key) ? ticked[key]! : null;
    return {
      done: at !== null,
      at,
      purpose: planned.purpose,
      command: mask(copyableCommand(planned, progress?.values ?? {}).command),
      marks: `${riskSign[planned.risk]} ${riskWord[planned.risk]}, ${placeWord[planned.runs]}`,
    };
  };
  return { plan, tell };
}

/** In the order of the clock. */
function done(source: NoteSource): NoteBlock[] {
  const { plan, tell } = toldCommands(source);
  const items = plan.map(tell).filter((command) => command.done);
  items.sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!));
  return items.length > 0 ? [{ type: 'commands', heading: 'Done', items }] : [];
}

/** In the order of the plan. */
function toDo(source: NoteSource): NoteBlock[] {
  const { plan, tell } = toldCommands(source);
  const blocks: NoteBlock[] = [];
  for (const { phase, steps } of planPhases(plan)) {
    const items = steps
      .flatMap((step) => step.commands)
      .map(tell)
      .filter((command) => !command.done);
    if (items.length === 0) continue;
    const heading = primaryMatch(source.report) ? `To do: ${phaseHeadings[phase]}` : 'To collect';
    blocks.push({ type: 'commands', heading, items });
  }
  return blocks;
}
