// Of a whole report what a fleet is counted by: one line a log, small enough for a hundred thousand.
//
// In: a triage report. Out: the same names with the same meanings, without lines, plan and frames, and
// the cluster that its first failure belongs to.

import type { KernelEvent } from '../model/kernel-log.ts';
import type { TriageReport } from '../model/triage-report.ts';
import { primaryEvent, primaryMatch } from '../plan/find-match.ts';

/** A line of `triage --ndjson --brief`. Fields may be added, never renamed. */
export interface BriefReport {
  format: 'panicroom-brief';
  version: 1;
  input: { name: string; lines: number; bytes: number };
  machine: Pick<
    TriageReport['machine'],
    'host' | 'kernel' | 'architecture' | 'hardware' | 'distribution'
  >;
  answer: TriageReport['answer'];
  /** Events found, those beyond the 2,000 told one by one included. */
  events: number;
  /** The one that the others follow from; null where nothing failed. */
  primary: BriefEvent | null;
  /** What the library knows of it; null where no runbook matches. */
  match: { runbook: string; signature: string; confidence: number } | null;
}

export interface BriefEvent
  extends Pick<
    KernelEvent,
    | 'kind'
    | 'severity'
    | 'title'
    | 'function'
    | 'module'
    | 'guilty'
    | 'taint'
    | 'timestamp'
    | 'panic'
  > {
  line: number;
  /** The same failure at the same place, on whichever machine: `page-fault at widget_poll [widget]`. */
  cluster: string;
}

export function briefReport(report: TriageReport): BriefReport {
  const { host, kernel, architecture, hardware, distribution } = report.machine;
  const { name, lines, bytes } = report.input;
  const event = primaryEvent(report);
  const match = primaryMatch(report);
  return {
    format: 'panicroom-brief',
    version: 1,
    input: { name, lines, bytes },
    machine: { host, kernel, architecture, hardware, distribution },
    answer: report.answer,
    events: report.events.length + report.eventsLeftOut,
    primary: event === null ? null : briefEvent(event),
    match:
      match === null
        ? null
        : {
            runbook: match.runbook,
            signature: match.evidence[0]?.signature ?? '',
            confidence: match.confidence,
          },
  };
}

function briefEvent(event: TriageReport['events'][number]): BriefEvent {
  const { kind, severity, title, function: at, module, guilty, taint, timestamp, panic } = event;
  return {
    kind,
    severity,
    title,
    function: at,
    module,
    guilty,
    taint,
    timestamp,
    panic,
    line: event.lines[0],
    cluster: clusterOf(event),
  };
}

/** Numbers, addresses and the digits in the names of devices: they tell machines apart, not failures. */
const differing = /0x[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+/gi;

function clusterOf({
  kind,
  title,
  guilty,
  function: at,
  module,
}: Pick<KernelEvent, 'kind' | 'title' | 'guilty' | 'function' | 'module'>): string {
  const place = guilty ?? at;
  if (place === null) return `${kind}: ${title.replaceAll(differing, '#')}`;
  return `${kind} at ${place}${module === null || place.includes('[') ? '' : ` [${module}]`}`;
}
