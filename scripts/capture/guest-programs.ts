// Programs for the guest that no package has: one instruction each, as a whole ELF file. A compiler
// for each architecture would be a heavy way to write to address 0.

import type { Architecture } from './scenario.ts';

/** Machine code by architecture; the assembler text stands beside it. */
const code = {
  // xor eax,eax; mov [rax],eax          mov x0,#0; str w0,[x0]
  'touch-null': {
    x86_64: [0x31, 0xc0, 0x89, 0x00],
    arm64: [0x00, 0x00, 0x80, 0xd2, 0x00, 0x00, 0x00, 0xb9],
  },
  // mov edi,3; mov eax,60; syscall       mov x0,#3; mov x8,#93; svc #0
  'silent-exit': {
    x86_64: [0xbf, 3, 0, 0, 0, 0xb8, 60, 0, 0, 0, 0x0f, 0x05],
    arm64: [0x60, 0, 0x80, 0xd2, 0xa8, 0x0b, 0x80, 0xd2, 0x01, 0, 0, 0xd4],
  },
} satisfies Record<string, Record<Architecture, number[]>>;

export type GuestProgram = keyof typeof code;

const loadAddress = 0x400000n;
const headerBytes = 64 + 56;

/** One ELF64 executable with one segment; layout from elf(5). */
export function guestProgram(name: GuestProgram, arch: Architecture): Uint8Array {
  const instructions = code[name][arch];
  const file = Buffer.alloc(headerBytes + instructions.length);
  file.write('\x7fELF', 'latin1');
  file.set([2, 1, 1], 4); // 64 bits, little endian, version 1
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(arch === 'arm64' ? 183 : 62, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(loadAddress + BigInt(headerBytes), 24); // entry
  file.writeBigUInt64LE(64n, 32); // program headers stand behind this header
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64); // PT_LOAD
  file.writeUInt32LE(5, 68); // readable, executable
  file.writeBigUInt64LE(loadAddress, 80);
  file.writeBigUInt64LE(loadAddress, 88);
  file.writeBigUInt64LE(BigInt(file.length), 96);
  file.writeBigUInt64LE(BigInt(file.length), 104);
  file.writeBigUInt64LE(0x1000n, 112);
  file.set(instructions, headerBytes);
  return file;
}
