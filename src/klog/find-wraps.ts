// Which rows of a text are the rest of the row before: cut by a screen, or broken by a mail program.
//
//   [   12.345678] CPU: 0 PID: 92 Comm: insmod Tainted: G           OE      6.1.0-56
//   -amd64 #1  Debian 6.1.192-2                                                    ^ the screen ends here
//   > [   12.345678] CPU: 0 PID: 92 Comm: insmod Tainted: G           OE
//   > 6.1.0-56-amd64 #1  Debian 6.1.192-2                  ^ the next word had no room
//
// In: rows. Out: for each row how it goes on with the one before, null where it is a line of its own;
// null for a text that nobody wrapped.
//
// A row is the rest of another only if that one is full, as many others are, and if it does not begin
// as kernel lines begin here: with a frame where the others have frames, else as a line of a report.
// A screen's width shows as a row length that many rows share and (nearly) none exceeds; a mail
// program's in that no broken row had room for the first word of its rest. (Rows that were not broken
// may be longer than that: some programs leave a line of 78 columns, and break one of 79 at 72.)

import { beginsWithOneOf } from './first-letters.ts';
import { KnownLines } from './known-lines.ts';
import { longestMessage } from './log-segment.ts';
import { isPartHeader } from './pstore-parts.ts';
import { unframe } from './unframe.ts';

/** Nobody copies more than this from a screen or a mail. UTF-16 units. */
const longestWrapped = 2 * 1024 * 1024;
const narrowest = 40;
const widest = 400;
/** Mail programs break lines at 72 to 78 columns. */
const mailWidth = [56, 80] as const;
/** Blanks at the end of a screen's row that are lost in copying it. */
const lostBlanks = 12;
/** Terminals have had these since the VT100: here a single cut says enough. */
const usualScreens = new Set([80, 132]);
/** A module list at 40 columns is about this many rows. */
const mostRows = 64;

/** So many rows that end in the same column, and none beyond it, show where a screen ended. */
const rowsOfEdge = 4;

interface Screen {
  width: number;
  /** Lines of reports that must have been cut there, to say that it was one. */
  leastCuts: number;
  /** Rows of any kind that end at what is an edge. */
  full: number;
}

export interface Rows {
  readonly count: number;
  /** Without the blanks at its end. */
  row(index: number): string;
  length(index: number): number;
}

/** `gap` stood before the row's rest, which begins behind `skip` columns; null: a line of its own. */
export type Join = { gap: string; skip: number } | null;

export function findWraps(rows: Rows, textLength: number): Join[] | null {
  if (rows.count < 2 || textLength > longestWrapped) return null;
  const lengths = Lengths.of(rows);
  const wrapped = new WrappedRows(rows);
  for (const screen of lengths.screens()) {
    const joins = wrapped.asScreen(screen);
    if (joins) return joins;
  }
  return lengths.mayBeMail() ? wrapped.asMail() : null;
}

/** How long rows are, which is cheap to know and enough to tell most texts that nobody wrapped. */
class Lengths {
  readonly #counts = new Uint32Array(widest + 2);
  #rows = 0;

  static of(rows: Rows): Lengths {
    const lengths = new Lengths();
    const counts = lengths.#counts;
    for (let index = 0; index < rows.count; index++) {
      const length = rows.length(index);
      counts[length > widest ? widest + 1 : length]!++;
    }
    lengths.#rows = rows.count - counts[0]!;
    return lengths;
  }

  /** Screens that the text may have been on, the likeliest first. */
  screens(): Screen[] {
    const screens: Screen[] = [];
    let longer = this.#counts[widest + 1]!;
    for (let width = widest; width >= narrowest && screens.length < 3; width--) {
      const count = this.#counts[width]!;
      const isUsual = usualScreens.has(width);
      if (count > (isUsual ? 0 : 1) && longer * 4 <= count) {
        const isEdge = longer === 0 && count >= rowsOfEdge;
        const leastCuts = isUsual || isEdge ? 1 : 2;
        screens.push({ width, leastCuts, full: isEdge ? count : 0 });
      }
      longer += count;
    }
    return screens;
  }

  /**
   * Some row is as long as mail programs let them be, perhaps behind quotes, and few are longer, such
   * as addresses of web pages.
   */
  mayBeMail(): boolean {
    const full = this.#counts.subarray(mailWidth[0], mailWidth[1] + longestQuote + 1);
    if (full.every((count) => count === 0)) return false;
    let longer = this.#counts[widest + 1]!;
    for (let width = widest; width > mailWidth[1]; width--) longer += this.#counts[width]!;
    return longer * 8 <= this.#rows;
  }
}

/**
 * With a program's or the kernel's frame, as a line of a report does, otherwise, or not at all: a blank row,
 * or one that pstore puts between its parts.
 */
type Beginning = 'framed' | 'report' | 'other' | 'blank';

