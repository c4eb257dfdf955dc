// Runbooks in shapes that other projects write, with no change for our sake. What was understood
// is laid down beside them; UPDATE_GOLDENS=1 writes it anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Block, Runbook, Section } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { expectGolden } from '../golden.ts';

const folder = join(import.meta.dirname, 'fixtures');
const files = readdirSync(folder).filter((file) => file.endsWith('.md'));

const blockWords = (block: Block): string => {
  switch (block.type) {
    case 'commands':
      return `commands: ${block.lines.map(({ type }) => type[0]).join('')}`;
    case 'prose':
      return `prose: ${block.text.slice(0, 50)}`;
    case 'listing':
      return `listing: ${block.text.slice(0, 50)}`;
    case 'note':
      return `note: ${block.note.title} (${block.note.blocks.map(blockWords).join('; ')})`;
    default:
      return block.type;
  }
};

const outline = (section: Section, depth = 0): string[] => [
  `${'  '.repeat(depth)}${section.role}${section.term ? ` ${section.term}` : ''} · ${section.form} · ${section.number ?? '-'} · ${section.title} #${section.id}`,
  ...section.blocks.map((block) => `${'  '.repeat(depth + 1)}- ${blockWords(block)}`),
  ...section.sections.flatMap((child) => outline(child, depth + 1)),
];

function summary(runbook: Runbook) {
  return {
    title: runbook.title,
    summary: runbook.summary,
    kinds: runbook.meta.kinds,
    outline: runbook.sections.flatMap((section) => outline(section)),
    symptoms: runbook.symptoms.map(({ label, detail }) =>
      detail ? `${label} — ${detail}` : label,
    ),
    commands: runbook.commands.map(
      ({ text, runs, risk, riskFrom, purpose, distributions }) =>
        `${runs} ${risk} (${riskFrom}): ${text}${purpose ? `   # ${purpose}` : ''}${distributions.length > 0 ? `   for ${distributions.join(', ')}` : ''}`,
    ),
    decisions: runbook.decisions.flatMap(({ branches }) =>
      branches.map(
        ({ when, advice, target, missing }) =>
          `${when ?? 'otherwise'}: ${advice} → ${target ? `${target.runbook}#${target.section}` : (missing ?? 'nowhere')}`,
      ),
    ),
    requirements: runbook.requirements.map(({ text, needs }) => `${text} (${needs.join(', ')})`),
    escalation: runbook.escalation?.calls.map(({ whom, when }) => `${whom}: ${when}`) ?? [],
    taintFlags: runbook.taintFlags.map(({ letter, meaning }) => `${letter} ${meaning}`),
    causes: runbook.causes.map(({ title }) => title),
    fixes: runbook.fixes.map(({ title }) => title),
    steps: runbook.steps.map(({ title }) => title),
    notes: runbook.notes.map(({ kind, title, guards }) => `${kind} ${title} → ${guards}`),
    links: runbook.links.map(({ url, runbook: id, next }) => `${url} ${id} ${next ? 'next' : ''}`),
  };
}

test.each(files)('%s', (file) => {
  const source = readFileSync(join(folder, file), 'utf8');
  const { runbook, diagnostics } = parseRunbook(source, `area/${file}`);
  for (const { text, span } of runbook.commands) {
    const written = source.slice(span.start.offset, span.end.offset).split('\n')[0]!;
    expect(text.split('\n')[0]).toBe(written);
  }
  const said = diagnostics.map(
    ({ span, level, code }) => `${span.start.line}:${span.start.column} ${level} ${code}`,
  );
  const golden = join(folder, file.replace(/\.md$/, '.golden.json'));
  expectGolden(golden, `${JSON.stringify({ ...summary(runbook), diagnostics: said }, null, 2)}\n`);
});
