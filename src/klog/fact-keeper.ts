// The facts of one report, each with the place of its value in the pasted text.
//
// In: values as they are read, with their lines. Out: the first of each name, or of each name and value.

import type { Fact, LogLine } from '../model/kernel-log.ts';
import { poisonIn } from './decode/address.ts';
import { spanIn } from './pasted-columns.ts';

const registers = /\b(?:R[A-Z0-9]{2}|x\d{1,2}) ?: ?[0-9a-f]{16}\b/g;

/** `x0:` and 16 digits. */
const shortestRegister = 'x0:'.length + 16;

export class FactKeeper {
  readonly all = new Map<string, Fact>();
  /** False: of a report that nobody is told of, so that nothing is kept. */
  readonly isTold: boolean;

  constructor(isTold = true) {
    this.isTold = isTold;
  }

  /**
   * Remembers a fact with the place of its value in the pasted line; the first one of a name stays.
   * @param place where a pattern found it; a value without one is looked for in the line.
   */
  keep(name: string, value: string, line: LogLine, place?: [number, number]): void {
    this.#keepAs(name, name, value, line, place);
  }

  /** The same for one that another line said. */
  keepFact(fact: Fact): void {
    if (this.isTold && !this.all.has(fact.name)) this.all.set(fact.name, fact);
  }

  rename(from: string, to: string): void {
    const fact = this.all.get(from);
    if (fact === undefined) return;
    this.all.delete(from);
    this.keepFact({ ...fact, name: to });
  }

  /** The same for a name that several values may have: the first place of each. */
  keepEach(name: string, value: string, line: LogLine, place?: [number, number]): void {
    this.#keepAs(`${name} ${value}`, name, value, line, place);
  }

  #keepAs(key: string, name: string, value: string, line: LogLine, place?: [number, number]): void {
    if (!this.isTold || this.all.has(key)) return;
    const found = line.text.indexOf(value);
    const [from, to] = place ?? (found < 0 ? [0, line.text.length] : [found, found + value.length]);
    this.all.set(key, { name, value, meaning: null, at: spanIn(line, from, to) });
  }

  /** What registers and the die line say of a fault. */
  readRegisters(line: LogLine): void {
    const { text } = line;
    const cr2 = text.startsWith('CR2') ? /^CR2: ([0-9a-f]{8,16})/.exec(text) : null;
    if (cr2) this.keep('cr2', cr2[1]!, line);
    const error = text.startsWith('Oops')
      ? /^(?:Oops: )?(?:Oops: )([0-9a-f]{4,16}) \[#(\d{1,4})\]/.exec(text)
      : null;
    if (error) {
      this.keep('oops-error-code', error[1]!, line);
      this.keep('die-counter', error[2]!, line);
    }
    const named = text.length < shortestRegister ? null : text.match(registers);
    for (const register of named ?? []) {
      if (poisonIn(register) !== null) this.keep('poisoned-register', register, line);
    }
    const reason = text.startsWith('page dumped')
      ? /^page dumped because: (?<why>\S.{0,80})/d.exec(text)
      : null;
    if (reason) this.keep('page-reason', reason.groups!.why!, line, reason.indices!.groups!.why);
    const range = text.startsWith('KASAN')
      ? /^KASAN: (?<what>[a-z -]{8,40}) in range \[(?<range>0x[0-9a-f]{16}-0x[0-9a-f]{16})\]/d.exec(
          text,
        )
      : null;
    if (range) this.keep('kasan-range', range.groups!.range!, line, range.indices!.groups!.range);
    const esr = text.includes('ESR = ') ? /ESR = (0x[0-9a-f]{8,16})/.exec(text) : null;
    if (esr) this.keep('esr', esr[1]!, line);
  }
}
