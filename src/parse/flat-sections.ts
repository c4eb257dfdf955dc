// The tree of sections → the lists of those in which something is done or said: steps, causes,
// fixes, measures. The same objects as in the tree, in the author's order.

import type { Runbook, Section } from '../model/runbook.ts';

type SectionLists = Pick<Runbook, 'steps' | 'causes' | 'fixes' | 'prevention'>;

export function flatSections(sections: readonly Section[]): SectionLists {
  const lists: SectionLists = { steps: [], causes: [], fixes: [], prevention: [] };
  const visit = (section: Section, inside: Section['role'] | null) => {
    const list = listOf(section, inside);
    if (list) lists[list].push(section);
    const kept = section.role === 'other' || section.role === 'procedure';
    const around = kept && inside !== null ? inside : section.role;
    for (const child of section.sections) visit(child, around);
  };
  for (const section of sections) visit(section, null);
  return lists;
}

/**
 * Which list a section belongs to. A group (Investigation, Fix, Prevention) is one of its own kind
 * where it holds the commands or the words itself, rather than parts that do.
 */
function listOf(section: Section, inside: Section['role'] | null): keyof SectionLists | null {
  switch (section.role) {
    case 'step':
      return 'steps';
    case 'fix':
      return 'fixes';
    case 'cause':
      return 'causes';
    case 'measure':
      return 'prevention';
    case 'fixes':
      return hasCommands(section) || section.sections.some(isItemWithCommands) ? 'fixes' : null;
    case 'prevention':
      return section.blocks.length > 0 && section.sections.length === 0 ? 'prevention' : null;
    case 'causes':
      return section.blocks.some((block) => block.type === 'causes') ? 'causes' : null;
    default:
      // Commands under a fix or measure belong to it, whatever the part that holds them is called.
      if (inside === 'fix' || inside === 'fixes' || inside === 'measure' || inside === 'cause') {
        return null;
      }
      return hasCommands(section) || decides(section) ? 'steps' : null;
  }
}

/** "Decide" is a step of its own where it says where to go on. */
function decides(section: Section): boolean {
  return section.role === 'decide' && section.blocks.some((block) => block.type === 'decision');
}

/** A fix whose steps are a list: the items are its parts, no fixes of their own. */
function isItemWithCommands(section: Section): boolean {
  if (section.form !== 'list-item' || section.role !== 'other') return false;
  return hasCommands(section) || section.sections.some(isItemWithCommands);
}

function hasCommands(section: Section): boolean {
  return section.blocks.some((block) => block.type === 'commands');
}
