// The Markdown blocks of one section → the model's blocks. What is recognised here: commands,
// listings, notes, signatures, symptoms, causes, taint flags; all else stays prose, in order.

import type { Blockquote, Code, List, Nodes, Paragraph, RootContent, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type {
  Block,
  Cause,
  Command,
  CommandLine,
  Link,
  Note,
  NoteKind,
  RunsOn,
  SectionRole,
  Signature,
  Symptom,
  TaintFlagMention,
} from '../model/runbook.ts';
import type { Anchors } from './anchors.ts';
import type { RawCommand } from './command-lines.ts';
import { readCommandRisk } from './command-risk.ts';
import type { DirectiveOpening } from './directive-lines.ts';
import { itemWords, squeeze } from './item-words.ts';
import type { LineIndex } from './line-index.ts';
import { findPlaceholders } from './placeholders.ts';
import type { ProblemList } from './problem-list.ts';
import type { ShellFence, ShellFences } from './shell-fences.ts';
import { readSignature } from './signature-block.ts';
import { taintList, taintTable } from './taint-flags.ts';

/** What the readers of one file share: where to look things up, and the flat lists to fill. */
export interface RunbookParts {
  file: string;
  lines: LineIndex;
  problems: ProblemList;
  fences: ShellFences;
  openings: Map<number, DirectiveOpening>;
  anchors: Anchors;
  commands: Command[];
  symptoms: Symptom[];
  taintFlags: TaintFlagMention[];
  notes: Note[];
  signatures: Signature[];
  links: Link[];
}

export interface BlockContext {
  role: SectionRole | null;
  /** Id of the section that holds the blocks; null before the first heading. */
  section: string | null;
  /** Its title. */
  about: string;
}

const noteKinds: Record<string, NoteKind> = {
  tip: 'tip',
  hint: 'tip',
  note: 'note',
  info: 'info',
  important: 'important',
  warning: 'warning',
  attention: 'warning',
  caution: 'caution',
  danger: 'danger',
  error: 'danger',
};

export class BlockReader {
  private parts: RunbookParts;

  constructor(parts: RunbookParts) {
    this.parts = parts;
  }

  read(nodes: readonly RootContent[], context: BlockContext): Block[] {
    const blocks: Block[] = [];
    let before: RootContent | null = null;
    for (const node of nodes) {
      for (const block of this.block(node, context, before)) {
        const last = blocks.at(-1);
        if (block.type === 'prose' && last?.type === 'prose') {
          last.nodes.push(...block.nodes);
          last.text = `${last.text}\n\n${block.text}`.trim();
          last.span = { start: last.span.start, end: block.span.end };
        } else {
          blocks.push(block);
        }
      }
      before = node;
    }
    tieNotes(blocks, context.section);
    return blocks;
  }

  private block(node: RootContent, context: BlockContext, before: RootContent | null): Block[] {
    switch (node.type) {
      case 'code':
        return this.code(node, context);
      case 'list':
        return this.list(node, context, before);
      case 'table':
        return this.table(node, context, before);
      case 'blockquote':
        return this.quote(node, context);
      case 'containerDirective':
        return this.directive(node, context);
      case 'html':
        if (/^<!--[\s\S]*-->\s*$/.test(node.value)) return [];
        this.parts.problems.add(
          'info',
          'not-understood',
          this.span(node),
          'HTML is kept as it is, but nothing in it is read as a step, command or symptom.',
          'Write it as Markdown where it matters.',
        );
        return [this.prose(node)];
      case 'definition':
        return [];
      case 'paragraph':
        this.reportStrayEnd(node);
        return [this.prose(node)];
      default:
        return [this.prose(node)];
    }
  }

  private code(node: Code, context: BlockContext): Block[] {
    const fence = this.parts.fences.of(node);
    const span = this.span(node);
    if (fence.lines) return [this.commands(fence, context, span)];
    if (fence.language === 'console') {
      this.parts.problems.add(
        'info',
        'not-understood',
        span,
        'This console fence shows no prompt, so every line in it was taken for output.',
        'Put `$ ` before what is typed, or label the fence `bash` if all of it is.',
      );
    }
    if (context.role === 'symptoms' && node.value.trim() !== '') {
      return [{ type: 'symptoms', symptoms: [this.logSymptom(node, context)], span }];
    }
    return [{ type: 'listing', language: fence.language, text: node.value, span }];
  }

  private commands(
    fence: ShellFence,
    context: BlockContext,
    span: Block['span'],
  ): Extract<Block, { type: 'commands' }> {
    const { lines } = this.parts;
    const unfinished = fence.lines!.find((line) => line.type === 'command' && line.unfinished);
    if (unfinished) {
      this.parts.problems.addAt(
        'warning',
        'unfinished-command',
        unfinished.start,
        unfinished.end,
        'A quote, bracket, loop or here-document that begins here does not end in this fence.',
        'Close it, or label the fence `text` if it is not meant to be typed.',
      );
    }
    const read = fence.lines!.map((line): CommandLine => {
      const at = lines.span(line.start, line.end);
      switch (line.type) {
        case 'command':
          return { type: 'command', command: this.command(line, fence, context) };
        case 'blank':
          return { type: 'blank', span: at };
        default:
          return { type: line.type, text: line.text, span: at };
      }
    });
    return { type: 'commands', language: fence.language ?? 'console', lines: read, span };
  }

  private command(line: RawCommand, fence: ShellFence, context: BlockContext): Command {
    const { parts } = this;
    const span = parts.lines.span(line.start, line.end);
    const reading = readCommandRisk(line.text, line.prompt);
    const command: Command = {
      id: parts.anchors.part(context.section, 'command', line.text),
      text: line.text,
      purpose: line.purpose,
      runs: fence.runs ?? placeOf(line),
      risk: fence.risk ?? reading.risk,
      riskFrom: fence.risk ? 'author' : reading.riskFrom,
      tool: reading.tool,
      files: reading.files,
      placeholders: findPlaceholders(line.text),
      span,
    };
    parts.commands.push(command);
    return command;
  }

  private list(list: List, context: BlockContext, before: RootContent | null): Block[] {
    const { parts } = this;
    const span = this.span(list);
    if (speaksOfTaint(context, before)) {
      const flags = taintList(list, parts.lines);
      if (flags) {
        parts.taintFlags.push(...flags);
        return [{ type: 'taint-flags', flags, span }];
      }
    }
    if (parts.fences.anyIn(list.children)) return this.opened(list, context);
    if (context.role === 'symptoms') {
      const symptoms = list.children.map((item) => this.symptom(item.children, item, context));
      return [{ type: 'symptoms', symptoms, span }];
    }
    if (context.role === 'causes' || context.role === 'cause') {
      const causes = list.children.map((item) => this.cause(item.children, item, context));
      return [{ type: 'causes', causes, span }];
    }
    return [this.prose(list)];
  }

  /** A list inside a note that holds commands: its items' content one after the other. */
  private opened(list: List, context: BlockContext): Block[] {
    return list.children.flatMap((item) => this.read(item.children as RootContent[], context));
  }

  private table(table: Table, context: BlockContext, before: RootContent | null): Block[] {
    const { parts } = this;
    const span = this.span(table);
    const header = table.children[0] ? plainText(table.children[0]) : '';
    if (speaksOfTaint(context, before) || /\btaint|\bflag|\bletter/i.test(header)) {
      const flags = taintTable(table, parts.lines);
      if (flags) {
        parts.taintFlags.push(...flags);
        return [{ type: 'taint-flags', flags, span }];
      }
    }
    const rows = table.children.slice(1);
    if (context.role === 'symptoms' && rows.length > 0) {
      const symptoms = rows.map((row) => this.symptom(rowAsItem(row.children), row, context));
      return [{ type: 'symptoms', symptoms, span }];
    }
    if ((context.role === 'causes' || context.role === 'cause') && rows.length > 0) {
      const causes = rows.map((row) => this.cause(rowAsItem(row.children), row, context));
      return [{ type: 'causes', causes, span }];
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
    return [this.prose(table)];
  }

  private symptom(children: readonly Nodes[], node: Nodes, context: BlockContext): Symptom {
    const first = children[0];
    const words = itemWords(first && 'children' in first ? (first.children as Nodes[]) : []);
    const code = children.find((child): child is Code => child.type === 'code');
    const symptom: Symptom = {
      id: this.parts.anchors.part(context.section, 'symptom', words.label),
      label: words.label,
      detail: words.detail,
      log: code?.value ?? null,
      nodes: children as RootContent[],
      span: this.span(node),
    };
    this.parts.symptoms.push(symptom);
    return symptom;
  }

  private logSymptom(code: Code, context: BlockContext): Symptom {
    const label = squeeze(code.value.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '');
    const symptom: Symptom = {
      id: this.parts.anchors.part(context.section, 'symptom', label),
      label,
      detail: null,
      log: code.value,
      nodes: [code],
      span: this.span(code),
    };
    this.parts.symptoms.push(symptom);
    return symptom;
  }

  private cause(children: readonly Nodes[], node: Nodes, context: BlockContext): Cause {
    const first = children[0];
    const { label } = itemWords(first && 'children' in first ? (first.children as Nodes[]) : []);
    return {
      id: this.parts.anchors.part(context.section, 'cause', label),
      label,
      nodes: children as RootContent[],
      span: this.span(node),
    };
  }

  /** `> [!WARNING]` is a note; a quote that holds commands is one as well. */
  private quote(quote: Blockquote, context: BlockContext): Block[] {
    const first = quote.children[0];
    const text = first?.type === 'paragraph' ? first.children[0] : null;
    const alert =
      text?.type === 'text' ? /^\[!([A-Za-z]+)\][ \t]*(?:\r?\n|$)/.exec(text.value) : null;
    const kind = alert ? noteKinds[alert[1]!.toLowerCase()] : undefined;
    if (kind && alert && first?.type === 'paragraph' && text?.type === 'text') {
      const value = text.value.slice(alert[0].length);
      const children = [...(value ? [{ ...text, value }] : []), ...first.children.slice(1)];
      const rest: RootContent[] = children.length > 0 ? [{ ...first, children }] : [];
      const content = [...rest, ...quote.children.slice(1)] as RootContent[];
      return [this.note(kind, null, content, quote, context)];
    }
    if (this.parts.fences.anyIn(quote.children)) {
      return [this.note('note', null, quote.children as RootContent[], quote, context)];
    }
    return [this.prose(quote)];
  }

  private directive(
    node: Extract<RootContent, { type: 'containerDirective' }>,
    context: BlockContext,
  ): Block[] {
    const { parts } = this;
    const span = this.span(node);
    const opening = parts.openings.get(span.start.line);
    const children = node.children as RootContent[];
    if (opening?.attributes?.broken) {
      const { at, reason } = opening.attributes.broken;
      parts.problems.addAt(
        'error',
        'directive-attributes',
        opening.base + at,
        opening.end,
        `The attributes of :::${opening.name} cannot be read: ${reason}.`,
        'Write them as {name="value"}, on the opening line.',
      );
    }
    if (opening?.name === 'signature') {
      const read = readSignature(children, opening, span, parts.lines, parts.problems);
      const words = read.formats[0]?.format ?? read.kind ?? 'signature';
      const id = parts.anchors.part(null, 'signature', words);
      const signature: Signature = { id, ...read };
      parts.signatures.push(signature);
      return [{ type: 'signature', signature, span }];
    }
    const kind = noteKinds[node.name.toLowerCase()];
    if (!kind) {
      const end = opening?.end ?? span.start.offset + node.name.length;
      parts.problems.addAt(
        'warning',
        'unknown-directive',
        span.start.offset,
        end,
        `:::${node.name} is not known; what stands in it is kept as ordinary text.`,
        `Known: ${[...new Set(Object.values(noteKinds)), 'signature'].join(', ')}.`,
      );
      return this.read(children, context);
    }
    const title = opening?.title ?? opening?.attributes?.values.get('title')?.value ?? null;
    return [this.note(kind, title, children, node, context)];
  }

  private note(
    kind: NoteKind,
    title: string | null,
    content: RootContent[],
    node: Nodes,
    context: BlockContext,
  ): Extract<Block, { type: 'note' }> {
    const id = this.parts.anchors.part(context.section, 'note', title ?? kind);
    const note: Note = {
      id,
      kind,
      title: title === null ? null : plainTitle(title),
      blocks: [],
      guards: null,
      span: this.span(node),
    };
    this.parts.notes.push(note);
    note.blocks = this.read(content, { role: null, section: context.section, about: title ?? '' });
    return { type: 'note', note, span: note.span };
  }

  private prose(node: RootContent): Extract<Block, { type: 'prose' }> {
    return { type: 'prose', nodes: [node], text: readableText(node), span: this.span(node) };
  }

  private reportStrayEnd(node: Paragraph): void {
    const { lines, problems } = this.parts;
    const { start, end } = node.position!;
    for (let number = start.line; number <= end.line; number++) {
      const stray = /^([ \t>]*)(:{3,})[ \t]*$/.exec(lines.line(number));
      if (!stray) continue;
      const at = lines.starts[number - 1]! + stray[1]!.length;
      problems.addAt(
        'warning',
        'stray-directive-end',
        at,
        at + stray[2]!.length,
        'This line ends a directive, but none is open here.',
        'Remove it, or put the opening line (:::warning Title) before the text that it belongs to.',
      );
    }
  }

  private span(node: Nodes): Block['span'] {
    const { start, end } = node.position!;
    return this.parts.lines.span(start.offset!, end.offset!);
  }
}

function placeOf(line: RawCommand): RunsOn {
  return line.prompt;
}

/** A note guards the command before it, else the one behind it, else its section. */
function tieNotes(blocks: Block[], section: string | null): void {
  blocks.forEach((block, index) => {
    if (block.type !== 'note') return;
    const isNote = (candidate: Block | undefined) => candidate?.type === 'note';
    let before = index - 1;
    while (isNote(blocks[before])) before--;
    let behind = index + 1;
    while (isNote(blocks[behind])) behind++;
    block.note.guards =
      commandsOf(blocks[before]).at(-1)?.id ?? commandsOf(blocks[behind])[0]?.id ?? section;
  });
}

function commandsOf(block: Block | undefined): Command[] {
  if (block?.type !== 'commands') return [];
  return block.lines.flatMap((line) => (line.type === 'command' ? [line.command] : []));
}

function speaksOfTaint(context: BlockContext, before: RootContent | null): boolean {
  const lead = before?.type === 'paragraph' ? plainText(before) : '';
  return /\btaint/i.test(context.about) || /\btaint/i.test(lead);
}

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

function plainTitle(title: string): string {
  return squeeze(title.replace(/`([^`]*)`/g, '$1').replace(/\*\*([^*]+)\*\*/g, '$1'));
}

/** Plain text with a line an item, a paragraph apart from the next. */
function readableText(node: Nodes): string {
  if (node.type === 'list') {
    return node.children.map((item) => item.children.map(readableText).join('\n')).join('\n');
  }
  if (node.type === 'blockquote') return node.children.map(readableText).join('\n\n');
  if (node.type === 'table') {
    return node.children
      .map((row) => row.children.map((cell) => plainText(cell)).join('  '))
      .join('\n');
  }
  return node.type === 'html' ? '' : plainText(node);
}
