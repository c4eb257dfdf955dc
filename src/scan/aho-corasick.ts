// Many literals, one pass: the Aho–Corasick automaton as a dense table.
//
// In: literal strings (at least one character each) and a text. Out: each place where a literal
// ends. It exists because a log is mostly healthy: one table look-up a character decides that a
// line needs no closer look, however many literals there are.
//
// Characters that occur in no literal share one column, so the table stays small; characters
// beyond Latin-1 fall into that column too unless a literal holds them.
// Source: Aho and Corasick, "Efficient string matching", CACM 18(6), 1975.

export interface LiteralSet {
  readonly literals: readonly string[];
  /**
   * Calls `onHit(literal index, offset behind its last character)` for every occurrence in
   * `text[from, to)`, in the order of their ends. Time is linear in the text plus the hits.
   */
  scan(
    text: string,
    onHit: (literal: number, end: number) => void,
    from?: number,
    to?: number,
  ): void;
}

const tableColumns = 65536;

export function compileLiterals(literals: readonly string[]): LiteralSet {
  const column = new Uint8Array(tableColumns);
  let columns = 1;
  for (const literal of literals) {
    if (literal === '')
      throw new RangeError('compileLiterals: an empty literal matches everywhere');
    for (let i = 0; i < literal.length; i++) {
      const code = literal.charCodeAt(i);
      if (column[code] === 0) {
        if (columns === 256) throw new RangeError('compileLiterals: over 255 different characters');
        column[code] = columns++;
      }
    }
  }

  const { next, output, outputLink } = buildTable(literals, column, columns);

  return {
    literals,
    scan(text, onHit, from = 0, to = text.length) {
      let row = 0;
      for (let i = from; i < to; i++) {
        row = next[row + column[text.charCodeAt(i)]!]!;
        if (row < 0) {
          // A negative entry marks a state that ends a literal, so that the common path tests one sign.
          row = -row;
          for (let state = row / columns; state !== 0; state = outputLink[state]!) {
            for (const literal of output[state] ?? []) onHit(literal, i + 1);
          }
        }
      }
    },
  };
}

function buildTable(literals: readonly string[], column: Uint8Array, columns: number) {
  let size = 1;
  for (const literal of literals) size += literal.length;
  const next = new Int32Array(size * columns);
  const output: number[][] = [];
  let states = 1;

  literals.forEach((literal, index) => {
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const cell = state * columns + column[literal.charCodeAt(i)]!;
      if (next[cell] === 0) next[cell] = states++;
      state = next[cell]!;
    }
    const ends = output[state];
    if (ends) ends.push(index);
    else output[state] = [index];
  });

  // Breadth first: a state's failure link is known before its children's are needed. A missing
  // child borrows the failure state's, which turns the trie into an automaton.
  const fail = new Int32Array(states);
  const outputLink = new Int32Array(states);
  const queue: number[] = [];
  for (let c = 0; c < columns; c++) if (next[c] !== 0) queue.push(next[c]!);
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    const failure = fail[state]!;
    outputLink[state] = output[failure] ? failure : outputLink[failure]!;
    for (let c = 0; c < columns; c++) {
      const cell = state * columns + c;
      const child = next[cell]!;
      const borrowed = next[failure * columns + c]!;
      if (child === 0) next[cell] = borrowed;
      else {
        fail[child] = borrowed;
        queue.push(child);
      }
    }
  }

  // Rows as offsets, negative where a literal ends in that state or in one that it fails to.
  const table = next.slice(0, states * columns);
  for (let cell = 0; cell < table.length; cell++) {
    const state = table[cell]!;
    const ends = output[state] !== undefined || outputLink[state] !== 0;
    table[cell] = ends ? -state * columns : state * columns;
  }
  return { next: table, output, outputLink };
}
