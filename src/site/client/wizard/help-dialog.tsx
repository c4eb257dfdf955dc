// The keys, and the switch that turns the single ones off.

import { Modal } from './modal.tsx';
import { keyHelp } from './single-keys.ts';

interface HelpDialogProps {
  singleKeys: boolean;
  onSwitch(on: boolean): void;
  onClose(): void;
}

export function HelpDialog({ singleKeys, onSwitch, onClose }: HelpDialogProps) {
  return (
    <Modal class="key-help" heading="Keys" onClose={onClose}>
      <dl>
        {keyHelp.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />{' '}
        Single keys are on
      </label>
      <p class="quiet">This choice is remembered. In a field, keys are text.</p>
      <p class="confirm-choice">
        <button type="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Modal>
  );
}
