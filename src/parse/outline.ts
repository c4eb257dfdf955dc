// The flat list of a document's blocks → the tree of its sections, by headings and bold lead-ins.
//
//     ### Step 3: Identify Offending Module      heading, depth 3
//     **From panic message:**                    lead-in, a section below the heading
//     - Look at stack trace
//     **From vmcore:**                           the next lead-in ends the one before

import type { Heading, Paragraph, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { SectionForm, SectionRole } from '../model/runbook.ts';
import { type HeadingTitle, headingTitle, roleOfTitle } from './heading-title.ts';

export interface OutlineNode {
  form: SectionForm;
  depth: number;
  heading: HeadingTitle;
  content: RootContent[];
  children: OutlineNode[];
  /** Offsets in the file; `end` is behind the last thing inside. */
  start: number;
  end: number;
}

export interface Outline {
  /** The first level-one heading, which names the runbook. */
  title: Heading | null;
  /** What stands before the first section. */
  preamble: RootContent[];
  sections: OutlineNode[];
}

export function readOutline(blocks: RootContent[]): Outline {
  const outline: Outline = { title: null, preamble: [], sections: [] };
  const open: OutlineNode[] = [];

  const push = (node: OutlineNode) => {
    const parent = open.at(-1);
    (parent ? parent.children : outline.sections).push(node);
    open.push(node);
  };

  blocks.forEach((block, index) => {
    if (block.type === 'yaml') return;
    if (block.type === 'heading') {
      if (block.depth === 1 && !outline.title && outline.sections.length === 0) {
        outline.title = block;
        return;
      }
      while (
        open.length > 0 &&
        (open.at(-1)!.form !== 'heading' || open.at(-1)!.depth >= block.depth)
      ) {
        open.pop();
      }
      push(sectionAt('heading', block.depth, plainText(block), block));
      return;
    }
    const next = blocks[index + 1];
    const lead =
      block.type === 'paragraph' ? (leadIn(block, next) ?? plainLeadIn(block, next)) : null;
    if (lead) {
      while (open.at(-1) && open.at(-1)!.form !== 'heading') open.pop();
      const depth = (open.at(-1)?.depth ?? 1) + 1;
      const node = sectionAt('lead-in', depth, lead.title, block);
      if (lead.rest) node.content.push(lead.rest);
      push(node);
      return;
    }
    (open.at(-1)?.content ?? outline.preamble).push(block);
  });

  for (const section of outline.sections) closeSpans(section);
  return outline;
}

function sectionAt(
  form: SectionForm,
  depth: number,
  text: string,
  block: RootContent,
): OutlineNode {
  return {
    form,
    depth,
    heading: headingTitle(text),
    content: [],
    children: [],
    start: block.position!.start.offset!,
    end: block.position!.end.offset!,
  };
}

function closeSpans(node: OutlineNode): number {
  for (const block of node.content) node.end = Math.max(node.end, block.position!.end.offset!);
  for (const child of node.children) node.end = Math.max(node.end, closeSpans(child));
  return node.end;
}

/**
 * A paragraph that is a heading in all but name: bold from end to end, or bold up to a colon and
 * right before code. Something has to follow it, and a bold sentence is a sentence.
 */
function leadIn(
  paragraph: Paragraph,
  next: RootContent | undefined,
): { title: string; rest: Paragraph | null } | null {
  const [strong, ...rest] = paragraph.children;
  if (strong?.type !== 'strong' || !next || next.type === 'heading') return null;
  if (next.type === 'thematicBreak') return null;
  const title = plainText(strong).trim();
  if (title === '') return null;

  const behind = rest.map((node) => plainText(node)).join('');
  if (behind.trim() === '' || behind.trim() === ':') {
    if (/[.!]$/.test(title)) return null;
    if (next.type === 'paragraph' && next.children[0]?.type === 'strong' && !title.endsWith(':')) {
      return isBold(next) ? null : { title, rest: null };
    }
    return { title, rest: null };
  }
  const colon = title.endsWith(':') || /^\s*:/.test(behind);
  if (!colon || next.type !== 'code') return null;
  const [first] = rest;
  const text = first?.type === 'text' ? first.value.replace(/^\s*:?\s*/, '') : null;
  const children =
    text === null || first?.type !== 'text' ? rest : [{ ...first, value: text }, ...rest.slice(1)];
  const start = rest[0]!.position!.start;
  return {
    title,
    rest: { type: 'paragraph', children, position: { start, end: paragraph.position!.end } },
  };
}

/** Parts that a plain line before a list may name; a step's "Check:" is no part of its own. */
const namedPlainly = new Set<SectionRole>([
  'before',
  'symptoms',
  'causes',
  'prevention',
  'escalation',
]);

/** `Prerequisites:` right before a list: nothing but the name of a part. */
function plainLeadIn(
  paragraph: Paragraph,
  next: RootContent | undefined,
): { title: string; rest: null } | null {
  const [text, ...rest] = paragraph.children;
  if (text?.type !== 'text' || rest.length > 0 || next?.type !== 'list') return null;
  if (!/^[^\n]{3,60}:$/.test(text.value.trim())) return null;
  const role = roleOfTitle(text.value, true);
  return role !== null && namedPlainly.has(role) ? { title: text.value, rest: null } : null;
}

function isBold(paragraph: Paragraph): boolean {
  return paragraph.children.length === 1 && paragraph.children[0]!.type === 'strong';
}
