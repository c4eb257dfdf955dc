// One x86 instruction from its bytes, as the `Code:` line of an oops shows them.
//
//   f3 48 a5            rep movsq
//   65 48 8b 04 25 …    mov %gs:…,%rax
//   prefixes, REX, opcode, ModRM, SIB, displacement, immediate: each but the opcode may be absent
//
// Only what x86-opcodes.ts lists is decoded: bytes that are not in it, or end too early, give null,
// never a guess. VEX, EVEX and the floating-point unit are not in it; kernels hardly use them.

import { fixed, oneByte, repeated, strings, twoByte } from './x86-opcodes.ts';
import {
  ByteReader,
  type ModRm,
  type Prefixes,
  readModRm,
  registerName,
  sayHex,
  sayMemory,
  type X86Memory,
} from './x86-operands.ts';

export interface X86Instruction {
  /** In bytes. */
  length: number;
  mnemonic: string;
  /** In AT&T's words, as objdump has it, with single blanks: `mov 0x10(%rax),%rcx`. */
  text: string;
  memory: X86Memory | null;
  /** What it does to its memory operand. */
  access: 'read' | 'write' | 'both' | 'none';
  /** Of the memory operand, in bytes; 0 where it has none. */
  size: number;
  /** The only operand, where it is a register: of `call *%rax` or `div %ecx`. */
  register: string | null;
}

const segments: Record<number, string> = {
  38: 'es',
  46: 'cs',
  54: 'ss',
  62: 'ds',
  100: 'fs',
  101: 'gs',
};

/** Null for what is not in the table. */
export function decodeX86(bytes: Uint8Array, mode: 32 | 64): X86Instruction | null {
  const read = new ByteReader(bytes);
  const prefixes = readPrefixes(read, mode);
  const found = findInstruction(read, prefixes, bytes);
  if (found === null || read.failed || read.at > 15) return null;
  return { ...found, length: read.at };
}

function readPrefixes(read: ByteReader, mode: 32 | 64): Prefixes {
  const prefixes: Prefixes = {
    mode,
    rex: 0,
    operandSize: false,
    addressSize: false,
    segment: null,
    repeat: 0,
    lock: false,
  };
  for (let count = 0; count < 14; count++) {
    const byte = read.peek();
    if (byte === 0x66) prefixes.operandSize = true;
    else if (byte === 0x67) prefixes.addressSize = true;
    else if (byte === 0xf0) prefixes.lock = true;
    else if (byte === 0xf2 || byte === 0xf3) prefixes.repeat = byte;
    else if (segments[byte] !== undefined) prefixes.segment = segments[byte]!;
    else break;
    read.byte();
  }
  if (mode === 64 && (read.peek() & 0xf0) === 0x40) prefixes.rex = read.byte();
  return prefixes;
}

type Found = Omit<X86Instruction, 'length'>;

function findInstruction(read: ByteReader, prefixes: Prefixes, bytes: Uint8Array): Found | null {
  const opcode = read.byte();
  if (opcode !== 0x0f) return findOneByte(read, prefixes, opcode);
  const second = read.byte();
  if (prefixes.repeat === 0xf3 && second === 0x1e && bytes[read.at] === 0xfa) {
    read.byte();
    return plain('endbr64');
  }
  const name = fixed.get(`0f${hex(second)}${hex(read.peek() & 0xff)}`);
  // f3 makes others of some of them (vmgexit, umonitor, rdpkru).
  if (name !== undefined && prefixes.repeat === 0) {
    read.byte();
    return plain(name);
  }
  const row = (prefixes.repeat === 0xf3 && repeated.get(second)) || twoByte.get(second);
  return row ? readRow(row, second, read, prefixes) : null;
}

