// Gathers what a search found, block by block, line by line: a block may end within a line.
//
// In: hits, and how many lines ended between them. Out: the lines with hits, in order, each with the
// literals in it, the first to end first. Nothing is made of a line but its number: a flood has a hit in
// every line, and many in some.

import type { LiteralList, LiteralLists } from './literal-lists.ts';

export class FoundLines {
  /** Numbers of equal literals, for each that is different from the others. */
  readonly #numbers: readonly (readonly number[])[];
  readonly #lengths: readonly number[];
  readonly #lists: LiteralLists;
  /** Literals in the piece of the line that is being looked at, in the order of their ends, and these. */
  readonly #literals: number[] = [];
  readonly #ends: number[] = [];
  /** What stood in the line's pieces before. */
  #found: LiteralList;
  #line = 0;
  /** Lines that have ended, and what each holds. */
  readonly #whole: number[] = [];
  readonly #wholeHolds: (readonly number[])[] = [];

  constructor(
    numbers: readonly (readonly number[])[],
    lengths: readonly number[],
    lists: LiteralLists,
  ) {
    this.#numbers = numbers;
    this.#lengths = lengths;
    this.#lists = lists;
    this.#found = lists.empty;
  }

  /** @param end place behind the literal's last byte. */
  add(literal: number, end: number): void {
    const known = this.#literals.indexOf(literal);
    if (known < 0) this.#insert(literal, end);
    else if (end < this.#ends[known]!) {
      this.#literals.splice(known, 1);
      this.#ends.splice(known, 1);
      this.#insert(literal, end);
    }
  }

  /** What an automaton found in the whole piece, in place of what was added of it. */
  setPiece(numbers: readonly number[]): void {
    this.#clear();
    for (const number of numbers) this.#found = this.#lists.longer(this.#found, number);
  }

  /** What comes next belongs to the same line, but its places are counted anew. */
  endPiece(): void {
    if (this.#literals.length === 0) return;
    for (const literal of this.#literals) {
      for (const number of this.#numbers[literal]!)
        this.#found = this.#lists.longer(this.#found, number);
    }
    this.#clear();
  }

  /** @param breaks how many line breaks stand before what comes next. */
  endLines(breaks: number): void {
    if (breaks === 0) return;
    this.endPiece();
    if (this.#found !== this.#lists.empty) {
      this.#whole.push(this.#line);
      this.#wholeHolds.push(this.#found.numbers);
      this.#found = this.#lists.empty;
    }
    this.#line += breaks;
  }

  /** Lines that have ended. It may search another text: nothing of this one is needed. */
  tell(onLine: (line: number, literals: readonly number[]) => void): void {
    for (const [index, line] of this.#whole.entries()) onLine(line, this.#wholeHolds[index]!);
    this.#whole.length = 0;
    this.#wholeHolds.length = 0;
  }

  #insert(literal: number, end: number): void {
    // Places come in order: few literals begin before another and end behind it.
    let at = this.#ends.length;
    while (at > 0 && this.#isBehind(at - 1, literal, end)) at--;
    if (at === this.#ends.length) {
      this.#literals.push(literal);
      this.#ends.push(end);
    } else {
      this.#literals.splice(at, 0, literal);
      this.#ends.splice(at, 0, end);
    }
  }

  /** Whether the hit at this index is told after one of the literal that ends there. */
  #isBehind(index: number, literal: number, end: number): boolean {
    const other = this.#ends[index]!;
    if (other !== end) return other > end;
    return this.#lengths[this.#literals[index]!]! < this.#lengths[literal]!;
  }

  #clear(): void {
    this.#literals.length = 0;
    this.#ends.length = 0;
  }
}
