// One arm64 instruction from its word, as the `Code:` line of an oops shows it in parentheses.
//
//   f9400801                 ldr x1, [x0, #16]
//   11 111 0 01 01 imm12 Rn Rt
//   ^size  ^SIMD   ^ load; imm12 counts in units of the size
//
// Decoded is what can fault, trap or wait: loads and stores of every form, BRK and its like,
// branches, barriers and hints. Everything else gives null, never a guess.
// Source: Arm Architecture Reference Manual for A-profile, C4.1 (the encoding index): loads and
// stores, branches, exception generation and system instructions. Words as GNU objdump prints them.

export interface Arm64Instruction {
  mnemonic: string;
  text: string;
  /** Null where it touches no memory. */
  memory: Arm64Memory | null;
  access: 'read' | 'write' | 'both' | 'none';
  /** Of the memory operand, in bytes. */
  size: number;
  /** The number of a trap: of `brk #0x800`. */
  immediate: number | null;
  /** The register of `blr x8`. */
  register: string | null;
}

export interface Arm64Memory {
  /** `x0`, `sp`; `pc` for a literal. */
  base: string;
  index: string | null;
  /** How the index is widened: `uxtw`, `sxtw`; null for a whole register. */
  extend: string | null;
  shift: number;
  /** Added to the base for the access; behind it where it is only added afterwards. */
  displacement: number;
}

/** Null for what is not decoded. */
export function decodeArm64(word: number): Arm64Instruction | null {
  const w = word >>> 0;
  if (w >>> 16 === 0) return { ...trap('udf', w), text: `udf #${w}` };
  if (w >>> 24 === 0xd4) return exception(w);
  if (w >>> 24 === 0xd5) return system(w);
  return branch(w) ?? loadStore(w);
}

const nothing = {
  memory: null,
  access: 'none',
  size: 0,
  immediate: null,
  register: null,
} as const;

function plain(text: string): Arm64Instruction {
  return { ...nothing, mnemonic: text.split(' ')[0]!, text };
}

function trap(mnemonic: string, immediate: number): Arm64Instruction {
  return { ...nothing, mnemonic, text: `${mnemonic} #0x${immediate.toString(16)}`, immediate };
}

function bits(word: number, high: number, low: number): number {
  return (word >>> low) & (2 ** (high - low + 1) - 1);
}

function signed(value: number, width: number): number {
  return value >= 2 ** (width - 1) ? value - 2 ** width : value;
}

function exception(w: number): Arm64Instruction | null {
  const name = {
    3556769793: 'svc',
    3556769794: 'hvc',
    3556769795: 'smc',
    3558866944: 'brk',
    3560964096: 'hlt',
  }[(w & 0xffe0001f) >>> 0];
  return name === undefined ? null : trap(name, bits(w, 20, 5));
}

const hints = 'nop yield wfe wfi sev sevl'.split(' ');
const barriers: Record<number, string> = { 4: 'dsb', 5: 'dmb', 6: 'isb' };
const domains: Record<number, string> = {
  1: 'oshld',
  2: 'oshst',
  3: 'osh',
  5: 'nshld',
  6: 'nshst',
  7: 'nsh',
  9: 'ishld',
  10: 'ishst',
  11: 'ish',
  13: 'ld',
  14: 'st',
  15: 'sy',
};
/** Instructions on caches that take an address, by op1, CRm and op2. */
const cacheByAddress: Record<string, string> = {
  '3 4 1': 'dc zva',
  '3 5 1': 'ic ivau',
  '0 6 1': 'dc ivac',
  '3 10 1': 'dc cvac',
  '3 11 1': 'dc cvau',
  '3 12 1': 'dc cvap',
  '3 14 1': 'dc civac',
};

