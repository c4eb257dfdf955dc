// Whether a signature's line also stands in the event that it asks for: facts that must be there,
// words that must not.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { SignatureHit } from './match-signatures.ts';

/** Lines of a report in which a text is looked for that must be absent. */
const longestReport = 20_000;

export function hitApplies(hit: SignatureHit, event: KernelEvent, log: KernelLog): boolean {
  return (
    hit.line >= event.lines[0] &&
    hit.line <= event.lines[1] &&
    (hit.signature.kind === null || hit.signature.kind === event.kind) &&
    factsAgree(hit, event, log) &&
    !someAbsentTextIsThere(hit, event, log)
  );
}

function factsAgree(hit: SignatureHit, event: KernelEvent, { machine }: KernelLog): boolean {
  const ran = event.architecture ?? machine.architecture;
  const { taint, architecture, function: name, module, facts } = hit.signature.requires;
  return (
    (taint === undefined || [...taint].every((letter) => event.taint?.includes(letter))) &&
    (architecture === undefined || ran === null || ran === architecture) &&
    (name === undefined || event.function === name || event.guilty === name) &&
    (module === undefined || event.module === module) &&
    Object.entries(facts ?? {}).every(([name, value]) => hasFact(event, name, value))
  );
}

function hasFact(event: KernelEvent, name: string, value: string): boolean {
  const own = { pid: event.pid, comm: event.comm, cpu: event.cpu, device: event.device };
  if (Object.hasOwn(own, name)) return String(own[name as keyof typeof own]) === value;
  return event.facts.some((fact) => fact.name === name && fact.value === value);
}

function someAbsentTextIsThere(hit: SignatureHit, event: KernelEvent, log: KernelLog): boolean {
  if (hit.signature.absent.length === 0) return false;
  const last = Math.min(event.lines[1], event.lines[0] + longestReport);
  for (let number = event.lines[0]; number <= last; number++) {
    const { text } = log.line(number);
    if (hit.signature.absent.some((absent) => text.includes(absent))) return true;
  }
  return false;
}
