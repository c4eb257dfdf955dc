// What must hold of every span: it lies inside the pasted text and holds what it says.

import { expect } from 'vitest';
import type { KernelLog } from '../../src/model/kernel-log.ts';

export function expectSpans(text: string, log: KernelLog): void {
  const rows = text.split('\n');
  for (const event of log.events) {
    expect(event.lines[0]).toBeGreaterThanOrEqual(1);
    expect(event.lines[1]).toBeGreaterThanOrEqual(event.lines[0]);
    expect(event.lines[1]).toBeLessThanOrEqual(log.lineCount);
    for (const { at, name, value } of event.facts) {
      const row = rows[at.line - 1]!;
      expect(at.end).toBeLessThanOrEqual(row.length + 1);
      // A fact may be a part of its place (`foo` of `foo+0x1/0x2`) or its letters (`EO` of `Tainted: G  OE`).
      const there = row.slice(at.start - 1, at.end - 1);
      if (name === 'taint') expect(there).toContain('Tainted: ');
      else expect(there).toContain(value);
    }
  }
  if (log.primary !== null) expect(log.events[log.primary]).toBeDefined();
}
