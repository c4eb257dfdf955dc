// While the worker reads: how far it is, and a way out. Drawn late, so that a quick answer does not
// flicker.

import { describeBytes } from './describe-bytes.ts';
import { Pasted } from './pasted.tsx';
import type { Paste } from './pastes.ts';

export function ReadingProgress({ paste, onCancel }: { paste: Paste; onCancel(): void }) {
  const { work } = paste;
  const known = work?.state === 'reading' && work.of !== null;
  return (
    <div class="reading">
      <p>
        Reading <Pasted text={paste.name} />
        {work?.state === 'reading' && `, ${describeBytes(work.bytes)}`}
        {work?.state === 'matching' && `, ${describeBytes(work.length)}: looking for failures`}
      </p>
      {known ? (
        <progress aria-label="Reading" value={work.bytes} max={work.of ?? 1} />
      ) : (
        <progress aria-label="Reading" />
      )}
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
