// When to wake whom, and what to hand them, as the runbook says it.

import type { PlannedEscalation } from '../../../model/triage-report.ts';
import { useRunbookLink } from './runbook-link.ts';

interface WakeSomeoneProps {
  runbook: string;
  escalation: PlannedEscalation;
}

export function WakeSomeone({ runbook, escalation }: WakeSomeoneProps) {
  const runbookLink = useRunbookLink();
  const { calls, attach, step } = escalation;
  return (
    <section class="wake" aria-labelledby="wake-someone">
      <h3 id="wake-someone">Wake someone</h3>
      <ul>
        {calls.map(({ when, whom, text }, index) => (
          <li key={index}>
            {whom === null ? text : <strong>{whom}</strong>}
            {whom !== null && when !== null && `: when ${when}`}
          </li>
        ))}
      </ul>
      {attach.length > 0 && (
        <details>
          <summary>What to attach</summary>
          <ul>
            {attach.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      {step !== null && (
        <p class="quiet">
          <a href={runbookLink(runbook, step)}>This in the runbook</a>
        </p>
      )}
    </section>
  );
}