function system(w: number): Arm64Instruction | null {
  if ((w & 0xfffff01f) >>> 0 === 0xd503201f) {
    const hint = hints[bits(w, 11, 5)];
    return hint === undefined ? null : plain(hint);
  }
  if ((w & 0xfffff01f) >>> 0 === 0xd503301f) {
    const barrier = barriers[bits(w, 7, 5)];
    const domain = domains[bits(w, 11, 8)];
    if (barrier === 'isb') return plain('isb');
    return barrier === undefined || domain === undefined ? null : plain(`${barrier} ${domain}`);
  }
  if ((w & 0xfff80000) >>> 0 === 0xd5080000 && bits(w, 15, 12) === 7) {
    const name = cacheByAddress[`${bits(w, 18, 16)} ${bits(w, 11, 8)} ${bits(w, 7, 5)}`];
    if (name === undefined) return null;
    const base = general(bits(w, 4, 0), 8);
    const access = name === 'dc zva' ? 'write' : 'read';
    return {
      ...nothing,
      mnemonic: name,
      text: `${name}, ${base}`,
      memory: { base, index: null, extend: null, shift: 0, displacement: 0 },
      access,
    };
  }
  return null;
}

const conditions = 'eq ne cs cc mi pl vs vc hi ls ge lt gt le al nv'.split(' ');

function branch(w: number): Arm64Instruction | null {
  const target = (value: number, width: number) => {
    const by = signed(value, width) * 4;
    return `.${by < 0 ? '-' : '+'}0x${Math.abs(by).toString(16)}`;
  };
  const top = w >>> 26;
  if (top === 5) return plain(`b ${target(bits(w, 25, 0), 26)}`);
  if (top === 37) return plain(`bl ${target(bits(w, 25, 0), 26)}`);
  if ((w & 0xff000010) >>> 0 === 0x54000000)
    return plain(`b.${conditions[w & 15]} ${target(bits(w, 23, 5), 19)}`);
  const size = w >>> 31 ? 8 : 4;
  if ((w & 0x7e000000) === 0x34000000) {
    const name = bits(w, 24, 24) ? 'cbnz' : 'cbz';
    return plain(`${name} ${general(w & 31, size)}, ${target(bits(w, 23, 5), 19)}`);
  }
  if ((w & 0x7e000000) === 0x36000000) {
    const name = bits(w, 24, 24) ? 'tbnz' : 'tbz';
    const bit = (w >>> 31) * 32 + bits(w, 23, 19);
    return plain(`${name} ${general(w & 31, size)}, #${bit}, ${target(bits(w, 18, 5), 14)}`);
  }
  const jump = { 3592355840: 'br', 3594452992: 'blr', 3596550144: 'ret' }[(w & 0xfffffc1f) >>> 0];
  if (jump === undefined) return null;
  const register = general(bits(w, 9, 5), 8);
  const text = jump === 'ret' && register === 'x30' ? 'ret' : `${jump} ${register}`;
  return { ...nothing, mnemonic: jump, text, register };
}

function general(number: number, size: number): string {
  const letter = size === 8 ? 'x' : 'w';
  return number === 31 ? `${letter}zr` : `${letter}${number}`;
}

function pointer(number: number): string {
  return number === 31 ? 'sp' : `x${number}`;
}

function vector(number: number, size: number): string {
  return `${{ 1: 'b', 2: 'h', 4: 's', 8: 'd', 16: 'q' }[size]}${number}`;
}

function loadStore(w: number): Arm64Instruction | null {
  if ((w & 0x3f000000) === 0x08000000) return exclusive(w);
  if ((w & 0x3a000000) === 0x28000000) return pair(w);
  if ((w & 0x3b000000) === 0x39000000) return withImmediate(w, 'offset', 0);
  if ((w & 0x3b000000) === 0x18000000) return literal(w);
  if ((w & 0x3b200000) === 0x38000000) {
    const form = (['unscaled', 'post', 'user', 'pre'] as const)[bits(w, 11, 10)]!;
    return withImmediate(w, form, signed(bits(w, 20, 12), 9));
  }
  if ((w & 0x3b200c00) === 0x38200800) return withRegister(w);
  if ((w & 0x3f200c00) === 0x38200000) return atomic(w);
  return null;
}

interface Transfer {
  /** Without `ld` or `st`. */
  loads: boolean;
  /** `b`, `h`, `sb`, `sh`, `sw` or nothing. */
  suffix: string;
  size: number;
  target: string;
}

