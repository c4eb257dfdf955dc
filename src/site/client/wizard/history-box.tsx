// The history's own place: on or off, what is kept, out as a file, in from one, away.

import { useContext } from 'preact/hooks';
import { saveFile } from './save-file.ts';
import type { HistoryInHand } from './use-history.ts';
import { WizardContext } from './wizard-context.ts';

export function HistoryBox({ history }: { history: HistoryInHand }) {
  const { announce } = useContext(WizardContext);
  const { isOn, isRefused, erased, switchTo, erase, undo, takeIn, asText } = history;
  const count = history.history.seen.length;
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    const came = takeIn(await file.text());
    if (came === null) announce('Not taken in: this file is no history of Panicroom.');
    else announce(`${failures(came)} taken in that ${came === 1 ? 'was' : 'were'} not here yet.`);
  };
  return (
    <details class="history">
      <summary>
        History of failures seen{' '}
        <span class="quiet">
          {[isOn ? 'on' : 'off', ...(count > 0 ? [`${count} kept`] : [])].join(', ')}
        </span>
      </summary>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => switchTo(currentTarget.checked)}
        />{' '}
        Remember failures, to say when one was seen before
      </label>
      <p class="quiet">
        Kept in this browser, of each failure: its kind, function, module, kernel release, times and
        a six-digit digest of the host's name. No log text, no names, no addresses. Opened from a
        disk, other local pages in this browser can read it.
      </p>
      {isRefused && (
        <p class="remark">This browser keeps nothing: the history ends with this page.</p>
      )}
      <p class="history-actions">
        <button
          type="button"
          disabled={count === 0}
          onClick={() => saveFile(asText(), 'application/json', 'panicroom-history.json')}
        >
          Save as file
        </button>{' '}
        <label class="choose-files">
          Take in a file
          <input
            type="file"
            accept=".json"
            onChange={({ currentTarget }) => {
              void takeFile(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>{' '}
        <button
          type="button"
          disabled={count === 0}
          onClick={() => {
            erase();
            announce('History erased.');
          }}
        >
          Erase all
        </button>{' '}
        {erased !== null && erased.seen.length > 0 && (
          <button type="button" onClick={undo}>
            Bring {failures(erased.seen.length)} back
          </button>
        )}
      </p>
    </details>
  );
}

function failures(count: number): string {
  return count === 1 ? '1 failure' : `${count} failures`;
}
