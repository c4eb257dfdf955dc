// The parts of a runbook in which something is done, each with what belongs to it: the graph's
// step, fix and prevention nodes, and the steps of a plan. One reading for both, so that a command
// has one owner everywhere.
//
// A part that is no action of its own (a heading inside a fix, "Taint flags" inside a step) gives
// its blocks to the nearest action around it.

import type { Block, Command, Decision, Note, Runbook, Section } from '../model/runbook.ts';

export type ActionType = 'step' | 'fix' | 'prevention';

export interface Action {
  section: Section;
  type: ActionType;
  /** The sections from the top of the runbook down to this one. */
  path: Section[];
  /** Its own blocks, then those of the parts that are no actions. */
  blocks: Block[];
}

/** In the author's order. */
export function actionsOf(runbook: Runbook): Action[] {
  const types = new Map<Section, ActionType>();
  for (const section of runbook.steps) types.set(section, 'step');
  for (const section of runbook.fixes) types.set(section, 'fix');
  for (const section of runbook.prevention) types.set(section, 'prevention');

  const actions: Action[] = [];
  const visit = (section: Section, around: Action | null, above: Section[]) => {
    const path = [...above, section];
    const type = types.get(section);
    let owner = around;
    if (type) {
      owner = { section, type, path, blocks: [] };
      actions.push(owner);
    }
    owner?.blocks.push(...section.blocks);
    for (const child of section.sections) visit(child, owner, path);
  };
  for (const section of runbook.sections) visit(section, null, []);
  return actions;
}

/** The commands of blocks, those inside notes included. */
export function commandsIn(blocks: readonly Block[]): Command[] {
  return blocks.flatMap((block) => {
    if (block.type === 'commands') {
      return block.lines.flatMap((line) => (line.type === 'command' ? [line.command] : []));
    }
    return block.type === 'note' ? commandsIn(block.note.blocks) : [];
  });
}

/** The notes of blocks, those inside other notes included. */
export function notesIn(blocks: readonly Block[]): Note[] {
  return blocks.flatMap((block) =>
    block.type === 'note' ? [block.note, ...notesIn(block.note.blocks)] : [],
  );
}

/** The decisions of blocks, those inside notes included. */
export function decisionsIn(blocks: readonly Block[]): Decision[] {
  return blocks.flatMap((block) => {
    if (block.type === 'decision') return [block.decision];
    return block.type === 'note' ? decisionsIn(block.note.blocks) : [];
  });
}

/** Plain text of blocks, as far as it is prose. */
export function proseIn(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.type === 'prose' ? [block.text] : []))
    .filter((text) => text !== '')
    .join('\n\n');
}
