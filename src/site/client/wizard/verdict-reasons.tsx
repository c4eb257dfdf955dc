// Hardware, software, configuration, resource: what speaks for the verdict and what against.

import type { Verdict } from '../../../model/triage-report.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';
import { SuspectWords } from './suspect-words.tsx';

const headings: Readonly<Record<Verdict['class'], string>> = {
  hardware: 'Probably hardware',
  software: 'Probably software, not hardware',
  configuration: 'Probably configuration, not hardware',
  resource: 'Probably something ran out, not hardware',
  unknown: 'Hardware or software: not clear from this log',
};

export function VerdictReasons({ verdict }: { verdict: Verdict | null }) {
  if (!verdict || verdict.for.length + verdict.against.length === 0) return null;
  return (
    <section class="verdict" aria-labelledby="verdict-heading">
      <h3 id="verdict-heading">{headings[verdict.class]}</h3>
      <ReasonList label="For" reasons={verdict.for} />
      <ReasonList label="Against, or to keep in mind" reasons={verdict.against} />
      {verdict.suspects.length > 1 && (
        <>
          <h4>Suspects, the first most</h4>
          <ol>
            {verdict.suspects.map((suspect) => (
              <li key={suspect.name}>
                <SuspectWords {...suspect} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function ReasonList({ label, reasons }: { label: string; reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <h4>{label}</h4>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            <Reason text={reason} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A reason names its line in words; the number becomes the way there. */
function Reason({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\(line (\d+)\)/)
        .map((part, index) =>
          index % 2 === 1 ? <LineLink key={index} line={Number(part)} /> : <Pasted text={part} />,
        )}
    </>
  );
}
