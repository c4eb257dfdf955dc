// One input in, its answer out: what `triage` does with a log, whether one is read or a fleet's.

import type { KernelLog } from '../model/kernel-log.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { TriageReport } from '../model/triage-report.ts';
import { triageStream } from '../plan/triage.ts';
import { DamagedInput, type Input, UnreadableInput } from './read-input.ts';

export interface Refusal {
  input: { name: string };
  error: string;
}

export interface AnsweredLog {
  report: TriageReport;
  log: KernelLog;
  /** Why only a part of it could be read; null: it was read whole. */
  damage: string | null;
}

export async function answerLog(
  { name, chunks }: Input,
  knowledge: Knowledge,
): Promise<AnsweredLog | Refusal> {
  const stream = triageStream(name, knowledge);
  let damage: string | null = null;
  try {
    for await (const chunk of chunks) stream.feed(chunk);
  } catch (error) {
    if (error instanceof UnreadableInput) return { input: { name }, error: error.message };
    // What came before the damage may say enough.
    if (!(error instanceof DamagedInput)) throw error;
    damage = error.message;
  }
  return { ...stream.finish(damage === null ? [] : [damage]), damage };
}

export const isRecognised = ({ events, matches }: TriageReport): boolean =>
  events.length > 0 || matches.length > 0;
