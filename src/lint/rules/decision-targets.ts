// Where a decision sends the reader is there.

import { didYouMean } from '../../parse/nearest-word.ts';
import { anchorsOf, linkTargets } from '../link-places.ts';
import type { Finding, LibraryRule } from '../rule.ts';

const steps = '## Investigation\n\n### Step 1: Look\n\n```bash\ndmesg\n```\n\n';

export const unknownBranchTarget: LibraryRule = {
  code: 'decisions/unknown-target',
  level: 'error',
  of: 'library',
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
  *check(input): Generator<Finding> {
    const known = linkTargets(input);
    for (const runbook of input.runbooks) {
      for (const { span, target: to, missing } of runbook.ways) {
        if (missing !== null) {
          yield {
            runbook,
            span,
            message: `There is no ${missing.name} here.`,
            fix: missing.numbered,
          };
        }
        if (to === null) continue;
        const { runbook: id, section } = to;
        const target = known.get(id);
        if (!target) {
          yield {
            runbook,
            span,
            message: `This leads to a runbook \`${id}\`, which is not in this library.`,
            fix: `Write ${id}.md, or say in words what to do then.`,
          };
        } else if (
          section !== null &&
          !anchorsOf(target).has(section) &&
          !target.decisions.includes(section)
        ) {
          yield {
            runbook,
            span,
            message: `This leads to \`#${section}\`, and ${target === runbook ? 'this page' : `\`${id}\``} has no such heading.`,
            fix: headingsOf(target, section),
          };
        }
      }
    }
  },
};

/** The heading that was meant, or the first ones that there are. */
function headingsOf({ headings }: { headings: readonly string[] }, wanted: string): string {
  const meant = didYouMean(wanted, headings, '#').trim();
  const list = headings.slice(0, 12).map((id) => `#${id}`);
  return meant || `Its headings are ${list.join(', ')}.`;
}
