// Reports for the wizard's tests, whole enough for what is under test.

import type { PlannedCommand, ReportedEvent, TriageReport } from '../../src/model/triage-report.ts';

export function reportOf(parts: Partial<TriageReport> = {}): TriageReport {
  return {
    format: 'panicroom-report',
    version: 1,
    input: { name: 'serial.txt', lines: 100, bytes: 5000, framing: ['dmesg'], remarks: [] },
    machine: {
      kernel: '6.1.0-56-amd64',
      architecture: 'x86_64',
      hardware: null,
      distribution: null,
      host: null,
      hosts: [],
    },
    answer: parts.events ? 'failure' : 'healthy',
    events: [],
    eventsLeftOut: 0,
    primary: parts.events ? 0 : null,
    matches: [],
    verdict: null,
    plan: [],
    steps: [],
    requirements: [],
    escalation: null,
    collect: [],
    ...parts,
  };
}

export function eventOf(parts: Partial<ReportedEvent> = {}): ReportedEvent {
  return {
    kind: 'null-pointer-dereference',
    severity: 'failure',
    title: 'BUG: kernel NULL pointer dereference in kfail_init',
    lines: [40, 60],
    time: null,
    timestamp: null,
    cpu: null,
    pid: null,
    comm: null,
    taint: null,
    function: null,
    module: null,
    guilty: null,
    device: null,
    truncated: false,
    beginsCut: false,
    interleaved: false,
    panic: null,
    cause: null,
    host: null,
    frames: [],
    modules: [],
    facts: [],
    ...parts,
  } as ReportedEvent;
}

export function plannedOf(parts: Partial<PlannedCommand> = {}): PlannedCommand {
  return {
    runbook: 'faults/kernel-panic',
    step: 'look',
    stepTitle: 'Look at the module',
    phase: 'look',
    command: 'uname -r',
    template: 'uname -r',
    purpose: null,
    risk: 'read-only',
    runs: 'host',
    filled: {},
    filledFrom: {},
    unfilled: [],
    distributions: [],
    ...parts,
  };
}
