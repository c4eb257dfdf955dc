// The Markdown blocks of one section → the model's blocks. What is recognised here: commands,
// listings, notes, signatures, symptoms, causes, taint flags; all else stays prose, in order.

import type { Blockquote, Code, List, Nodes, Paragraph, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Block, Command, Note, NoteKind, Signature } from '../model/runbook.ts';
import { readAlternativeList, readAlternativeTable } from './alternatives.ts';
import { readCommands } from './command-block.ts';
import { startsKnownTool } from './command-risk.ts';
import { distributionsOf } from './distributions.ts';
import { squeeze } from './item-words.ts';
import { readList, readLogSymptom, readTable } from './listed-parts.ts';
import { didYouMean } from './nearest-word.ts';
import {
  type Above,
  readDecisionList,
  readDecisionParagraph,
  readDecisionTable,
} from './read-decision.ts';
import { type BlockContext, nodeSpan, type RunbookParts } from './runbook-parts.ts';
import { readSignature } from './signature-block.ts';

/** What an author may write behind `:::`. */
export const noteKinds: Readonly<Record<string, NoteKind>> = {
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

const knownDirectives = [...new Set(Object.values(noteKinds)), 'signature'];

export class BlockReader {
  private parts: RunbookParts;
  /** The last command above, with no more than words between: what it prints may decide. */
  private above: Above = nothingAbove;

  constructor(parts: RunbookParts) {
    this.parts = parts;
  }

  read(nodes: readonly RootContent[], context: BlockContext): Block[] {
    const blocks: Block[] = [];
    let before: RootContent | null = null;
    const outer = this.above;
    this.above = nothingAbove;
    for (const node of nodes) {
      for (const block of this.block(node, context, before)) {
        this.above = nextAbove(this.above, block);
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
    this.above = outer;
    tieNotes(blocks, context.section);
    return blocks;
  }

  private block(node: RootContent, context: BlockContext, before: RootContent | null): Block[] {
    switch (node.type) {
      case 'code':
        return this.code(node, context, before);
      case 'list':
        if (this.parts.fences.anyIn(node.children)) return this.opened(node, context);
        return [
          readList(node, context, before, this.parts) ??
            readAlternativeList(node, context, this.parts) ??
            readDecisionList(node, context, this.above, this.parts) ??
            this.prose(node),
        ];
      case 'table':
        return [
          readAlternativeTable(node, context, this.parts) ??
            readDecisionTable(node, context, this.above, this.parts) ??
            readTable(node, context, before, this.parts) ??
            this.prose(node),
        ];
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
        this.reportTab(node);
        return [readDecisionParagraph(node, context, this.above, this.parts) ?? this.prose(node)];
      default:
        return [this.prose(node)];
    }
  }

  private code(node: Code, context: BlockContext, before: RootContent | null): Block[] {
    const fence = this.parts.fences.of(node);
    const span = this.span(node);
    if (fence.lines) {
      const label = before?.type === 'paragraph' ? distributionsOf(plainText(before)) : [];
      const around = label.length > 0 ? { ...context, distributions: label } : context;
      return [readCommands(fence, around, span, this.parts)];
    }
    if (fence.language === 'console') {
      this.parts.problems.add(
        'info',
        'not-understood',
        span,
        'This console fence shows no prompt, so every line in it was taken for output.',
        'Put `$ ` before what is typed, or label the fence `bash` if all of it is.',
      );
    }
    if (fence.language === null && seemsTyped(node.value)) {
      this.parts.problems.add(
        // Among symptoms it is more often what a program printed.
        context.role === 'symptoms' ? 'info' : 'warning',
        'unlabelled-commands',
        span,
        'This code looks like commands, but names no language, so it was kept as text.',
        'Label it `bash`, with nothing before the commands, or `console`, with `$ ` or `# ` before them.',
      );
    }
    if (context.role === 'symptoms' && node.value.trim() !== '') {
      return [{ type: 'symptoms', symptoms: [readLogSymptom(node, context, this.parts)], span }];
    }
    return [{ type: 'listing', language: fence.language, text: node.value, span }];
  }

  /** A list inside a note that holds commands: its items' content one after the other. */
  private opened(list: List, context: BlockContext): Block[] {
    return list.children.flatMap((item) => this.read(item.children as RootContent[], context));
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
        `${didYouMean(node.name, knownDirectives)}Known: ${knownDirectives.join(', ')}.`,
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
    note.blocks = this.read(content, { ...context, role: null, about: title ?? '' });
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

  /** `=== "Debian"` and the like are another generator's; what stands below is code to Markdown. */
  private reportTab(node: Paragraph): void {
    const { lines, problems } = this.parts;
    const line = lines.line(node.position!.start.line);
    if (!/^\s*(?:===[!+]? "|\{\{[<%]|<(?:Tabs?|TabItem)\b)/.test(line)) return;
    problems.add(
      'info',
      'not-understood',
      this.span(node),
      'This is written for another site generator; it is kept as text, and commands in it are not read.',
      'Use a label like `**Debian and Ubuntu:**` above an ordinary fence.',
    );
  }

  private span(node: Nodes): Block['span'] {
    return nodeSpan(node, this.parts.lines);
  }
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

const nothingAbove: Above = { command: null, words: '' };

/** A command behind a root prompt, or the first line that is no comment. */
function seemsTyped(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !/^#(?:\s|$)/.test(line)) ?? '';
  return startsKnownTool(text.trim().replace(/^#\s+/, '')) || startsKnownTool(first);
}

/** What stands above the block behind this one. */
function nextAbove(above: Above, block: Block): Above {
  const command = commandsOf(block).at(-1);
  if (command) return { command: command.id, words: '' };
  if (block.type === 'prose') return { ...above, words: `${above.words} ${block.text}`.trim() };
  return block.type === 'listing' || block.type === 'decision' ? above : nothingAbove;
}

function commandsOf(block: Block | undefined): Command[] {
  if (block?.type !== 'commands') return [];
  return block.lines.flatMap((line) => (line.type === 'command' ? [line.command] : []));
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
