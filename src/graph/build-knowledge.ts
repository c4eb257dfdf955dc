// Runbooks → the part of the library that triage needs, as plain JSON: signatures to match, steps
// to plan with. No Markdown, no positions: this travels to every browser.

import type { Knowledge, KnownStep, KnownTarget } from '../model/knowledge.ts';
import type { Organisation, Origin } from '../model/organisation.ts';
import type {
  Block,
  BranchTarget,
  Command,
  Runbook,
  Section,
  SectionRole,
} from '../model/runbook.ts';
import type { PlanPhase } from '../model/triage-report.ts';
import { type Action, actionsOf, commandsIn, decisionsIn, notesIn, proseIn } from './actions.ts';
import { knownSignatures } from './known-signatures.ts';
import { stepNamer } from './name-steps.ts';

/** Not a matter of this night: read in the runbook, never planned. */
const forLater = new Set<SectionRole>(['prevention', 'measure']);

/** When a section's work is done; sections of other roles take the phase of what they stand in. */
const phases: Partial<Record<SectionRole, PlanPhase>> = {
  save: 'save',
  before: 'look',
  investigation: 'look',
  procedure: 'look',
  decide: 'decide',
  fixes: 'fix',
  fix: 'fix',
  verify: 'verify',
  escalation: 'escalate',
};

/** Sections that say something worth planning even where they hold no command. */
const spoken = new Set<SectionRole>(['before', 'save', 'decide', 'verify', 'escalation']);

/** Drafts and published runbooks alike. */
export function buildKnowledge(runbooks: readonly Runbook[]): Knowledge {
  const titles = targetTitles(runbooks);
  return {
    format: 'panicroom-knowledge',
    version: 1,
    runbooks: runbooks.map((runbook) => ({
      id: runbook.id,
      title: runbook.title,
      summary: runbook.summary,
      area: runbook.area,
      kinds: runbook.meta.kinds,
      class: runbook.meta.class,
      severity: runbook.meta.severity,
      requirements: runbook.requirements.map(({ text, needs }) => ({ text, needs })),
      escalation: runbook.escalation && {
        ...runbook.escalation,
        attach: runbook.escalation.attach.map(stepNamer(runbook)),
      },
      steps: stepsOf(runbook, titles),
    })),
    signatures: knownSignatures(runbooks),
  };
}

/** The same with whose own lies over the library, for whom to call. */
export function withOrganisation(
  knowledge: Knowledge,
  { name, contacts }: Organisation,
): Knowledge {
  const { runbooks } = knowledge;
  return {
    ...knowledge,
    organisation: {
      name,
      contacts: contacts.map((contact) => {
        const ofAreas = runbooks.filter(({ area }) => contact.areas.includes(area));
        const ids = new Set([...contact.runbooks, ...ofAreas.map(({ id }) => id)]);
        return { ...contact, runbooks: [...ids] };
      }),
    },
  };
}

function stepsOf(runbook: Runbook, titles: TargetTitles): KnownStep[] {
  const planned = [...actionsOf(runbook), ...spokenSections(runbook)].filter(
    ({ path }) => !path.some(({ role }) => forLater.has(role)),
  );
  const origins = originByCommand(runbook);
  // By the tree: in a corrected runbook, offsets are of several files.
  const order = new Map(sectionsOf(runbook.sections).map((section, index) => [section, index]));
  planned.sort((a, b) => order.get(a.section)! - order.get(b.section)!);
  const fixes = new Set<Section>(runbook.fixes);
  const isFix = (section: Section) => fixes.has(section);
  const named = stepNamer(runbook);
  return planned.map(({ section, path, blocks }) => ({
    id: section.id,
    title: section.title,
    phase: phaseOf(path),
    text: proseIn(blocks),
    commands: commandsIn(blocks).map((command) => ({
      text: command.text,
      purpose: command.purpose && named(command.purpose),
      risk: command.risk,
      runs: command.runs,
      placeholders: command.placeholders,
      distributions: command.distributions,
      ...(origins.has(command) ? { origin: origins.get(command)! } : {}),
    })),
    doneAt:
      isFix(section) && commandsIn(blocks).length === 0 ? doneAt(runbook, section, titles) : [],
    branches: decisionsIn(blocks).flatMap(({ branches }) =>
      branches.map(({ when, outputs, advice, target }) => ({
        when: when && named(when),
        outputs,
        // "Step 4" behind another runbook's name is a step of that one.
        advice: target === null || target.runbook === runbook.id ? named(advice) : advice,
        target: target && titles(target),
      })),
    ),
    notes: notesIn(blocks).map(({ kind, title, blocks: inner }) => ({
      kind,
      title,
      text: named(proseIn(inner)),
    })),
  }));
}

