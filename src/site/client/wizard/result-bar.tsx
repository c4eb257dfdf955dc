// One line above the answer: what was read, and which machine spoke.

import { grouped } from '../../../plan/grouped.ts';
import { hostsInWords } from '../../../plan/whose-machine.ts';
import { describeBytes } from './describe-bytes.ts';
import { Pasted } from './pasted.tsx';
import type { Answer } from './worker-messages.ts';

export function ResultBar({ answer }: { answer: Answer }) {
  const { input, machine } = answer.report;
  const said = [
    input.name,
    hostsInWords(answer.report),
    machine.kernel,
    machine.architecture,
    machine.distribution,
  ];
  const parts = said.filter((part) => part !== null && part !== '');
  parts.splice(
    1,
    0,
    input.lines === 1 ? '1 line' : `${grouped(input.lines)} lines`,
    describeBytes(input.bytes),
  );
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
