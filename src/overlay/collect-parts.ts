// The tree of a runbook's sections → the flat lists that point into it, for a tree that was put
// together from several files. The parser fills the same lists as it reads.

import type { Block, Runbook, Section } from '../model/runbook.ts';
import { flatSections } from '../parse/flat-sections.ts';
import { readRequirements } from '../parse/read-requirements.ts';

type PartLists = Pick<
  Runbook,
  | 'steps'
  | 'causes'
  | 'fixes'
  | 'prevention'
  | 'commands'
  | 'decisions'
  | 'requirements'
  | 'symptoms'
  | 'taintFlags'
  | 'notes'
  | 'signatures'
>;

export function collectParts(sections: readonly Section[]): PartLists {
  const lists: PartLists = {
    ...flatSections(sections),
    commands: [],
    decisions: [],
    requirements: readRequirements(sections),
    symptoms: [],
    taintFlags: [],
    notes: [],
    signatures: [],
  };
  const inBlocks = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      switch (block.type) {
        case 'commands':
          for (const line of block.lines) {
            if (line.type === 'command') lists.commands.push(line.command);
          }
          break;
        case 'symptoms':
          lists.symptoms.push(...block.symptoms);
          break;
        case 'taint-flags':
          lists.taintFlags.push(...block.flags);
          break;
        case 'signature':
          lists.signatures.push(block.signature);
          break;
        case 'decision':
          lists.decisions.push(block.decision);
          break;
        case 'note':
          lists.notes.push(block.note);
          inBlocks(block.note.blocks);
          break;
      }
    }
  };
  const inSections = (below: readonly Section[]) => {
    for (const section of below) {
      inBlocks(section.blocks);
      inSections(section.sections);
    }
  };
  inSections(sections);
  return lists;
}
