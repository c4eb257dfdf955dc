// The cheat sheet: which program answers what, and how the runbooks call it.
//
// In: the runbooks, and what each program is for (content/vocabulary/tool-notes.json). Out: groups of
// programs by the question that one has, those that most runbooks call first; of each the commands that most runbooks share. A program
// without a note stands in a group of its own at the end: nothing is left out.

import notes from '../../../content/vocabulary/tool-notes.json' with { type: 'json' };
import type { Command, Runbook } from '../../model/runbook.ts';

export interface ToolGroup {
  slug: string;
  label: string;
  question: string;
  tools: ToolEntry[];
}

export interface ToolEntry {
  name: string;
  /** Null where nobody has written it down yet. */
  about: string | null;
  /** What only looks comes first, then what most runbooks have in common, the shortest among equals. */
  commands: ToolCommand[];
  /** Different commands in all runbooks. */
  count: number;
  /** Every runbook that calls it. */
  runbooks: Pick<Runbook, 'id' | 'title'>[];
}

export interface ToolCommand {
  command: Command;
  /** Where it stands; the first is the one to look at. */
  places: { runbook: Pick<Runbook, 'id' | 'title'>; anchor: string }[];
}

const mostCommands = 3;
const known: Record<string, { group: string; about: string }> = notes.tools;

export function toolSheet(runbooks: readonly Runbook[]): ToolGroup[] {
  const byTool = new Map<string, Map<string, ToolCommand>>();
  for (const runbook of runbooks) {
    for (const command of runbook.commands) {
      if (command.tool === null) continue;
      const commands = byTool.get(command.tool) ?? new Map<string, ToolCommand>();
      byTool.set(command.tool, commands);
      const same = commands.get(command.text) ?? { command, places: [] };
      commands.set(command.text, same);
      if (same.places.every((place) => place.runbook.id !== runbook.id)) {
        same.places.push({ runbook, anchor: command.id });
      }
    }
  }
  const entries = [...byTool].map(([name, commands]) => entryOf(name, [...commands.values()]));
  const groups = notes.groups.map((group) => ({
    ...group,
    tools: entries.filter(({ name }) => known[name]?.group === group.slug),
  }));
  const others = entries.filter(({ name }) => known[name] === undefined);
  return [
    ...groups,
    {
      slug: 'others',
      label: 'Others',
      question: 'Called by runbooks, not described yet.',
      tools: others,
    },
  ]
    .filter(({ tools }) => tools.length > 0)
    .map((group) => ({
      ...group,
      tools: group.tools.sort(
        (a, b) => b.runbooks.length - a.runbooks.length || (a.name < b.name ? -1 : 1),
      ),
    }));
}

function entryOf(name: string, commands: ToolCommand[]): ToolEntry {
  const runbooks = new Map(
    commands.flatMap(({ places }) => places.map(({ runbook }) => [runbook.id, runbook] as const)),
  );
  return {
    name,
    about: known[name]?.about ?? null,
    commands: commands
      .sort(
        (a, b) =>
          Number(a.command.risk !== 'read-only') - Number(b.command.risk !== 'read-only') ||
          b.places.length - a.places.length ||
          a.command.text.length - b.command.text.length,
      )
      .slice(0, mostCommands),
    count: commands.length,
    runbooks: [...runbooks.values()],
  };
}
