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
  /**
   * Literals in the piece of the line that is being looked at, in the order of their ends, and these; as
   * many as `#hits`: an array that is made empty loses its room.
   */
  readonly #literals: number[] = [];
  readonly #ends: number[] = [];
  #hits = 0;
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
    let place = this.#hits;
    for (let i = 0; i < this.#hits; i++) if (this.#literals[i] === literal) place = i;
    // What stands at several places is told where it ends first.
    if (place < this.#hits && this.#ends[place]! <= end) return;
    if (place === this.#hits) this.#hits++;
    // Places come in order: few literals begin before another and end behind it.
    for (; place > 0 && this.#isBehind(place - 1, literal, end); place--) {
      this.#literals[place] = this.#literals[place - 1]!;
      this.#ends[place] = this.#ends[place - 1]!;
    }
    this.#literals[place] = literal;
    this.#ends[place] = end;
  }

  /** What an automaton found in the whole piece, in place of what was added of it. */
  setPiece(numbers: readonly number[]): void {
    this.#hits = 0;
    for (const number of numbers) this.#found = this.#lists.longer(this.#found, number);
  }

  /** What comes next belongs to the same line, but its places are counted anew. */
  endPiece(): void {
    for (let hit = 0; hit < this.#hits; hit++) {
      for (const number of this.#numbers[this.#literals[hit]!]!)
        this.#found = this.#lists.longer(this.#found, number);
    }
    this.#hits = 0;
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

  /** Whether the hit at this index is told after one of the literal that ends there. */
  #isBehind(index: number, literal: number, end: number): boolean {
    const other = this.#ends[index]!;
    if (other !== end) return other > end;
    return this.#lengths[this.#literals[index]!]! < this.#lengths[literal]!;
  }
}
