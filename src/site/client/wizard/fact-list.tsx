// What the report says of itself: the facts asked for first in one flow, each with the line it
// stands in; what they mean and the rest a press away.

import type { ShownFact, ShownFacts } from './event-facts.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';

export function FactList({ facts }: { facts: ShownFacts }) {
  const explained = facts.first.filter(({ meanings }) => meanings.length > 0);
  const more = [...explained, ...facts.rest];
  return (
    <section class="facts" aria-labelledby="facts-heading">
      <h3 id="facts-heading">What was read</h3>
      <dl class="fact-flow">
        {facts.first.map(({ label, value, line }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span class="fact-value">
                <Pasted text={value} />
              </span>{' '}
              {line !== null && <LineLink line={line} />}
            </dd>
          </div>
        ))}
      </dl>
      {more.length > 0 && (
        <details>
          <summary>What these mean, and what else there is</summary>
          <dl class="fact-rows">
            {more.map((fact) => (
              <FactRow key={`${fact.label} ${fact.value}`} {...fact} />
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function FactRow({ label, value, meanings, line }: ShownFact) {
  return (
    <div>
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
