// The same command for several distributions, in a list or a table with code inside the lines.
//
//     - Debian/Ubuntu: `apt-get install crash`        | System | Command |
//     - RHEL: `dnf install crash`                     | SUSE   | `zypper install crash` |
//
// Every item or row has to name distributions and hold commands; else it is what it was.

import type { InlineCode, List, Nodes, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Block, CommandLine } from '../model/runbook.ts';
import { readCommand } from './command-block.ts';
import { startsKnownTool } from './command-risk.ts';
import { distributionsOf } from './distributions.ts';
import { squeeze } from './item-words.ts';
import { type BlockContext, nodeSpan, type RunbookParts } from './runbook-parts.ts';

type CommandsBlock = Extract<Block, { type: 'commands' }>;

interface Alternative {
  label: string;
  codes: InlineCode[];
  /** What else is said, in plain words. */
  words: string;
}

export function readAlternativeList(
  list: List,
  context: BlockContext,
  parts: RunbookParts,
): CommandsBlock | null {
  const found = list.children.map((item): Alternative | null => {
    const [first, ...others] = item.children;
    if (first?.type !== 'paragraph' || others.length > 0) return null;
    const at = first.children.findIndex((node) => node.type === 'inlineCode');
    if (at <= 0) return null;
    const before = first.children.slice(0, at);
    const behind = first.children.slice(at);
    const label = before.map((node) => plainText(node)).join('');
    return { label, codes: codesIn(behind), words: wordsBetween(behind) };
  });
  return alternatives(found, list, context, parts);
}

export function readAlternativeTable(
  table: Table,
  context: BlockContext,
  parts: RunbookParts,
): CommandsBlock | null {
  const found = table.children.slice(1).map(({ children: [first, ...others] }) => {
    if (!first) return null;
    const cells = others.flatMap((cell) => cell.children as Nodes[]);
    return { label: plainText(first), codes: codesIn(cells), words: wordsBetween(cells) };
  });
  return alternatives(found, table, context, parts);
}

function codesIn(nodes: readonly Nodes[]): InlineCode[] {
  return nodes.filter((node): node is InlineCode => node.type === 'inlineCode');
}

function wordsBetween(nodes: readonly Nodes[]): string {
  const words = nodes.filter((node) => node.type !== 'inlineCode').map((node) => plainText(node));
  return squeeze(words.join(' ')).replace(/^[ ,;:.]{1,9}|[ ,;:]{1,9}$/g, '');
}

function alternatives(
  found: readonly (Alternative | null)[],
  node: Nodes,
  context: BlockContext,
  parts: RunbookParts,
): CommandsBlock | null {
  const sure = found.filter((one) => one !== null);
  if (sure.length === 0 || sure.length < found.length || !sure.every(isAlternative)) return null;
  const lines = sure.flatMap(({ label, codes, words }) => {
    const name = squeeze(label).replace(/ ?[:–—-]$/, '');
    return codes.map((code): CommandLine => {
      const start = code.position!.start.offset!;
      const end = code.position!.end.offset!;
      const text = code.value.replace(/^[$#] +(?=\S)/, '');
      const marks = (end - start - code.value.length) >> 1;
      const raw = {
        type: 'command' as const,
        text,
        start: start + marks + code.value.length - text.length,
        end: end - marks,
        purpose: words === '' ? name : `${name}: ${words}`,
        prompt: 'host' as const,
        unfinished: false,
      };
      const fence = { risk: null, runs: null };
      const command = readCommand(raw, fence, distributionsOf(label), context, parts);
      return { type: 'command', command };
    });
  });
  return { type: 'commands', language: 'bash', lines, span: nodeSpan(node, parts.lines) };
}

function isAlternative({ label, codes }: Alternative): boolean {
  return distributionsOf(label).length > 0 && codes.length > 0 && codes.every(isCommand);
}

/** More than a word, of a program that is known: neither a path nor the name of a package. */
function isCommand({ value }: InlineCode): boolean {
  const words = value.replace(/^[$#] +/, '').replace(/^sudo +/, '');
  return startsKnownTool(words) && /^\S+ +\S/.test(words);
}
