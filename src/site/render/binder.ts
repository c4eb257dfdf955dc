// The library for paper: of each runbook what is done at night, one sheet each, behind a list of them.
//
// In: runbooks and areas. Out: sheets with a tab (`Storage 4`) each, in the order of the areas. A link is
// of no use on paper: the tab of the sheet that it leads to stands in its place.

import type { PhrasingContent, RootContent } from 'mdast';
import type { Block, Command, NoteKind, Runbook, Section } from '../../model/runbook.ts';
import { byArea } from './by-area.ts';
import { commandsIn } from './first-command.ts';
import { isForTonight, sectionsInOrder } from './section-order.ts';

export interface BinderSheet {
  runbook: Runbook;
  tab: string;
  parts: BinderPart[];
}

export interface BinderPart {
  title: string;
  number: number | null;
  items: BinderItem[];
  parts: BinderPart[];
}

export type BinderItem =
  | { type: 'prose'; nodes: RootContent[] }
  | { type: 'command'; command: Command }
  | { type: 'warning'; kind: NoteKind; title: string | null; nodes: RootContent[] };

interface Area {
  slug: string;
  label: string;
}

/** What is read word by word; elsewhere the commands, where there are any, say what is to be done. */
const readWhole = new Set<Section['role']>(['save', 'before', 'decide', 'escalation']);
const warnings = new Set<NoteKind>(['warning', 'caution', 'danger']);
const lookedUp = new Set<Section['role']>(['symptoms', 'signatures', 'sources', 'next', 'causes']);

export function binderSheets(runbooks: readonly Runbook[], areas: readonly Area[]): BinderSheet[] {
  const sorted = byArea(runbooks, areas).flatMap(({ label, runbooks: own }) =>
    own.map((runbook, index) => ({ runbook, tab: `${label} ${index + 1}` })),
  );
  const tabs = new Map(sorted.map(({ runbook, tab }) => [runbook.id, tab]));
  return sorted.map((sheet) => ({ ...sheet, parts: partsOf(sheet.runbook, tabs) }));
}

function partsOf(runbook: Runbook, tabs: ReadonlyMap<string, string>): BinderPart[] {
  const tabOf = (url: string): string | undefined => {
    const target = runbook.links.find((link) => link.url === url)?.runbook;
    return target && target !== runbook.id ? tabs.get(target) : undefined;
  };
  const belongs = ({ role }: Section) =>
    runbook.meta.type === 'guide' ? !lookedUp.has(role) : isForTonight(role) && !lookedUp.has(role);
  const partOf = (section: Section, whole: boolean): BinderPart[] => {
    const isWhole = whole || readWhole.has(section.role) || commandsIn(section).length === 0;
    const items = section.blocks
      .filter((block) => !isSummary(block, runbook))
      .flatMap((block) => itemsOf(block, isWhole, tabOf));
    const parts = section.sections.flatMap((each) => partOf(each, isWhole));
    if (items.length === 0 && parts.length === 0) return [];
    return [{ title: section.title, number: section.number, items, parts }];
  };
  return sectionsInOrder(runbook.sections)
    .filter(belongs)
    .flatMap((section) => partOf(section, false));
}

/** The sheet begins with it: it is not said twice. */
const isSummary = (block: Block, { summary }: Runbook): boolean =>
  block.type === 'prose' && block.text.trim() === summary.trim();

function itemsOf(
  block: Block,
  whole: boolean,
  tabOf: (url: string) => string | undefined,
): BinderItem[] {
  if (block.type === 'commands') {
    return block.lines.flatMap((line) =>
      line.type === 'command' ? [{ type: 'command' as const, command: line.command }] : [],
    );
  }
  if (block.type === 'decision') {
    return [{ type: 'prose', nodes: forPaper(block.decision.nodes, tabOf) }];
  }
  if (block.type === 'prose' && whole)
    return [{ type: 'prose', nodes: forPaper(block.nodes, tabOf) }];
  if (block.type !== 'note') return [];
  const inside = block.note.blocks.flatMap((each) =>
    itemsOf(each, warnings.has(block.note.kind), tabOf),
  );
  const commands = inside.filter(({ type }) => type === 'command');
  if (!warnings.has(block.note.kind)) return commands;
  const nodes = inside.flatMap((item) => (item.type === 'prose' ? item.nodes : []));
  return [{ type: 'warning', kind: block.note.kind, title: block.note.title, nodes }, ...commands];
}

/** Links become their words, and the tab of the sheet that they lead to. */
function forPaper(nodes: RootContent[], tabOf: (url: string) => string | undefined): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === 'link') {
      const tab = tabOf(node.url);
      const words = forPaper(node.children, tabOf) as PhrasingContent[];
      return tab === undefined ? words : [...words, { type: 'text', value: ` (${tab})` }];
    }
    if (!('children' in node)) return [node];
    return [{ ...node, children: forPaper(node.children as RootContent[], tabOf) } as RootContent];
  });
}
