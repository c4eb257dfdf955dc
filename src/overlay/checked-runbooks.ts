// What the rules are to look at where an overlay lies over a library: our runbooks, theirs, and each
// correction as a runbook of its own file, so that what is found points into the file of who can mend
// it. What a correction need not say itself, it has from the runbook that it corrects.

import type { Overlay } from '../model/overlay.ts';
import type { Link, Runbook, Section } from '../model/runbook.ts';
import type { LaidOverlay } from './lay-overlay.ts';

export function checkedRunbooks(
  library: readonly Runbook[],
  overlay: Overlay,
  { added, corrected }: LaidOverlay,
): Runbook[] {
  const places = new Map([...corrected].map(([id, runbook]) => [id, placesIn(runbook)]));
  const isMade = (link: Link, own: string) => {
    const hash = link.url.indexOf('#');
    const target = link.runbook ?? (hash === 0 ? own : null);
    return target !== null && hash >= 0 && places.get(target)?.has(link.url.slice(hash + 1));
  };
  const views = overlay.corrections.flatMap((correction): Runbook[] => {
    const { corrects } = correction.correction!;
    const whole = corrected.get(corrects);
    if (!whole) return [];
    const { status, reviewed } = correction.meta;
    return [
      {
        ...correction,
        id: corrects,
        title: whole.title,
        area: whole.area,
        meta: { ...whole.meta, status, reviewed: reviewed ?? whole.meta.reviewed },
        links: correction.links.filter((link) => !isMade(link, corrects)),
        decisions: correction.decisions.map((decision) => ({
          ...decision,
          branches: decision.branches.map((branch) => {
            const { target } = branch;
            if (target?.runbook !== correction.id) return branch;
            const isThere = target.section === null || places.get(corrects)!.has(target.section);
            return { ...branch, target: isThere ? null : { ...target, runbook: corrects } };
          }),
        })),
      },
    ];
  });
  const theirs = added.map((runbook) => ({
    ...runbook,
    links: runbook.links.filter((link) => !isMade(link, runbook.id)),
  }));
  // Where two have one id, the later is the one that links lead to.
  return [...views, ...library, ...theirs];
}

/** All that a link may lead to in a page. */
function placesIn(runbook: Runbook): Set<string> {
  const places = new Set<string>();
  const visit = (section: Section) => {
    places.add(section.id);
    section.sections.forEach(visit);
  };
  runbook.sections.forEach(visit);
  for (const part of [...runbook.notes, ...runbook.commands, ...runbook.signatures]) {
    places.add(part.id);
  }
  return places;
}
