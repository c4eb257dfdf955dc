// The plan as a checklist: phases in order, in each the steps, in each the commands. Keys walk it.

import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { PlannedCommand, TriageReport } from '../../../model/triage-report.ts';
import { copyableCommand } from './command-parts.ts';
import { ConfirmCopy } from './confirm-copy.tsx';
import { copyText } from './copy-text.ts';
import type { Paste, PastesAction } from './pastes.ts';
import { PlanCommand } from './plan-command.tsx';
import { planKey, planPhases } from './plan-phases.ts';
import { runbookLink } from './runbook-link.ts';
import { keyAction, takesTyping } from './single-keys.ts';
import { type Loss, whatIsLost } from './what-is-lost.ts';
import { WizardContext } from './wizard-context.ts';

interface PlanListProps {
  heading: string;
  plan: readonly PlannedCommand[];
  report: TriageReport;
  paste: Paste;
  change(action: PastesAction): void;
}

interface Asked {
  planned: PlannedCommand;
  command: string;
  unfilled: string[];
  loss: Loss | null;
}

export function PlanList({ heading, plan, report, paste, change }: PlanListProps) {
  const { root, singleKeys, announce } = useContext(WizardContext);
  const [asked, setAsked] = useState<Asked | null>(null);
  const list = useRef<HTMLElement>(null);
  const phases = planPhases(plan);
  const ordered = phases.flatMap(({ steps }) => steps.flatMap(({ commands }) => commands));
  const isTicked = (planned: PlannedCommand) => paste.ticked.includes(planKey(planned));

  const copy = async (command: string) => {
    announce(
      (await copyText(command))
        ? 'Copied.'
        : 'This browser refuses to copy: select the command by hand.',
    );
  };
  const ask = (planned: PlannedCommand) => {
    const { command, unfilled } = copyableCommand(planned, paste.values);
    const loss = whatIsLost(planned, command, plan, isTicked);
    if (unfilled.length > 0 || loss) setAsked({ planned, command, unfilled, loss });
    else void copy(command);
  };
  const tick = (planned: PlannedCommand) => change({ type: 'ticked', key: planKey(planned) });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const action = keyAction(event, takesTyping(event.target), singleKeys);
      const items = [...(list.current?.querySelectorAll<HTMLElement>('.plan-command') ?? [])];
      const here = items.findIndex((item) => item.contains(document.activeElement));
      const open = Math.max(
        ordered.findIndex((planned) => !isTicked(planned)),
        0,
      );
      if (action === 'next' || action === 'previous') {
        const start = here < 0 ? (action === 'next' ? open - 1 : open) : here;
        const to = start + (action === 'next' ? 1 : -1);
        items[Math.min(Math.max(to, 0), items.length - 1)]?.focus();
      } else if (action === 'copy' || action === 'tick') {
        const index = here < 0 ? open : here;
        const planned = ordered[index];
        if (!planned) return;
        if (action === 'copy') ask(planned);
        else tick(planned);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const done = ordered.filter(isTicked).length;
  return (
    <section class="plan" aria-labelledby="plan-heading" ref={list}>
      <h3 id="plan-heading">
        {heading}
        <span class="plan-progress">
          {done} of {ordered.length} done
        </span>
      </h3>
      {phases.map(({ phase, heading: phaseHeading, steps }) => (
        <section class={`plan-phase phase-${phase}`} key={phase}>
          <h4>{phaseHeading}</h4>
          <ol>
            {steps.map((step) => (
              <li class="plan-step" key={step.number} value={step.number}>
                <StepTitle root={root} {...step} />
                <ul>
                  {step.commands.map((planned) => (
                    <PlanCommand
                      key={planKey(planned)}
                      planned={planned}
                      values={paste.values}
                      ticked={isTicked(planned)}
                      onTick={() => tick(planned)}
                      onCopy={() => ask(planned)}
                      onFill={(name, value) => change({ type: 'filled', name, value })}
                    />
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {asked && (
        <ConfirmCopy
          {...asked}
          machine={report.machine}
          onCopy={() => {
            setAsked(null);
            void copy(asked.command);
          }}
          onBack={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface StepTitleProps {
  root: string;
  title: string;
  runbook: string;
  step: string;
}

function StepTitle({ root, title, runbook, step }: StepTitleProps) {
  if (runbook === '') return <p class="step-title">{title}</p>;
  return (
    <p class="step-title">
      <a href={runbookLink(root, runbook, step)}>{title}</a>
    </p>
  );
}
