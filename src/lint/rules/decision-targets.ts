// Where a decision sends the reader is there.

import type { Branch, Link, Runbook } from '../../model/runbook.ts';
import { didYouMean } from '../../parse/nearest-word.ts';
import type { Finding, Rule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';

const steps = '## Investigation\n\n### Step 1: Look\n\n```bash\ndmesg\n```\n\n';

export const unknownBranchTarget: Rule = {
  code: 'decisions/unknown-target',
  level: 'error',
  asks: 'A decision leads to a step, option, heading or runbook that is there, and asks for the output of a step that is there.',
  why: 'Whoever has just read the output stands at a fork with a sign to nowhere.',
  bad: {
    runbooks: { 'a/b.md': `# A title\n\n${steps}If it prints \`killed\`, go to step 4.\n` },
  },
  good: {
    runbooks: {
      'a/b.md': `# A title\n\n${steps}If it prints \`killed\`, go to step 2.\n\n### Step 2: Look closer\n\nWords.\n`,
    },
  },
  *check({ runbooks }): Generator<Finding> {
    const known = new Map<string, Runbook>(
      runbooks.flatMap((runbook) => [
        [runbook.id, runbook],
        [runbook.file.replace(/\.(?:md|markdown)$/i, ''), runbook],
      ]),
    );
    const found = new Map<Runbook, Set<string>>();
    const anchors = (runbook: Runbook) => {
      const own = found.get(runbook) ?? anchorsOf(runbook);
      found.set(runbook, own);
      return own;
    };
    for (const runbook of runbooks) {
      for (const { branches } of runbook.decisions) {
        for (const branch of branches) {
          const span = linkOf(branch, runbook)?.span ?? branch.span;
          if (branch.missing !== null) {
            yield {
              runbook,
              span,
              message: `There is no ${branch.missing} here.`,
              fix: numbersOf(branch.missing, runbook),
            };
          }
          if (branch.target === null) continue;
          const { runbook: id, section } = branch.target;
          const target = known.get(id);
          if (!target) {
            yield {
              runbook,
              span,
              message: `This leads to a runbook \`${id}\`, which is not in this library.`,
              fix: `Write ${id}.md, or say in words what to do then.`,
            };
          } else if (section !== null && !anchors(target).has(section)) {
            yield {
              runbook,
              span,
              message: `This leads to \`#${section}\`, and ${target === runbook ? 'this page' : `\`${id}\``} has no such heading.`,
              fix: headingsOf(target, section),
            };
          }
        }
      }
    }
  },
};

/** The heading that was meant, or the first ones that there are. */
function headingsOf(target: Runbook, wanted: string): string {
  const ids = [...walkSections(target)].map(({ section }) => section.id);
  const list = ids.slice(0, 12).map((id) => `#${id}`);
  const meant = didYouMean(wanted, ids, '#').trim();
  return meant || `Its headings are ${list.join(', ')}.`;
}

/** Whether this rule speaks of a link already, and more strictly: then the rules on links need not. */
export function waysOn(runbook: Runbook): ReadonlySet<Link> {
  const ways = runbook.decisions.flatMap(({ branches }) =>
    branches.flatMap((branch) => linkOf(branch, runbook) ?? []),
  );
  return new Set(ways);
}

function linkOf({ span, target }: Branch, runbook: Runbook): Link | undefined {
  if (target === null) return undefined;
  const links = linksInOrder(runbook);
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (links[middle]!.span.start.offset >= span.start.offset) high = middle;
    else low = middle + 1;
  }
  const link = links[low];
  return link && link.span.end.offset <= span.end.offset ? link : undefined;
}

/** Those that lead to a place of the library, from top to bottom. */
const ordered = new WeakMap<Runbook, Link[]>();

function linksInOrder(runbook: Runbook): Link[] {
  let links = ordered.get(runbook);
  if (links === undefined) {
    links = runbook.links
      .filter(({ url, runbook: id }) => id !== null || url.startsWith('#'))
      .sort((a, b) => a.span.start.offset - b.span.start.offset);
    ordered.set(runbook, links);
  }
  return links;
}

function numbersOf(missing: string, { steps: all, fixes }: Runbook): string {
  const wanted = missing.startsWith('step') ? all : fixes;
  const numbers = [...new Set(wanted.flatMap(({ number }) => number ?? []))];
  return numbers.length === 0
    ? 'Number the headings (`### Step 1: …`), or link to one: [its title](#its-title).'
    : `Numbered are ${numbers.sort((a, b) => a - b).join(', ')}; or link to a heading: [its title](#its-title).`;
}

function anchorsOf(runbook: Runbook): Set<string> {
  const ids = [...walkSections(runbook)].map(({ section }) => section.id);
  const parts = [...runbook.notes, ...runbook.commands, ...runbook.signatures];
  return new Set([...ids, ...parts.map(({ id }) => id), ...runbook.decisions.map(({ id }) => id)]);
}
