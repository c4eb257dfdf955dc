// A report as a person reads it in a terminal: the answer first, then why, then what to do.
//
// Everything that came out of a log is shown with its control characters made visible: a log must not
// be able to move the cursor, change the colours or set the title of the terminal that shows it.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import type { ReportedEvent, TriageReport } from '../model/triage-report.ts';
import { phaseHeadings } from '../plan/plan-phases.ts';
import { showText } from '../plan/visible-text.ts';
import { placeWord, riskSign, riskWord } from '../plan/words.ts';

const kinds = new Map(vocabulary.map((kind) => [kind.slug, kind]));

export interface PrintOptions {
  colour: boolean;
}

/** @param raw a line of the log as pasted, by its number; null where it is not held. */
export function printReport(
  report: TriageReport,
  raw: (line: number) => string | null,
  { colour }: PrintOptions,
): string {
  const paint = (code: string, words: string) =>
    colour ? `\u001b[${code}m${words}\u001b[0m` : words;
  const out: string[] = [];
  const { input, machine } = report;
  const whose = [machine.kernel, machine.architecture, machine.distribution].filter(
    (fact) => fact !== null,
  );
  out.push(paint('2', showText([input.name, countLines(input.lines), ...whose].join(' · '))));
  for (const remark of input.remarks) out.push(paint('33', `  ! ${remark}`));
  out.push('');

  const event = report.primary === null ? null : report.events[report.primary]!;
  if (event === null) out.push(...nothingFailed(report));
  else {
    const kind = kinds.get(event.kind);
    out.push(paint('1', showText(event.title)));
    out.push(`${event.kind}${kind ? `: ${kind.means}` : ''}`);
    if (report.verdict) {
      out.push('', `Verdict: ${report.verdict.class}`);
      for (const reason of report.verdict.for) out.push(`  + ${showText(reason)}`);
      for (const reason of report.verdict.against) out.push(`  - ${showText(reason)}`);
    }
    out.push('', ...factLines(event));
    out.push(...evidenceLines(report, raw, paint));
    if (report.events.length > 1) {
      out.push('', 'Everything in this log, in order:');
      report.events.slice(0, 20).forEach((other, index) => {
        const mark = index === report.primary ? '▸' : ' ';
        const times = other.repeats > 1 ? ` (${other.repeats} times)` : '';
        const cause =
          other.cause === null
            ? ''
            : ` ← line ${report.events[other.cause.event]!.lines[0]}: ${other.cause.because}`;
        out.push(
          `${mark} line ${String(other.lines[0]).padStart(6)}  ${other.kind}: ${showText(other.title)}${times}${cause}`,
        );
      });
      if (report.events.length > 20)
        out.push(`  … and ${report.events.length - 20} more (--json has them all)`);
      if (report.eventsLeftOut > 0)
        out.push(`  … and ${report.eventsLeftOut} beyond those, only counted`);
    }
  }
  out.push(...planLines(report, paint));
  return `${out.join('\n')}\n\n`;
}

function nothingFailed(report: TriageReport): string[] {
  const { lines } = report.input;
  if (report.answer === 'empty') return ['There is nothing in this input.'];
  if (report.answer === 'no-kernel-text') {
    return [`Nothing in ${these(lines)} was said by a Linux kernel.`];
  }
  return [
    `No kernel failure in ${these(lines)}.`,
    'If the machine froze or rebooted, the reason is probably in the boot before.',
  ];
}

function factLines(event: ReportedEvent): string[] {
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
    ['taint', event.taint === '' ? 'not tainted' : event.taint],
    ['panic', event.panic],
  ];
  return rows.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name.padEnd(9)} ${showText(String(value))}`],
  );
}

function evidenceLines(
  report: TriageReport,
  raw: (line: number) => string | null,
  paint: (code: string, words: string) => string,
): string[] {
  const match = report.matches[0];
  if (!match) {
    return report.answer === 'failure' ? ['', 'No runbook here covers this kind yet.'] : [];
  }
  const sure = match.confidence >= 0.9 ? 'sure' : match.confidence >= 0.6 ? 'likely' : 'possible';
  const out = [
    '',
    `Runbook: ${match.title} (${match.runbook}), ${sure} ${match.confidence.toFixed(2)}, because of`,
  ];
  for (const { line, text } of match.evidence.slice(0, 5)) {
    const words = (raw(line) ?? text).slice(0, 200);
    out.push(paint('33', `  ${String(line).padStart(6)}  ${showText(words)}`));
  }
  for (const missing of match.missing) out.push(`  missing: ${missing}`);
  return out;
}

function planLines(report: TriageReport, paint: (code: string, words: string) => string): string[] {
  const planned = report.plan.length > 0 ? report.plan : report.collect;
  const out: string[] = [];
  let phase = '';
  let step = '';
  for (const command of planned) {
    if (command.phase !== phase) {
      phase = command.phase;
      out.push('', paint('1', report.plan.length > 0 ? phaseHeadings[command.phase] : 'Collect'));
    }
    if (command.step !== step && report.plan.length > 0) {
      step = command.step;
      out.push(`  ${command.stepTitle}`);
    }
    if (command.purpose !== null) out.push(paint('2', `    # ${command.purpose}`));
    const where = command.runs === 'host' ? '' : `, ${placeWord[command.runs]}`;
    out.push(
      `    ${showText(command.command)}   ${paint('2', `${riskSign[command.risk]} ${riskWord[command.risk]}${where}`)}`,
    );
    if (command.unfilled.length > 0)
      out.push(`      fill in: ${command.unfilled.map((name) => `<${name}>`).join(', ')}`);
  }
  return out;
}

function countLines(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function these(lines: number): string {
  return lines === 1 ? 'this line' : `these ${lines} lines`;
}
