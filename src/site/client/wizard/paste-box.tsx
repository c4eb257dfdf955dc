// Where the log goes in: type, paste, drop, choose files.

import { useContext } from 'preact/hooks';
import { describeBytes } from './describe-bytes.ts';
import { firstPlaceholder } from './first-view.ts';
import type { Paste } from './pastes.ts';
import { WizardContext } from './wizard-context.ts';

interface PasteBoxProps {
  paste: Paste | null;
  onType(text: string): void;
  onFiles(files: readonly File[]): void;
  onClear(): void;
}

export function PasteBox({ paste, onType, onFiles, onClear }: PasteBoxProps) {
  const { announce } = useContext(WizardContext);
  return (
    <div class="paste-box">
      <textarea
        id="kernel-log"
        aria-label="Kernel log"
        aria-describedby="paste-hint"
        placeholder={placeholder(paste)}
        value={paste?.text ?? ''}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        wrap="off"
        rows={paste ? 2 : 9}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <div class="paste-actions">
        <label class="choose-files">
          Open files
          <input
            type="file"
            multiple
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])]);
              // The same file can be chosen again after a clear.
              currentTarget.value = '';
            }}
          />
        </label>
        {paste && (
          <button
            type="button"
            onClick={() => {
              onClear();
              announce('Cleared. Nothing of it is kept.');
              document.getElementById('kernel-log')?.focus();
            }}
          >
            Clear
          </button>
        )}
        <p id="paste-hint" class="quiet">
          {paste
            ? 'Paste outside the box to replace it.'
            : 'Nothing leaves this page. Works with the network off.'}
        </p>
      </div>
    </div>
  );
}

function placeholder(paste: Paste | null): string {
  if (!paste) return firstPlaceholder;
  if (paste.text !== null || !paste.answer) return '';
  const size = describeBytes(paste.answer.report.input.bytes);
  return `${paste.name}, ${size}: too long to edit here. It stands in the log, beside the answer.`;
}
