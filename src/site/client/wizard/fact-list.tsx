// What the report says of itself, each fact with the line it stands in.

import type { ShownFact, ShownFacts } from './event-facts.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';

export function FactList({ facts }: { facts: ShownFacts }) {
  return (
    <div class="facts">
      <dl>
        {facts.first.map((fact) => (
          <FactRow key={fact.label} {...fact} />
        ))}
      </dl>
      {facts.rest.length > 0 && (
        <details>
          <summary>{facts.rest.length} more facts read</summary>
          <dl>
            {facts.rest.map((fact) => (
              <FactRow key={fact.label} {...fact} />
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

function FactRow({ label, value, meanings, line }: ShownFact) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>
        <span class="fact-value">
          <Pasted text={value} />
        </span>{' '}
        {line !== null && <LineLink line={line} />}
        {meanings.map((meaning) => (
          <span class="meaning" key={meaning}>
            <Pasted text={meaning} />
          </span>
        ))}
      </dd>
    </div>
  );
}
