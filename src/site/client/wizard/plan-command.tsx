// One command of the plan, in the shape that it has on its runbook's page: tick, what for, risk,
// where it runs, the command with its values, copy.

import type { PlannedCommand } from '../../../model/triage-report.ts';
import type { TypedValues } from '../../../plan/typed-values.ts';
import { distributionWords, placeWord, riskSign, riskWord } from '../../../plan/words.ts';
import { commandParts } from './command-parts.ts';
import { CommandText } from './command-text.tsx';
import { clockTime } from './local-time.ts';

interface PlanCommandProps {
  planned: PlannedCommand;
  values: TypedValues;
  /** The machine's, where it is known: then what is not for it is not here. */
  distribution: string | null;
  /** When it was ticked; null where it was not. */
  tickedAt: string | null;
  onTick(): void;
  onCopy(): void;
  onFill(name: string, value: string): void;
}

export function PlanCommand({
  planned,
  values,
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
