// The lists of docs/authors-guide.md, made from the tables that the program itself uses.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import areas from '../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import risks from '../content/vocabulary/risks.json' with { type: 'json' };
import { allRules } from '../src/lint/rules/all-rules.ts';
import type { SectionRole } from '../src/model/runbook.ts';
import { frontMatterSchema } from '../src/parse/front-matter-schema.ts';
import { noteKinds } from '../src/parse/read-blocks.ts';
import { sectionWords } from '../src/parse/section-words.ts';
import { placesToRun } from '../src/parse/shell-fences.ts';
import { withRegions } from './marked-regions.ts';

const project = resolve(import.meta.dirname, '..');

/** What becomes of a section, for an author. */
const becomes: Partial<Record<SectionRole, string>> = {
  overview: 'what it is, on the first screen',
  save: 'what to save before a reboot; the plan begins with it',
  before: 'what one needs: root, a console, tools',
  symptoms: 'each bullet or log is a symptom that search finds',
  investigation: 'its parts are steps, its commands are planned',
  decide: 'what to do after what was seen',
  causes: 'each bold group or part is a cause',
  fixes: 'each part is a fix: tonight, or long-term',
  verify: 'how to see that it worked',
  escalation: 'when to wake whom, and what to attach',
  prevention: 'each part is a measure; never planned at night',
  practices: 'advice, kept as it is',
  signatures: 'where signatures stand',
  sources: 'where the facts are from',
  next: 'links to the runbooks to go on with',
};

const lists: Record<string, () => string> = {
  sections: () =>
    table(
      ['Headings such as', 'become'],
      Object.entries(becomes).map(([role, what]) => {
        const { words } = sectionWords.find((section) => section.role === role)!;
        return [unlike(words).slice(0, 4).map(sentence).join(' · '), what];
      }),
    ),
  risks: () =>
    table(
      ['Risk', 'Shown as', 'Means'],
      risks.map(({ slug, sign, label, means }) => [`\`${slug}\``, `${sign} ${label}`, means]),
    ),
  places: () => placesToRun.map((place) => `\`${place}\``).join(', '),
  notes: () => [...new Set(Object.values(noteKinds))].map((kind) => `\`:::${kind}\``).join(', '),
  'front-matter': () => table(['Key', 'What it says', 'Values'], frontMatterRows()),
  example: () => fenced(readFileSync(join(project, 'test/walk/module-load-failure.md'), 'utf8')),
  rules: () =>
    allRules
      .map(({ code, asks }) => `- [\`${code}\`](rules.md#${code.replace(/[^a-z-]/g, '')}): ${asks}`)
      .join('\n'),
  kinds: () =>
    table(
      ['Area', 'Kinds'],
      areas.filter(holdsKinds).map(({ slug, label }) => [
        `${label} (\`${slug}\`)`,
        kinds
          .filter(({ area }) => area === slug)
          .map((kind) => `\`${kind.slug}\``)
          .join(', '),
      ]),
    ),
  areas: () => areas.map(({ slug }) => `\`${slug}\``).join(', '),
};

/** The page with its lists made anew; those that no table is known for stay. */
export const withLists = (page: string): string => withRegions(page, (name) => lists[name]?.());

export const knownLists: readonly string[] = Object.keys(lists);

interface FieldSchema {
  description?: string;
  enum?: string[];
  type?: string;
  pattern?: string;
  anyOf?: FieldSchema[];
  items?: FieldSchema;
}

function frontMatterRows(): string[][] {
  const { properties } = z.toJSONSchema(frontMatterSchema) as {
    properties: Record<string, FieldSchema>;
  };
  return Object.entries(properties).map(([key, field]) => [
    `\`${key}\``,
    field.description ?? '',
    valuesOf(field),
  ]);
}

function valuesOf({ enum: words, anyOf, pattern }: FieldSchema): string {
  if (words) return words.map((word) => `\`${word}\``).join(', ');
  if (anyOf?.some(({ type }) => type === 'array')) return 'one, or a list: `[one, two]`';
  if (pattern?.includes('\\d{4}')) return 'a day: `2026-01-31`';
  return 'a line of text';
}

/** Wordings that begin otherwise than those before them: `fix`, `mitigation`, not `fix` and `fixes`. */
function unlike(wordings: readonly string[]): string[] {
  const begun = new Set<string>();
  return wordings.filter((words) => {
    const beginning = words.slice(0, 5);
    if (begun.has(beginning)) return false;
    begun.add(beginning);
    return true;
  });
}

const sentence = (words: string) => words[0]!.toUpperCase() + words.slice(1);

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A fence longer than any inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}markdown\n${text.trimEnd()}\n${marks}`;
}

/** Guides are an area without kinds. */
function holdsKinds({ slug }: { slug: string }): boolean {
  return kinds.some(({ area }) => area === slug);
}
