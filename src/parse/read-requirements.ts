// Sections "Before you start" → what a person must have or know before the first step.
//
//     - You need root, or the console of the BMC.      needs: root, console
//     - Know where the root filesystem lies.           needs: nothing with a name

import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Block, Need, Requirement, Section } from '../model/runbook.ts';
import { titleSlug } from './anchors.ts';
import { normalWords } from './heading-title.ts';
import { squeeze } from './item-words.ts';
import { needWords, noNeed } from './need-words.ts';

/** From sections alone, so that a tree put together from several files is read like one. */
export function readRequirements(sections: readonly Section[]): Requirement[] {
  const found: Requirement[] = [];
  const ids = new Map<string, number>();
  const add = (section: Section, node: Nodes) => {
    const text = squeeze(
      node.type === 'tableRow'
        ? node.children.map((cell) => plainText(cell)).join(', ')
        : plainText(node),
    );
    if (text === '') return;
    const wanted = `${section.id}--requirement-${titleSlug(text)}`;
    const count = (ids.get(wanted) ?? 0) + 1;
    ids.set(wanted, count);
    found.push({
      id: count === 1 ? wanted : `${wanted}-${count}`,
      text,
      needs: needsOf(text),
      span: spanOf(node),
    });
  };
  const visit = (section: Section) => {
    for (const block of section.blocks) {
      for (const node of nodesOf(block)) {
        if (node.type === 'list') for (const item of node.children) add(section, item);
        else if (node.type === 'table') for (const row of node.children.slice(1)) add(section, row);
        else if (node.type === 'paragraph' && needsOf(plainText(node)).length > 0) {
          // "You will need:" only opens the list below it.
          if (!/:\s*$/.test(plainText(node))) add(section, node);
        }
      }
    }
    for (const part of section.sections) visit(part);
  };
  const search = (section: Section) => {
    if (section.role === 'before') visit(section);
    else for (const part of section.sections) search(part);
  };
  for (const section of sections) search(section);
  return found;
}

function nodesOf(block: Block): readonly Nodes[] {
  if (block.type === 'prose') return block.nodes;
  if (block.type === 'decision') return block.decision.nodes;
  return block.type === 'note' ? block.note.blocks.flatMap(nodesOf) : [];
}

function spanOf({ position }: Nodes): Requirement['span'] {
  const { start, end } = position!;
  return {
    start: { line: start.line, column: start.column, offset: start.offset! },
    end: { line: end.line, column: end.column, offset: end.offset! },
  };
}

/** In the order of the table, each once. */
export function needsOf(text: string): Need[] {
  const words = ` ${normalWords(text.slice(0, 2_000).replace(noNeed, ' '))} `;
  return needWords.flatMap(({ need, words: wordings }) =>
    wordings.some((wording) => words.includes(` ${wording} `)) ? [need] : [],
  );
}
