// In: lines of a log. Out: what its first event's facts mean, by name, as a test compares them.

import { expect } from 'vitest';
import { readKernelLog } from '../../../src/klog/read-kernel-log.ts';

export function factsOf(log: string): Record<string, string> {
  const rows = log.split('\n');
  const event = readKernelLog(log).events[0];
  const facts: Record<string, string> = {};
  for (const { name, value, meaning, at } of event?.facts ?? []) {
    // Whatever a fact says, its value stands where it points to; taint letters stand apart there.
    const there = rows[at.line - 1]!.slice(at.start - 1, at.end - 1);
    expect(there).toContain(name === 'taint' ? 'Tainted: ' : value);
    facts[name] = meaning === null ? value : `${value} — ${meaning}`;
  }
  return facts;
}
