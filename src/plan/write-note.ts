// An incident note as Markdown for a ticket, or as plain text for mail and chat.
//
// A log is written by whoever could make the kernel print: nothing of it may become markup, a link, a
// mention or an instruction in the ticket. Hidden characters are shown, words are escaped, the log and
// the commands stand in fences longer than any run of backticks in them.

import type { NoteBlock, NoteCommand } from './incident-note.ts';
import { showText } from './visible-text.ts';

export type NoteFormat = 'markdown' | 'text';

export function writeNote(blocks: readonly NoteBlock[], format: NoteFormat): string {
  const write = format === 'markdown' ? asMarkdown : asText;
  return `${blocks.map(write).join('\n\n')}\n`;
}

function asMarkdown(block: NoteBlock): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return escapeMarkdown(block.text);
    case 'facts':
      return block.rows
        .map(([name, value]) => `- **${name}:** ${escapeMarkdown(value)}`)
        .join('\n');
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
    case 'log':
      return fenced(numbered(block.lines), 'text');
    case 'commands':
      return [
        `## ${block.heading}`,
        ...block.items.map((item) => {
          const words = [item.at, item.purpose, item.marks].filter((part) => part !== null);
          const box = `- [${item.done ? 'x' : ' '}] ${escapeMarkdown(words.join(' · '))}`;
          return `${box}\n${indented(fenced(showText(item.command), 'sh'), '  ')}`;
        }),
      ].join('\n\n');
  }
}

function asText(block: NoteBlock): string {
  switch (block.type) {
    case 'heading': {
      const text = oneLine(block.text);
      return `${text}\n${(block.level === 1 ? '=' : '-').repeat(Math.min(72, [...text].length))}`;
    }
    case 'paragraph':
      return oneLine(block.text);
    case 'facts': {
      const width = Math.max(...block.rows.map(([name]) => name.length));
      return block.rows
        .map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value)}`)
        .join('\n');
    }
    case 'list':
      return block.items.map((item) => `- ${oneLine(item)}`).join('\n');
    case 'log':
      return indented(numbered(block.lines), '    ');
    case 'commands':
      return [
        `${block.heading}\n${'-'.repeat(block.heading.length)}`,
        ...block.items.map(commandAsText),
      ].join('\n');
  }
}

function commandAsText({ done, at, purpose, command, marks }: NoteCommand): string {
  const words = [at, purpose, marks].filter((part) => part !== null).join(' · ');
  return `[${done ? 'x' : ' '}] ${oneLine(words)}\n${indented(showText(command), '      ')}`;
}

function numbered(lines: readonly { number: number; text: string }[]): string {
  const width = String(lines.at(-1)!.number).length;
  return lines
    .map(({ number, text }) => `${String(number).padStart(width)}  ${oneLine(text)}`)
    .join('\n');
}

/** CommonMark 0.31, 4.5: a fence is closed only by one at least as long. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function indented(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

/**
 * Words as words: CommonMark 0.31, 2.4 lets any ASCII punctuation be escaped. What a tracker would turn
 * into a link, a mention or a reference (`https://…`, `@name`, `#12`) stands in code, where it does not.
 */
function escapeMarkdown(text: string): string {
  return oneLine(text)
    .trim()
    .split(' ')
    .map((word, index) => {
      if (/:\/\/|^www\.|@|(?:^|\W)#\w/i.test(word)) return codeSpan(word);
      const escaped = word.replace(/[\\`*{}[\]<>|~!&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');
      return index === 0
        ? escaped.replace(/^[#+-]+$/, '\\$&').replace(/^(\d{1,9})([.)])$/, '$1\\$2')
        : escaped;
    })
    .join(' ');
}

/** CommonMark 0.31, 6.1. */
function codeSpan(word: string): string {
  const longest = Math.max(0, ...[...word.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return ticks + space + word + space + ticks;
}

function oneLine(text: string): string {
  return showText(text).replaceAll('\n', ' ');
}
