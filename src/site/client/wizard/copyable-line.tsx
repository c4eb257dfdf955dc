// A read-only command of the collect list, with its copy button.

import { useContext } from 'preact/hooks';
import type { PlannedCommand } from '../../../model/triage-report.ts';
import { copyText } from './copy-text.ts';
import { WizardContext } from './wizard-context.ts';

export function CopyableLine({ command, purpose }: Pick<PlannedCommand, 'command' | 'purpose'>) {
  const { announce } = useContext(WizardContext);
  const copy = async () => announce((await copyText(command)) ? 'Copied.' : 'Select it by hand.');
  return (
    <li class="command" data-risk="read-only">
      <div class="purpose">
        <p>{purpose}</p>
      </div>
      <div class="line">
        <pre>
          <code>{command}</code>
        </pre>
        <button type="button" class="copy" onClick={copy} aria-label={`Copy: ${command}`}>
          Copy
        </button>
      </div>
    </li>
  );
}
