// Outline → the runbook's sections with their blocks, and the flat lists that point at them.
//
// A list whose items are steps, or hold commands, becomes sections of its own (form `list-item`):
// commands are found wherever an author indents them. What follows such a list belongs to its last
// item, as what follows a lead-in does.

import type { List, ListItem, Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Section, SectionRole } from '../model/runbook.ts';
import { distributionsOf } from './distributions.ts';
import { headingTitle } from './heading-title.ts';
import { itemWords, squeeze } from './item-words.ts';
import { readLinks } from './links.ts';
import type { Outline, OutlineNode } from './outline.ts';
import { BlockReader } from './read-blocks.ts';
import type { RunbookParts } from './runbook-parts.ts';
import { type RoleContext, sectionPurpose } from './section-role.ts';

/** Ordered items of these are steps, whether they hold commands or not. */
const listsOfSteps = new Set<SectionRole>(['save', 'investigation', 'verify', 'procedure']);
const longestTitle = 100;

export function readSections(outline: Outline, parts: RunbookParts): Section[] {
  const reader = new SectionReader(parts);
  const sections: Section[] = [];
  const preamble = reader.preamble(outline.preamble);
  if (preamble) sections.push(preamble);
  // Headings have the first claim on their own slug: other files link to it.
  const ids = new Map<OutlineNode, string>();
  const claim = (nodes: OutlineNode[], parent: string | null, form: boolean) => {
    for (const node of nodes) {
      if ((node.form === 'heading') === form) {
        ids.set(node, parts.anchors.section(node.heading.title, parent));
      }
      claim(node.children, ids.get(node) ?? parent, form);
    }
  };
  claim(outline.sections, null, true);
  claim(outline.sections, null, false);
  for (const node of outline.sections) {
    sections.push(reader.section(node, { role: null, term: null, distributions: [] }, ids));
  }
  return sections;
}

class SectionReader {
  private parts: RunbookParts;

  constructor(parts: RunbookParts) {
    this.parts = parts;
  }

  /** Text before the first heading is an overview without a heading of its own. */
  preamble(content: RootContent[]): Section | null {
    if (content.length === 0) return null;
    const start = content[0]!.position!.start.offset!;
    const end = content.at(-1)!.position!.end.offset!;
    const section = this.empty('introduction', 'overview', start, end);
    section.title = 'Overview';
    this.parts.anchors.section('introduction', null);
    this.fill(section, content, { role: 'overview', term: null, distributions: [] }, null);
    return section.blocks.length + section.sections.length > 0 ? section : null;
  }

  section(node: OutlineNode, parent: RoleContext, ids: Map<OutlineNode, string>): Section {
    const { parts } = this;
    const purpose = sectionPurpose(node, parent, this.holdsCommands(node));
    const section = this.empty(ids.get(node)!, purpose.role, node.start, node.end);
    section.form = node.form;
    section.depth = node.depth;
    section.title = node.heading.title;
    section.number = node.heading.number;
    section.term = purpose.term;
    section.distributions = distributionsOf(section.title);
    const context = {
      role: purpose.role,
      term: purpose.term ?? parent.term,
      distributions: nearest(section.distributions, parent.distributions),
    };
    this.fill(section, node.content, context, section.id);
    for (const child of node.children) section.sections.push(this.section(child, context, ids));

    const onlyFlags =
      section.blocks.length > 0 && section.blocks.every((block) => block.type === 'taint-flags');
    if (onlyFlags && section.sections.length === 0) section.role = 'other';
    if (section.role === 'other' && !onlyFlags && parent.role === null && node.form === 'heading') {
      parts.problems.add(
        'info',
        'not-understood',
        parts.lines.span(node.start, parts.lines.starts[section.span.start.line] ?? node.end),
        `“${section.title}” names no part of a runbook that is known; its text is kept as it is.`,
        'If it is one of the usual parts, use a usual heading: Symptoms, Investigation, Causes, Fix, Prevention, Next steps.',
      );
    }
    return section;
  }

  private empty(id: string, role: SectionRole, start: number, end: number): Section {
    return {
      id,
      role,
      form: 'heading',
      title: '',
      number: null,
      depth: 2,
      term: null,
      distributions: [],
      blocks: [],
      sections: [],
      span: this.parts.lines.span(start, end),
    };
  }

  private holdsCommands(node: OutlineNode): boolean {
    return (
      this.parts.fences.anyIn(node.content) ||
      node.children.some((child) => this.holdsCommands(child))
    );
  }

