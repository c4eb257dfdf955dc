// x86's instructions as a table: the ones that kernels are made of, as gcc and clang write them.
//
//   '8b': 'mov Gv,Ev r'
//          ^   ^     ^ what it does to a memory operand: r, w, m (both), a (only forms the address)
//          |   operands in Intel's order, the target first; letters as in the manual's opcode map
//          mnemonic as AT&T has it, without its suffix
//
// E: register or memory by ModRM; G: register by ModRM; Z: register in the opcode; I: immediate;
// J: jump by so much; M: memory alone; S: segment, C: control, D: debug register, O: absolute
// address. b: a byte, w: two, d: four, q: eight, v: as the operand size says, z: the same, at most
// four; y: four or eight; s: a byte, sign-extended; p: as large as a pointer.
//
// A row with bars is a group: which instruction it is stands in ModRM's middle field.
// Source: Intel's Software Developer's Manual, volume 2, appendix A (the opcode maps); the words and
// the order of operands as GNU objdump prints them.

const arithmetic = ['add', 'or', 'adc', 'sbb', 'and', 'sub', 'xor', 'cmp'];
const shifts = ['rol', 'ror', 'rcl', 'rcr', 'shl', 'shr', 'shl', 'sar'];
const conditions = 'o no b ae e ne be a s ns p np l ge le g'.split(' ');

const row = (names: readonly string[], operands: string) =>
  names.map((name) => `${name} ${operands}`).join('|');

const arithmeticRows = arithmetic.flatMap((name, index) => {
  const at = index * 8;
  const both = name === 'cmp' ? 'r' : 'm';
  return [
    [at, `${name} Eb,Gb ${both}`],
    [at + 1, `${name} Ev,Gv ${both}`],
    [at + 2, `${name} Gb,Eb r`],
    [at + 3, `${name} Gv,Ev r`],
    [at + 4, `${name} al,Ib`],
    [at + 5, `${name} rax,Iz`],
  ] as const;
});
const groupOne = (operands: string) =>
  arithmetic.map((name) => `${name} ${operands} ${name === 'cmp' ? 'r' : 'm'}`).join('|');
const perRegister = (first: number, text: string) =>
  Array.from({ length: 8 }, (_, index) => [first + index, text] as const);

/** Opcodes of one byte. */
export const oneByte: ReadonlyMap<number, string> = new Map<number, string>([
  ...arithmeticRows,
  ...perRegister(0x50, 'push Zp'),
  ...perRegister(0x58, 'pop Zp'),
  ...perRegister(0x90, 'xchg Zv,rax'),
  ...perRegister(0xb0, 'mov Zb,Ib'),
  ...perRegister(0xb8, 'mov Zv,Iv'),
  ...conditions.map((condition, index) => [0x70 + index, `j${condition} Jb`] as const),
  [0x63, 'movsl Gv,Ed r'],
  [0x68, 'push Ip'],
  [0x69, 'imul Gv,Ev,Iz r'],
  [0x6a, 'push Ir'],
  [0x6b, 'imul Gv,Ev,Is r'],
  [0x80, groupOne('Eb,Ib')],
  [0x81, groupOne('Ev,Iz')],
  [0x83, groupOne('Ev,Is')],
  [0x84, 'test Eb,Gb r'],
  [0x85, 'test Ev,Gv r'],
  [0x86, 'xchg Eb,Gb m'],
  [0x87, 'xchg Ev,Gv m'],
  [0x88, 'mov Eb,Gb w'],
  [0x89, 'mov Ev,Gv w'],
  [0x8a, 'mov Gb,Eb r'],
  [0x8b, 'mov Gv,Ev r'],
  [0x8c, 'mov Ev,Sw w'],
  [0x8d, 'lea Gv,M a'],
  [0x8e, 'mov Sw,Ed r'],
  [0x8f, 'pop Ep w|||||||'],
  [0x9c, 'pushf'],
  [0x9d, 'popf'],
  [0xa0, 'mov al,Ob r'],
  [0xa1, 'mov rax,Ov r'],
  [0xa2, 'mov Ob,al w'],
  [0xa3, 'mov Ov,rax w'],
  [0xa8, 'test al,Ib'],
  [0xa9, 'test rax,Iz'],
  [0xc0, row(shifts, 'Eb,Ib m')],
  [0xc1, row(shifts, 'Ev,Ib m')],
  [0xd0, row(shifts, 'Eb m')],
  [0xd1, row(shifts, 'Ev m')],
  [0xd2, row(shifts, 'Eb,cl m')],
  [0xd3, row(shifts, 'Ev,cl m')],
  [0xc2, 'ret Iw'],
  [0xc3, 'ret'],
  [0xc6, 'mov Eb,Ib w|||||||'],
  [0xc7, 'mov Ev,Iz w|||||||'],
  [0xc9, 'leave'],
  [0xcb, 'lret'],
  [0xcc, 'int3'],
  [0xcd, 'int Ib'],
  [0xe4, 'in al,Ib'],
  [0xe6, 'out Ib,al'],
  [0xe8, 'call Jz'],
  [0xe9, 'jmp Jz'],
  [0xeb, 'jmp Jb'],
  [0xec, 'in al,dx'],
  [0xed, 'in eax,dx'],
  [0xee, 'out dx,al'],
  [0xef, 'out dx,eax'],
  [0xf4, 'hlt'],
  [0xf6, 'test Eb,Ib r|test Eb,Ib r|not Eb m|neg Eb m|mul Eb r|imul Eb r|div Eb r|idiv Eb r'],
  [0xf7, 'test Ev,Iz r|test Ev,Iz r|not Ev m|neg Ev m|mul Ev r|imul Ev r|div Ev r|idiv Ev r'],
  [0xf8, 'clc'],
  [0xf9, 'stc'],
  [0xfa, 'cli'],
  [0xfb, 'sti'],
  [0xfc, 'cld'],
  [0xfd, 'std'],
  [0xfe, 'inc Eb m|dec Eb m||||||'],
  [0xff, 'inc Ev m|dec Ev m|call Ep r||jmp Ep r||push Ep r|'],
]);

