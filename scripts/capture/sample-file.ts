// In: a row and the console of its boot. Out: the sample's text, and whether the boot did what the
// row says.

import { terminalEscapes } from '../../src/klog/unframe.ts';
import type { Scenario } from './scenario.ts';

/** The console from the kernel's first line on, without carriage returns and escapes; else as it was. */
export function cleanConsole(raw: string): string {
  const text = raw.replace(terminalEscapes, '').replaceAll('\r', '');
  // Firmware prints no newline before it hands over, so the kernel's line may begin mid-line.
  const kernel = /(?:\[ {0,5}\d{1,5}\.\d{6}\] )/.exec(text);
  const body = kernel === null ? text.replace(/^\s+/, '') : text.slice(kernel.index);
  return body.endsWith('\n') ? body : `${body}\n`;
}

/** What a guest says whose processors the host gave no time: not the failure that the row is about. */
const starved = ['rcu: INFO: rcu_', 'BUG: soft lockup'];

/** What the row expects and the console lacks, or refuses and it holds; empty where all is well. */
export function unmetExpectations(row: Scenario, console: string): string[] {
  return [
    ...row.expect
      .filter((text) => !console.includes(text))
      .map((text) => `the console does not hold "${text}"`),
    ...(row.refuse ?? [])
      .filter((text) => console.includes(text))
      .map((text) => `the console holds "${text}", which it must not`),
    ...(row.folder.startsWith('stalls/') ? [] : starved)
      .filter((text) => console.includes(text))
      .map(
        (text) => `the console holds "${text}": the machine was too busy to emulate; run it again`,
      ),
  ];
}

/** Path below the samples' folder. */
export function samplePath({ folder, id }: Scenario): string {
  return `${folder}/${id}.log`;
}

/** `release` is the guest's `uname -r`: told by the package, since a quiet boot may not print it. */
export function sampleText(row: Scenario, release: string, console: string): string {
  const head = [
    `kind: ${row.kind}`,
    ...(row.nearMiss === undefined ? [] : [`near-miss: ${row.nearMiss}`]),
    ...(row.title === undefined ? [] : [`title: ${row.title}`]),
    // Tests hold the reader to this field, and it can know only what the log says.
    ...(console.includes(release) ? [`kernel: ${release}`] : []),
    `arch: ${row.arch}`,
    `source: QEMU, Debian kernel ${release}; ${row.how}; the whole console (npm run capture -- --only ${row.id})`,
  ];
  return `${head.join('\n')}\n\n${console}`;
}
