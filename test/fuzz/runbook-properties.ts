// What must hold of a runbook, whatever its author wrote. Throws where it does not.

import { isDeepStrictEqual } from 'node:util';
import type { RootContent } from 'mdast';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { buildGraph } from '../../src/graph/build-graph.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { graphSchema } from '../../src/graph/graph-schema.ts';
import { decodeEntry, encodeEntry } from '../../src/library/cache-entry.ts';
import { lintLibrary, lookAt } from '../../src/lint/lint-library.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Point, Span } from '../../src/model/position.ts';
import type { Runbook } from '../../src/model/runbook.ts';
import { type LineIndex, lineIndex } from '../../src/parse/line-index.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { proseHtml } from '../../src/site/render/prose-html.ts';

const file = 'area/name.md';

export function holdRunbook(source: string): void {
  const lines = lineIndex(source);
  const parsed = parseRunbook(source, file);
  const { runbook, diagnostics } = parsed;
  for (const each of diagnostics) holdDiagnostic(each, lines);
  const findings = lintLibrary({
    runbooks: [runbook],
    sources: new Map([[file, source]]),
    samples: [],
    files: new Set(),
    today: '2026-11-28',
  });
  for (const each of findings) holdDiagnostic(each, lines);
  holdParts(runbook, lines);
  if (!isDeepStrictEqual(deeplyRead(decodeEntry(encodeEntry(parsed))), parsed)) {
    throw new Error('the cache gives another runbook back');
  }
  const looked = lookAt(runbook, source);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(looked)), looked)) {
    throw new Error('what is kept of a check comes back otherwise');
  }
  graphSchema.parse(buildGraph([runbook]));
  const knowledge = buildKnowledge([runbook]);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(knowledge)), knowledge)) {
    throw new Error('the knowledge does not come back from JSON as it was');
  }
  for (const nodes of nodesIn(runbook)) {
    holdHtml(proseHtml(nodes, { runbook, known: new Set([runbook.id]) }));
  }
}

/** Nodes are read back late; a comparison must have them. */
function deeplyRead(value: unknown): unknown {
  walkObjects(value, () => {});
  return value;
}

function holdDiagnostic(
  { file: named, span, code, message, fix }: Diagnostic,
  lines: LineIndex,
): void {
  if (named !== file) throw new Error(`${code} names the file ${named}`);
  if (!/^[a-z]+\/[a-z0-9-]+$/.test(code)) throw new Error(`a code ${code}`);
  if (message.trim() === '' || fix.trim() === '')
    throw new Error(`${code} does not say how to mend`);
  holdSpan(span, lines, code);
}

function holdSpan({ start, end }: Span, lines: LineIndex, what: string): void {
  if (start.offset > end.offset) throw new Error(`${what} ends at ${end.offset}, before it begins`);
  for (const point of [start, end]) holdPoint(point, lines, what);
}

function holdPoint(point: Point, lines: LineIndex, what: string): void {
  const { offset } = point;
  if (!(offset >= 0 && offset <= lines.source.length)) {
    throw new Error(`${what} stands at ${offset} of ${lines.source.length}`);
  }
  if (!isDeepStrictEqual({ ...point }, lines.point(offset))) {
    throw new Error(`${what}: ${JSON.stringify(point)} is ${JSON.stringify(lines.point(offset))}`);
  }
}

function holdParts(runbook: Runbook, lines: LineIndex): void {
  const at = ({ start, end }: Span) => lines.source.slice(start.offset, end.offset);
  walkObjects(runbook, (part, name) => {
    if (name === 'span' && 'start' in part && 'end' in part) {
      holdSpan(part as unknown as Span, lines, 'a part');
    }
  });
  for (const { text, span, placeholders } of runbook.commands) {
    if (!at(span).startsWith(text.split('\n')[0]!)) throw new Error(`no place holds ${text}`);
    for (const { name, start, end } of placeholders) {
      if (text.slice(start, end) !== `<${name}>`) throw new Error(`no <${name}> in ${text}`);
    }
  }
  for (const { formats } of runbook.signatures) {
    for (const { format, span } of formats) {
      if (at(span) !== format) throw new Error(`format ${format}, its place holds ${at(span)}`);
    }
  }
  for (const { label, log } of runbook.symptoms) {
    if (label === '' && log === null) throw new Error('a symptom without a word');
  }
  for (const { branches } of runbook.decisions) {
    for (const { when, advice, target, missing } of branches) {
      if (when === null && advice === '' && target === null && missing === null) {
        throw new Error('a way on that says neither when nor where to');
      }
    }
  }
  holdIds(runbook);
}

function holdIds({
  commands,
  notes,
  symptoms,
  signatures,
  steps,
  fixes,
  decisions,
}: Runbook): void {
  const ids = [commands, notes, symptoms, signatures, steps, fixes, decisions].flatMap((parts) =>
    parts.map(({ id }) => id),
  );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two parts are called ${twice}`);
}

/** All Markdown that a page would render. */
function nodesIn(runbook: Runbook): RootContent[][] {
  const found: RootContent[][] = [];
  walkObjects(runbook, (part) => {
    if ('nodes' in part && Array.isArray(part.nodes)) found.push(part.nodes as RootContent[]);
  });
  return found;
}

/** Every object of a value once, nodes of the tree included, with the name that it has in its owner. */
function walkObjects(
  value: unknown,
  visit: (part: Record<string, unknown>, name: string) => void,
): void {
  const seen = new Set<unknown>();
  const stack: [unknown, string][] = [[value, '']];
  while (stack.length > 0) {
    const [part, name] = stack.pop()!;
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    visit(part as Record<string, unknown>, name);
    for (const [key, inner] of Object.entries(part)) stack.push([inner, key]);
  }
}

/** Elements that do something when a page is opened, or that fetch. */
const active = new Set([
  ...['script', 'style', 'iframe', 'object', 'embed', 'form', 'base', 'link', 'meta', 'img', 'svg'],
  ...['video', 'audio', 'source', 'template', 'math', 'picture'],
]);

function holdHtml(html: string): void {
  const errors: string[] = [];
  const tree = parseFragment(html, { onParseError: ({ code }) => errors.push(code) });
  const real = errors.filter((code) => !isOfCharacters(code));
  if (real.length > 0) throw new Error(`HTML with ${real[0]}: ${html.slice(0, 200)}`);
  const stack: DefaultTreeAdapterTypes.ChildNode[] = [...tree.childNodes];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (!('attrs' in node)) continue;
    stack.push(...node.childNodes);
    if (active.has(node.tagName)) throw new Error(`a page with <${node.tagName}>: ${html}`);
    for (const { name, value } of node.attrs) {
      const bad = name.startsWith('on') || name === 'style' || name === 'src';
      const address = name === 'href' && !/^(?:https?:|mailto:|#|\/(?!\/))/i.test(value);
      if (bad || address) throw new Error(`a page with ${name}="${value}": ${html.slice(0, 200)}`);
    }
  }
}

/** Controls and lone surrogates of the author's text stand in the page as they are, and do nothing. */
function isOfCharacters(code: string): boolean {
  return /^(?:control-character|noncharacter|surrogate|unexpected-null)/.test(code);
}