function findOneByte(read: ByteReader, prefixes: Prefixes, opcode: number): Found | null {
  const { mode, rex, repeat } = prefixes;
  if (opcode === 0x90 && (rex & 1) === 0 && !prefixes.operandSize) {
    return plain(repeat === 0xf3 ? 'pause' : 'nop');
  }
  const string = strings.get(opcode & 0xfe);
  if (string !== undefined) return sayString(string, (opcode & 1) === 0, prefixes);
  if (opcode === 0x98) return plain(rex & 8 ? 'cltq' : prefixes.operandSize ? 'cbtw' : 'cwtl');
  if (opcode === 0x99) return plain(rex & 8 ? 'cqto' : prefixes.operandSize ? 'cwtd' : 'cltd');
  if (opcode === 0xcf) return plain(rex & 8 ? 'iretq' : 'iret');
  if (mode === 32 && (opcode & 0xf0) === 0x40) {
    const register = registerName(opcode & 7, prefixes.operandSize ? 2 : 4, 1);
    const mnemonic = opcode & 8 ? 'dec' : 'inc';
    return { ...plain(mnemonic), text: `${mnemonic} %${register}`, register };
  }
  const row = oneByte.get(opcode);
  return row === undefined ? null : readRow(row, opcode, read, prefixes);
}

function plain(mnemonic: string): Found {
  return { mnemonic, text: mnemonic, memory: null, access: 'none', size: 0, register: null };
}

const accesses: Record<string, X86Instruction['access']> = {
  r: 'read',
  w: 'write',
  m: 'both',
  a: 'none',
};
const suffixes: Record<number, string> = { 1: 'b', 2: 'w', 4: 'l', 8: 'q' };

function readRow(rows: string, opcode: number, read: ByteReader, prefixes: Prefixes): Found | null {
  const modRm = /[EGMCDS|]/.test(rows) ? readModRm(read, prefixes) : null;
  const row = rows.includes('|') ? rows.split('|')[modRm!.group]! : rows;
  if (row === '') return null;
  const [mnemonic = '', operands = '', access = 'a'] = row.split(' ');
  const codes = operands === '' ? [] : operands.split(',');
  if (codes.includes('M') && modRm!.memory === null) return null;
  const said: string[] = [];
  let size = 0;
  let onRegister = false;
  let memory = modRm?.memory ?? null;
  for (const code of codes) {
    const operand = readOperand(code, opcode, read, prefixes, modRm);
    if (operand === null) return null;
    said.unshift(operand.text);
    if (/^[EMO]/.test(code)) size = operand.size;
    memory ??= operand.memory ?? null;
    if (/^[GZSCD]|^(?:al|rax|eax)$/.test(code) || (code[0] === 'E' && modRm!.memory === null))
      onRegister = true;
  }
  const branch = /^(?:call|jmp)$/.test(mnemonic) && codes[0] === 'Ep';
  const name = withSuffix(mnemonic, codes, size, onRegister, branch, prefixes);
  const target = branch ? `*${said.join(',')}` : said.join(',');
  return {
    mnemonic,
    text: `${wordsInFront(prefixes, mnemonic)}${name}${target === '' ? '' : ` ${target}`}`,
    memory,
    access: memory === null ? 'none' : accesses[access]!,
    size: memory === null ? 0 : size,
    register: codes.length === 1 && said[0]!.startsWith('%') ? said[0]!.slice(1) : null,
  };
}

function withSuffix(
  mnemonic: string,
  codes: string[],
  size: number,
  onRegister: boolean,
  branch: boolean,
  prefixes: Prefixes,
): string {
  // movzb, movsb, movsl say the size of what is read; the target's is still missing.
  if (/^mov[zs][bwl]$/.test(mnemonic)) return `${mnemonic}${suffixes[operandBytes(prefixes)]}`;
  if (onRegister || branch || codes.length === 0 || size === 0) return mnemonic;
  if (/^(?:push|pop|set|prefetch)/.test(mnemonic)) return mnemonic;
  return `${mnemonic}${suffixes[size]}`;
}

function wordsInFront({ lock, repeat }: Prefixes, mnemonic: string): string {
  if (lock) return 'lock ';
  return repeat === 0xf3 && mnemonic === 'ret' ? 'repz ' : '';
}

function operandBytes({ rex, operandSize }: Prefixes): 2 | 4 | 8 {
  return rex & 8 ? 8 : operandSize ? 2 : 4;
}

function sizeOf(letter: string, prefixes: Prefixes): 1 | 2 | 4 | 8 {
  const { mode, rex } = prefixes;
  switch (letter) {
    case 'b':
      return 1;
    case 'w':
      return 2;
    case 'd':
      return 4;
    case 'q':
      return 8;
    case 'p':
      return mode === 64 ? (prefixes.operandSize ? 2 : 8) : prefixes.operandSize ? 2 : 4;
    case 'y':
      return rex & 8 ? 8 : 4;
    default:
      return operandBytes(prefixes);
  }
}

