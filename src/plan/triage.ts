// The whole way from a pasted text to what to do: read, match, judge, plan.
//
// In: any text, and the knowledge that the build made of the runbooks. Out: a TriageReport. Pure, the
// same in the browser's worker, the CLI and the tests. Never throws for any text.

import { readKernelLog } from '../klog/read-kernel-log.ts';
import { compileSignatures, type SignatureSet } from '../match/match-signatures.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { ReportedEvent, TriageReport } from '../model/triage-report.ts';
import { collectCommands } from './collect.ts';
import { judge } from './judge.ts';
import { makePlan } from './make-plan.ts';
import { rankMatches } from './rank-matches.ts';

/** Compiling the signatures costs more than a small paste: done once a library. */
const compiledSets = new WeakMap<Knowledge, SignatureSet>();

export function triage(text: string, name: string, knowledge: Knowledge): TriageReport {
  let signatures = compiledSets.get(knowledge);
  if (signatures === undefined) {
    signatures = compileSignatures(knowledge.signatures);
    compiledSets.set(knowledge, signatures);
  }
  const log = readKernelLog(text, name);
  const hits = signatures.find(text, log);
  const matches = rankMatches(log, hits, knowledge);
  const primary = log.primary === null ? null : (log.events[log.primary] ?? null);
  const answer = answerOf(text, log, primary);
  // Only a match of the event to act on, or of words that no event holds, is worth a plan.
  const first = matches[0];
  const leads = first !== undefined && (first.event === null || first.event === log.primary);
  const plan =
    leads && (answer === 'failure' || answer === 'notice') ? makePlan(log, first, knowledge) : [];
  return {
    format: 'panicroom-report',
    version: 1,
    input: { name, lines: log.lineCount, bytes: log.byteCount, framing: log.framing },
    machine: log.machine,
    answer,
    events: log.events.map(toReported),
    primary: log.primary,
    matches,
    verdict: primary === null ? null : judge(log, primary),
    plan,
    collect: plan.length > 0 ? [] : collectCommands(answer !== 'failure'),
  };
}

function answerOf(
  text: string,
  log: KernelLog,
  primary: KernelEvent | null,
): TriageReport['answer'] {
  if (primary !== null) return primary.severity === 'notice' ? 'notice' : 'failure';
  if (!/\S/.test(text)) return 'empty';
  return log.fromKernel ? 'healthy' : 'no-kernel-text';
}

function toReported(event: KernelEvent): ReportedEvent {
  const { kernel, hardware, architecture, frames, ...shown } = event;
  return { ...shown, frames: frames.map(({ line, ...frame }) => frame) };
}
