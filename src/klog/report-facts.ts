// All facts of a report: those of its lines, then what its body says; that may say what a line's own
// fact means.

import type { Fact } from '../model/kernel-log.ts';
import type { BodyContext, BodyDecoder } from './decode/body-decoder.ts';

export function reportFacts(bodies: readonly BodyDecoder[], context: BodyContext): Fact[] {
  const facts = new Map(context.known);
  for (const body of bodies) {
    for (const fact of body.facts(context)) {
      if (!facts.has(fact.name) || facts.get(fact.name)!.at === fact.at) facts.set(fact.name, fact);
    }
  }
  // Before 4.20 a child could be killed in place of the task that was chosen; if none was, it is it.
  for (const [chosen, victim] of [
    ['chosen', 'victim'],
    ['chosen-pid', 'victim-pid'],
  ] as const) {
    const fact = facts.get(chosen);
    if (fact && !facts.has(victim)) facts.set(victim, { ...fact, name: victim });
    if (fact && facts.get(victim)!.value === fact.value) facts.delete(chosen);
  }
  return [...facts.values()];
}
