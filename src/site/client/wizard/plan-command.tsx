// One command of the plan, in the shape that it has on its runbook's page: tick, what for, risk,
// where it runs, the command with its values, copy.

import type { NamedHost } from '../../../model/kernel-log.ts';
import type { PlannedCommand } from '../../../model/triage-report.ts';
import type { TypedValues } from '../../../plan/typed-values.ts';
import { namesItsMachine } from '../../../plan/whose-machine.ts';
import { distributionWords, placeWord, riskSign, riskWord } from '../../../plan/words.ts';
import { commandParts } from './command-parts.ts';
import { CommandText } from './command-text.tsx';
import { LineLink } from './line-link.tsx';
import { clockTime } from './local-time.ts';
import { Pasted } from './pasted.tsx';

interface PlanCommandProps {
  planned: PlannedCommand;
  values: TypedValues;
  /** The machine's, where it is known: then what is not for it is not here. */
  distribution: string | null;
  /** Whose log it is; null where the log does not tell. */
  machine: NamedHost | null;
  /** When it was ticked; null where it was not. */
  tickedAt: string | null;
  onTick(): void;
  onCopy(): void;
  onFill(name: string, value: string): void;
}

export function PlanCommand({
  planned,
  values,
  machine,
  tickedAt,
  onTick,
  onCopy,
  onFill,
  distribution,
}: PlanCommandProps) {
  const { purpose, stepTitle, risk, runs, origin, distributions } = planned;
  const label = purpose ?? stepTitle;
  return (
    <li class="command plan-command" data-risk={risk} tabIndex={-1}>
      <div class="purpose">
        <input
          type="checkbox"
          class="tick"
          checked={tickedAt !== null}
          onChange={onTick}
          aria-label={`Done: ${label}`}
        />
        <p>
          {purpose}
          {tickedAt && <time class="quiet"> {clockTime(tickedAt)}</time>}
        </p>
        <span class="marks">
          <span class={`risk ${risk}`}>
            <span class="sign" aria-hidden="true">
              {riskSign[risk]}
            </span>{' '}
            {riskWord[risk]}
          </span>
          <span class="place">{placeWord[runs]}</span>
          {distribution === null && distributions.length > 0 && (
            <span class="place">{distributionWords(distributions)}</span>
          )}
          {origin !== undefined && <span class="whose">{origin}</span>}
        </span>
      </div>
      {machine !== null && namesItsMachine(planned) && (
        <p class="only-on">
          Only on host{' '}
          <strong>
            <Pasted text={machine.name} />
          </strong>
          , from <LineLink line={machine.line} />
        </p>
      )}
      <div class="line">
        <pre>
          <CommandText parts={commandParts(planned, values)} onFill={onFill} />
        </pre>
        <button type="button" class="copy" onClick={onCopy} aria-label={`Copy: ${label}`}>
          Copy
        </button>
      </div>
    </li>
  );
}
