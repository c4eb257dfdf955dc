// A report as a person reads it in a terminal: the answer first, then why, then what to do.
//
// Everything that came out of a log is shown with its control characters made visible: a log must not
// be able to move the cursor, change the colours or set the title of the terminal that shows it.
//
// Sentences are broken at the terminal's width, and go on below where they began. Commands and lines of
// the log are not: both are copied from here.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { describeTaint, taintWord } from '../klog/taint.ts';
import type { Risk } from '../model/runbook.ts';
import type {
  Match,
  PlannedBranch,
  PlannedCommand,
  ReportedEvent,
  TriageReport,
} from '../model/triage-report.ts';
import { confidenceNumber, confidenceWord } from '../plan/confidence-word.ts';
import { endingInWords, howItEnded } from '../plan/ending.ts';
import { explainedFacts } from '../plan/explained-facts.ts';
import { primaryEvent, primaryMatch } from '../plan/find-match.ts';
import { isAboutThisLog, phaseHeadings, planPhases } from '../plan/plan-phases.ts';
import { suspectInWords } from '../plan/suspects.ts';
import { showText } from '../plan/visible-text.ts';
import { hostsInWords, namesItsMachine, whoseMachine } from '../plan/whose-machine.ts';
import {
  callInWords,
  className,
  conditionInWords,
  placeWord,
  riskSign,
  riskWord,
} from '../plan/words.ts';
import { makeScreen, type Screen } from './screen.ts';

const kinds = new Map(vocabulary.map((kind) => [kind.slug, kind]));
const mostEvents = 20;
const mostEvidence = 5;
/** Of a phase, on the first screen. */
const mostFirst = 4;

/** Blue, yellow, yellow and red of the terminal's own palette: beside the shape and the word. */
const riskColour: Readonly<Record<Risk, string>> = {
  'read-only': '34',
  'changes-state': '33',
  reboots: '1;33',
  'destroys-data': '1;31',
};

export interface PrintOptions {
  colour: boolean;
  /** How wide the terminal is. */
  columns: number;
  /** Every command of the plan; else the first ones, and how many more there are. */
  wholePlan?: boolean;
}

/** @param raw a line of the log as pasted, by its number; null where it is not held. */
export function printReport(
  report: TriageReport,
  raw: (line: number) => string | null,
  options: PrintOptions,
): string {
  const screen = makeScreen(options);
  const { paint, hang } = screen;
  const out: string[] = [];
  const { input, machine } = report;
  const whose = [
    hostsInWords(report),
    machine.kernel,
    machine.architecture,
    machine.distribution,
  ].filter((fact) => fact !== null);
  const source = [input.name, countLines(input.lines), ...whose].join(' · ');
  out.push(paint('2', hang('', showText(source))));
  for (const remark of input.remarks) out.push(paint('33', hang('  ! ', remark)));
  out.push('');

  const event = primaryEvent(report);
  const guess = event === null ? primaryMatch(report) : null;
  if (guess !== null) {
    out.push(...guessLines(guess, screen), ...evidenceLines(report, raw, screen));
  } else if (event === null) out.push(...nothingFailed(report).map((words) => hang('', words)));
  else {
    out.push(paint('1', hang('', showText(event.title))));
    out.push(hang('', kinds.get(event.kind)?.means ?? event.kind));
    out.push(...endingLine(report, screen));
    out.push(paint('1', hang('', certainty(report))), ...suspectLine(report, screen));
    out.push(...kinLine(report).map((words) => hang('', words)));
    out.push(...factLines(event, machine.kernel, screen));
    out.push(...evidenceLines(report, raw, screen));
    out.push(...verdictLines(report, screen));
    out.push(...eventLines(report, screen));
  }
  out.push(...(options.wholePlan ? planLines(report, screen) : firstCommands(report, screen)));
  out.push(...contactLines(report, screen));
  return `${out.join('\n')}\n\n`;
}