/** Size, direction and target, which all single-register forms encode alike. */
function transfer(w: number): Transfer | null {
  const size = w >>> 30;
  const opc = bits(w, 23, 22);
  const rt = w & 31;
  if (bits(w, 26, 26)) {
    const bytes = opc >= 2 ? (size === 0 ? 16 : 0) : 1 << size;
    if (bytes === 0) return null;
    return { loads: (opc & 1) === 1, suffix: '', size: bytes, target: vector(rt, bytes) };
  }
  const bytes = 1 << size;
  const letter = ['b', 'h', 'w', ''][size]!;
  if (opc < 2) {
    const suffix = size < 2 ? letter : '';
    return { loads: opc === 1, suffix, size: bytes, target: general(rt, size === 3 ? 8 : 4) };
  }
  // Sign-extending loads; in their place at the full size stands the prefetch.
  if (size === 3 || (size === 2 && opc === 3)) return null;
  return { loads: true, suffix: `s${letter}`, size: bytes, target: general(rt, opc === 2 ? 8 : 4) };
}

const accessOf = (loads: boolean) => (loads ? 'read' : 'write') as 'read' | 'write';

type Form = 'offset' | 'unscaled' | 'post' | 'user' | 'pre';
const infix: Record<Form, string> = {
  offset: 'r',
  unscaled: 'ur',
  post: 'r',
  user: 'tr',
  pre: 'r',
};

function withImmediate(w: number, form: Form, imm9: number): Arm64Instruction | null {
  const moved = transfer(w);
  if (moved === null || (form === 'user' && bits(w, 26, 26))) return null;
  const by = form === 'offset' ? bits(w, 21, 10) * moved.size : imm9;
  const base = pointer(bits(w, 9, 5));
  const mnemonic = `${moved.loads ? 'ld' : 'st'}${infix[form]}${moved.suffix}`;
  return {
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${moved.target}, ${sayAddress(base, by, form)}`,
    memory: immediateMemory(base, by, form),
    access: accessOf(moved.loads),
    size: moved.size,
  };
}

function immediateMemory(base: string, by: number, form: Form): Arm64Memory {
  const displacement = form === 'post' ? 0 : by;
  return { base, index: null, extend: null, shift: 0, displacement };
}

function sayAddress(base: string, by: number, form: Form): string {
  if (form === 'post') return `[${base}], #${by}`;
  if (form === 'pre') return `[${base}, #${by}]!`;
  return by === 0 ? `[${base}]` : `[${base}, #${by}]`;
}

function withRegister(w: number): Arm64Instruction | null {
  const moved = transfer(w);
  const option = bits(w, 15, 13);
  const extend = { 2: 'uxtw', 3: 'lsl', 6: 'sxtw', 7: 'sxtx' }[option];
  if (moved === null || extend === undefined) return null;
  const base = pointer(bits(w, 9, 5));
  const index = general(bits(w, 20, 16), option & 1 ? 8 : 4);
  const scaled = bits(w, 12, 12) === 1;
  const shift = scaled ? Math.log2(moved.size) : 0;
  const amount = scaled ? ` #${shift}` : '';
  const how = extend === 'lsl' && !scaled ? '' : `, ${extend}${amount}`;
  const mnemonic = `${moved.loads ? 'ld' : 'st'}r${moved.suffix}`;
  return {
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${moved.target}, [${base}, ${index}${how}]`,
    memory: {
      base,
      index: index.replace(/^w/, 'x'),
      extend: option & 1 ? null : extend,
      shift,
      displacement: 0,
    },
    access: accessOf(moved.loads),
    size: moved.size,
  };
}

function literal(w: number): Arm64Instruction | null {
  if (bits(w, 26, 26) || w >>> 30 > 2) return null;
  const signExtends = w >>> 30 === 2;
  const size = w >>> 30 === 1 ? 8 : 4;
  const by = signed(bits(w, 23, 5), 19) * 4;
  const target = general(w & 31, signExtends ? 8 : size);
  const mnemonic = signExtends ? 'ldrsw' : 'ldr';
  const where = `.${by < 0 ? '-' : '+'}0x${Math.abs(by).toString(16)}`;
  return {
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${target}, ${where}`,
    memory: { base: 'pc', index: null, extend: null, shift: 0, displacement: by },
    access: 'read',
    size,
  };
}

function pair(w: number): Arm64Instruction | null {
  const opc = w >>> 30;
  const simd = bits(w, 26, 26) === 1;
  const loads = bits(w, 22, 22) === 1;
  const form = (['offset', 'post', 'offset', 'pre'] as const)[bits(w, 24, 23)]!;
  const temporal = bits(w, 24, 23) !== 0;
  const signExtends = opc === 1 && !simd;
  if (opc === 3 || (signExtends && (!loads || !temporal))) return null;
  const size = simd ? 4 << opc : opc === 2 ? 8 : 4;
  const name = simd
    ? vector
    : (number: number, bytes: number) => general(number, signExtends ? 8 : bytes);
  const by = signed(bits(w, 21, 15), 7) * size;
  const base = pointer(bits(w, 9, 5));
  const mnemonic = `${loads ? 'ld' : 'st'}${temporal ? 'p' : 'np'}${signExtends ? 'sw' : ''}`;
  return {
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${name(w & 31, size)}, ${name(bits(w, 14, 10), size)}, ${sayAddress(base, by, form)}`,
    memory: immediateMemory(base, by, form),
    access: accessOf(loads),
    size: 2 * size,
  };
}

/** Load and store exclusive, with and without order, and compare and swap. */
function exclusive(w: number): Arm64Instruction | null {
  const size = 1 << (w >>> 30);
  const letter = size < 4 ? (size === 1 ? 'b' : 'h') : '';
  const [o2, loads, o1, o0] = [23, 22, 21, 15].map((at) => bits(w, at, at)) as [
    number,
    number,
    number,
    number,
  ];
  const register = general(w & 31, size === 8 ? 8 : 4);
  const base = pointer(bits(w, 9, 5));
  const say = (mnemonic: string, operands: string, access: Arm64Instruction['access']) => ({
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${operands}, [${base}]`,
    memory: immediateMemory(base, 0, 'offset'),
    access,
    size,
  });
  const status = general(bits(w, 20, 16), 4);
  // Fields that are not used hold ones; anything else is data, or a pair.
  const second = bits(w, 14, 10);
  const unused = bits(w, 20, 16) === 31 && second === 31;
  if (o1 === 1) {
    if (o2 === 1 && second === 31) {
      const order = `${loads ? 'a' : ''}${o0 ? 'l' : ''}`;
      const compared = general(bits(w, 20, 16), size === 8 ? 8 : 4);
      return say(`cas${order}${letter}`, `${compared}, ${register}`, 'both');
    }
    return null;
  }
  if (second !== 31 || ((o2 === 1 || loads === 1) && !unused)) return null;
  if (o2 === 1) {
    if (loads) return say(`${o0 ? 'ldar' : 'ldlar'}${letter}`, register, 'read');
    return say(`${o0 ? 'stlr' : 'stllr'}${letter}`, register, 'write');
  }
  if (loads) return say(`${o0 ? 'ldaxr' : 'ldxr'}${letter}`, register, 'read');
  return say(`${o0 ? 'stlxr' : 'stxr'}${letter}`, `${status}, ${register}`, 'write');
}

