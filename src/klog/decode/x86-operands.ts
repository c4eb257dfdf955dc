// The operands of an x86 instruction: registers, memory and numbers, in AT&T's words.
//
//   48 8b 44 c8 10      mov 0x10(%rax,%rcx,8),%rax
//         ^  ^  ^ displacement
//         |  SIB: scale 8, index rcx, base rax
//         ModRM: a displacement of a byte, register 0 (rax), SIB follows
//
// Source: Intel's Software Developer's Manual, volume 2, chapter 2 (instruction format).

export interface X86Memory {
  /** Names without `%`: `rax`, `rip`; null where there is none. */
  base: string | null;
  index: string | null;
  scale: number;
  displacement: bigint;
  segment: string | null;
}

export interface Prefixes {
  mode: 32 | 64;
  /** The REX byte; 0 for none. */
  rex: number;
  operandSize: boolean;
  addressSize: boolean;
  segment: string | null;
  /** f2, f3 or 0. */
  repeat: number;
  lock: boolean;
}

/** Reads bytes in order; `fail` is set once there are none left. */
export class ByteReader {
  at = 0;
  failed = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  peek(): number {
    return this.#bytes[this.at] ?? -1;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) this.failed = true;
    return byte ?? 0;
  }

  /** Little-endian and signed. */
  number(size: 1 | 2 | 4 | 8): bigint {
    let value = 0n;
    for (let index = 0; index < size; index++) value |= BigInt(this.byte()) << BigInt(8 * index);
    return BigInt.asIntN(8 * size, value);
  }
}

const bytes8 = 'al cl dl bl ah ch dh bh'.split(' ');
const low8 = 'al cl dl bl spl bpl sil dil'.split(' ');
const names16 = 'ax cx dx bx sp bp si di'.split(' ');

/** Name of general register `number` at a size of so many bytes. */
export function registerName(number: number, size: number, rex: number): string {
  if (number >= 8) return `r${number}${{ 1: 'b', 2: 'w', 4: 'd' }[size] ?? ''}`;
  if (size === 1) return (rex === 0 ? bytes8 : low8)[number]!;
  const name = names16[number]!;
  return size === 2 ? name : size === 4 ? `e${name}` : `r${name}`;
}

export interface ModRm {
  /** The middle field, without REX's bit: the number within a group. */
  group: number;
  /** The register of the middle field, with REX's bit. */
  register: number;
  /** Number of the register operand, with REX's bit; null for memory. */
  direct: number | null;
  memory: X86Memory | null;
}

export function readModRm(read: ByteReader, prefixes: Prefixes): ModRm {
  const { rex } = prefixes;
  const byte = read.byte();
  const mod = byte >> 6;
  const group = (byte >> 3) & 7;
  const low = byte & 7;
  const register = group | ((rex & 4) << 1);
  if (mod === 3) return { group, register, direct: low | ((rex & 1) << 3), memory: null };
  return { group, register, direct: null, memory: readMemory(read, prefixes, mod, low) };
}

function readMemory(
  read: ByteReader,
  { mode, rex, addressSize, segment }: Prefixes,
  mod: number,
  low: number,
): X86Memory {
  const size = mode === 64 ? (addressSize ? 4 : 8) : 4;
  const name = (number: number) => registerName(number, size, 1);
  let base: string | null = null;
  let index: string | null = null;
  let scale = 1;
  let wide = mod === 2;
  if (low === 4) {
    const sib = read.byte();
    scale = 1 << (sib >> 6);
    const indexNumber = ((sib >> 3) & 7) | ((rex & 2) << 2);
    if (indexNumber !== 4) index = name(indexNumber);
    if ((sib & 7) === 5 && mod === 0) wide = true;
    else base = name((sib & 7) | ((rex & 1) << 3));
  } else if (low === 5 && mod === 0) {
    wide = true;
    if (mode === 64) base = size === 8 ? 'rip' : 'eip';
  } else base = name(low | ((rex & 1) << 3));
  const displacement = wide ? read.number(4) : mod === 1 ? read.number(1) : 0n;
  return { base, index, scale, displacement, segment };
}

/** `%gs:0x10(%rax,%rcx,8)`. */
export function sayMemory(memory: X86Memory, mode: 32 | 64): string {
  const { base, index, scale, displacement, segment } = memory;
  const inside = base === null && index === null ? '' : registersOf(base, index, scale);
  let number = '';
  if (inside === '') number = `0x${BigInt.asUintN(mode, displacement).toString(16)}`;
  else if (displacement !== 0n) number = sayHex(displacement);
  return `${segment === null ? '' : `%${segment}:`}${number}${inside}`;
}

function registersOf(base: string | null, index: string | null, scale: number): string {
  const first = base === null ? '' : `%${base}`;
  return index === null ? `(${first})` : `(${first},%${index},${scale})`;
}

/** `0x10`, `-0x8`. */
export function sayHex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}