/** How sure, what class of failure, which procedure: one line. */
function certainty(report: TriageReport): string {
  const match = primaryMatch(report);
  const found = match
    ? [
        `${confidenceWord(match.confidence)} ${confidenceNumber(match.confidence)}`,
        `${match.title} (${match.runbook})`,
      ]
    : ['not known yet: no runbook covers this kind'];
  const verdict = report.verdict ? [className[report.verdict.class]] : [];
  return [
    report.events[report.primary!]!.kind,
    ...found.slice(0, 1),
    ...verdict,
    ...found.slice(1),
  ].join(' · ');
}

function endingLine(report: TriageReport, { paint, hang }: Screen): string[] {
  const ending = howItEnded(report);
  if (ending === null) return [];
  const row = hang('', showText(endingInWords(ending)));
  return [ending.isFatal ? paint('1', row) : row];
}

function suspectLine({ verdict }: TriageReport, { hang }: Screen): string[] {
  const suspect = verdict?.suspects[0];
  return suspect ? [hang('Suspect: ', showText(suspectInWords(suspect)))] : [];
}

function verdictLines({ verdict }: TriageReport, { hang }: Screen): string[] {
  if (verdict === null) return [];
  return [
    '',
    `Why ${className[verdict.class]}`,
    ...verdict.for.map((reason) => hang('  + ', showText(reason))),
    ...verdict.against.map((reason) => hang('  - ', showText(reason))),
    ...verdict.suspects.slice(1).map((suspect) => hang('  ? ', showText(suspectInWords(suspect)))),
  ];
}

function eventLines(report: TriageReport, { hang }: Screen): string[] {
  if (report.events.length < 2) return [];
  const several = report.machine.hosts.length > 1;
  const out = ['', 'Everything in this log, in order'];
  report.events.slice(0, mostEvents).forEach((other, index) => {
    const mark = index === report.primary ? '▸' : ' ';
    const times = other.repeats > 1 ? ` (${other.repeats} times)` : '';
    const whose = several && other.host !== null ? `${showText(other.host)}: ` : '';
    const cause =
      other.cause === null
        ? ''
        : ` ← line ${report.events[other.cause.event]!.lines[0]}: ${other.cause.because}`;
    out.push(
      hang(
        `${mark} line ${String(other.lines[0]).padStart(6)}  `,
        `${whose}${other.kind}: ${showText(other.title)}${times}${cause}`,
      ),
    );
  });
  if (report.events.length > mostEvents)
    out.push(`  … and ${report.events.length - mostEvents} more (--json has them all)`);
  if (report.eventsLeftOut > 0)
    out.push(`  … and ${report.eventsLeftOut} beyond those, only counted`);
  return out;
}

function guessLines(match: Match, { hang }: Screen): string[] {
  const { title, runbook, confidence } = match;
  return [
    `Perhaps: ${match.kind}`,
    hang('', "A guess: no line here is in the kernel's exact words."),
    hang(
      '',
      `${confidenceWord(confidence)} ${confidenceNumber(confidence)} · ${title} (${runbook})`,
    ),
  ];
}

function nothingFailed(report: TriageReport): string[] {
  const { lines } = report.input;
  if (report.answer === 'empty') return ['There is nothing in this input.'];
  if (report.answer === 'no-kernel-text') {
    return [`Nothing in ${these(lines)} was said by a Linux kernel.`];
  }
  return [
    ...(report.telling
      ? [
          `No failure that is known in ${these(lines)}, but lines that sound like one:`,
          ...report.telling.map(
            ({ line, text, times }) =>
              `  line ${line}  ${showText(text)}${times > 1 ? ` (${times} times)` : ''}`,
          ),
          ...kinLine(report),
        ]
      : [`No kernel failure in ${these(lines)}.`]),
    'If the machine froze or rebooted, the reason is probably in the boot before.',
  ];
}

function kinLine({ kin = [] }: TriageReport): string[] {
  if (kin.length === 0) return [];
  const named = kin.map(({ title, runbook }) => `${title} (${runbook})`);
  return [`No runbook matches. Nearest by its words: ${named.join(', ')}`];
}

