// docs/acted-out.md: the page of incidents, and the proof that nothing in them was made up. Each command
// stands in the plan that triage made of the machine's own console.

import type { Knowledge } from '../../src/model/knowledge.ts';
import type { PlannedCommand, TriageReport } from '../../src/model/triage-report.ts';
import { triage } from '../../src/plan/triage.ts';
import { fenced } from '../transcript.ts';
import type { Played } from './guest-acts.ts';
import type { Act, Incident } from './incident.ts';

/** Throws with what is wrong where another runbook leads, a command is not planned, or its output differs. */
export function incidentPage(incident: Incident, played: Played, knowledge: Knowledge): string[] {
  const report = triage(played.log, 'console.txt', knowledge);
  const [match] = report.matches;
  if (match?.runbook !== incident.runbook) {
    throw new Error(
      `${incident.title}: ${match?.runbook ?? 'nothing'} leads, not ${incident.runbook}`,
    );
  }
  const event = report.events[report.primary!]!;
  const [from, to] = event.lines;
  const lines = played.log.split('\n');
  const shown = lines.slice(from - 1, Math.min(to, from + 11));
  return [
    `## ${incident.title}`,
    '',
    `${incident.story} (How it was made to fail: ${incident.row.how}.)`,
    '',
    '**What is pasted** (the whole console; here are the lines of the failure):',
    '',
    ...fenced('text', shown.join('\n')),
    '',
    `**The answer**: ${event.title}. Runbook \`${match.runbook}\`, ${Math.round(match.confidence * 100)} % sure; most likely a matter of ${report.verdict?.class ?? 'unknown'}.`,
    '',
    ...played.acts.flatMap((act) => actPage(incident, act, report)),
    incident.end,
    '',
  ];
}

function actPage(
  incident: Incident,
  { act, output, status }: Played['acts'][number],
  report: TriageReport,
): string[] {
  const planned = report.plan.find((row) => commandOf(row, act) === act.command);
  if (!planned) {
    const near = report.plan.map(({ command }) => `  ${command}`).join('\n');
    throw new Error(`${incident.title}: not in the plan: ${act.command}\nThe plan:\n${near}`);
  }
  for (const text of act.expect) {
    if (!output.includes(text)) {
      throw new Error(`${incident.title}: ${act.command} printed no "${text}" but:\n${output}`);
    }
  }
  const filled = Object.entries(planned.filledFrom)
    .map(([name, line]) => `\`${name}\` from line ${line}`)
    .join(', ');
  const typed = Object.keys(act.values ?? {})
    .map((name) => `\`${name}\` typed`)
    .join(', ');
  const where = [`${planned.stepTitle}`, planned.risk, filled, typed].filter(Boolean).join(' · ');
  const shown = output.trimEnd().split('\n');
  return [
    `${act.says} *(${where})*`,
    '',
    ...fenced(
      'console',
      [`# ${act.command}`, ...shown.slice(0, 34), ...(shown.length > 34 ? ['…'] : [])]
        .join('\n')
        .trimEnd() + (status === 0 ? '' : `\n[exit status ${status}]`),
    ),
    '',
  ];
}

/** The planned command with what the person typed for the blanks. */
function commandOf({ command }: PlannedCommand, { values = {} }: Act): string {
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`<${name}>`, value),
    command,
  );
}
