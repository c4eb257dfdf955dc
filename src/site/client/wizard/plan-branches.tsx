// The ways on from a step: what has to be seen, what to do then, the link. What the log itself says
// is marked, with its line.

import type { PlannedBranch } from '../../../model/triage-report.ts';
import { conditionInWords } from '../../../plan/words.ts';
import { LineLink } from './line-link.tsx';
import { useRunbookLink } from './runbook-link.ts';

export function PlanBranches({ branches }: { branches: readonly PlannedBranch[] }) {
  return (
    <ul class="branches">
      {branches.map((branch, index) => (
        <li key={index} class={branch.seen === null ? undefined : 'is-seen'}>
          <strong>{conditionInWords(branch.when)}</strong> <Advice {...branch} />
          {branch.seen !== null && (
            <span class="seen">
              {' '}
              ● this log says so: <LineLink line={branch.seen} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where the advice names what it leads to, that is the link; else the link stands behind it. */
function Advice({ advice, target }: PlannedBranch) {
  const runbookLink = useRunbookLink();
  if (target === null) return advice;
  const at = advice.indexOf(target.title);
  const link = <a href={runbookLink(target.runbook, target.step)}>{target.title}</a>;
  return (
    <>
      {at < 0 ? `${advice} ` : advice.slice(0, at)}
      {link}
      {at < 0 ? '' : advice.slice(at + target.title.length)}
    </>
  );
}
