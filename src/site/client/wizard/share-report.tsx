// The report for the ticket: what was found, what was done and when, with stand-ins for names. It is
// shown before it leaves: a person looks, chooses, then copies or saves. Made only while it is open.

import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type SharedFormat, shareReport } from '../../../plan/shared-report.ts';
import { kindInWords } from '../../../redact/count-identities.ts';
import { type IdentityKind, identityKinds } from '../../../redact/identity-patterns.ts';
import type { Identity } from '../../../redact/pseudonyms.ts';
import { copyText } from './copy-text.ts';
import type { LogExcerpt } from './excerpt-log.ts';
import { Pasted } from './pasted.tsx';
import type { Paste } from './pastes.ts';
import { saveFile } from './save-file.ts';
import { keyAction, takesTyping } from './single-keys.ts';
import { usePalette } from './use-palette.ts';
import { WizardContext } from './wizard-context.ts';

const formats: readonly [format: SharedFormat, label: string, ending: string, type: string][] = [
  ['markdown', 'Markdown', 'md', 'text/markdown'],
  ['text', 'Plain text', 'txt', 'text/plain'],
  ['json', 'JSON', 'json', 'application/json'],
];
const mostNames = 12;

export function ShareReport({ paste }: { paste: Paste }) {
  const { singleKeys } = useContext(WizardContext);
  const [open, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);

  const show = () => {
    setOpen(true);
    summary.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
    summary.current?.focus({ preventScroll: true });
  };
  usePalette(() => [{ label: 'Write the report for the ticket', key: 'r', run: show }]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (keyAction(event, takesTyping(event.target)) !== 'report') return;
      event.preventDefault();
      show();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <details
      class="share-report"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary ref={summary}>
        <strong>Report for the ticket</strong>{' '}
        <span class="quiet">names and addresses replaced {singleKeys && <kbd>r</kbd>}</span>
      </summary>
      {open && <OpenReport paste={paste} />}
    </details>
  );
}

function OpenReport({ paste }: { paste: Paste }) {
  const { announce, version } = useContext(WizardContext);
  const [format, setFormat] = useState<SharedFormat>('markdown');
  const [kept, setKept] = useState<readonly IdentityKind[]>([]);
  const { report, excerpt } = paste.answer!;
  const source = {
    report,
    lines: [...linesOf(excerpt)],
    progress: { ticked: paste.ticked, values: paste.values, distribution: paste.distribution },
    madeBy: `Written by Panicroom ${version}.`,
  };
  const shared = useMemo(
    () => shareReport({ ...source, kept }, format),
    [paste.answer, paste.ticked, paste.values, paste.distribution, format, kept],
  );
  // What could be replaced stays on offer when the person keeps it.
  const all = useMemo(
    () => shareReport(source, format).identities.filter(({ count }) => count > 0),
    [paste.answer, paste.values, format],
  );
  const [, , ending, type] = formats.find(([name]) => name === format)!;

  const copy = async () => {
    const copied = await copyText(shared.text);
    announce(copied ? 'Report copied.' : 'This browser refuses to copy: select the text by hand.');
  };
  return (
    <>
      <fieldset>
        <legend>Format</legend>
        {formats.map(([name, label]) => (
          <label key={name}>
            <input
              type="radio"
              name="report-format"
              checked={name === format}
              onChange={() => setFormat(name)}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <MaskedNames
        identities={all}
        kept={kept}
        onKeep={(kind, keep) =>
          setKept(keep ? [...kept, kind] : kept.filter((other) => other !== kind))
        }
      />
      <label class="report-preview">
        <span>What will be copied</span>
        <textarea readOnly rows={16} spellcheck={false} value={shared.text} />
      </label>
      <p class="report-actions">
        <button type="button" onClick={copy}>
          Copy report
        </button>{' '}
        <button
          type="button"
          onClick={() => saveFile(shared.text, type, `panicroom-report.${ending}`)}
        >
          Save as file
        </button>
      </p>
    </>
  );
}

interface MaskedNamesProps {
  identities: readonly Identity[];
  kept: readonly IdentityKind[];
  onKeep(kind: IdentityKind, keep: boolean): void;
}

function MaskedNames({ identities, kept, onKeep }: MaskedNamesProps) {
  const kinds = identityKinds.filter((kind) => identities.some((each) => each.kind === kind));
  return (
    <fieldset>
      <legend>Replaced by stand-ins</legend>
      {kinds.length === 0 && <p>No name or address was recognised.</p>}
      {kinds.map((kind) => {
        const own = identities.filter((each) => each.kind === kind);
        return (
          <div key={kind}>
            <label>
              <input
                type="checkbox"
                checked={!kept.includes(kind)}
                onChange={({ currentTarget }) => onKeep(kind, !currentTarget.checked)}
              />{' '}
              {own.length} {kindInWords(kind, own.length)}
            </label>
            <span class="quiet">
              {own.slice(0, mostNames).map(({ original, pseudonym }, index) => (
                <span key={original}>
                  {index > 0 && ' · '}
                  <Pasted text={original} /> → {kept.includes(kind) ? 'kept' : pseudonym}
                </span>
              ))}
              {own.length > mostNames && ` and ${own.length - mostNames} more`}
            </span>
          </div>
        );
      })}
      <p class="quiet">Only what looks like a name is found. Read the text before you send it.</p>
    </fieldset>
  );
}

function* linesOf({ segments }: LogExcerpt): Generator<{ number: number; text: string }> {
  for (const { from, lines } of segments) {
    for (const [index, text] of lines.entries()) yield { number: from + index, text };
  }
}
