// An instruction in words that help: what it was about to do, with what its registers held.
//
//   mov 0x10(%rax),%rcx: it reads 8 bytes at RAX + 0x10; RAX held 0000000000000000, a NULL pointer itself
//
// In: a decoded instruction and the registers of the report. Out: a sentence.
// Source: arch/x86/include/asm/bug.h (ud2, ud1), arch/{x86,arm64}/Kconfig (KASAN_SHADOW_OFFSET),
// include/linux/kasan.h (KASAN_SHADOW_SCALE_SHIFT: a byte of shadow for eight).

import { decodeAddress, poisonIn } from './address.ts';
import { onPurpose, sayBreak } from './arm64-break.ts';
import type { Arm64Instruction } from './arm64-instruction.ts';
import type { X86Instruction } from './x86-instruction.ts';

/** Values by the name that the report gives them, in its own digits: `RAX`, `x0`. */
export type Registers = ReadonlyMap<string, string>;

/** Structures are smaller, tables lie farther. */
const largestOffset = 1n << 20n;
const wraps = (value: bigint) => BigInt.asUintN(64, value);

/** A memory operand of either architecture. */
interface Operand {
  base: string | null;
  index: string | null;
  scale: bigint;
  displacement: bigint;
  /** The index is not a whole register, or the segment has a base of its own. */
  unknown: boolean;
}

const x86Traps: Record<string, string> = {
  ud2: onPurpose,
  ud1: 'the kernel stopped here on purpose: a check that the compiler put in (UBSAN), or a WARN',
  int3: 'a breakpoint: a probe, code that is being patched, or the filling between functions, where nobody should get to',
  hlt: 'the processor was asleep until the next interrupt, as an idle one is',
  pause: 'it waits in a loop for something to change, as a spinlock does',
  cli: 'it switches interrupts off',
  wrmsr: 'it writes a register of the processor',
  rdmsr: 'it reads a register of the processor',
  mwait: 'the processor was asleep, as an idle one is',
};

/** Null where there is nothing to say but the instruction itself. */
export function sayX86(found: X86Instruction, registers: Registers): string | null {
  const { mnemonic, text, memory, access, size } = found;
  const says = x86Traps[mnemonic];
  if (says !== undefined) return `${text}: ${says}${sayMsr(mnemonic, registers)}`;
  const string = sayStringMove(found, registers);
  if (string !== null) return `${text}: ${string}`;
  const parts: string[] = [];
  const isJump = mnemonic === 'call' || mnemonic === 'jmp';
  if (memory !== null && access !== 'none') {
    const operand: Operand = {
      base: upper(memory.base),
      index: upper(memory.index),
      scale: BigInt(memory.scale),
      displacement: memory.displacement,
      unknown: memory.segment === 'gs' || memory.segment === 'fs',
    };
    const what = isJump ? 'it calls the function whose address it reads' : sayAccess(access, size);
    parts.push(`${what} ${sayPlace(operand, memory.base === 'rip')}`);
    if (!operand.unknown) parts.push(...sayHeld(operand, registers));
  } else if (isJump && found.register !== null) {
    parts.push(`it calls the function at ${upper(found.register)}`);
    parts.push(...sayRegister(upper(found.register)!, registers));
  }
  if (/^i?div$/.test(mnemonic)) parts.push(...sayDivisor(found.register, registers));
  const control = /%(cr\d{1,2}|db\d{1,2})$/.exec(text);
  if (control) parts.push(`it sets the processor's register ${upper(control[1]!)}`);
  const back = /^j\w{1,2} \.-0x([0-9a-f]{1,2})$/.exec(text);
  if (back) parts.push(`it jumps back by ${Number.parseInt(back[1]!, 16)} bytes, round a loop`);
  return parts.length === 0 ? null : `${text}: ${parts.join('; ')}`;
}

/** Null where there is nothing to say but the instruction itself. */
export function sayArm64(found: Arm64Instruction, registers: Registers): string | null {
  const { mnemonic, text, memory, access, size, register, immediate } = found;
  if (mnemonic === 'brk') return `${text}: ${sayBreak(immediate!)}`;
  if (mnemonic === 'udf')
    return `${text}: no instruction at all: it ran into data, or into memory that was overwritten`;
  if (mnemonic === 'wfi') return `${text}: ${x86Traps.hlt}`;
  if (mnemonic === 'wfe' || mnemonic === 'yield') return `${text}: ${x86Traps.pause}`;
  if (mnemonic === 'blr' || mnemonic === 'br') {
    return [
      `${text}: it calls the function at ${register}`,
      ...sayRegister(register!, registers),
    ].join('; ');
  }
  if (memory === null) return null;
  const operand: Operand = {
    base: memory.base,
    index: memory.index,
    scale: 1n << BigInt(memory.shift),
    displacement: BigInt(memory.displacement),
    unknown: memory.extend !== null,
  };
  const place = sayPlace(operand, memory.base === 'pc');
  const what = size === 0 ? 'it works on the cache line' : sayAccess(access, size);
  return [`${text}: ${what} ${place}`, ...sayHeld(operand, registers)].join('; ');
}

function upper(name: string | null): string | null {
  return name === null ? null : name.toUpperCase();
}

function sayAccess(access: X86Instruction['access'], size: number): string {
  const does = { read: 'reads', write: 'writes', both: 'reads and writes', none: 'touches' }[
    access
  ];
  return `it ${does} ${size === 1 ? 'a byte' : `${size} bytes`}`;
}

