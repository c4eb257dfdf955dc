// Texts made to hurt get an answer, and say no more events than they have headers. Floods of panics and
// of single-line events were once searched anew for each line: minutes for a megabyte, which the
// test's time limit would notice. `npm run fuzz -- --times` prints how the time grows.

import { expect, test } from 'vitest';
import { hostileTexts, mutateLog, randomSource } from '../../scripts/mutate-log.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

test.each(Object.entries(hostileTexts))('%s', (_name, make) => {
  const text = make(1_000_000);
  const log = readKernelLog(text);
  expect(log.events.length).toBeLessThanOrEqual(log.lineCount);
  expect(log.lineCount).toBe(text.replace(/\n$/, '').split('\n').length);
});

test('a flood of one event on many devices is an event a device', () => {
  const text = hostileTexts['single-line events of many devices']!(100_000);
  const log = readKernelLog(text);
  expect(log.events).toHaveLength(log.lineCount);
});

test('a CPU line with a damaged character in it keeps its taint where it stands', () => {
  const text = [
    'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    'CPU: 1 UID: 0 PID: 151 Comm: insmod Tainted: G           O\u00cf      6.12.0',
    'RIP: 0010:foo+0x1/0x2',
  ].join('\n');
  const [event] = readKernelLog(text).events;
  const taint = event!.facts.find(({ name }) => name === 'taint')!;
  expect(taint.value).toBe('O');
  expect(text.split('\n')[1]!.slice(taint.at.start - 1, taint.at.end - 1)).toContain('Tainted: ');
});

test('a CPU line says what its own words say, whatever is glued behind them', () => {
  const text = [
    'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    'CPU: 1 PID: 92 Comm: insmod Not tainted 6.1.0 #1 CPU: 0 PID: 3 Comm: x Tainted: G OE 6.1.0',
  ].join('\n');
  expect(readKernelLog(text).events[0]!.taint).toBe('');
});

test('the same seed makes the same wrong log', () => {
  const texts = ['a\nb\nc', 'd\ne\nf'];
  expect(mutateLog(texts, randomSource(7))).toBe(mutateLog(texts, randomSource(7)));
});
