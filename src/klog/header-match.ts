// What the pattern of a header finds in a line: the values of its named groups, by what they are facts of.
//
//   (?<device>sd[a-z]+)|(?<device2>nvme\d+)     two groups, one name: whichever branch fitted says it
//
// An engine makes an object of the named groups of each match, which takes longer than to match, and to walk
// through it takes longer still. So names are read out of a pattern once, and lines are matched without them.

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

/** A pattern that finds values by the numbers of its groups. */
export class HeaderPattern {
  readonly #pattern: RegExp;
  /** Made once a line asks for it: there are hundreds, and few are met in one log. */
  #nameless: RegExp | undefined;
  #groups: readonly Group[] | undefined;

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  /** The named groups, in the order of the pattern. */
  get groups(): readonly Group[] {
    this.#groups ??= readGroups(this.#pattern.source);
    return this.#groups;
  }

  /** null where it does not fit. */
  match(text: string): HeaderMatch | null {
    this.#nameless ??= withoutNames(this.#pattern, this.groups);
    const values = this.#nameless.exec(text);
    return values === null ? null : new HeaderMatch(this.groups, values);
  }
}

/**
 * What is no group though it has a parenthesis in it, what begins a named group, what points back to one,
 * what else begins with a parenthesis: a group that is not numbered, and one without a name.
 */
const tokens =
  /\\k<(?<back>\w+)>|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<(?<key>\w+)>|\(\?|(?<nameless>\()/g;

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

function withoutNames({ source, flags }: RegExp, groups: readonly Group[]): RegExp {
  const nameless = source.replace(tokens, (token, back?: string, key?: string) => {
    if (key !== undefined) return '(';
    return back === undefined
      ? token
      : `(?:\\${groups.find((group) => group.key === back)!.number})`;
  });
  return new RegExp(nameless, flags);
}

function makeGroup(key: string, number: number): Group {
  const name = key.replace(/\d$/, '');
  return { key, name, fact: name.replaceAll('_', '-'), number };
}

/** What a header says. */
export class HeaderMatch {
  /** A header that says no more than that it is one. */
  static readonly silent = new HeaderMatch([], []);

  readonly groups: readonly Group[];
  readonly #values: readonly (string | undefined)[];

  constructor(groups: readonly Group[], values: readonly (string | undefined)[]) {
    this.groups = groups;
    this.#values = values;
  }

  /** What was read otherwise. */
  static saying(values: Record<string, string | undefined>): HeaderMatch {
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
