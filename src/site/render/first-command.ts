// The command that a runbook's first screen shows: the first that only looks, has no blank, and
// stands where evidence is saved or the first look is taken.

import type { Block, Command, Section } from '../../model/runbook.ts';
import { sectionsInOrder } from './section-order.ts';

export function firstSafeCommand(sections: Section[]): Command | null {
  const commands = sectionsInOrder(sections).flatMap((section) => commandsIn(section));
  const safe = commands.filter((command) => command.risk === 'read-only');
  return safe.find((command) => command.placeholders.length === 0) ?? safe[0] ?? null;
}

export function commandsIn(section: Section): Command[] {
  return [
    ...section.blocks.flatMap((block) => commandsOfBlock(block)),
    ...section.sections.flatMap((each) => commandsIn(each)),
  ];
}

function commandsOfBlock(block: Block): Command[] {
  if (block.type === 'note') return block.note.blocks.flatMap((each) => commandsOfBlock(each));
  if (block.type !== 'commands') return [];
  return block.lines.flatMap((line) => (line.type === 'command' ? [line.command] : []));
}
