// The facts of one report, each with the place of its value in the pasted text.
//
// In: values as they are read, with their lines. Out: the first of each name, or of each name and value.

import type { Fact, LogLine } from '../model/kernel-log.ts';
import { poisonIn } from './decode/address.ts';
import { spanIn } from './pasted-columns.ts';

/** `x0:0000000000000000` */
const shortestRegister = 19;

export class FactKeeper {
  readonly all = new Map<string, Fact>();

  /**
   * Remembers a fact with the place of its value in the pasted line; the first one of a name stays.
   * @param place where a pattern found it; a value without one is looked for in the line.
   */
  keep(name: string, value: string, line: LogLine, place?: [number, number]): void {
    this.#keepAs(name, name, value, line, place);
  }

  /** The same for one that another line said. */
  keepFact(fact: Fact): void {
    if (!this.all.has(fact.name)) this.all.set(fact.name, fact);
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

  #keepAs(
    key: string,
    name: string,
    value: string,
    line: LogLine,
    place: [number, number] | undefined,
  ): void {
    if (this.all.has(key)) return;
    const found = line.text.indexOf(value);
    const [from, to] = place ?? (found < 0 ? [0, line.text.length] : [found, found + value.length]);
    this.all.set(key, { name, value, meaning: null, at: spanIn(line, from, to) });
  }

  /** What registers and the die line say of a fault. */
  readRegisters(line: LogLine): void {
    const { text } = line;
    const cr2 = /^CR2: ([0-9a-f]{8,16})/.exec(text);
    if (cr2) this.keep('cr2', cr2[1]!, line);
    const error = /^(?:Oops: )?(?:Oops: )([0-9a-f]{4,16}) \[#(\d{1,4})\]/.exec(text);
    if (error) {
      this.keep('oops-error-code', error[1]!, line);
      this.keep('die-counter', error[2]!, line);
    }
    const registers =
      text.length < shortestRegister
        ? []
        : text.matchAll(/\b(?:R[A-Z0-9]{2}|x\d{1,2}) ?: ?[0-9a-f]{16}\b/g);
    for (const register of registers) {
      if (poisonIn(register[0]) !== null) this.keep('poisoned-register', register[0], line);
    }
    const reason = /^page dumped because: (?<why>\S.{0,80})/d.exec(text);
    if (reason) this.keep('page-reason', reason.groups!.why!, line, reason.indices!.groups!.why);
    const range =
      /^KASAN: (?<what>[a-z -]{8,40}) in range \[(?<range>0x[0-9a-f]{16}-0x[0-9a-f]{16})\]/d.exec(
        text,
      );
    if (range) this.keep('kasan-range', range.groups!.range!, line, range.indices!.groups!.range);
    const esr = /ESR = (0x[0-9a-f]{8,16})/.exec(text);
    if (esr) this.keep('esr', esr[1]!, line);
  }
}
