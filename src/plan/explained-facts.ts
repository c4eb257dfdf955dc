// In: an event. Out: the facts whose meaning a person would have to look up, with it, in the order of
// the report: error codes, status words, exit codes.

import type { Fact, KernelEvent } from '../model/kernel-log.ts';

const most = 8;

export function explainedFacts(event: Pick<KernelEvent, 'facts'>): (Fact & { meaning: string })[] {
  const explained = event.facts.filter(
    (fact): fact is Fact & { meaning: string } => fact.meaning !== null && fact.name !== 'taint',
  );
  return explained.slice(0, most);
}
