// One step of the plan: its title opens and closes it, its commands inside. A closed step still
// says how much is in it and how risky that is. On paper every step is open.

import type { ComponentChildren } from 'preact';
import type { StepOfPlan } from '../../../plan/plan-phases.ts';
import { riskSign, riskWord } from '../../../plan/words.ts';
import { PlanBranches } from './plan-branches.tsx';
import { useRunbookLink } from './runbook-link.ts';

interface PlanStepProps extends StepOfPlan {
  open: boolean;
  done: number;
  onToggle(): void;
  children: ComponentChildren;
}

export function PlanStep(props: PlanStepProps) {
  const { number, title, runbook, step, commands, branches, open, done, onToggle, children } =
    props;
  const runbookLink = useRunbookLink();
  const id = `step-${number}`;
  const risks = [...new Set(commands.map(({ risk }) => risk))];
  return (
    <li class="plan-step">
      <button
        type="button"
        class="step-title"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        <span class="step-number">{number}</span>
        <span>
          {title}{' '}
          <span class="quiet">
            {commands.length > 0 &&
              (done === commands.length ? 'done' : `${done} of ${commands.length}`)}{' '}
            {risks.map((risk) => (
              <span key={risk} class={`risk ${risk}`} title={riskWord[risk]}>
                {riskSign[risk]}
                <span class="for-readers"> {riskWord[risk]}</span>{' '}
              </span>
            ))}
          </span>
        </span>
      </button>
      <div id={id} class={open ? 'step-body' : 'step-body is-closed'}>
        {commands.length > 0 && <ul>{children}</ul>}
        {branches.length > 0 && <PlanBranches branches={branches} />}
        {runbook !== '' && (
          <p class="quiet">
            <a href={runbookLink(runbook, step)}>This step in the runbook</a>
          </p>
        )}
      </div>
    </li>
  );
}
