// What the pattern of a header finds in a line: the values of its named groups, by what they are facts of.
//
//   (?<device>sd[a-z]+)|(?<device2>nvme\d+)     two groups, one name: whichever branch fitted says it
//
// To walk through a match's own object of groups takes two to four times as long as to match, and several
// ask each line for them. So a pattern's names are read out of it once, and values by their numbers.

export interface Group {
  /** As the pattern has it: `device2`. */
  readonly key: string;
  /** Without the number of the branch: `device`. */
  readonly name: string;
  /** As facts are called: `oom-score`. */
  readonly fact: string;
  /** Of the group among all of the pattern. */
  readonly number: number;
}

const groupsByPattern = new WeakMap<RegExp, readonly Group[]>();

/** The named groups of a pattern, in its order. */
export function groupsOf(pattern: RegExp): readonly Group[] {
  let groups = groupsByPattern.get(pattern);
  if (groups === undefined) {
    groups = readGroups(pattern.source);
    groupsByPattern.set(pattern, groups);
  }
  return groups;
}

/** What a group is not made of, what begins a named one, and what begins one without a name. */
const tokens = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<(?<key>\w+)>|\(\?|(?<nameless>\()/g;

function readGroups(source: string): Group[] {
  const found: Group[] = [];
  let number = 0;
  for (const { groups } of source.matchAll(tokens)) {
    const key = groups!.key;
    if (key === undefined && groups!.nameless === undefined) continue;
    number++;
    if (key !== undefined) found.push(makeGroup(key, number));
  }
  return found;
}

function makeGroup(key: string, number: number): Group {
  const name = key.replace(/\d$/, '');
  return { key, name, fact: name.replaceAll('_', '-'), number };
}

export class HeaderMatch {
  /** A header that says no more than that it is one. */
  static readonly silent = new HeaderMatch([], []);

  readonly groups: readonly Group[];
  readonly #values: readonly (string | undefined)[];

  private constructor(groups: readonly Group[], values: readonly (string | undefined)[]) {
    this.groups = groups;
    this.#values = values;
  }

  /** null where the pattern does not fit. */
  static of(pattern: RegExp, text: string): HeaderMatch | null {
    const values = pattern.exec(text);
    return values === null ? null : new HeaderMatch(groupsOf(pattern), values);
  }

  /** What was read otherwise. */
  static saying(values: Record<string, string>): HeaderMatch {
    const groups = Object.keys(values).map((key, number) => makeGroup(key, number));
    return new HeaderMatch(groups, Object.values(values));
  }

  /** Undefined where the group took no part. */
  value(group: Group): string | undefined {
    return this.#values[group.number];
  }

  /** Of the first group of this name that took part. */
  get(name: string): string | undefined {
    for (const group of this.groups) {
      if (group.name !== name) continue;
      const value = this.#values[group.number];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  get device(): string | null {
    return this.get('device') ?? null;
  }

  /** Whether it names a task, a processor, a device or a place, and so can be told from another's. */
  get namesSomebody(): boolean {
    return this.groups.some(
      (group) => telling.has(group.key) && this.#values[group.number] !== undefined,
    );
  }
}

const telling = new Set(['comm', 'pid', 'cpu', 'device', 'file', 'function', 'address']);