function sayPlace(operand: Operand, fixed: boolean): string {
  if (fixed) return "at a fixed place of the kernel's or a module's own data";
  const { base, index, scale, displacement, unknown } = operand;
  const terms: string[] = [];
  if (base !== null) terms.push(base);
  if (index !== null) terms.push(scale === 1n ? index : `${index} × ${scale}`);
  let sum = terms.join(' + ');
  if (sum === '') sum = `0x${wraps(displacement).toString(16)}`;
  else if (displacement !== 0n) {
    const sign = displacement < 0n ? '-' : '+';
    const size = displacement < 0n ? -displacement : displacement;
    sum = `${sum} ${sign} 0x${size.toString(16)}`;
  }
  return unknown && index === null ? `of this processor's own data, at ${sum}` : `at ${sum}`;
}

/** What the registers held, and what is wrong with where they point together. */
function sayHeld(operand: Operand, registers: Registers): string[] {
  const { base, index, scale, displacement, unknown } = operand;
  const names = [base, index].filter((name) => name !== null);
  // With a table's address as the displacement the register is a number, not a pointer.
  const points = displacement > -largestOffset && displacement < largestOffset;
  const said = names.flatMap((name) => sayRegister(name, registers, points && name === base));
  const values = names.map((name) => heldBy(name, registers));
  if (unknown || names.length === 0 || values.some((value) => value === null)) return said;
  const [first = 0n, second = 0n] = values as bigint[];
  const address =
    base === null
      ? wraps(first * scale + displacement)
      : wraps(first + second * scale + displacement);
  const shadow = [...values, wraps(displacement)].find((value) => isShadowOffset(value!));
  if (shadow !== undefined) {
    const real = wraps((address - shadow!) << 3n);
    return [`it is a check of KASAN for an access to ${hex16(real)}${because(hex16(real))}`];
  }
  const top = address >> 56n;
  if (top !== 0n && top !== 0xffn)
    said.push(`${hex16(address)} is no address that a processor can have`);
  return said;
}

/**
 * Where KASAN's shadow of address 0 would lie, as the compiler puts it into its checks:
 * dffffc0000000000 on x86, dfff800000000000 and others, by the size of addresses, on arm64.
 */
function isShadowOffset(value: bigint): boolean {
  return value >> 48n === 0xdfffn && (value & 0xffffffffn) === 0n;
}

function sayRegister(name: string, registers: Registers, pointer = true): string[] {
  const digits = registers.get(name) ?? registers.get(fullName(name));
  if (digits === undefined) return [];
  return [`${name} held ${digits}${pointer ? because(digits) : ''}`];
}

function because(digits: string): string {
  // An error code of 32 bits is the same number, as wide as addresses are there.
  const wide = /^fffff[0-9a-f]{3}$/.test(digits) ? `ffffffff${digits}` : digits;
  const why = poisonIn(digits) ?? decodeAddress(wide);
  if (why !== null) return `, ${why}`;
  const low = digits.length === 16 && BigInt(`0x${digits}`) < 1n << 47n;
  return low ? ', no address of the kernel (user space has them, or a number)' : '';
}

/** `EAX` and `R8D` are halves of `RAX` and `R8`. */
function fullName(name: string): string {
  return name.replace(/^E(?=[A-DS][XIP]$|BP$|DI$)/, 'R').replace(/^(R\d{1,2})[BWD]$/, '$1');
}

function heldBy(name: string, registers: Registers): bigint | null {
  const digits = registers.get(name) ?? registers.get(fullName(name));
  return digits === undefined ? null : BigInt(`0x${digits}`);
}

function hex16(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

function sayDivisor(register: string | null, registers: Registers): string[] {
  if (register === null) return [];
  const value = heldBy(upper(register)!, registers);
  const width = /^r[a-z]|^r\d+$/.test(register) ? 64 : /^e|d$/.test(register) ? 32 : 16;
  if (value === null || register.length < 3) return ['it divides'];
  const divisor = BigInt.asUintN(width, value);
  const said = divisor === 0n ? '0' : `0x${divisor.toString(16)}, so the result was too large`;
  return [`it divides by ${upper(register)}, which held ${said}`];
}

function sayMsr(mnemonic: string, registers: Registers): string {
  const number = /^(?:wr|rd)msr$/.test(mnemonic) ? registers.get('RCX') : undefined;
  return number === undefined
    ? ''
    : `; its number is 0x${Number.parseInt(number.slice(-8), 16).toString(16)} (RCX)`;
}

/** `rep movs` is memcpy, `rep stos` memset, where the compiler or the library wrote them so. */
function sayStringMove({ mnemonic, text }: X86Instruction, registers: Registers): string | null {
  const from = sayRegister('RSI', registers);
  const to = sayRegister('RDI', registers);
  const left = text.startsWith('rep')
    ? sayRegister('RCX', registers).map((held) => `${held.split(',')[0]} (times left)`)
    : [];
  if (mnemonic === 'movs') return ['it copies from RSI to RDI', ...from, ...to, ...left].join('; ');
  if (mnemonic === 'stos') return ['it fills memory at RDI', ...to, ...left].join('; ');
  if (mnemonic === 'lods') return ['it reads memory at RSI', ...from].join('; ');
  if (mnemonic === 'scas') return ['it searches memory at RDI', ...to].join('; ');
  return mnemonic === 'cmps'
    ? ['it compares memory at RSI and RDI', ...from, ...to].join('; ')
    : null;
}
