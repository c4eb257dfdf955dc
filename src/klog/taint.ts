// Taint, in all the forms in which it meets a person: the CPU line's letters, RHEL's with dashes,
// the verbose second line, a module's flags, or the number in /proc/sys/kernel/tainted.
//
// A letter means what the kernel that printed it means by it: RHEL and SUSE have flags of their own,
// some with letters that mean something else upstream. Which kernel it was tells its release.
//
// Source: kernel/panic.c (print_tainted, taint_flags), Documentation/admin-guide/tainted-kernels.rst;
// the table itself is content/vocabulary/taint.json, with a source a row.

import vocabulary from '../../content/vocabulary/taint.json' with { type: 'json' };

export interface TaintFlag {
  letter: string;
  bit: number;
  name: string;
  meaning: string;
  onCall: string;
}

const flags: TaintFlag[] = vocabulary.flags;
const byLetter = new Map(flags.map((flag) => [flag.letter, flag]));

const suse = /-(?:default|preempt|64kb|kvmsmall|desktop|trace)$|-150\d00\.\d/;

/** Which rows of `distributions` a release has; RHEL 9 has those of its neighbours. */
const builds: [release: RegExp, distributions: string[]][] = [
  [/\.el[67](?:[._]|$)/, ['RHEL 6 and 7']],
  [/\.el8(?:[._]|$)/, ['RHEL 8']],
  [/\.el9(?:[._]|$)/, ['RHEL 8', 'RHEL 10']],
  [/\.el1\d(?:[._]|$)/, ['RHEL 10']],
  [new RegExp(`^[2-5]\\..*(?:${suse.source})`), ['SUSE', 'SUSE before Linux 6.0']],
  [suse, ['SUSE', 'SUSE since Linux 6.0']],
];
/** Kernels of others for the same systems: mainline's flags. */
const foreignBuilds = /elrepo|uek/;

/** What the letters mean to the kernel of a release; upstream's meanings where that says nothing. */
function flagsOf(release: string | null): ReadonlyMap<string, TaintFlag> {
  const build =
    release === null || foreignBuilds.test(release)
      ? undefined
      : builds.find(([pattern]) => pattern.test(release));
  if (!build) return byLetter;
  const own = vocabulary.distributions.filter((row) => build[1].includes(row.distribution));
  return new Map([...byLetter, ...own.map((row): [string, TaintFlag] => [row.letter, row])]);
}

/**
 * The letters behind `Tainted: ` in a CPU line, sorted, without G, blanks and dashes; `""` for
 * `Not tainted`; null where the line says nothing of taint.
 *
 *   CPU: 1 PID: 92 Comm: insmod Tainted: G        W  OE    --------- -  - 4.18.0-147.el8.x86_64 #1
 *                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ up to the release
 */
export function readTaintLetters(line: string): string | null {
  const at = line.indexOf('Tainted: ');
  if (at < 0) return line.includes('Not tainted') ? '' : null;
  let letters = '';
  for (let i = at + 'Tainted: '.length; i < line.length; i++) {
    const character = line[i]!;
    if (character === ' ' || character === '-') continue;
    if (!isLetter(character)) break;
    // A word such as a vendor's branch name is no flag: flags stand alone or beside other capitals.
    letters += character;
  }
  return sortLetters(letters);
}

/** The 6.12 second line: `Tainted: [P]=PROPRIETARY_MODULE, [W]=WARN`; null for other lines. */
export function readVerboseTaint(line: string): string | null {
  if (!line.startsWith('Tainted: [') || !/^Tainted: \[[A-Za-z]\]=/.test(line)) return null;
  return sortLetters([...line.matchAll(/\[([A-Za-z])\]=/g)].map((match) => match[1]).join(''));
}