  /** Splits the content at lists that are sections; the rest becomes blocks, in order. */
  private fill(
    section: Section,
    content: RootContent[],
    context: RoleContext,
    guarded: string | null,
  ): void {
    const { parts } = this;
    const blocks = new BlockReader(parts);
    let target = section;
    let targetContext = context;
    let pending: RootContent[] = [];
    const flush = () => {
      const id = target === section ? guarded : target.id;
      const about = target.title;
      const { role, distributions } = targetContext;
      target.blocks.push(...blocks.read(pending, { role, section: id, about, distributions }));
      pending = [];
    };
    parts.links.push(...readLinks(content, parts.file, context.role === 'next', parts.lines));
    for (const node of content) {
      if (node.type !== 'list' || !this.isSections(node, context)) {
        pending.push(node);
        continue;
      }
      flush();
      const items = node.children.map((item, index) => {
        const number = node.ordered ? (node.start ?? 1) + index : null;
        return this.item(item, number, section, context);
      });
      section.sections.push(...items);
      const last = items.at(-1);
      if (last) {
        target = last;
        targetContext = { ...context, role: last.role };
      }
    }
    flush();
    if (target !== section && content.length > 0) {
      const end = content.at(-1)!.position!.end.offset!;
      if (end > target.span.end.offset) target.span.end = parts.lines.point(end);
    }
  }

  private isSections(list: List, { role }: RoleContext): boolean {
    if (this.parts.fences.anyIn(list.children)) return true;
    if (list.ordered === true && role !== null && listsOfSteps.has(role)) return true;
    return hasDirective(list) && role !== 'symptoms' && role !== 'causes';
  }

  private item(
    item: ListItem,
    number: number | null,
    parent: Section,
    context: RoleContext,
  ): Section {
    const { parts } = this;
    const [first, ...others] = item.children;
    const words = first?.type === 'paragraph' ? itemWords(first.children) : null;
    const heading = headingTitle(shortTitle(words?.label ?? `Step ${number ?? ''}`));
    const id = parts.anchors.section(heading.title, parent.id);
    const { start, end } = item.position!;
    const role = this.itemRole(context);
    const section = this.empty(id, role, start.offset!, end.offset!);
    section.form = 'list-item';
    section.depth = parent.depth + 1;
    section.title = heading.title;
    section.number = number ?? heading.number;
    section.term = role === 'fix' ? context.term : null;

    const content: RootContent[] = [];
    if (first && !(words && isAllTitle(first, heading.title))) content.push(first as RootContent);
    content.push(...(others as RootContent[]));
    // Links were read with the whole list; here they would count twice.
    const links = parts.links.length;
    section.distributions = distributionsOf(section.title);
    const distributions = nearest(section.distributions, context.distributions);
    this.fill(section, content, { role, term: context.term, distributions }, section.id);
    parts.links.length = links;
    return section;
  }

  private itemRole({ role, term }: RoleContext): SectionRole {
    switch (role) {
      case 'causes':
        return 'cause';
      case 'prevention':
        return 'measure';
      case 'fix':
      case 'fixes':
      case 'cause':
      case 'measure':
      case 'symptoms':
      case 'signatures':
        return 'other';
      default:
        // Lists in lists under a fix are its parts, however deep.
        return term === null ? 'step' : 'other';
    }
  }
}

/** What a part says itself counts before what stands around it. */
function nearest(own: readonly string[], around: readonly string[]): readonly string[] {
  return own.length > 0 ? own : around;
}

function hasDirective(list: List): boolean {
  const isDirective = (node: Nodes): boolean =>
    node.type === 'containerDirective' ||
    (node.type === 'list' && node.children.some((item) => item.children.some(isDirective)));
  return list.children.some((item) => item.children.some(isDirective));
}

/** The first sentence, or as many of its words as fit. */
function shortTitle(text: string): string {
  const sentence = /^.{10,}?[.:;](?=\s)/.exec(text)?.[0] ?? text;
  const title = sentence.replace(/[.:;]$/, '');
  if (title.length <= longestTitle) return title;
  return `${title.slice(0, longestTitle).replace(/\s+\S*$/, '')} …`;
}

/** Whether a title says all that the paragraph does: then it need not be said again below it. */
function isAllTitle(node: Nodes, title: string): boolean {
  if (node.type !== 'paragraph') return false;
  const plain = node.children.every((child) => child.type === 'text' || child.type === 'strong');
  return plain && squeeze(plainText(node)).replace(/\s*[.:;]\s*$/, '') === title;
}
