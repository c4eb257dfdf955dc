// What a fact's value means, where a tired person would have to look it up: a table of decoders, a
// file each.

import type { Fact } from '../../model/kernel-log.ts';
import { describeTaint } from '../taint.ts';
import { decodeAddress, poisonIn } from './address.ts';
import { decodeEsr } from './esr.ts';
import { decodeExitCode } from './exit-code.ts';
import { decodeGfpMask } from './gfp-mask.ts';
import { decodeMachineCheck } from './machine-check.ts';
import { decodeCsts } from './nvme-csts.ts';
import { decodeOomConstraint } from './oom-constraint.ts';
import { decodePageFaultError } from './page-fault-error.ts';

const decoders: Record<string, (value: string) => string | null> = {
  taint: (letters) =>
    describeTaint(letters)
      .map((flag) => `${flag.letter}: ${flag.meaning}`)
      .join(' '),
  'oops-error-code': (code) => decodePageFaultError(Number.parseInt(code, 16)),
  exitcode: (code) => decodeExitCode(Number(code)),
  address: decodeAddress,
  'poisoned-register': (text) => {
    const [register = '', value = ''] = text.split(/:\s*/);
    const meaning = poisonIn(value);
    return meaning === null ? null : `${register} held ${meaning}`;
  },
  esr: decodeEsr,
  status: decodeMachineCheck,
  csts: decodeCsts,
  gfp: decodeGfpMask,
  constraint: decodeOomConstraint,
};

export function decodeFacts(facts: Fact[]): Fact[] {
  return facts.map((fact) => {
    if (fact.meaning !== null) return fact;
    const meaning = decoders[fact.name]?.(fact.value) ?? null;
    return meaning === null || meaning === '' ? fact : { ...fact, meaning };
  });
}
