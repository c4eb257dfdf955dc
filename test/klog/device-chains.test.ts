// Failures of devices that lead one to another: how many events are told, which comes of which, and
// which is to act on first. Each line is a format of the kernel filled in.
//
//   ## what happens
//   > * failure nvme-timeout [nvme0] x3: nvme nvme0: timeout or reset       `*`: the primary event
//   > failure block-io-error [nvme0n1] x2: I/O error on nvme0n1 <- 1        comes of the first
//   the lines                                                    (device-chains.txt)
//
// `UPDATE_GOLDENS=1` writes the lines with `>` anew.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { expectGolden } from '../golden.ts';
import { expectSpans } from './spans.ts';

const file = join(import.meta.dirname, 'device-chains.txt');

test('chains of failures', () => {
  const cases = readFileSync(file, 'utf8').split(/^## /m).slice(1);
  expectGolden(file, `${cases.map(readAnew).join('\n\n')}\n`);
});

function readAnew(text: string): string {
  const [what, ...rows] = text.trimEnd().split('\n');
  const lines = rows.filter((row) => !row.startsWith('> '));
  const log = readKernelLog(lines.join('\n'));
  expectSpans(lines.join('\n'), log);
  const told = log.events.map((event, index) => {
    const first = log.primary === index ? '* ' : '';
    const times = event.repeats > 1 ? ` x${event.repeats}` : '';
    const cause = event.cause === null ? '' : ` <- ${event.cause.event + 1}`;
    return `> ${first}${event.severity} ${event.kind} [${event.device ?? ''}]${times}: ${event.title}${cause}`;
  });
  return [`## ${what}`, ...told, ...lines].join('\n');
}

test('ten thousand errors of one disk are one event with a count', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => [
    `[ ${100 + index}.000000] I/O error, dev sda, sector ${index * 8} op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2`,
    `[ ${100 + index}.000100] Buffer I/O error on dev sda1, logical block ${index}, async page read`,
  ]).flat();
  const { events } = readKernelLog(lines.join('\n'));
  expect(events.map(({ kind, device, repeats }) => [kind, device, repeats])).toEqual([
    ['block-io-error', 'sda', 10_000],
  ]);
});

test('a link that flaps is one event with a count', () => {
  const lines = Array.from({ length: 500 }, (_, index) => [
    `[ ${100 + index}.000000] igb 0000:01:00.0 eth0: igb: eth0 NIC Link is Down`,
    `[ ${100 + index}.500000] igb 0000:01:00.0 eth0: igb: eth0 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX`,
  ]).flat();
  const { events } = readKernelLog(lines.join('\n'));
  expect(events.map(({ kind, device, repeats }) => [kind, device, repeats])).toEqual([
    ['link-down', 'eth0', 500],
  ]);
});
