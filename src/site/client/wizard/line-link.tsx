// The reason for a claim: its line in the pasted text. Pointing at it lights the line, a click goes
// there.

import { useContext } from 'preact/hooks';
import { LogLinksContext } from './log-links.ts';

export function LineLink({ line }: { line: number }) {
  const { light, show } = useContext(LogLinksContext);
  return (
    <button
      type="button"
      class="line-link"
      data-line={line}
      aria-label={`Show line ${line}`}
      onMouseEnter={() => light(line)}
      onMouseLeave={() => light(null)}
      onFocus={() => light(line)}
      onBlur={() => light(null)}
      onClick={() => show(line)}
    >
      {line}
    </button>
  );
}