/** Letters of a decimal or hexadecimal mask, unknown bits as `bit N`. */
export function taintFromMask(mask: bigint): { letters: string; unknownBits: number[] } {
  let letters = '';
  const unknownBits: number[] = [];
  const known = new Map(flags.map((flag) => [flag.bit, flag.letter]));
  for (let bit = 0; mask >> BigInt(bit) !== 0n && bit < 64; bit++) {
    if (((mask >> BigInt(bit)) & 1n) === 0n) continue;
    const letter = known.get(bit);
    if (letter === undefined) unknownBits.push(bit);
    else letters += letter;
  }
  return { letters: sortLetters(letters), unknownBits };
}

/** @param release of the kernel that printed them; without it they are read as upstream's. */
export function describeTaint(letters: string, release: string | null = null): TaintFlag[] {
  const known = flagsOf(release);
  return [...letters].flatMap((letter) => known.get(letter) ?? []);
}

/** A flag in a word or two, for a sentence: TAINT_OOT_MODULE → out-of-tree. */
export function taintWord({ name }: Pick<TaintFlag, 'name'>): string {
  const word = name
    .replace(/^TAINT_/, '')
    .replace(/_MODULE$/, '')
    .toLowerCase();
  return words[word] ?? word.replaceAll('_', ' ');
}

/** Where the kernel's name for a flag is not what people call it. */
const words: Record<string, string> = {
  oot: 'out-of-tree',
  crap: 'staging',
  forced: 'loaded by force',
  aux: 'marked by the distribution',
  no_support: 'not supported by the vendor',
  external_support: 'supported by its maker',
  tech_preview: 'technology preview',
};

export interface DecodedTaint {
  letters: string;
  flags: TaintFlag[];
  /** Letters or bits that this kernel does not have: with their owners, if distributions have them. */
  unknown: string[];
}

/**
 * Reads whatever a person pastes or types: `4609`, `0x1201`, `G W OE`, a whole CPU line, the verbose
 * line. Null where it is none of these.
 */
export function decodeTaint(input: string): DecodedTaint | null {
  const text = input.trim();
  if (/^(?:0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text)) {
    const { letters, unknownBits } = taintFromMask(BigInt(text));
    return {
      letters,
      flags: describeTaint(letters),
      unknown: unknownBits.map((bit) => withOwners(`bit ${bit}`, (row) => row.bit === bit)),
    };
  }
  const verbose = text.indexOf('Tainted: [');
  const letters =
    (verbose >= 0 ? readVerboseTaint(text.slice(verbose)) : readTaintLetters(text)) ??
    (/^[A-Za-z\s()+-]{1,40}$/.test(text) ? sortLetters(text.replace(/[^A-Za-z]/g, '')) : null);
  if (letters === null) return null;
  const release = releaseBehind.exec(text)?.groups?.release ?? null;
  const described = describeTaint(letters, release);
  const known = new Set(described.map(({ letter }) => letter));
  const unknown = [...letters]
    .filter((letter) => !known.has(letter))
    .map((letter) => withOwners(letter, (row) => row.letter === letter));
  return { letters, flags: described, unknown };
}

/** `bit 29 (RHEL 8: technology preview)`: whose it may be, where nothing tells whose kernel it was. */
function withOwners(
  name: string,
  isIt: (row: (typeof vocabulary.distributions)[number]) => boolean,
): string {
  const owners = vocabulary.distributions
    .filter(isIt)
    .map((row) => `${row.distribution}: ${taintWord(row)}`);
  return owners.length > 0 ? `${name} (${owners.join('; ')})` : name;
}

/** `… Tainted: G        W  OE    --------- -  - 4.18.0-147.el8.x86_64 #1` */
const releaseBehind = /Tainted: [A-Za-z -]{1,80}? \(?(?<release>\d{1,2}\.\d{1,4}\S{0,120})/;

function isLetter(character: string): boolean {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

/** Few of the letters are ever there, and hardly ever twice. */
function sortLetters(letters: string): string {
  let sorted = '';
  for (const letter of letters) {
    if (letter === 'G' || sorted.includes(letter)) continue;
    let at = sorted.length;
    while (at > 0 && sorted[at - 1]! > letter) at--;
    sorted = sorted.slice(0, at) + letter + sorted.slice(at);
  }
  return sorted;
}