/** Opcodes behind 0f. */
export const twoByte: ReadonlyMap<number, string> = new Map<number, string>([
  ...conditions.map((condition, index) => [0x40 + index, `cmov${condition} Gv,Ev r`] as const),
  ...conditions.map((condition, index) => [0x80 + index, `j${condition} Jz`] as const),
  ...conditions.map((condition, index) => [0x90 + index, `set${condition} Eb w`] as const),
  ...perRegister(0xc8, 'bswap Zy'),
  [0x05, 'syscall'],
  [0x06, 'clts'],
  [0x09, 'wbinvd'],
  [0x0b, 'ud2'],
  [0x18, 'prefetchnta M a|prefetcht0 M a|prefetcht1 M a|prefetcht2 M a||||'],
  [0x1f, 'nop Ev a|nop Ev a|nop Ev a|nop Ev a|nop Ev a|nop Ev a|nop Ev a|nop Ev a'],
  [0x20, 'mov Ep,C'],
  [0x21, 'mov Ep,D'],
  [0x22, 'mov C,Ep'],
  [0x23, 'mov D,Ep'],
  [0x30, 'wrmsr'],
  [0x31, 'rdtsc'],
  [0x32, 'rdmsr'],
  [0x33, 'rdpmc'],
  [0xa2, 'cpuid'],
  [0xa3, 'bt Ev,Gv r'],
  [0xa4, 'shld Ev,Gv,Ib m'],
  [0xa5, 'shld Ev,Gv,cl m'],
  [0xab, 'bts Ev,Gv m'],
  [0xac, 'shrd Ev,Gv,Ib m'],
  [0xad, 'shrd Ev,Gv,cl m'],
  [0xaf, 'imul Gv,Ev r'],
  [0xb0, 'cmpxchg Eb,Gb m'],
  [0xb1, 'cmpxchg Ev,Gv m'],
  [0xb3, 'btr Ev,Gv m'],
  [0xb6, 'movzb Gv,Eb r'],
  [0xb7, 'movzw Gv,Ew r'],
  [0xb9, 'ud1 Gv,Ev a'],
  [0xba, '||||bt Ev,Ib r|bts Ev,Ib m|btr Ev,Ib m|btc Ev,Ib m'],
  [0xbb, 'btc Ev,Gv m'],
  [0xbc, 'bsf Gv,Ev r'],
  [0xbd, 'bsr Gv,Ev r'],
  [0xbe, 'movsb Gv,Eb r'],
  [0xbf, 'movsw Gv,Ew r'],
  [0xc0, 'xadd Eb,Gb m'],
  [0xc1, 'xadd Ev,Gv m'],
  [0xc3, 'movnti M,Gy w'],
]);

/** Opcodes behind 0f that f3 in front makes others. */
export const repeated: ReadonlyMap<number, string> = new Map<number, string>([
  [0xb8, 'popcnt Gv,Ev r'],
  [0xbc, 'tzcnt Gv,Ev r'],
  [0xbd, 'lzcnt Gv,Ev r'],
]);

/** Whole instructions whose last byte is a ModRM that names no operand. */
export const fixed: ReadonlyMap<string, string> = new Map([
  ['0f01c1', 'vmcall'],
  ['0f01c8', 'monitor'],
  ['0f01c9', 'mwait'],
  ['0f01ca', 'clac'],
  ['0f01cb', 'stac'],
  ['0f01d0', 'xgetbv'],
  ['0f01d1', 'xsetbv'],
  ['0f01d9', 'vmmcall'],
  ['0f01f8', 'swapgs'],
  ['0f01f9', 'rdtscp'],
  ['0faee8', 'lfence'],
  ['0faef0', 'mfence'],
  ['0faef8', 'sfence'],
]);

/** String instructions: what they do, and their operands in AT&T's order by size. */
export const strings: ReadonlyMap<number, 'movs' | 'stos' | 'lods' | 'scas' | 'cmps'> = new Map([
  [0xa4, 'movs'],
  [0xa6, 'cmps'],
  [0xaa, 'stos'],
  [0xac, 'lods'],
  [0xae, 'scas'],
]);
