// A runbook whose commands start an organisation's own programs → the same with their risks known.
// An author's own word on a command stays.

import type { Block, Command, Note, Runbook, Section } from '../model/runbook.ts';
import { readCommandRisk, type Tool } from '../parse/command-risk.ts';

export function withOwnTools(runbook: Runbook, tools: Readonly<Record<string, Tool>>): Runbook {
  if (Object.keys(tools).length === 0) return runbook;
  // The parser's result may be held in a cache for another reading: it is copied, not changed.
  // structuredClone keeps the flat lists pointing at the sections of the tree.
  const copy = structuredClone(runbook);
  for (const command of commandsOf(copy)) {
    if (command.riskFrom === 'author') continue;
    if (command.runs === 'grub' || command.runs === 'bmc') continue;
    const inside = command.runs === 'crash' ? 'crash' : 'host';
    const { risk, riskFrom } = readCommandRisk(command.text, inside, tools);
    command.risk = risk;
    command.riskFrom = riskFrom;
  }
  return copy;
}

function commandsOf(runbook: Runbook): Iterable<Command> {
  const found = new Set(runbook.commands);
  const inBlocks = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      if (block.type === 'note') inNote(block.note);
      if (block.type !== 'commands') continue;
      for (const line of block.lines) if (line.type === 'command') found.add(line.command);
    }
  };
  const inNote = (note: Note) => inBlocks(note.blocks);
  const inSections = (sections: readonly Section[]) => {
    for (const section of sections) {
      inBlocks(section.blocks);
      inSections(section.sections);
    }
  };
  inSections(runbook.sections);
  return found;
}
