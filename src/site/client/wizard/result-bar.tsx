// One line above the answer: what was read, and which machine spoke.

import { describeBytes } from './describe-bytes.ts';
import { Pasted } from './pasted.tsx';
import type { Answer } from './worker-messages.ts';

export function ResultBar({ answer }: { answer: Answer }) {
  const { input, machine } = answer.report;
  const said = [input.name, machine.kernel, machine.architecture, machine.distribution];
  const parts = said.filter((part) => part !== null && part !== '');
  parts.splice(1, 0, `${input.lines.toLocaleString('en')} lines`, describeBytes(input.bytes));
  return (
    <>
      <p class="result-bar">
        <Pasted text={parts.join(' · ')} />
      </p>
      {answer.report.input.remarks.map((remark) => (
        <p class="remark" key={remark}>
          <Pasted text={remark} />
        </p>
      ))}
    </>
  );
}
