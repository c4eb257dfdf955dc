// One of our runbooks and an organisation's corrections of it → the runbook as they have it. Ours is
// not changed; each part that is theirs says so.
//
//     # Investigation                     # Investigation
//     ## One cgroup ran out        ──▶    ## One cgroup ran out      our text
//     our text                              ↳ theirs, a part of its own below it
//
// Text under a heading of ours is added behind our own text; where `replaces` names the heading, it
// and all below it takes the place of ours, under our anchor, so that links go on to lead there. A
// heading that we do not have is a new part, put behind the one that stands before it in their file.

import type { Nodes } from 'mdast';
import type { Origin } from '../model/organisation.ts';
import type { Block, Link, Runbook, Section, SectionRole } from '../model/runbook.ts';
import { titleSlug } from '../parse/anchors.ts';
import { readEscalation } from '../parse/read-escalation.ts';
import { collectParts } from './collect-parts.ts';
import type { Touch } from './corrected-text.ts';
import { type HeadingMatches, matchHeadings } from './match-headings.ts';

export interface CorrectedRunbook {
  runbook: Runbook;
  /** What the correction does to which part of ours. */
  touched: { anchor: string; touch: Touch; by: Section }[];
  /** Headings that became new parts. */
  added: Section[];
  ambiguous: HeadingMatches['ambiguous'];
}

/** @param correction is left as it is; its `origin` says whose it is. */
export function correctRunbook(target: Runbook, correction: Runbook): CorrectedRunbook {
  const origin = correction.origin!;
  // Copies keep their identities within one clone: the lists go on pointing into the tree.
  const merged = structuredClone(target);
  const theirs = structuredClone(correction);
  const matches = matchHeadings(theirs, merged);
  const work = new Work(merged, theirs, origin, matches);
  work.lay(theirs.sections, null);
  const links = [
    ...merged.links.filter((link) => !work.replacedSpans.some((span) => holds(span, link))),
    ...work.links(),
  ];
  const corrected: Runbook = {
    ...merged,
    ...collectParts(merged.sections),
    escalation: readEscalation(merged.sections, theirs.meta.escalation ?? merged.meta.escalation),
    links,
    correctedBy: [...new Set([...(merged.correctedBy ?? []), origin.whose])],
    meta: {
      ...merged.meta,
      owner: theirs.meta.owner ?? merged.meta.owner,
      escalation: theirs.meta.escalation ?? merged.meta.escalation,
      kinds: union(merged.meta.kinds, theirs.meta.kinds),
      distributions: union(merged.meta.distributions, theirs.meta.distributions),
      sources: [...merged.meta.sources, ...theirs.meta.sources],
    },
  };
  return {
    runbook: corrected,
    touched: work.touched,
    added: work.added,
    ambiguous: matches.ambiguous,
  };
}

class Work {
  readonly touched: CorrectedRunbook['touched'] = [];
  readonly added: Section[] = [];
  readonly replacedSpans: Section['span'][] = [];
  readonly #merged: Runbook;
  readonly #theirs: Runbook;
  readonly #origin: Origin;
  readonly #matches: HeadingMatches;
  readonly #replaces: ReadonlySet<string>;
  readonly #taken: Set<string>;

  constructor(merged: Runbook, theirs: Runbook, origin: Origin, matches: HeadingMatches) {
    this.#merged = merged;
    this.#theirs = theirs;
    this.#origin = origin;
    this.#matches = matches;
    this.#replaces = new Set(theirs.correction?.replaces.map(({ anchor }) => anchor));
    this.#taken = new Set(idsOf(merged.sections));
    retargetLinks(theirs, merged);
    for (const { branches } of theirs.decisions) {
      for (const { target } of branches) {
        // A place in their file is one in the page that it becomes part of.
        if (target?.runbook === theirs.id) target.runbook = merged.id;
      }
    }
  }

  /** @param parent part of ours that the sections stand below; null at the top. */
  lay(sections: readonly Section[], parent: Section | null): void {
    const siblings = parent?.sections ?? this.#merged.sections;
    let before: Section | null = null;
    for (const [index, section] of sections.entries()) {
      const part = this.#matches.parts.get(section);
      if (part !== undefined) {
        this.#meet(section, part);
        before = part;
        continue;
      }
      const made = this.#own(section);
      this.added.push(made);
      siblings.splice(this.#placeAmong(siblings, before, sections.slice(index + 1)), 0, made);
      before = made;
    }
  }

  #placeAmong(siblings: Section[], before: Section | null, behind: readonly Section[]): number {
    const place = before === null ? -1 : siblings.indexOf(before);
    if (place >= 0) return place + 1;
    for (const section of behind) {
      const part = this.#matches.parts.get(section);
      const next = part === undefined ? -1 : siblings.indexOf(part);
      if (next >= 0) return next;
    }
    return siblings.length;
  }

