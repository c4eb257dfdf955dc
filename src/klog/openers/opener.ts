// A line that opens an event: which kind it is, what it says, how it joins what is open already.
//
// The tables beside this file are data: to teach the reader a kind, add a row. `literals` decide
// which lines are looked at (any one of them must occur in the kernel's words), `pattern` confirms
// and captures. Patterns have no repetition inside a repetition and every repetition is bounded or
// anchored, so that a hostile line costs time in proportion to its length.

export interface Opener {
  kind: string;
  /** At least one stands in every line that the pattern accepts. */
  literals: string[];
  /**
   * Named groups become facts of the event: cpu, pid, comm, function (a place, `foo+0x1/0x2`),
   * device; others are kept for the title and as facts under their own names. A name that begins with
   * `_` is no fact: it is there for `sameBy`.
   */
  pattern: RegExp;
  /**
   * As kernel developers search for it. `{name}` is a captured group or a fact; ` in {guilty}` is
   * left out where nobody is to blame.
   */
  title: string;
  /**
   * - `fault`: a header that a die line, registers and a trace follow.
   * - `report`: a report with its own body (trace, tables).
   * - `line`: complete in itself; the same on the same device again is counted, not repeated.
   * - `detail`: never an event; what it captures are facts of the `line` event of its kind, about the
   *   same device, that stands nearby (../line-details.ts). Its title and rank are not used.
   */
  form: 'fault' | 'report' | 'line' | 'detail';
  /**
   * Which name wins where two openers stand in one report: `list_del corruption` (3) over
   * `kernel BUG at` (1). Equal ranks: the first.
   */
  rank: number;
  /** Name of the fact that the line right behind the header is, where the header is two lines. */
  next?: string;
  /** Which list of ../bystanders.ts says who else is not to blame here; the kind's own without it. */
  about?: string;
  /**
   * For lines: captures that must be equal for a line to be the same event said again. Without it, the
   * device and the task. An uncorrected error must not be counted as one more corrected one.
   */
  sameBy?: readonly string[];
  /** For lines: part of the last event of its kind on the same device, where one is near. */
  joins?: boolean;
  /** For lines that join: what must be equal where both say it, such as the number of a page. */
  joinsSame?: string;
  /** For lines: says only that something happened; the line behind it that says what takes its place. */
  vague?: boolean;
  /** For details: further kinds of event that they may belong to. */
  alsoOf?: readonly string[];
  /** For details that name no device: they stand before the line that is their event. */
  leads?: boolean;
  severity?: 'fatal' | 'failure' | 'notice';
}

const withPlaces = new WeakMap<RegExp, RegExp>();

/**
 * Where the named groups of a match stand in a text. Asked for apart from the match: to find places
 * takes three times as long, and of a line that says nothing new nobody wants to know them.
 */
export function placesIn(
  { pattern }: Opener,
  text: string,
): Partial<Record<string, [number, number]>> {
  let twin = withPlaces.get(pattern);
  if (twin === undefined) {
    twin = new RegExp(pattern.source, `${pattern.flags}d`);
    withPlaces.set(pattern, twin);
  }
  return twin.exec(text)?.indices?.groups ?? {};
}
