// Which literals stand in a line, as a list that all lines with the same literals share: in a log that is a
// flood, line after line holds the same few, and what follows from them need be worked out once.
//
// In: numbers of literals, one after the other. Out: the list of those so far, each number once.

/** A list, and those that are one longer. */
export interface LiteralList {
  readonly numbers: readonly number[];
  readonly longer: Map<number, LiteralList>;
}

/** Lists that are remembered; a text can be made to have any number of them. */
const mostLists = 4096;

export class LiteralLists {
  readonly empty: LiteralList = { numbers: [], longer: new Map() };
  #count = 0;

  /** @returns the list that has this number behind the others, or itself where it has it. */
  longer(list: LiteralList, number: number): LiteralList {
    const known = list.longer.get(number);
    if (known !== undefined) return known;
    if (list.numbers.includes(number)) return list;
    const longer = { numbers: [...list.numbers, number], longer: new Map() };
    if (this.#count < mostLists) {
      list.longer.set(number, longer);
      this.#count++;
    }
    return longer;
  }
}
