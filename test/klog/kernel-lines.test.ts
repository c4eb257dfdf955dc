// Single lines as the kernel prints them, each alone: what kind they are, what they are called, and
// which facts stand in them. Written from the format strings of the source files that head each part,
// with values filled in. A line of kind `none` is one that must stay silent.
//
//   kind | title | facts | the line                                     (kernel-lines/*.txt)
//
// `UPDATE_GOLDENS=1` writes the first three columns anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import type { KernelEvent } from '../../src/model/kernel-log.ts';
import { expectGolden } from '../golden.ts';

const folder = join(import.meta.dirname, 'kernel-lines');

test.each(readdirSync(folder))('%s', (name) => {
  const file = join(folder, name);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expectGolden(file, `${lines.map(readAnew).join('\n')}\n`);
});

/** A row with what is read of its line; headings and blank lines as they are. */
function readAnew(row: string): string {
  if (row === '' || row.startsWith('# ')) return row;
  const line = row.split(' | ').slice(3).join(' | ');
  expect(line, `a row of four columns: ${row}`).not.toBe('');
  const { events } = readKernelLog(line);
  const columns = events.length === 0 ? ['none', '', ''] : events.flatMap(columnsOf);
  return [...columns, line].join(' | ');
}

function columnsOf(event: KernelEvent): string[] {
  const { cpu, pid, comm, taint, device, guilty, module, panic } = event;
  const fields = { cpu, pid, comm, taint, device, guilty, module, panic };
  const facts = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`);
  const kind = event.severity === 'failure' ? event.kind : `${event.kind} (${event.severity})`;
  return [kind, event.title, facts.join(', ')];
}
