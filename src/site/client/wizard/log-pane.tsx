// The pasted text with its line numbers: evidence lit, the rest folded. A lit line leads back to
// the claim that rests on it.

import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { grouped } from '../../../plan/grouped.ts';
import { keyRanges, type LineRange } from '../../../plan/key-ranges.ts';
import { foldLog } from './fold-log.ts';
import { type LitSpan, litLines, litPieces } from './lit-lines.ts';
import { LogLinksContext } from './log-links.ts';
import { Pasted } from './pasted.tsx';
import type { Answer } from './worker-messages.ts';

const unfoldAtOnce = 200;

interface Shown {
  line: number;
}

interface LogPaneProps {
  answer: Answer;
  shown: Shown | null;
}

/** The answer is what somebody waits for: the lines follow when it is on the screen. */
export function LogPane({ answer, shown }: LogPaneProps) {
  const { report, excerpt } = answer;
  const [hasLines, setHasLines] = useState(false);
  const [unfolded, setUnfolded] = useState(() => matchMedia('(min-width: 60rem)').matches);

  // After it was painted.
  useEffect(() => setHasLines(true), []);
  useEffect(() => {
    if (shown) setUnfolded(true);
  }, [shown]);

  return (
    <details
      class="log-pane"
      open={unfolded}
      onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
    >
      <summary>
        The log, {report.input.lines === 1 ? '1 line' : `${grouped(report.input.lines)} lines`}
        {!excerpt.whole && ', too long to show whole: its head and the lines around the evidence'}
      </summary>
      {hasLines && <LogLines answer={answer} shown={shown} />}
    </details>
  );
}

export function LogLines({ answer, shown }: LogPaneProps) {
  const { report, excerpt } = answer;
  const { lit } = useContext(LogLinksContext);
  const [opened, setOpened] = useState<LineRange[]>([]);
  const lines = useRef<HTMLElement>(null);
  const marks = useMemo(() => litLines(report), [report]);
  const rows = useMemo(
    () => foldLog(excerpt, keyRanges(report, shown ? [shown.line] : []), opened),
    [excerpt, report, shown, opened],
  );

  useEffect(() => setOpened([]), [excerpt]);
  useEffect(() => {
    if (!shown) return;
    // After the fold has opened and the row is drawn.
    requestAnimationFrame(() => {
      const row = lines.current?.querySelector<HTMLElement>(`[data-row="${shown.line}"]`);
      row?.scrollIntoView({ block: 'center', behavior: 'instant' });
      row?.querySelector<HTMLElement>('.line-number')?.focus({ preventScroll: true });
    });
  }, [shown]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard
    <section class="log-lines" aria-label="Log lines" tabIndex={0} ref={lines}>
      {rows.map((row) =>
        row.type === 'line' ? (
          <LogLine
            key={row.number}
            number={row.number}
            text={row.text}
            spans={marks.get(row.number)}
            pointedAt={row.number === lit || row.number === shown?.line}
          />
        ) : (
          <Fold
            key={`fold ${row.from}`}
            {...row}
            onOpen={(range) => setOpened([...opened, range])}
          />
        ),
      )}
    </section>
  );
}

interface LogLineProps {
  number: number;
  text: string;
  spans: LitSpan[] | undefined;
  pointedAt: boolean;
}

function LogLine({ number, text, spans, pointedAt }: LogLineProps) {
  const evidence = spans?.some(({ why }) => why === 'evidence') ?? false;
  const classes = ['log-line', evidence && 'is-evidence', pointedAt && 'is-pointed-at'];
  return (
    <div class={classes.filter(Boolean).join(' ')} data-row={number}>
      {spans ? (
        <button
          type="button"
          class="line-number"
          aria-label={`Line ${number}${evidence ? ', evidence' : ''}: back to what rests on it`}
          onClick={() => focusClaim(number)}
        >
          {number}
        </button>
      ) : (
        <span class="line-number" tabIndex={-1}>
          {number}
        </span>
      )}
      <span class="log-text">
        {litPieces(text, spans ?? []).map((piece) =>
          piece.evidence || piece.fact ? (
            <mark class={piece.fact ? 'is-fact' : ''}>
              <Pasted text={piece.text} />
            </mark>
          ) : (
            <Pasted text={piece.text} />
          ),
        )}
      </span>
    </div>
  );
}

interface FoldProps {
  from: number;
  to: number;
  opens: boolean;
  onOpen(range: LineRange): void;
}

function Fold({ from, to, opens, onOpen }: FoldProps) {
  const count = grouped(to - from + 1);
  if (!opens) return <div class="log-fold">{count} lines not shown</div>;
  return (
    <button
      type="button"
      class="log-fold"
      onClick={() => onOpen([Math.max(from, to - unfoldAtOnce + 1), to])}
    >
      {count} lines folded
    </button>
  );
}

/** A claim in plain sight first; one that is folded away is unfolded. */
function focusClaim(line: number): void {
  const selector = `.result .line-link[data-line="${line}"]`;
  const claims = [...document.querySelectorAll<HTMLElement>(selector)];
  const folded = (claim: HTMLElement) => claim.closest('details:not([open])');
  const claim = claims.find((each) => !folded(each)) ?? claims[0];
  if (!claim) return;
  folded(claim)?.setAttribute('open', '');
  claim.focus();
}