/** A long word may stick out of a mail; several would have been broken. */
const severalWords = /\S \S/;
/** What stands before a row, and again before its rest: a mail’s quotes, z/VM's number of the processor. */
const quote = /^(?:(?:(?:>|&gt;) ?){1,12}|\d\d: )/;
const mayQuote = beginsWithOneOf('>&0123456789');
const header =
  /^(?:BUG|WARNING|INFO|IPv6: |TCP: |(?:nf_conntrack|neighbour|cgroup|audit): |unregister_netdevice: |[\w-]{1,24} [0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7][: ]|PANIC|Oops|[kK]ernel |Unable to handle|Internal error|general protection|invalid opcode|divide error|double fault|list_(?:add|del) corruption|refcount_t: |usercopy: |UBSAN: |CFI failure|watchdog: |rcu: |note: |VFS: |EFI stub: |Memory failure: |DMA-API: |ODEBUG: |sysrq: |SysRq : |clocksource: |Initramfs unpacking |oom-kill:|Killed process |Linux version |DMI: |sd \d{1,5}:\d|ata\d{1,4}[.:]| {1,12}res [0-9a-f]{2}\/|nvme |nvme\d{1,4}n\d|pcieport |mce: \[|EDAC |(?:\{\d{1,9}\})?\[Hardware Error\]: |NVRM: |DMAR: |arm-smmu|EXT[234]-fs |XFS \([\w-]|BTRFS[: ]|JBD2?: |Aborting journal |md[/:]|device-mapper: |Read-error on swap|[0-9a-f]{8}: (?:[0-9a-f]{2} ){8}|I\/O error, dev |critical \w{1,16} error, dev |Buffer I\/O error|.{1,16}(?: invoked oom-killer:|: page allocation failure)|Out of memory: |Memory cgroup out of)/;

/** What `quote` takes at most. */
const longestQuote = 12 * '&gt; '.length;

class WrappedRows {
  readonly #rows: Rows;
  readonly #beginnings: (Beginning | undefined)[] = [];
  readonly #known = new KnownLines();

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  asScreen({ width, leastCuts, full }: Screen): Join[] | null {
    let cuts = 0;
    let cutsBeforeBlank = 0;
    let short = 0;
    const joins = this.#join((before, row, head, isFirst) => {
      const isFramed = head === 'framed';
      const length = this.#rows.length(before);
      const skip = quoteOfRest(row, this.#rows.row(before));
      if (length > width || length < narrowest) return null;
      if (length >= width - 1) {
        cuts++;
        if (row[skip] === ' ') cutsBeforeBlank++;
      } else {
        // Blanks in a row at the edge are rare; a mail program leaves as much as a word takes.
        if (isFramed || (isFirst && length + 1 + firstWord(row, skip) > width)) short++;
        const isRest = isFramed || row[skip] === ' ' || isUnfinished(this.#rows.row(before));
        if (!isRest || length < width - lostBlanks) return null;
      }
      return { gap: ' '.repeat(width - length), skip };
    });
    const most = cutsBeforeBlank > 0 ? cuts : Math.max(cuts, full) / 4;
    return cuts >= leastCuts && short <= most ? joins : null;
  }

  asMail(): Join[] | null {
    let best: { joins: Join[]; evidence: number } | null = null;
    for (const width of this.#mailWidths()) {
      const read = this.#asMailOf(width);
      if (read && (best === null || read.evidence > best.evidence)) best = read;
    }
    return best?.joins ?? null;
  }

  #asMailOf(width: number): { joins: Join[]; evidence: number } | null {
    let breaks = 0;
    let beforeBlanks = 0;
    let others = 0;
    const joins = this.#join((before, row, head) => {
      const isFramed = head === 'framed';
      const skip = quoteOfRest(row, this.#rows.row(before));
      // Some programs leave the blanks at which they broke the line.
      const blanks = / *(?=\S)/y;
      blanks.lastIndex = skip;
      const left = blanks.exec(row)?.[0].length ?? 0;
      const isNamed = named.test(row.slice(skip)) && !isUnfinished(this.#rows.row(before));
      if (!isFramed && (left > 0 || isNamed)) return null;
      const length = this.#lengthInMail(before);
      const needed = length + 1 + firstWord(row, skip + left);
      // Several blanks before the word, of which none is left: as many as in the columns of a table.
      const lost = isFramed ? lostBlanks : blankRun(this.#rows.row(before));
      const couldBeBroken =
        length > width && severalWords.test(withoutQuote(this.#rows.row(before)));
      if (couldBeBroken || needed + lost <= width) {
        if (isFramed) others++;
        return null;
      }
      if (needed > width) breaks++;
      else beforeBlanks++;
      return { gap: left > 0 ? '' : ' ', skip };
    });
    const evidence = breaks - beforeBlanks - 4 * others;
    return breaks >= 2 && evidence >= 0 ? { joins, evidence } : null;
  }

  /**
   * Where a mail program may have broken lines, the widest first: as wide as the longest row and, where
   * frames tell a line from a rest, as wide as any row that seems to go on.
   */
  #mailWidths(): number[] {
    let longest = 0;
    for (let index = 0; index < this.#rows.count; index++) {
      if (this.#isOfMail(index)) longest = Math.max(longest, this.#lengthInMail(index));
    }
    if (longest === 0) return [];
    let framed = 0;
    let unframed = 0;
    for (let index = 0; index < this.#rows.count; index++) {
      const beginning = this.#beginning(index);
      if (beginning === 'framed') framed++;
      if (beginning === 'report') unframed++;
    }
    const widths = new Set([longest]);
    if (framed > unframed) {
      this.#join((before) => {
        if (this.#isOfMail(before)) widths.add(this.#lengthInMail(before));
        return { gap: ' ', skip: 0 };
      });
    }
    return [...widths].sort((a, b) => b - a);
  }

  /** Who quotes a mail adds to its rows, but does not break them anew. */
  #lengthInMail(index: number): number {
    return this.#rows.length(index) - quoteOf(this.#rows.row(index));
  }

  /** Whether a row could have been broken, and is as long as that takes. */
  #isOfMail(index: number): boolean {
    const whole = this.#rows.length(index);
    if (whole < mailWidth[0] || whole > mailWidth[1] + longestQuote) return false;
    const length = this.#lengthInMail(index);
    if (length < mailWidth[0] || length > mailWidth[1]) return false;
    return severalWords.test(withoutQuote(this.#rows.row(index)));
  }

  /** Asks about each row that does not begin as lines do here. `isFirst`: the line has no rest yet. */
  #join(ask: (before: number, row: string, head: Beginning, isFirst: boolean) => Join): Join[] {
    const joins: Join[] = [null];
    let head = 0;
    for (let index = 1; index < this.#rows.count; index++) {
      let join: Join = null;
      if (index - head < mostRows && this.#mayBeRest(head, index)) {
        join = ask(index - 1, this.#rows.row(index), this.#beginning(head), index - 1 === head);
      }
      joins.push(join);
      if (join === null) head = index;
    }
    return joins;
  }

  #mayBeRest(head: number, index: number): boolean {
    const own = this.#beginning(index);
    if (own === 'framed' || own === 'blank') return false;
    const first = this.#beginning(head);
    // Where the kernel's lines wear frames, one without is none of them.
    return first === 'framed' || (first === 'report' && own === 'other');
  }

  #beginning(index: number): Beginning {
    let beginning = this.#beginnings[index];
    if (beginning === undefined) {
      beginning = beginningOf(this.#rows.row(index), this.#known);
      // What a WARN or a BUG says for itself, in words of its own.
      const opens = index > 0 && beginning === 'other' && cutHere.test(this.#rows.row(index - 1));
      if (opens) beginning = 'report';
      this.#beginnings[index] = beginning;
    }
    return beginning;
  }
}

/** A number that only the rest begins with is its own: `…_journal_check_start:` `84: comm mkdir`. */
function quoteOfRest(row: string, before: string): number {
  const length = quoteOf(row);
  const isNumber = length > 0 && /\d/.test(row[0]!);
  return isNumber && !before.startsWith(row.slice(0, length)) ? 0 : length;
}

function quoteOf(row: string): number {
  if (!mayQuote(row)) return 0;
  return quote.exec(row)?.[0].length ?? 0;
}

function withoutQuote(row: string): string {
  return row.slice(quoteOf(row));
}

function firstWord(row: string, from: number): number {
  const end = row.indexOf(' ', from);
  return (end < 0 ? row.length : end) - from;
}

function blankRun(row: string): number {
  return Math.max(
    1,
    ...[...row.slice(0, longestMessage).matchAll(/ {2,40}/g)].map(([blanks]) => blanks.length),
  );
}

const cutHere = /-{8,40}\[ cut here \]-{8,40}$/;

/** `[drm] …`, `nvme nvme0: …`: the kernel begins to speak of something else. */
const named = /^(?:\[[a-z][\w:.-]{1,40}\] |[A-Za-z][\w.,@-]{2,32}(?: [\w.:,@-]{1,32}){0,2}: )/;

/** `… comm` has its program still to come, so has a row of an OOM report's tasks that ends in numbers. */
const unfinished = /(?: comm| =|^\[ {0,6}\d{1,7}\][ \d-]{8,160})$/;

function isUnfinished(row: string): boolean {
  return unfinished.test(row.slice(-widest));
}

/** The frame that most lines wear: whoever begins so need not be looked at any further. */
const stamped = /^\[ {0,7}\d{1,10}\.\d{6}\]/;

function beginningOf(row: string, known: KnownLines): Beginning {
  if (row.startsWith('[') && !row.includes('\u001b') && stamped.test(row)) return 'framed';
  if (row.slice(quoteOf(row)).trim() === '' || isPartHeader(row)) return 'blank';
  const { framing, text } = unframe(row.slice(0, longestMessage));
  if (framing.some((name) => name !== 'quoted' && name !== 'ansi')) return 'framed';
  if (header.test(text)) return 'report';
  const read = known.read(text);
  // A frame begins with a blank or an address: what looks like one otherwise is the end of a place.
  return read === null || (read.is === 'frame' && /^[^\s[]/.test(text)) ? 'other' : 'report';
}