interface Operand {
  text: string;
  size: number;
  /** Of an address that stands in the instruction itself, without ModRM. */
  memory?: X86Memory;
}

function readOperand(
  code: string,
  opcode: number,
  read: ByteReader,
  prefixes: Prefixes,
  modRm: ModRm | null,
): Operand | null {
  const { mode, rex } = prefixes;
  const size = sizeOf(code[1] ?? 'v', prefixes);
  const register = (number: number) => ({ text: `%${registerName(number, size, rex)}`, size });
  switch (code[0]) {
    case 'E':
      return modRm!.memory === null
        ? register(modRm!.direct!)
        : { text: sayMemory(modRm!.memory, mode), size };
    case 'M':
      return { text: sayMemory(modRm!.memory!, mode), size };
    case 'O': {
      if (prefixes.addressSize) return null;
      const displacement = read.number(mode === 64 ? 8 : 4);
      const { segment } = prefixes;
      const memory = { base: null, index: null, scale: 1, displacement, segment };
      return { text: sayMemory(memory, mode), size, memory };
    }
    case 'G':
      return register(modRm!.register);
    case 'Z':
      return register((opcode & 7) | ((rex & 1) << 3));
    case 'I':
      return { text: `$${readImmediate(code, read, prefixes)}`, size: 0 };
    case 'J': {
      const by = read.number(code === 'Jb' ? 1 : 4);
      return { text: `.${by < 0n ? '' : '+'}${sayHex(by)}`, size: 0 };
    }
    case 'S': {
      const name = ['es', 'cs', 'ss', 'ds', 'fs', 'gs'][modRm!.group];
      return name === undefined ? null : { text: `%${name}`, size: 2 };
    }
    case 'C':
      return { text: `%cr${modRm!.register}`, size: 8 };
    case 'D':
      return { text: `%db${modRm!.register}`, size: 8 };
  }
  if (code === 'rax')
    return { text: `%${registerName(0, size === 1 ? 4 : operandBytes(prefixes), 1)}`, size };
  if (code === 'eax') return { text: prefixes.operandSize ? '%ax' : '%eax', size: 0 };
  return { text: code === 'dx' ? '(%dx)' : `%${code}`, size: 0 };
}

/** As objdump prints it: as wide as the operand that it meets. */
function readImmediate(code: string, read: ByteReader, prefixes: Prefixes): string {
  const width = operandBytes(prefixes);
  let value: bigint;
  let shown: number = width;
  if (code === 'Ib') {
    value = read.number(1);
    shown = 1;
  } else if (code === 'Iw') value = read.number(2);
  else if (code === 'Is') value = read.number(1);
  else if (code === 'Ir') {
    value = read.number(1);
    shown = prefixes.mode / 8;
  } else if (code === 'Ip') {
    value = read.number(4);
    shown = prefixes.mode / 8;
  } else if (code === 'Iv') value = read.number(width);
  else value = read.number(width === 8 ? 4 : width);
  return `0x${BigInt.asUintN(8 * shown, value).toString(16)}`;
}

/** `rep movsq %ds:(%rsi),%es:(%rdi)`. */
function sayString(
  name: 'movs' | 'stos' | 'lods' | 'scas' | 'cmps',
  bytewise: boolean,
  prefixes: Prefixes,
): Found {
  const size = bytewise ? 1 : operandBytes(prefixes);
  const wide = prefixes.mode === 64 && !prefixes.addressSize ? 'r' : 'e';
  const from = `%${prefixes.segment ?? 'ds'}:(%${wide}si)`;
  const to = `%es:(%${wide}di)`;
  const accumulator = `%${registerName(0, size, 1)}`;
  const operands = {
    movs: `${from},${to}`,
    cmps: `${to},${from}`,
    stos: `${accumulator},${to}`,
    lods: `${from},${accumulator}`,
    scas: `${to},${accumulator}`,
  }[name];
  const compares = name === 'cmps' || name === 'scas';
  const again =
    prefixes.repeat === 0 ? '' : prefixes.repeat === 0xf2 ? 'repnz ' : compares ? 'repz ' : 'rep ';
  const suffix = name === 'movs' || name === 'cmps' ? suffixes[size]! : '';
  return { ...plain(name), text: `${again}${name}${suffix} ${operands}`, size };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
