// Every sample of the library through the reader: the kind that its header names comes first, a
// near-miss is not taken for what it resembles, and all facts are as they were when last reviewed.

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent, Machine } from '../../src/model/kernel-log.ts';
import { expectGolden } from '../golden.ts';

const root = join(import.meta.dirname, '../..');
const samples = await readSamples(join(root, 'content/samples'));

describe('samples', () => {
  test('there are samples, near-misses and a healthy boot among them', () => {
    expect(samples.filter(({ nearMiss }) => nearMiss === null).length).toBeGreaterThan(20);
    expect(samples.filter(({ nearMiss }) => nearMiss !== null).length).toBeGreaterThan(10);
    expect(samples.some(({ file }) => file.startsWith('healthy/'))).toBe(true);
  });

  test.each(samples)('$file', (sample) => {
    const log = readKernelLog(sample.text, sample.file);
    const primary = log.primary === null ? null : log.events[log.primary]!;
    if (sample.kind === 'none') {
      expect(log.events.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    } else {
      expect(primary?.kind).toBe(sample.kind);
    }
    if (sample.nearMiss !== null)
      expect(log.events.map(({ kind }) => kind)).not.toContain(sample.nearMiss);
    if (sample.kernel !== null) expect(log.machine.kernel).toBe(sample.kernel);
    const golden = join(
      import.meta.dirname,
      'goldens',
      sample.file.replace(/\.log$/, '.golden.json'),
    );
    expectGolden(
      golden,
      `${JSON.stringify({ machine: shownMachine(log.machine), events: log.events.map(shown) }, null, 1)}\n`,
    );
  });
});

/** Few logs name their machine: the others say nothing of it. */
function shownMachine({ host, hosts, ...machine }: Machine) {
  return hosts.length === 0 ? machine : { ...machine, host, hosts };
}

/** Traces as one word a frame, so that a golden can be read. */
function shown({ cause, host, ...event }: KernelEvent) {
  return {
    ...event,
    ...(host === null ? {} : { host }),
    ...(cause === null ? {} : { cause }),
    frames: event.frames.map((frame) => `${frame.reliable ? '' : '? '}${frame.function}`).join(' '),
    modules: event.modules.map(({ name, flags }) => `${name}(${flags})`).join(' '),
    facts: event.facts.map(({ name, value, meaning, at }) => {
      const where = `${at.line}:${at.start}-${at.end}`;
      return `${name}=${value} @${where}${meaning ? ` — ${meaning}` : ''}`;
    }),
  };
}
