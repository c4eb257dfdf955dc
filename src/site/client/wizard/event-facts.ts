// In: a report. Out: the facts of the primary event that a person asks for first, in that order,
// each with the pasted line it stands in; then the rest (registers, addresses, what a report adds).

import { describeTaint } from '../../../klog/taint.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import { primaryEvent } from '../../../plan/find-match.ts';

export interface ShownFact {
  label: string;
  value: string;
  /** What the value means, where a person would have to look it up. */
  meanings: string[];
  /** Line of the pasted text; null where the value was worked out from more than one. */
  line: number | null;
}

export interface ShownFacts {
  first: ShownFact[];
  rest: ShownFact[];
}

export function eventFacts(report: TriageReport): ShownFacts {
  const event = primaryEvent(report);
  if (!event) return { first: machineFacts(report), rest: [] };
  const byName = new Map(event.facts.map((fact) => [fact.name, fact]));
  const lineOf = (name: string) => byName.get(name)?.at.line ?? null;
  const first: ShownFact[] = [];
  const add = (
    label: string,
    name: string,
    value: string | number | null,
    meanings: string[] = [],
  ) => {
    if (value !== null && value !== '') {
      first.push({ label, value: String(value), meanings, line: lineOf(name) });
    }
  };
  add('Function', 'function', event.function);
  if (event.guilty !== event.function) add('Blamed', 'guilty', event.guilty);
  add('Module', 'module', event.module);
  add('Device', 'device', event.device);
  add('Task', 'comm', event.comm);
  add('PID', 'pid', event.pid);
  add('CPU', 'cpu', event.cpu);
  if (event.taint === '') add('Taint', 'taint', 'not tainted');
  else add('Taint', 'taint', event.taint, taintMeanings(event.taint ?? '', report.machine.kernel));
  add('Kernel', 'kernel', report.machine.kernel);
  add('Hardware', 'hardware', report.machine.hardware);

  const shown = new Set([
    'function',
    'module',
    'device',
    'comm',
    'pid',
    'cpu',
    'taint',
    'kernel',
    'hardware',
  ]);
  const rest = event.facts
    .filter(({ name }) => !shown.has(name))
    .map((fact) => ({
      label: fact.name.replaceAll('-', ' '),
      value: fact.value,
      meanings: fact.meaning ? [fact.meaning] : [],
      line: fact.at.line,
    }));
  return { first, rest };
}

function machineFacts({ machine }: TriageReport): ShownFact[] {
  const facts = [
    ['Kernel', machine.kernel],
    ['Architecture', machine.architecture],
    ['Hardware', machine.hardware],
  ] as const;
  return facts.flatMap(([label, value]) =>
    value === null ? [] : [{ label, value, meanings: [], line: null }],
  );
}

/** `O: An out-of-tree module has been loaded.`, a letter each. */
function taintMeanings(letters: string, release: string | null): string[] {
  return describeTaint(letters, release).map(
    ({ letter, meaning }) => `${letter}: ${firstSentence(meaning)}`,
  );
}

function firstSentence(text: string): string {
  const end = text.search(/\.\s/);
  return end < 0 ? text : text.slice(0, end + 1);
}
