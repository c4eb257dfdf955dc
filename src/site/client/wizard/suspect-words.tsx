// A suspect in words: its name, what the list of modules says of it, why, and the line that says so.

import type { Suspect } from '../../../model/triage-report.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';

export function SuspectWords({ name, about, why, line }: Suspect) {
  return (
    <>
      <strong>
        <Pasted text={name} />
      </strong>
      {about.length > 0 && ` (${about.join(', ')})`}: <Pasted text={why} />{' '}
      {line !== null && <LineLink line={line} />}
    </>
  );
}
