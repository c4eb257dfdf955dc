// `panicroom taint`: what the letters, or the number, mean.

import { decodeTaint } from '../klog/taint.ts';
import type { Io } from './io.ts';

/** Exit status: 0 decoded, 2 not a form of taint. */
export function taintCommand(input: string, io: Io): number {
  const decoded = decodeTaint(input);
  if (decoded === null) {
    io.stderr(
      'This is no taint that I can read. Give the number of /proc/sys/kernel/tainted, the letters, or the whole "CPU: … Tainted: …" line.\n',
    );
    return 2;
  }
  if (decoded.letters === '' && decoded.unknown.length === 0) {
    io.stdout('Not tainted: nothing out of the ordinary had happened to this kernel.\n');
    return 0;
  }
  for (const flag of decoded.flags) {
    io.stdout(
      `${flag.letter}  ${flag.name} (bit ${flag.bit})\n   ${flag.meaning}\n   ${flag.onCall}\n`,
    );
  }
  for (const unknown of decoded.unknown) {
    io.stdout(
      `${unknown}  not a flag of the mainline kernel: a distribution's own, or a typing error.\n`,
    );
  }
  return 0;
}