function factLines(event: ReportedEvent, kernel: string | null, { hang }: Screen): string[] {
  const rows: [string, string | number | null][] = [
    ['function', event.guilty ?? event.function],
    ['module', event.module],
    [
      'task',
      event.comm === null
        ? null
        : `${event.comm}${event.pid === null ? '' : ` (PID ${event.pid})`}`,
    ],
    ['CPU', event.cpu],
    ['device', event.device],
    ['taint', taintInWords(event.taint, kernel)],
    ...explainedFacts(event).map(({ name, value, meaning }): [string, string] => [
      name.replaceAll('-', ' '),
      `${value}: ${meaning}`,
    ]),
  ];
  const width = Math.max(9, ...rows.map(([name]) => name.length));
  const out = rows.flatMap(([name, value]) =>
    value === null ? [] : [hang(`  ${name.padEnd(width)} `, showText(String(value)))],
  );
  return out.length > 0 ? ['', ...out] : [];
}

function taintInWords(taint: string | null, kernel: string | null): string | null {
  if (taint === null) return null;
  if (taint === '') return 'not tainted';
  const words = describeTaint(taint, kernel).map((flag) => `${flag.letter} ${taintWord(flag)}`);
  return words.length > 0 ? words.join(', ') : taint;
}

function evidenceLines(
  report: TriageReport,
  raw: (line: number) => string | null,
  { paint, hang }: Screen,
): string[] {
  const match = primaryMatch(report);
  if (!match) return [];
  const out = ['', 'Because of'];
  for (const { line, text } of match.evidence.slice(0, mostEvidence)) {
    const words = (raw(line) ?? text).slice(0, 200);
    out.push(paint('33', `  ${String(line).padStart(6)}  ${showText(words)}`));
  }
  for (const missing of match.missing) out.push(hang('  missing: ', missing));
  return out;
}

/** The whole plan: what is needed first, phases, their steps, every command and way on. */
function planLines(report: TriageReport, screen: Screen): string[] {
  const { paint, hang } = screen;
  if (report.plan.length === 0) return collectLines(report, screen);
  const out: string[] = [];
  if (report.requirements.length > 0) {
    out.push('', paint('1', 'Before you start'));
    for (const { text } of report.requirements) out.push(hang('  - ', showText(text)));
  }
  for (const { heading, steps } of planPhases(report.plan, report.steps)) {
    out.push('', paint('1', heading));
    for (const { number, title, commands, branches } of steps) {
      out.push(hang(`${String(number).padStart(3)} `, title));
      out.push(...eachCommand(commands, report, screen));
      out.push(...branches.map((branch) => branchLine(branch, screen)));
    }
  }
  return [...out, ...escalationLines(report, screen)];
}

/** `? If it prints X: go to step 4 → Give it more   ◀ line 12 says so` */
function branchLine(
  { when, advice, target, seen }: PlannedBranch,
  { paint, hang, columns }: Screen,
): string {
  const way = target === null || advice.includes(target.title) ? '' : ` → ${target.title}`;
  const line = hang('  ? ', showText(`${conditionInWords(when)} ${advice}${way}`));
  if (seen === null) return line;
  const answer = `◀ line ${seen} says so`;
  const last = line.length - line.lastIndexOf('\n') - 1;
  const gap = last + 3 + answer.length <= columns ? '   ' : '\n    ';
  return `${line}${gap}${paint('33', answer)}`;
}

function escalationLines({ escalation }: TriageReport, { paint, hang }: Screen): string[] {
  if (escalation === null) return [];
  const out = ['', paint('1', phaseHeadings.escalate)];
  for (const call of escalation.calls) out.push(hang('  - ', showText(callInWords(call))));
  if (escalation.attach.length === 0) return out;
  return [...out, '  Attach', ...escalation.attach.map((text) => hang('  - ', showText(text)))];
}

/**
 * What fits on a screen: what dies at a reboot, then what names something out of this log, else the
 * first look; and how much more there is.
 */
