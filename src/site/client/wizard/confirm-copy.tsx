// The second key before a command that is not harmless, or not complete, goes to the clipboard.

import type { PlannedCommand, TriageReport } from '../../../model/triage-report.ts';
import { whoseMachine } from '../../../plan/whose-machine.ts';
import { Modal } from './modal.tsx';
import { Pasted } from './pasted.tsx';
import type { Loss } from './what-is-lost.ts';

interface ConfirmCopyProps {
  planned: PlannedCommand;
  command: string;
  unfilled: string[];
  loss: Loss | null;
  report: TriageReport;
  onCopy(): void;
  onBack(): void;
}

export function ConfirmCopy(props: ConfirmCopyProps) {
  const { planned, command, unfilled, loss, report, onCopy, onBack } = props;
  const names = unfilled.map((name) => `<${name}>`).join(', ');
  const { kernel, architecture, hardware } = report.machine;
  const host = whoseMachine(report);
  const target = [kernel, architecture, hardware].filter(Boolean).join(' · ');
  return (
    <Modal class="confirm" heading={loss?.question ?? 'This command has a blank.'} onClose={onBack}>
      {loss?.lost.map((sentence) => (
        <p key={sentence}>
          <Pasted text={sentence} />
        </p>
      ))}
      {unfilled.length > 0 && (
        <p>
          Not filled in: <strong>{names}</strong>. The shell would read <code>&lt;</code> and{' '}
          <code>&gt;</code> as files.
        </p>
      )}
      <pre>
        <Pasted text={command} />
      </pre>
      {loss && (host !== null || target !== '') && (
        <p class="confirm-target">
          Meant for{' '}
          {host === null ? (
            'the machine of this log, which does not say its name'
          ) : (
            <>
              host{' '}
              <strong>
                <Pasted text={host.name} />
              </strong>{' '}
              (line {host.line} of the log)
            </>
          )}
          {target !== '' && (
            <>
              : <Pasted text={target} />
            </>
          )}
        </p>
      )}
      <p class="confirm-choice">
        <button type="button" onClick={onBack}>
          Go back
        </button>
        <button type="button" class="copy-anyway" data-risk={planned.risk} onClick={onCopy}>
          {loss ? 'I have checked: copy it' : 'Copy with the blank'}
        </button>
      </p>
    </Modal>
  );
}
