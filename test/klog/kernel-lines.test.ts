// Single lines as the kernel prints them, each alone: what kind they are, what they are called, and
// which facts stand in them. Written from the format strings of the source files that head each part,
// with values filled in. A line of kind `none` is one that must stay silent.
//
//   kind | title | facts | the line                                     (kernel-lines/*.txt)
//
// Files whose name begins with `device-` show all facts: commands ask for them by name.
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
  const allFacts = name.startsWith('device-');
  expectGolden(file, `${lines.map((row) => readAnew(row, allFacts)).join('\n')}\n`);
});

test('what is silent line by line is silent as a log', () => {
  const lines = readFileSync(join(folder, 'silent.txt'), 'utf8')
    .split('\n')
    .filter((row) => row.startsWith('none | '))
    .map((row) => row.split(' | ').slice(3).join(' | '));
  expect(lines.length).toBeGreaterThan(50);
  for (const stamp of ['', '[  812.345678] ']) {
    const { events } = readKernelLog(lines.map((line) => stamp + line).join('\n'));
    expect(events.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  }
});

/** A row with what is read of its line; headings and blank lines as they are. */
function readAnew(row: string, allFacts: boolean): string {
  if (row === '' || row.startsWith('# ')) return row;
  const line = row.split(' | ').slice(3).join(' | ');
  expect(line, `a row of four columns: ${row}`).not.toBe('');
  const { events } = readKernelLog(line);
  const columns =
    events.length === 0 ? ['none', '', ''] : events.flatMap((event) => columnsOf(event, allFacts));
  return [...columns, line].join(' | ');
}

function columnsOf(event: KernelEvent, allFacts: boolean): string[] {
  const { cpu, pid, comm, taint, device, guilty, module, panic } = event;
  const fields = { cpu, pid, comm, taint, device, guilty, module, panic };
  const named = allFacts ? event.facts.map(({ name, value }) => [name, value]) : [];
  const facts = Object.entries({ ...fields, ...Object.fromEntries(named) })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`);
  const kind = event.severity === 'failure' ? event.kind : `${event.kind} (${event.severity})`;
  return [kind, event.title, facts.join(', ')];
}
