// Lists and tables that say what is seen, why it happens, or what a taint letter means.

import type { Code, List, Nodes, Paragraph, RootContent, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Block, Cause, Symptom } from '../model/runbook.ts';
import { itemWords, squeeze } from './item-words.ts';
import { type BlockContext, nodeSpan, type RunbookParts } from './runbook-parts.ts';
import { taintList, taintTable } from './taint-flags.ts';

/** A list of symptoms, causes or taint flags; null where it is none of them. */
export function readList(
  list: List,
  context: BlockContext,
  before: RootContent | null,
  parts: RunbookParts,
): Block | null {
  const span = nodeSpan(list, parts.lines);
  if (speaksOfTaint(context, before)) {
    const flags = taintList(list, parts.lines);
    if (flags) {
      parts.taintFlags.push(...flags);
      return { type: 'taint-flags', flags, span };
    }
  }
  const isOf = partsListedIn(context);
  if (isOf === null) return null;
  const items = list.children.filter(isFilled);
  if (items.length === 0) return null;
  reportEmpty(without(list.children, items), 'item', parts);
  if (isOf === 'symptoms') {
    const symptoms = items.map((item) => readSymptom(item.children, item, context, parts));
    return { type: 'symptoms', symptoms, span };
  }
  const causes = items.map((item) => readCause(item.children, item, context, parts));
  return { type: 'causes', causes, span };
}

/** The same for a table's rows below its header. */
export function readTable(
  table: Table,
  context: BlockContext,
  before: RootContent | null,
  parts: RunbookParts,
): Block | null {
  const span = nodeSpan(table, parts.lines);
  const header = plainText(table.children[0]!);
  if (speaksOfTaint(context, before) || /\btaint|\bflag|\bletter/i.test(header)) {
    const flags = taintTable(table, parts.lines);
    if (flags) {
      parts.taintFlags.push(...flags);
      return { type: 'taint-flags', flags, span };
    }
  }
  const rows = table.children.slice(1);
  const isOf = partsListedIn(context);
  const filled = isOf === null ? [] : rows.filter(isFilled);
  if (filled.length > 0) reportEmpty(without(rows, filled), 'row', parts);
  if (isOf === 'symptoms' && filled.length > 0) {
    const symptoms = filled.map((row) => readSymptom(rowAsItem(row.children), row, context, parts));
    return { type: 'symptoms', symptoms, span };
  }
  if (isOf === 'causes' && filled.length > 0) {
    const causes = filled.map((row) => readCause(rowAsItem(row.children), row, context, parts));
    return { type: 'causes', causes, span };
  }
  if (rows.some((row) => row.children.some(holdsCommandLine))) {
    parts.problems.add(
      'info',
      'not-understood',
      span,
      'This table is kept as text; commands in its cells are not read as commands.',
      'Put commands into a bash fence, with a comment line for what each is for.',
    );
  }
  return null;
}

/** What a list or table is made of, by the section that it stands in; null: of nothing known. */
function partsListedIn({ role }: BlockContext): 'symptoms' | 'causes' | null {
  if (role === 'symptoms') return 'symptoms';
  return role === 'causes' || role === 'cause' ? 'causes' : null;
}

function without<Part>(all: readonly Part[], some: readonly Part[]): Part[] {
  return all.filter((part) => !some.includes(part));
}

function isFilled(part: Nodes): boolean {
  return plainText(part).trim() !== '';
}

/** No reader would know what an empty item or row means. */
export function reportEmpty(
  empty: readonly Nodes[],
  what: 'item' | 'row',
  { problems, lines }: RunbookParts,
): void {
  for (const part of empty) {
    problems.add(
      'warning',
      `empty-${what}`,
      nodeSpan(part, lines),
      `This ${what} says nothing; it is left out.`,
      'Write what it is to say, or remove it.',
    );
  }
}

function readSymptom(
  children: readonly Nodes[],
  node: Nodes,
  context: BlockContext,
  parts: RunbookParts,
): Symptom {
  const first = children[0];
  const words = itemWords(first && 'children' in first ? (first.children as Nodes[]) : []);
  const label = words.label || firstWords(children);
  const code = children.find((child): child is Code => child.type === 'code');
  const symptom: Symptom = {
    id: parts.anchors.part(context.section, 'symptom', label),
    label,
    detail: words.detail,
    log: code?.value ?? null,
    nodes: children as RootContent[],
    span: nodeSpan(node, parts.lines),
  };
  parts.symptoms.push(symptom);
  return symptom;
}

/** A fenced log under Symptoms, which is not blank: what the console shows. */
export function readLogSymptom(code: Code, context: BlockContext, parts: RunbookParts): Symptom {
  const label = squeeze(code.value.split(/\r\n|\n|\r/).find((line) => line.trim() !== '')!);
  const symptom: Symptom = {
    id: parts.anchors.part(context.section, 'symptom', label),
    label,
    detail: null,
    log: code.value,
    nodes: [code],
    span: nodeSpan(code, parts.lines),
  };
  parts.symptoms.push(symptom);
  return symptom;
}

function readCause(
  children: readonly Nodes[],
  node: Nodes,
  context: BlockContext,
  parts: RunbookParts,
): Cause {
  const first = children[0];
  const words = itemWords(first && 'children' in first ? (first.children as Nodes[]) : []);
  const label = words.label || firstWords(children);
  return {
    id: parts.anchors.part(context.section, 'cause', label),
    label,
    nodes: children as RootContent[],
    span: nodeSpan(node, parts.lines),
  };
}

/** Of an item that begins with no sentence: its first line with words, in a fence say. */
function firstWords(children: readonly Nodes[]): string {
  const lines = children.flatMap((child) => plainText(child).split(/\r\n|\n|\r/));
  return squeeze(lines.find((line) => line.trim() !== '') ?? '');
}

function speaksOfTaint(context: BlockContext, before: RootContent | null): boolean {
  const lead = before?.type === 'paragraph' ? plainText(before) : '';
  return /\btaint/i.test(context.about) || /\btaint/i.test(lead);
}

/** A row as the item of a list would be written: the first cell in bold, the others behind it. */
function rowAsItem(cells: Extract<RootContent, { type: 'tableRow' }>['children']): Nodes[] {
  const [first, ...rest] = cells;
  const position = first?.position;
  const strong = { type: 'strong' as const, children: first?.children ?? [], position };
  const others = rest.flatMap((cell, index) => [
    { type: 'text' as const, value: index === 0 ? ': ' : ', ', position },
    ...cell.children,
  ]);
  const hasMore = rest.some((cell) => plainText(cell).trim() !== '');
  return [
    {
      type: 'paragraph',
      children: hasMore ? [strong, ...others] : [strong],
      position,
    } as Paragraph,
  ];
}

/** Code of more than a word in a table's cell: a command, as far as one can tell. */
function holdsCommandLine(cell: Nodes): boolean {
  return (
    'children' in cell &&
    cell.children.some(
      (child) => child.type === 'inlineCode' && /^[a-z][\w.-]* \S/.test(child.value),
    )
  );
}
