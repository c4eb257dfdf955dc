// The instruction that a report is about: the marked byte of its `Code:` line and what follows.
//
//   RIP: 0010:kfail_init+0x5a/0x1000 [kfail]
//   Code: 48 c7 c7 60 00 <48> 8b 40 10 c3 …      x86: bytes, the first of the instruction in <>
//   RAX: 0000000000000000 RBX: …                 (until 4.17 the registers stood above the code)
//   Code: aa0003e2 d503201f (f9400801)           arm64: words, in parentheses where pc was
//
// In: the lines of a report. Out: one fact, the instruction's bytes with what they do; nothing where
// the line is a program's, is cut, or holds an instruction that is not in the tables.
// Source: arch/x86/kernel/dumpstack.c (show_opcodes, show_ip, __show_regs),
// arch/arm64/kernel/traps.c (dump_kernel_instr), arch/arm64/kernel/process.c (__show_regs).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { beginsWithOneOf } from '../first-letters.ts';
import { decodeArm64 } from './arm64-instruction.ts';
import { type BodyContext, type BodyDecoder, factAt, type Place } from './body-decoder.ts';
import { sayArm64, sayX86 } from './say-instruction.ts';
import { decodeX86 } from './x86-instruction.ts';

const placeLine = /^(?:(?:RIP|EIP): (?<segment>[0-9a-f]{4}):|pc : )(?<place>.{0,200})/;
const traceLine = /^Call [Tt]race:/;
/** Where user space runs: __USER_CS, __USER32_CS of 64 bits, __USER_CS of 32. */
const userSegments = new Set(['0033', '0023', '0073']);
const registerLine = /^(?:R[A-Z0-9]{2}|E[A-Z]{2}|x\d{1,2} ?|sp ?): ?[0-9a-f]/;
const register =
  /\b(?<name>R[A-Z0-9]{2}|E(?:[A-D]X|[SD]I|[BS]P)|x\d{1,2}|sp) ?: ?(?:[0-9a-f]{4}:)?(?<value>[0-9a-f]{16}|[0-9a-f]{8})(?![0-9a-f])/g;
const x86Code = /<(?<first>[0-9a-f]{2})>(?<rest>(?: [0-9a-f]{2}){0,21})(?= |$)/d;
const arm64Code = /(?: |^Code: )\((?<word>[0-9a-f]{8})\)/d;
const noCode = /^Code: (?<why>Bad RIP value|Unable to access opcode bytes|bad PC value)/d;

/** What all these begin with, and what `placeLine` does. */
const mayMatter = beginsWithOneOf('REpCNxs');
const mayBePlace = beginsWithOneOf('REp');

/** arm64 has 32; a report that prints them again says nothing new. */
const mostRegisters = 32;

interface Code {
  line: LogLine;
  place: Place;
  value: string;
}

export class CodeBytes implements BodyDecoder {
  readonly #registers = new Map<string, string>();
  #code: Code | null = null;
  /** Whether the registers and the code are the report's own; null while nothing tells. */
  #own: boolean | null = null;
  #traceBegan = false;
  /** The registers and the code that follow are a program's. */
  #inUserSpace = false;
  #userRegistersCame = false;
  /** The processor was in a function that the kernel knows. */
  #inFunction = false;

  take(line: LogLine): void {
    const { text } = line;
    if (!mayMatter(text)) return;
    const place = mayBePlace(text) ? placeLine.exec(text)?.groups : undefined;
    if (place) this.#takePlace(place.segment, place.place!);
    else if (text.startsWith('Code: ')) this.#takeCode(line);
    else if (traceLine.test(text)) {
      this.#traceBegan = true;
      // A report that begins with its trace has no registers of its own: those in the trace are of
      // what was interrupted, or of the program that made the system call.
      this.#own ??= false;
    } else if (text.startsWith('NMI backtrace for') && this.#code === null) {
      this.#traceBegan = false;
      this.#own = null;
    } else if (registerLine.test(text)) {
      if (this.#inUserSpace) this.#userRegistersCame = true;
      else if (this.#own !== false) this.#takeRegisters(text);
    }
  }

  facts({ known }: BodyContext): Fact[] {
    if (this.#code === null) return [];
    const { line, place, value } = this.#code;
    if (value.startsWith('(')) return this.#arm64Fact(line, place, value);
    if (value.startsWith('<')) {
      // X86_PF_INSTR: it never got to run what it could not fetch.
      const fetched = Number.parseInt(known.get('oops-error-code')?.value ?? '0', 16) & 0x10;
      return fetched ? [] : this.#x86Fact(line, place, value);
    }
    // Right behind a function's beginning the bytes before it may not be there to print.
    if (this.#inFunction) return [];
    const meaning =
      'there is no code where the processor was: it was sent there by a bad pointer to a function, or by a damaged return address';
    return [factAt('instruction', value, line, place, meaning)];
  }

  #takePlace(segment: string | undefined, place: string): void {
    this.#inUserSpace = segment !== undefined && userSegments.has(segment);
    this.#userRegistersCame = false;
    if (this.#inUserSpace) return;
    this.#own ??= !this.#traceBegan;
    if (this.#code === null && this.#own) this.#inFunction = place.includes('+0x');
  }

  #takeCode(line: LogLine): void {
    // A program's code stands above its registers (since 4.18; before, it was not printed at all).
    if (this.#inUserSpace && !this.#userRegistersCame) return;
    if (this.#code !== null || this.#own === false) return;
    const match = x86Code.exec(line.text) ?? arm64Code.exec(line.text) ?? noCode.exec(line.text);
    if (match === null) return;
    const why = match.indices!.groups!.why;
    const word = match.indices!.groups!.word;
    const place = why ?? (word ? ([word[0] - 1, word[1] + 1] as const) : match.indices![0]!);
    this.#code = { line, place, value: line.text.slice(place[0], place[1]) };
  }

  #takeRegisters(text: string): void {
    if (this.#registers.size >= mostRegisters) return;
    for (const { groups } of text.matchAll(register)) {
      if (!this.#registers.has(groups!.name!)) this.#registers.set(groups!.name!, groups!.value!);
    }
  }

  #x86Fact(line: LogLine, [from]: Place, value: string): Fact[] {
    const bytes = value
      .replace(/[<>]/g, '')
      .split(' ')
      .map((byte) => Number.parseInt(byte, 16));
    const mode = this.#registers.has('EAX') && !this.#registers.has('RAX') ? 32 : 64;
    const found = decodeX86(Uint8Array.from(bytes), mode);
    if (found === null) return [];
    // `<48> 8b 40 10`: two digits and a blank a byte, and the marks of the first.
    const length = found.length * 3 - 1 + 2;
    const place = [from, from + length] as const;
    const meaning = sayX86(found, this.#registers);
    if (meaning === null) return [];
    return [factAt('instruction', value.slice(0, length), line, place, meaning)];
  }

  #arm64Fact(line: LogLine, place: Place, value: string): Fact[] {
    // Other architectures mark a word so too; only arm64 has registers named x29 and the like.
    if (!this.#registers.has('x29') && !this.#registers.has('x0')) return [];
    const found = decodeArm64(Number.parseInt(value.slice(1, -1), 16));
    const meaning = found === null ? null : sayArm64(found, this.#registers);
    return meaning === null ? [] : [factAt('instruction', value, line, place, meaning)];
  }
}