function firstCommands(report: TriageReport, screen: Screen): string[] {
  const { paint, hang } = screen;
  const { plan } = report;
  if (plan.length === 0) return collectLines(report, screen);
  const saves = plan.filter(({ phase }) => phase === 'save').slice(0, mostFirst);
  const looks = plan.filter(
    ({ phase, risk, runs }) => phase === 'look' && risk === 'read-only' && runs === 'host',
  );
  const own = looks.filter((command) => isAboutThisLog(command, report));
  const first = (own.length > 0 ? own : looks).slice(0, mostFirst);
  const out: string[] = [];
  for (const [heading, commands] of [
    [phaseHeadings.save, saves],
    ['Look first', first],
  ] as const) {
    if (commands.length === 0) continue;
    out.push('', paint('1', heading), ...eachCommand(commands, report, screen));
  }
  const answered = report.steps.flatMap(({ branches }) =>
    branches.filter(({ seen }) => seen !== null),
  );
  if (answered.length > 0) {
    out.push('', paint('1', 'This log decides'));
    out.push(...answered.slice(0, mostFirst).map((branch) => branchLine(branch, screen)));
  }
  const rest = plan.filter((command) => !saves.includes(command) && !first.includes(command));
  if (rest.length > 0) {
    const counts = planPhases(rest).map(
      ({ phase, steps }) =>
        `${phaseHeadings[phase].toLowerCase()} ${steps.flatMap(({ commands }) => commands).length}`,
    );
    out.push('', hang('', `${rest.length} more: ${counts.join(', ')}. Add --plan to see them.`));
  }
  return out;
}

/** `  storage on-call: a disk is in it` and, below it, each way to reach them. */
function contactLines({ contacts = [] }: TriageReport, { paint, hang }: Screen): string[] {
  if (contacts.length === 0) return [];
  return [
    '',
    paint('1', 'Whom to call'),
    ...contacts.flatMap(({ who, when, ways }) => [
      hang('  ', `${showText(who)}${when === null ? '' : `: ${showText(when)}`}`),
      `    ${ways.map(({ by, at }) => `${by} ${showText(at)}`).join('   ')}`,
    ]),
  ];
}

function collectLines(report: TriageReport, screen: Screen): string[] {
  const { paint } = screen;
  if (report.collect.length === 0) return [];
  return [
    '',
    paint('1', 'Collect'),
    ...report.collect.flatMap((command) => commandLines(command, report, screen)),
  ];
}

/** What one comment says of several commands in a row stands before the first. */
function eachCommand(
  commands: readonly PlannedCommand[],
  report: TriageReport,
  screen: Screen,
): string[] {
  return commands.flatMap((command, index) => {
    const isSaid = command.purpose === commands[index - 1]?.purpose;
    return commandLines(isSaid ? { ...command, purpose: null } : command, report, screen);
  });
}

/** The command alone on its line, to be taken whole with the mouse. */
function commandLines(
  command: PlannedCommand,
  report: TriageReport,
  { paint, hang }: Screen,
): string[] {
  const { risk, runs, purpose, unfilled, origin } = command;
  const machine = namesItsMachine(command) ? whoseMachine(report) : null;
  const marks = [
    riskWord[risk],
    ...(runs === 'host' ? [] : [placeWord[runs]]),
    ...(origin === undefined ? [] : [`by ${showText(origin)}`]),
  ].join(', ');
  const sign = `  ${riskSign[risk]} ${marks}`;
  const row = hang(purpose === null ? sign : `${sign}  `, showText(purpose ?? ''));
  return [
    paint(riskColour[risk], sign) + (purpose === null ? '' : paint('2', row.slice(sign.length))),
    `    ${showText(command.command).replaceAll('\n', '\n    ')}`,
    ...(machine === null
      ? []
      : [hang('    only on ', `host ${showText(machine.name)}, from line ${machine.line}`)]),
    ...(unfilled.length > 0
      ? [hang('    fill in: ', unfilled.map((name) => `<${name}>`).join(', '))]
      : []),
  ];
}

function countLines(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function these(lines: number): string {
  return lines === 1 ? 'this line' : `these ${lines} lines`;
}