const operations = 'ldadd ldclr ldeor ldset ldsmax ldsmin ldumax ldumin'.split(' ');

/** The large system extensions' read-modify-write. */
function atomic(w: number): Arm64Instruction | null {
  const size = 1 << (w >>> 30);
  const letter = size < 4 ? (size === 1 ? 'b' : 'h') : '';
  const wide = size === 8 ? 8 : 4;
  const [acquire, release] = [bits(w, 23, 23), bits(w, 22, 22)];
  const opc = bits(w, 14, 12);
  const special = bits(w, 15, 15) === 1;
  if (special && opc !== 0) return null;
  const operation = special ? 'swp' : operations[opc]!;
  const base = pointer(bits(w, 9, 5));
  const from = general(bits(w, 20, 16), wide);
  const to = general(w & 31, wide);
  // Without a target it is a plain store of the sum, and has that name.
  const stores = !special && (w & 31) === 31 && acquire === 0;
  const order = `${acquire ? 'a' : ''}${release ? 'l' : ''}`;
  const mnemonic = `${stores ? operation.replace(/^ld/, 'st') : operation}${order}${letter}`;
  return {
    ...nothing,
    mnemonic,
    text: `${mnemonic} ${from}${stores ? '' : `, ${to}`}, [${base}]`,
    memory: immediateMemory(base, 0, 'offset'),
    access: 'both',
    size,
  };
}
