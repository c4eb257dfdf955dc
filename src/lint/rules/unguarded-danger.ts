// A warning stands before what cannot be undone.

import type { Command, Runbook, Section } from '../../model/runbook.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkBlocks, walkSections } from '../walk-sections.ts';

const severe = new Set(['reboots', 'destroys-data']);

const warns = new Set(['warning', 'caution', 'danger', 'important']);

export const unguardedDanger: RunbookRule = {
  code: 'commands/unguarded-danger',
  level: 'required',
  of: 'runbook',
  asks: 'A command that reboots or destroys data has a `:::warning` in its section: what is lost, how to check first, how to undo.',
  why: 'At 3 a.m. the command is copied before the prose around it is read.',
  bad: {
    runbooks: {
      'a/b.md': '# A title\n\n## Fix\n\nStart anew.\n\n```bash\nmkfs.ext4 /dev/sdb1\n```\n',
    },
  },
  good: {
    runbooks: {
      'a/b.md':
        '# A title\n\n## Fix\n\n:::warning Everything on the partition is lost\nCheck with `blkid` that it is the right one. There is no way back.\n:::\n\n```bash\nmkfs.ext4 /dev/sdb1\n```\n',
    },
  },
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
      const guarded = guardedIds(runbook);
      for (const { section, above } of walkSections(runbook)) {
        if ([section, ...above].some(({ id }) => guarded.has(id))) continue;
        for (const command of commandsIn(section)) {
          if (!severe.has(command.risk) || guarded.has(command.id)) continue;
          const does = command.risk === 'reboots' ? 'reboots the machine' : 'destroys data';
          yield {
            runbook,
            span: command.span,
            message: `This ${does}, and nothing in its section warns of it.`,
            fix: 'Put a `:::warning` above it: what is lost, how to check first, how to undo. If it does not do that, say so: ```bash {risk="read-only"}.',
          };
        }
      }
    }
  },
};

/** Ids of what a warning stands next to, and of the sections that hold one. */
function guardedIds(runbook: Runbook): Set<string> {
  const ids = new Set<string>();
  for (const note of runbook.notes) {
    if (warns.has(note.kind) && note.guards !== null) ids.add(note.guards);
  }
  for (const { block, section } of walkBlocks(runbook)) {
    if (block.type === 'note' && warns.has(block.note.kind)) ids.add(section.id);
  }
  return ids;
}

function* commandsIn(section: Section): Generator<Command> {
  for (const block of section.blocks) {
    if (block.type !== 'commands') continue;
    for (const line of block.lines) if (line.type === 'command') yield line.command;
  }
}
