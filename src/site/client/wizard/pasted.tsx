// Text that came from the paste, as text: hidden characters as chips, never in charge of direction.

import { visibleText } from '../../../plan/visible-text.ts';

export function Pasted({ text }: { text: string }) {
  return (
    <span class="pasted">
      {visibleText(text).map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <span class="hidden-character" title={`${piece.name}, hidden in the pasted text`}>
            {piece.code}
          </span>
        ),
      )}
    </span>
  );
}
