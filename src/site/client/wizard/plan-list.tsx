// The plan as a checklist: phases in order, in each the steps, in each the commands. Open is what the
// next minutes are for: of the first two phases that are not done, the first step and those that name
// something from this log. What is done opens what comes next. Keys walk all of them.

import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { PlannedCommand, TriageReport } from '../../../model/triage-report.ts';
import {
  chosenDistribution,
  distributionChoices,
  isForDistribution,
} from '../../../plan/for-distribution.ts';
import { isAboutThisLog, planKey, planPhases, type StepOfPlan } from '../../../plan/plan-phases.ts';
import { copyableCommand } from '../../../plan/typed-values.ts';
import { whoseMachine } from '../../../plan/whose-machine.ts';
import { ConfirmCopy } from './confirm-copy.tsx';
import { copyText } from './copy-text.ts';
import { DistributionChoice } from './distribution-choice.tsx';
import { localTime } from './local-time.ts';
import type { Paste, PastesAction } from './pastes.ts';
import { PlanCommand } from './plan-command.tsx';
import { PlanStep } from './plan-step.tsx';
import { type KeyAction, keyAction, takesTyping } from './single-keys.ts';
import { usePalette } from './use-palette.ts';
import { type Loss, whatIsLost } from './what-is-lost.ts';
import { WizardContext } from './wizard-context.ts';

/** A tired person looks at what to save and what to look at, not at ten fixes. */
const phasesOpenAtOnce = 2;

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

export function PlanList({ heading, plan: wholePlan, report, paste, change }: PlanListProps) {
  const { announce, distribution: machineDistribution } = useContext(WizardContext);
  const [asked, setAsked] = useState<Asked | null>(null);
  /** Steps that the person opened or closed, by number; the others follow the ticks. */
  const [toggled, setToggled] = useState<Readonly<Record<number, boolean>>>({});
  const list = useRef<HTMLElement>(null);

  const machine = whoseMachine(report);
  const choices = wholePlan === report.plan ? distributionChoices(report) : [];
  const distribution = chosenDistribution(report, paste.distribution);
  const plan = wholePlan.filter((planned) => isForDistribution(planned, distribution));

  const tickedAt = (planned: PlannedCommand) => {
    const key = planKey(planned);
    return Object.hasOwn(paste.ticked, key) ? paste.ticked[key]! : null;
  };
  const isTicked = (planned: PlannedCommand) => tickedAt(planned) !== null;
  const isDone = ({ commands }: StepOfPlan) => commands.every(isTicked);
  const phases = planPhases(plan, wholePlan === report.plan ? report.steps : []);
  const steps = phases.flatMap((phase) => phase.steps);
  const ordered = steps.flatMap(({ commands }) => commands);
  const openPhases = phases.filter(({ steps }) => !steps.every(isDone)).slice(0, phasesOpenAtOnce);
  const isFirstOfPhase = (step: StepOfPlan) =>
    openPhases.some(({ steps }) => steps.find((each) => !isDone(each)) === step);
  const isAsked = (step: StepOfPlan) =>
    openPhases.some(({ steps }) => steps.includes(step)) &&
    !isDone(step) &&
    step.commands.some((each) => each.runs === 'host' && isAboutThisLog(each, report));
  const isOpen = (step: StepOfPlan) =>
    toggled[step.number] ??
    (isFirstOfPhase(step) || isAsked(step) || step.branches.some(({ seen }) => seen !== null));

  const copy = async (command: string) => {
    const copied = await copyText(command);
    announce(copied ? 'Copied.' : 'This browser refuses to copy: select the command by hand.');
  };
  const ask = (planned: PlannedCommand) => {
    const { command, unfilled } = copyableCommand(planned, paste.values);
    const loss = whatIsLost(planned, command, plan, isTicked);
    if (unfilled.length > 0 || loss) setAsked({ planned, command, unfilled, loss });
    else void copy(command);
  };
  const tick = (planned: PlannedCommand) =>
    change({ type: 'ticked', key: planKey(planned), at: localTime(new Date()) });
  const go = (index: number) => {
    const planned = ordered[Math.min(Math.max(index, 0), ordered.length - 1)]!;
    const step = steps.find(({ commands }) => commands.includes(planned))!;
    setToggled({ ...toggled, [step.number]: true });
    // Once the step is drawn open.
    requestAnimationFrame(() => commandElements(list.current)[ordered.indexOf(planned)]?.focus());
  };

  /** The command with the focus; else the first that is not ticked. */
  const here = () => {
    const at = commandElements(list.current).findIndex((element) =>
      element.contains(document.activeElement),
    );
    const first = Math.max(
      ordered.findIndex((planned) => !isTicked(planned)),
      0,
    );
    return { walked: at >= 0, index: at < 0 ? first : at };
  };
  const act = (action: KeyAction | null): boolean => {
    const { walked, index } = here();
    const planned = ordered[index];
    if (!planned) return false;
    if (action === 'next') go(walked ? index + 1 : index);
    else if (action === 'previous') go(walked ? index - 1 : index);
    else if (action === 'copy') ask(planned);
    else if (action === 'tick') tick(planned);
    else return false;
    return true;
  };
  usePalette(() => [
    { label: 'Copy the next command of the plan', key: 'c', run: () => act('copy') },
    { label: 'Tick the next command of the plan', key: 'x', run: () => act('tick') },
    { label: 'Go to the next command of the plan', key: 'j', run: () => act('next') },
    { label: 'Go to the command before', key: 'k', run: () => act('previous') },
  ]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (!act(keyAction(event, takesTyping(event.target)))) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return (
    <section class="plan" aria-labelledby="plan-heading" ref={list}>
      <h3 id="plan-heading">
        {heading}{' '}
        <span class="quiet">
          {ordered.filter(isTicked).length} of {ordered.length} done
        </span>
      </h3>
      {choices.length > 0 && (
        <DistributionChoice
          choices={choices}
          chosen={distribution}
          onChoose={(name) => {
            // Steps are numbered anew.
            setToggled({});
            change({ type: 'distribution', name });
          }}
        />
      )}
      {phases.map((phase) => (
        <section key={phase.phase}>
          <h4>{phase.heading}</h4>
          <ol>
            {phase.steps.map((step) => (
              <PlanStep
                key={step.number}
                {...step}
                open={isOpen(step)}
                done={step.commands.filter(isTicked).length}
                onToggle={() => setToggled({ ...toggled, [step.number]: !isOpen(step) })}
              >
                {step.commands.map((planned, index) => (
                  <PlanCommand
                    key={index}
                    planned={planned}
                    values={paste.values}
                    machine={machine}
                    distribution={machineDistribution}
                    tickedAt={tickedAt(planned)}
                    onTick={() => tick(planned)}
                    onCopy={() => ask(planned)}
                    onFill={(name, value) => change({ type: 'filled', name, value })}
                  />
                ))}
              </PlanStep>
            ))}
          </ol>
        </section>
      ))}
      {asked && (
        <ConfirmCopy
          {...asked}
          report={report}
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

/** In the order of the plan. */
function commandElements(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.plan-command') ?? [])];
}
