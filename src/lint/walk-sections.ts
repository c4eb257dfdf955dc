// Every section of a runbook in the author's order, with the sections that it stands in.

import type { Block, Runbook, Section } from '../model/runbook.ts';

export interface WalkedSection {
  section: Section;
  /** The outermost first. */
  above: readonly Section[];
}

export interface WalkedBlock {
  block: Block;
  section: Section;
}

// Lists, not generators: a dozen rules walk each runbook, and a generator a level costs more than they do.

export function walkSections({ sections }: Pick<Runbook, 'sections'>): WalkedSection[] {
  const walked: WalkedSection[] = [];
  const walk = (below: readonly Section[], above: readonly Section[]) => {
    for (const section of below) {
      walked.push({ section, above });
      if (section.sections.length > 0) walk(section.sections, [...above, section]);
    }
  };
  walk(sections, []);
  return walked;
}

/** Every block of a runbook, those inside notes too, with the section that it stands in. */
export function walkBlocks({ sections }: Pick<Runbook, 'sections'>): WalkedBlock[] {
  const walked: WalkedBlock[] = [];
  const walkAll = (blocks: readonly Block[], section: Section) => {
    for (const block of blocks) {
      walked.push({ block, section });
      if (block.type === 'note') walkAll(block.note.blocks, section);
    }
  };
  const walk = (below: readonly Section[]) => {
    for (const section of below) {
      walkAll(section.blocks, section);
      walk(section.sections);
    }
  };
  walk(sections);
  return walked;
}