/** "[Boot the previous kernel](kernel-panic.md#boot-the-previous-kernel)": what is written once. */
function doneAt(runbook: Runbook, section: Section, titles: TargetTitles): KnownTarget[] {
  const file = section.origin?.file;
  const inside = runbook.links.filter(
    ({ origin, span }) =>
      origin?.file === file &&
      span.start.offset >= section.span.start.offset &&
      span.end.offset <= section.span.end.offset,
  );
  return inside.flatMap((link) => {
    const anchor = /#(.+)$/.exec(link.url)?.[1];
    if (link.runbook === null || anchor === undefined) return [];
    const target = titles({ runbook: link.runbook, section: anchor });
    return target ? [target] : [];
  });
}

function sectionsOf(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => [section, ...sectionsOf(section.sections)]);
}

/** Whose each command is, where it is not the library's. */
function originByCommand(runbook: Runbook): Map<Command, string> {
  const found = new Map<Command, string>();
  const visit = (section: Section, around: Origin | undefined) => {
    const origin = section.origin ?? around;
    if (origin) {
      for (const command of commandsIn(section.blocks)) found.set(command, origin.whose);
    }
    for (const child of section.sections) visit(child, origin);
  };
  for (const section of runbook.sections) visit(section, runbook.origin);
  return found;
}

type TargetTitles = (target: BranchTarget) => KnownTarget | null;

/** Where branches lead, with a name for it; null for what is not in the library. */
function targetTitles(runbooks: readonly Runbook[]): TargetTitles {
  const known = new Map<string, { id: string; title: string; sections: Map<string, string> }>();
  for (const { id, file, title, sections: tree } of runbooks) {
    const sections = new Map<string, string>();
    const visit = (section: Section) => {
      sections.set(section.id, section.title);
      section.sections.forEach(visit);
    };
    tree.forEach(visit);
    const own = { id, title, sections };
    known.set(id, own);
    known.set(file.replace(/\.(?:md|markdown)$/i, ''), own);
  }
  return ({ runbook, section }) => {
    const target = known.get(runbook);
    if (!target) return null;
    const title = section === null ? undefined : target.sections.get(section);
    if (section !== null && title === undefined) return null;
    return { runbook: target.id, step: section, title: title ?? target.title };
  };
}

type Planned = Pick<Action, 'section' | 'path' | 'blocks'>;

function spokenSections(runbook: Runbook): Planned[] {
  const steps = new Set<Section>(runbook.steps);
  const found: Planned[] = [];
  const visit = (section: Section, above: Section[]) => {
    const path = [...above, section];
    const blocks = wordsOf(section);
    if (spoken.has(section.role) && !steps.has(section) && blocks.length > 0) {
      found.push({ section, path, blocks });
    }
    for (const child of section.sections) visit(child, path);
  };
  for (const section of runbook.sections) visit(section, []);
  return found;
}

/** The section's blocks, and those of its parts that are no steps of their own. */
function wordsOf(section: Section): Block[] {
  const parts = section.sections.filter((part) => part.role === 'other');
  return [...section.blocks, ...parts.flatMap(wordsOf)];
}

function phaseOf(path: readonly Section[]): PlanPhase {
  for (const section of path.toReversed()) {
    const phase = phases[section.role];
    if (phase) return phase;
  }
  return 'look';
}
