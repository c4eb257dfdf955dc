// A report in a form that may leave the house: Markdown, plain text or JSON, with stand-ins for the
// names of machines, networks and people.
//
// In: the report, the lines of its log that are held, what the person did and keeps. Out: the text,
// and what was replaced, for the preview.

import type { KernelLog } from '../model/kernel-log.ts';
import type { TriageReport } from '../model/triage-report.ts';
import { countIdentities } from '../redact/count-identities.ts';
import { type Identity, type IdentityKind, Pseudonyms } from '../redact/pseudonyms.ts';
import { incidentNote, type Progress } from './incident-note.ts';
import { keyRanges, type LineRange } from './key-ranges.ts';
import { writeNote } from './write-note.ts';

export type SharedFormat = 'markdown' | 'text' | 'json';

export interface SharedSource {
  report: TriageReport;
  /** The lines of the log that are held, in order: all of them, where names are to be learnt from all. */
  lines: Iterable<{ number: number; text: string }>;
  progress?: Progress | undefined;
  /** Kinds of names that stay as they are. */
  kept?: Iterable<IdentityKind> | undefined;
  madeBy: string;
}

export interface SharedReport {
  text: string;
  identities: readonly Identity[];
}

export function shareReport(source: SharedSource, format: SharedFormat): SharedReport {
  const { report, progress, kept, madeBy } = source;
  const raw = new Map<number, string>();
  const pseudonyms = new Pseudonyms(kept);
  for (const { name } of report.machine.hosts) pseudonyms.know('host', name);
  for (const { number, text } of source.lines) {
    raw.set(number, text);
    pseudonyms.learn(text);
  }
  const text =
    format === 'json'
      ? `${JSON.stringify(withoutNames(report, progress, pseudonyms), null, 2)}\n`
      : writeNote(
          incidentNote({
            report,
            raw: (line) => raw.get(line) ?? null,
            progress,
            mask: (text) => pseudonyms.standInOf('host', text) ?? pseudonyms.replace(text),
            masked: () => countIdentities(pseudonyms.identities),
            madeBy,
          }),
          format,
        );
  return { text, identities: pseudonyms.identities };
}

/** What the runbook and the organisation say is not the log's: a number to call stays that number. */
function withoutNames(report: TriageReport, progress: Progress | undefined, names: Pseudonyms) {
  const { contacts, requirements, escalation } = report;
  const own = { requirements, escalation, ...(contacts === undefined ? {} : { contacts }) };
  const masked = names.replaceAll({ ...report, progress });
  // A short name is a word like others in a text; here it is known to be one.
  const host = (name: string | null, replaced: string | null) =>
    name === null ? null : (names.standInOf('host', name) ?? replaced);
  const { machine } = report;
  return {
    ...masked,
    machine: {
      ...masked.machine,
      host: host(machine.host, masked.machine.host),
      hosts: machine.hosts.map(({ name, line }) => ({ name: host(name, name)!, line })),
    },
    events: masked.events.map((event, index) => ({
      ...event,
      host: host(report.events[index]!.host, event.host),
    })),
    ...own,
  };
}

/** Beyond this the lines between the events of a log say nothing that a report repeats. */
const mostLinesRead = 200_000;

/** A log's lines for a report to be shared: all, or of a very long one those that the report needs. */
export function* linesToShare(
  log: Pick<KernelLog, 'lineCount' | 'raw'>,
  report: TriageReport,
): Generator<{ number: number; text: string }> {
  const ranges: readonly LineRange[] =
    log.lineCount <= mostLinesRead ? [[1, log.lineCount]] : keyRanges(report);
  for (const [from, to] of ranges) {
    for (let number = from; number <= to; number++) {
      const text = log.raw(number);
      if (text !== null) yield { number, text };
    }
  }
}
