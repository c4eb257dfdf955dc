// Which parts of a corrected runbook are not the library's own, and whose they are.

import type { Origin } from '../model/organisation.ts';
import type { Block, Section } from '../model/runbook.ts';

/** By the id of a section, or of a part in it. Parts of ours are absent. */
export function originsById(sections: readonly Section[]): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  const visit = (section: Section, around: Origin | undefined) => {
    const origin = section.origin ?? around;
    if (origin) {
      origins.set(section.id, origin);
      for (const id of idsIn(section.blocks)) origins.set(id, origin);
    }
    for (const child of section.sections) visit(child, origin);
  };
  for (const section of sections) visit(section, undefined);
  return origins;
}

function idsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'commands':
        return block.lines.flatMap((line) => (line.type === 'command' ? [line.command.id] : []));
      case 'note':
        return [block.note.id, ...idsIn(block.note.blocks)];
      case 'signature':
        return [block.signature.id];
      case 'symptoms':
        return block.symptoms.map(({ id }) => id);
      case 'causes':
        return block.causes.map(({ id }) => id);
      default:
        return [];
    }
  });
}
