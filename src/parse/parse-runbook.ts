// Markdown → Runbook and what there is to say about it. The front door of this folder.
//
//     source ─ masked directives ─▶ Markdown tree ─▶ outline ─▶ sections with roles ─▶ Runbook
//                                        │ YAML ─▶ meta
//
// Never throws: whatever the input, there is a runbook, and diagnostics that say what was wrong.

import type { Yaml } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Span } from '../model/position.ts';
import type { Correction, Link, Runbook, RunbookMeta, Section } from '../model/runbook.ts';
import { anchors } from './anchors.ts';
import { resolveBranches, sectionTitles } from './branch-targets.ts';
import { flatSections } from './flat-sections.ts';
import { readFrontMatter } from './front-matter.ts';
import type { FrontMatter } from './front-matter-schema.ts';
import { squeeze } from './item-words.ts';
import { lineIndex } from './line-index.ts';
import { linkedRunbook } from './links.ts';
import { markdownTree } from './markdown-tree.ts';
import { readOutline } from './outline.ts';
import { problemList } from './problem-list.ts';
import { readEscalation } from './read-escalation.ts';
import { readRequirements } from './read-requirements.ts';
import { readSections } from './read-sections.ts';
import type { RunbookParts } from './runbook-parts.ts';
import { shellFences } from './shell-fences.ts';

export interface ParsedRunbook {
  runbook: Runbook;
  diagnostics: Diagnostic[];
}

/** `file` is relative to the library's folder, with forward slashes. */
export function parseRunbook(source: string, file: string): ParsedRunbook {
  const lines = lineIndex(source);
  const problems = problemList(file, lines);
  const tree = markdownTree(lines, problems);

  const yaml = tree.children.find((node): node is Yaml => node.type === 'yaml');
  const yamlStart = yaml ? lines.starts[yaml.position!.start.line]! : 0;
  const front = yaml ? readFrontMatter(yaml.value, yamlStart, problems) : null;
  const values = front?.values ?? {};

  const outline = readOutline(tree.children);
  const parts: RunbookParts = {
    file,
    lines,
    problems,
    fences: shellFences(lines, problems),
    openings: tree.openings,
    anchors: anchors(),
    commands: [],
    symptoms: [],
    taintFlags: [],
    decisions: [],
    pendingBranches: [],
    titles: sectionTitles(outline.sections),
    notes: [],
    signatures: [],
    links: [],
  };
  const sections = readSections(outline, parts);

  const path = file.replace(/\.(?:md|markdown)$/i, '');
  const id = values.id ?? path;
  const title = values.title ?? (outline.title ? squeeze(plainText(outline.title)) : '');
  if (title === '' && values.corrects === undefined) {
    problems.addAt(
      'warning',
      'no-title',
      0,
      lines.line(1).length,
      'The runbook has no title; its file name is used.',
      'Begin it with a line like `# Soft lockup`, or give a `title:` in the front matter.',
    );
  }
  (front ? nextLinks(values, front.place, file) : []).forEach(({ start, end, ...link }) => {
    parts.links.push({ ...link, span: lines.span(start, end) });
  });

  const lists = flatSections(sections);
  resolveBranches(parts.pendingBranches, sections, lists.steps, { id, file });

  const runbook: Runbook = {
    id,
    file,
    title: title || titleFromPath(path),
    summary: summaryOf(sections),
    area: values.area ?? (id.includes('/') ? id.slice(0, id.indexOf('/')) : 'general'),
    meta: metaOf(values),
    sections,
    symptoms: parts.symptoms,
    commands: parts.commands,
    taintFlags: parts.taintFlags,
    decisions: parts.decisions,
    requirements: readRequirements(sections),
    escalation: readEscalation(sections, values.escalation ?? null),
    notes: parts.notes,
    signatures: parts.signatures,
    links: parts.links,
    ...lists,
    span: lines.span(0, source.length),
  };
  if (front && values.corrects !== undefined) {
    runbook.correction = correctionOf(values.corrects, values.replaces, (path) =>
      lines.span(...front.place(path)),
    );
  }
  problems.diagnostics.sort((a, b) => a.span.start.offset - b.span.start.offset);
  return { runbook, diagnostics: problems.diagnostics };
}

function correctionOf(
  corrects: string,
  replaces: string | string[] | undefined,
  at: (path: (string | number)[]) => Span,
): Correction {
  return {
    // As it stands in an address or a path.
    corrects: corrects.replace(/\.md$/i, ''),
    at: at(['corrects']),
    replaces: list(replaces).map((anchor, index) => ({
      anchor: anchor.replace(/^#/, ''),
      at: at(Array.isArray(replaces) ? ['replaces', index] : ['replaces']),
    })),
  };
}

function metaOf(values: FrontMatter): RunbookMeta {
  return {
    status: values.status ?? 'draft',
    type: values.type ?? 'runbook',
    severity: values.severity ?? null,
    class: values.class ?? null,
    kinds: list(values.kinds),
    architectures: list(values.architectures),
    kernels: values.kernels === undefined ? null : String(values.kernels),
    distributions: list(values.distributions),
    owner: values.owner ?? null,
    reviewed: values.reviewed ?? null,
    escalation: values.escalation ?? null,
    sources: list(values.sources).map((source) =>
      typeof source === 'string'
        ? { text: source, url: /^https?:\/\/\S+$/.test(source) ? source : null }
        : { text: source.text, url: source.url ?? null },
    ),
  };
}

function list<Item>(value: Item | Item[] | undefined): Item[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function nextLinks(
  values: FrontMatter,
  place: (path: (string | number)[]) => [number, number],
  file: string,
): (Omit<Link, 'span'> & { start: number; end: number })[] {
  return list(values.next).map((url, index) => {
    const [start, end] = place(Array.isArray(values.next) ? ['next', index] : ['next']);
    return { url, text: url, runbook: linkedRunbook(url, file), next: true, start, end };
  });
}

function titleFromPath(path: string): string {
  const name = path.split('/').at(-1)!.replace(/[-_]+/g, ' ').trim();
  return name === '' ? 'Untitled' : name[0]!.toUpperCase() + name.slice(1);
}

/** The first paragraph of the document, in plain text. */
function summaryOf(sections: Section[]): string {
  for (const section of sections) {
    for (const block of section.blocks) {
      if (block.type !== 'prose') continue;
      const paragraph = block.nodes.find((node) => node.type === 'paragraph');
      if (paragraph) return squeeze(plainText(paragraph));
    }
    const below = summaryOf(section.sections);
    if (below) return below;
  }
  return '';
}
