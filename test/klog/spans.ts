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
      const holds = name === 'taint' ? 'Tainted: ' : value;
      // Of a value that a screen or a mail broke, the place is what stands before the break.
      const isBroken = at.end > row.trimEnd().length && there !== '' && !there.includes(holds);
      if (isBroken) expect(holds.startsWith(there), `${there} begins ${name} ${holds}`).toBe(true);
      else expect(there).toContain(holds);
    }
  }
  if (log.primary !== null) expect(log.events[log.primary]).toBeDefined();
}
