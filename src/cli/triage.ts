// `panicroom triage`: logs in, answers out.

import manifest from '../../package.json' with { type: 'json' };
import type { KernelLog } from '../model/kernel-log.ts';
import type { TriageReport } from '../model/triage-report.ts';
import { linesToShare, type SharedFormat, shareReport } from '../plan/shared-report.ts';
import { identityKinds } from '../redact/identity-patterns.ts';
import { answerLog, isRecognised, type Refusal } from './answer-log.ts';
import { findKnowledge, type WhichRunbooks } from './find-knowledge.ts';
import type { Io } from './io.ts';
import { printReport } from './print-report.ts';
import { readInputs } from './read-input.ts';

export interface TriageOptions extends WhichRunbooks {
  json?: boolean;
  ndjson?: boolean;
  /** With `ndjson`: of each report only what a fleet is counted by. */
  brief?: boolean;
  /** Logs read at once, each in a thread of its own. */
  jobs?: number;
  /** A file of earlier answers: its logs are left out, new answers go behind them. */
  resume?: string;
  /** A note for the ticket, in place of the answer for the terminal. */
  report?: boolean;
  format: SharedFormat;
  /** Leave host names, addresses and the like as they are in a `report`. */
  keepNames?: boolean;
  plan?: boolean;
}

/** Exit status: 0 something was recognised, 1 nothing was, 2 no input could be read. */
export async function triageCommand(
  files: string[],
  options: TriageOptions,
  io: Io,
): Promise<number> {
  if (files.length === 0 && process.stdin.isTTY) {
    io.stderr('Name a log file, or pipe one in: journalctl -k -b -1 | panicroom triage\n');
    return 2;
  }
  const knowledge = await findKnowledge(options, io);
  if (knowledge === null) return 2;
  const inputs = files.length > 0 ? files : ['-'];
  if (options.ndjson) {
    const { triageFleet } = await import('./triage-fleet.ts');
    return triageFleet(inputs, options, knowledge, io);
  }

  let read = 0;
  let recognised = 0;
  const reports: (TriageReport | Refusal)[] = [];
  for await (const input of readInputs(inputs, process.stdin)) {
    const answer = await answerLog(input, knowledge);
    if ('error' in answer) {
      if (options.json) reports.push(answer);
      io.stderr(`${input.name}: ${answer.error}\n`);
      continue;
    }
    const { report, log, damage } = answer;
    if (damage !== null) io.stderr(`${input.name}: ${damage}\n`);
    read++;
    if (isRecognised(report)) recognised++;
    await io.drained();
    if (options.json) reports.push(report);
    else if (options.report) io.stdout(noteOf(report, log, options));
    else {
      const look = { colour: wantsColour(), columns: columnsOfTerminal() };
      io.stdout(printReport(report, log.raw, { ...look, wholePlan: options.plan === true }));
    }
  }
  if (options.json) {
    // One input, one object: what a script expects of one file.
    io.stdout(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  }
  if (read === 0) return 2;
  return recognised > 0 ? 0 : 1;
}

function noteOf(report: TriageReport, log: KernelLog, options: TriageOptions): string {
  const source = {
    report,
    lines: linesToShare(log, report),
    kept: options.keepNames ? identityKinds : [],
    madeBy: `Written by Panicroom ${manifest.version}.`,
  };
  return shareReport(source, options.format).text;
}

function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

/** As wide as the terminal that shows the answer, or as a file is read with; never a column of single words. */
function columnsOfTerminal(): number {
  return Math.max(40, process.stdout.columns || 80);
}