  #meet(section: Section, part: Section): void {
    if (this.#isReplaced(part)) {
      this.touched.push({ anchor: part.id, touch: 'replaces', by: section });
      this.replacedSpans.push(part.span);
      for (const id of idsOf([part])) this.#taken.delete(id);
      const made = this.#own(section, part.id);
      Object.assign(part, {
        ...made,
        role: part.role,
        term: made.term ?? part.term,
        number: made.number ?? part.number,
        depth: part.depth,
      });
      return;
    }
    const adds = section.blocks.length > 0;
    this.touched.push({ anchor: part.id, touch: adds ? 'adds' : 'names', by: section });
    this.lay(section.sections, part);
    if (adds) part.sections.unshift(this.#addition(section, part));
  }

  /** By the anchor in the page, or by the words of the heading. */
  #isReplaced(part: Section): boolean {
    return this.#replaces.has(part.id) || this.#replaces.has(titleSlug(part.title));
  }

  #addition(section: Section, part: Section): Section {
    const { whose } = this.#origin;
    const alone: Section = { ...section, sections: [] };
    return {
      ...this.#own(alone, this.#free(`${part.id}-${titleSlug(whose)}`)),
      role: roleOfAddition(part.role, section.blocks),
      form: 'lead-in',
      title: `${part.title} (${whose})`,
      number: null,
      depth: part.depth + 1,
    };
  }

  /** A part of theirs with ids that are free in the page. */
  #own(section: Section, id = this.#free(section.id)): Section {
    const renamed = new Map<string, string>([[section.id, id]]);
    this.#taken.add(id);
    for (const own of idsOf([section]).slice(1)) {
      // Parts of a section bear its id in front.
      const wanted = own.startsWith(`${section.id}--`) ? id + own.slice(section.id.length) : own;
      const free = this.#free(wanted);
      this.#taken.add(free);
      renamed.set(own, free);
    }
    return { ...renameIds(section, renamed), origin: this.#origin };
  }

  #free(wanted: string): string {
    if (!this.#taken.has(wanted)) return wanted;
    const own = `${wanted}-${titleSlug(this.#origin.whose)}`;
    for (let count = 1; ; count++) {
      const id = count === 1 ? own : `${own}-${count}`;
      if (!this.#taken.has(id)) return id;
    }
  }

  links(): Link[] {
    return this.#theirs.links.map((link) => ({ ...link, origin: this.#origin }));
  }
}

/** What is added to a step is a step of its own where it holds commands, so that a plan has it. */
function roleOfAddition(role: SectionRole, blocks: readonly Block[]): SectionRole {
  const hasCommands = blocks.some(({ type }) => type === 'commands');
  switch (role) {
    case 'fix':
    case 'cause':
    case 'measure':
    case 'other':
      return 'other';
    case 'fixes':
      return hasCommands ? 'fix' : 'other';
    case 'prevention':
      return 'measure';
    case 'investigation':
    case 'step':
    case 'procedure':
      return hasCommands ? 'step' : 'other';
    default:
      return role;
  }
}

/** Ids of sections and of the parts in them, a section's own before those of its parts. */
function idsOf(sections: readonly Section[]): string[] {
  const ids: string[] = [];
  const visit = (value: unknown, key: string) => {
    // Markdown nodes have no ids of ours.
    if (key === 'nodes' || key === 'span' || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value) visit(each, key);
      return;
    }
    const { id } = value as { id?: unknown };
    if (typeof id === 'string') ids.push(id);
    for (const [name, inner] of Object.entries(value)) visit(inner, name);
  };
  visit(sections, 'sections');
  return ids;
}

const idKeys = new Set(['id', 'guards', 'section', 'command', 'step']);

function renameIds<Value>(value: Value, renamed: ReadonlyMap<string, string>): Value {
  const visit = (inner: unknown, key: string): unknown => {
    if (typeof inner === 'string') return idKeys.has(key) ? (renamed.get(inner) ?? inner) : inner;
    if (key === 'nodes' || key === 'span' || typeof inner !== 'object' || inner === null) {
      return inner;
    }
    if (Array.isArray(inner)) return inner.map((each) => visit(each, key));
    return Object.fromEntries(
      Object.entries(inner).map(([name, each]) => [name, visit(each, name)]),
    );
  };
  return visit(value, '') as Value;
}

/** Links to runbooks are relative to the file that they stand in: theirs may stand elsewhere. */
function retargetLinks(theirs: Runbook, target: Runbook): void {
  const steps = target.id.split('/').length - 1;
  const urls = new Map<string, string>();
  for (const link of theirs.links) {
    if (link.runbook === null) continue;
    const hash = /#.*$/.exec(link.url)?.[0] ?? '';
    const url =
      link.runbook === target.id && hash !== ''
        ? hash
        : `${'../'.repeat(steps)}${link.runbook}.md${hash}`;
    urls.set(link.url, url);
    link.url = url;
  }
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value) visit(each);
      return;
    }
    const node = value as Nodes;
    if (node.type === 'link') node.url = urls.get(node.url) ?? node.url;
    for (const [key, inner] of Object.entries(value)) if (key !== 'position') visit(inner);
  };
  visit(theirs.sections);
}

function holds(outer: Section['span'], { span, origin }: Link): boolean {
  return (
    origin === undefined &&
    span.start.offset >= outer.start.offset &&
    span.end.offset <= outer.end.offset
  );
}

function union(ours: readonly string[], theirs: readonly string[]): string[] {
  return [...new Set([...ours, ...theirs])];
}
