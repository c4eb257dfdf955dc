// A module's flags in a report's list: `nvidia(POE)`, `kfail(OE+)`.
// Source: kernel/module/main.c (module_flags, module_flags_taint: the letters of the taint flags that a
// module may carry; + being loaded, - being unloaded). Before 3.15 an unsigned module counted as loaded
// by force (F); RHEL 5 and 6 mark it U, beside their own kernel/module-verify-sig.c.

import { describeTaint, taintWord } from '../taint.ts';

/** @param release of the kernel, since a letter means what that kernel means by it. */
export function decodeModuleFlags(value: string, release: string | null): string | null {
  const flags = /\(([A-Za-z+-]{1,12})\)$/.exec(value)?.[1];
  if (flags === undefined) return null;
  const words = describeTaint(flags.replace(/[+U-]/g, ''), release).map((flag) =>
    flag.letter === 'F' && isBeforeUnsignedFlag(release)
      ? 'loaded by force or unsigned'
      : taintWord(flag),
  );
  if (flags.includes('U')) words.push('unsigned');
  if (flags.includes('+')) words.push('was just being loaded');
  if (flags.includes('-')) words.push('was just being unloaded');
  return words.length > 0 ? words.join(', ') : null;
}

function isBeforeUnsignedFlag(release: string | null): boolean {
  return release !== null && /^3\.(?:\d|1[0-4])(?!\d)/.test(release);
}

const support: [RegExp, string][] = [
  [/^No/, 'SUSE will ask for a run without those modules first'],
  [/^Yes, External/, 'a module is supported by its maker together with SUSE'],
  [/^Yes/, 'SUSE supports every module that is loaded'],
];

/** `Supported: No, Unsupported modules are loaded`, as SUSE's kernels say below the module list. */
export function decodeSupported(words: string): string | null {
  return support.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
