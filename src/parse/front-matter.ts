// The YAML between the first `---` and the next → checked values with their places. A broken key
// costs that key alone; broken YAML costs the front matter, never the runbook.
//
//     ---
//     severity: grave
//               ^~~~~ parse/front-matter-value, at its own line and column

import type { Document, YAMLMap } from 'yaml';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type FrontMatter, frontMatterSchema } from './front-matter-schema.ts';
import { didYouMean } from './nearest-word.ts';
import type { ProblemList } from './problem-list.ts';

const knownKeys = Object.keys(frontMatterSchema.shape);

/** Each key is compared with all others, and each alias looked up in all before it. */
export const longestFrontMatter = 20_000;

export interface ReadFrontMatter {
  values: FrontMatter;
  /** Offsets in the file of the value at a path, for what is reported or linked later. */
  place(path: (string | number)[]): [number, number];
}

/** `yaml` is the text between the fences, `offset` where it begins in the file. */
export function readFrontMatter(
  yaml: string,
  offset: number,
  problems: ProblemList,
): ReadFrontMatter {
  if (yaml.length > longestFrontMatter) {
    problems.addAt(
      'error',
      'front-matter-too-long',
      offset,
      offset + firstLine(yaml).length,
      `The front matter has ${yaml.length} characters; up to ${longestFrontMatter} are read. It is ignored.`,
      'Move its text below the closing ---, and leave one `key: value` a line.',
    );
    return { values: {}, place: () => [offset, offset] };
  }
  const document = parseDocument(yaml, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    // A warning would go to the console, without the file's name.
    logLevel: 'error',
  });
  const place = (path: (string | number)[]): [number, number] => {
    const range = rangeOf(document, path, yaml.length);
    return [offset + range[0], offset + range[1]];
  };
  const empty = { values: {}, place };

  for (const error of document.errors) {
    const [from, to] = error.pos;
    problems.addAt(
      'error',
      'front-matter-yaml',
      offset + Math.min(from, yaml.length),
      offset + Math.min(Math.max(to, from), yaml.length),
      `The front matter is not valid YAML: ${firstSentence(error.message)}`,
      yamlFix(error.code),
    );
  }
  if (document.errors.length > 0) return empty;

  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    problems.addAt(
      'error',
      'front-matter-yaml',
      offset,
      offset + yaml.length,
      `The front matter cannot be read: ${firstSentence(String((error as Error).message))}`,
      'Write the values out instead of using YAML anchors and aliases.',
    );
    return empty;
  }
  if (plain === null || plain === undefined) return empty;
  if (!isMap(document.contents)) {
    problems.addAt(
      'error',
      'front-matter-value',
      offset,
      offset + yaml.length,
      'The front matter is not a list of `key: value` lines.',
      'Write one `key: value` a line between the two `---`, or remove both.',
    );
    return empty;
  }

  const values = { ...(plain as Record<string, unknown>) };
  const unknown: string[] = [];
  const reported = new Set<string>();
  for (const issue of frontMatterSchema.safeParse(plain).error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      unknown.push(...issue.keys);
      for (const key of issue.keys) delete values[key];
      continue;
    }
    const key = String(issue.path[0]);
    if (reported.has(key)) continue;
    reported.add(key);
    const [start, end] = place(issue.path as (string | number)[]);
    problems.addAt(
      'error',
      'front-matter-value',
      start,
      end,
      `\`${key}\` has a value that it cannot have; it is ignored.`,
      valueFix(key),
    );
    delete values[key];
  }
  reportUnknown(unknown, document.contents, offset, problems);
  return { values: values as FrontMatter, place };
}

/**
 * A key that looks like a slip is told by itself, with what was meant. All others are one remark: a
 * runbook that was written for another program has a dozen of them, and none is a mistake.
 */
function reportUnknown(
  keys: readonly string[],
  map: YAMLMap,
  offset: number,
  problems: ProblemList,
): void {
  const others = keys.filter((key) => didYouMean(key, knownKeys) === '');
  const told = keys.filter((key) => !others.includes(key)).map((key) => [key]);
  if (others.length > 0) told.push(others);
  for (const names of told) {
    const [start, end] = keyRange(map, names[0]!);
    const written = listed(names.map((name) => `\`${name}\``));
    problems.addAt(
      'warning',
      'front-matter-unknown-key',
      offset + start,
      offset + end,
      names.length === 1
        ? `${written} is no key of a runbook's front matter; it is ignored.`
        : `${written} are no keys of a runbook's front matter; they are ignored.`,
      `${didYouMean(names[0]!, knownKeys)}Known keys: ${knownKeys.join(', ')}.`,
    );
  }
}

const mostNamed = 12;

/** `a, b and c`; of a long list its beginning. */
function listed(words: readonly string[]): string {
  const left = words.length - mostNamed;
  const shown = left > 1 ? [...words.slice(0, mostNamed), `${left} more`] : words;
  const last = shown.at(-1)!;
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

type Range = [number, number];

function rangeOf(document: Document, path: (string | number)[], length: number): Range {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: Range } | undefined;
    if (node?.range) return [node.range[0], node.range[1]];
  }
  return [0, length];
}

function keyRange(map: YAMLMap, key: string): Range {
  for (const pair of map.items) {
    if (isScalar(pair.key) && String(pair.key.value) === key && pair.key.range) {
      return [pair.key.range[0], pair.key.range[1]];
    }
  }
  return [0, 0];
}

function firstSentence(text: string): string {
  return `${text.split('\n')[0]!.replace(/[.:\s]+$/, '')}.`;
}

function yamlFix(code: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'Indent with spaces: YAML allows no tab.';
    case 'DUPLICATE_KEY':
      return 'Keep one of the two keys.';
    case 'MISSING_CHAR':
      return 'Close the quote or bracket that was opened here.';
    default:
      return 'Write one `key: value` a line, a space behind the colon, and put quotes around a value that holds a colon or begins with a special character.';
  }
}

function valueFix(key: string): string {
  const field: unknown = (frontMatterSchema.shape as Record<string, unknown>)[key];
  const choices = choicesOf(field);
  if (choices) return `Write one of: ${choices.join(', ')}.`;
  if (key === 'reviewed') return 'Write the day as YYYY-MM-DD: `reviewed: 2026-01-31`.';
  if (key === 'id')
    return 'Write a path in lower-case letters, digits and hyphens: `memory/oom-kill`.';
  if (key === 'sources') return 'Write a list of lines, or of `text:` and `url:` pairs.';
  if (key === 'replaces') return 'Write the anchors of headings: `replaces: [one-cgroup-ran-out]`.';
  if (key === 'kinds' || key === 'next' || key === 'architectures' || key === 'distributions') {
    return `Write a word, or a list: \`${key}: [one, two]\`.`;
  }
  return `Write one line of text: \`${key}: …\`.`;
}

function choicesOf(field: unknown): string[] | null {
  const inner = (field as { unwrap?: () => unknown } | undefined)?.unwrap?.();
  const options = (inner as { options?: unknown } | undefined)?.options;
  return Array.isArray(options) && options.every((option) => typeof option === 'string')
    ? options
    : null;
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)![0];
}
