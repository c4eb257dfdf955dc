// Every section of a runbook in the author's order, with the sections that it stands in.

import type { Block, Runbook, Section } from '../model/runbook.ts';

export function* walkSections(
  { sections }: Pick<Runbook, 'sections'>,
  above: readonly Section[] = [],
): Generator<{ section: Section; above: readonly Section[] }> {
  for (const section of sections) {
    yield { section, above };
    yield* walkSections(section, [...above, section]);
  }
}

/** Every block of a runbook, those inside notes too, with the section that it stands in. */
export function* walkBlocks(runbook: Runbook): Generator<{ block: Block; section: Section }> {
  for (const { section } of walkSections(runbook)) {
    for (const block of section.blocks) yield* inside(block, section);
  }
}

function* inside(block: Block, section: Section): Generator<{ block: Block; section: Section }> {
  yield { block, section };
  if (block.type !== 'note') return;
  for (const inner of block.note.blocks) yield* inside(inner, section);
}
