// Whether a report is of an error that was mended where it arose: no data was lost, nothing that came
// after follows from it, and it is worth a look in daylight.

import type { KernelEvent } from '../model/kernel-log.ts';

/** By the fact that says so: PCIe and firmware severities, EDAC's CE, MCi_STATUS without its UC bit. */
const mended: Readonly<Record<string, RegExp>> = {
  severity: /^Correct/,
  type: /^CE$/,
  'firmware-severity': /^(?:corrected|info)$/,
  mended: /./,
  status: /^[89cd]/,
};
/** Kinds that report corrected errors and others with the same words. */
const reportsBoth = new Set([
  'pcie-aer',
  'edac-memory-error',
  'mce-hardware-error',
  'btrfs-corruption',
]);

export function isCorrected({ kind, panic, facts }: KernelEvent): boolean {
  if (panic !== null || !reportsBoth.has(kind)) return false;
  return facts.some(({ name, value }) => mended[name]?.test(value) ?? false);
}
