// The answers without a failure, each as much an answer as a match: healthy, not a kernel's words,
// empty, not read.

import type { WayOut } from '../../../klog/unreadable-file.ts';
import type { TellingLine, TriageReport } from '../../../model/triage-report.ts';
import { quoteForShell } from '../../../plan/fill-command.ts';
import { grouped } from '../../../plan/grouped.ts';
import { CopyableLine } from './copyable-line.tsx';
import { LineLink } from './line-link.tsx';
import { NearestKin, RunnersUp } from './match-reasons.tsx';
import { Pasted } from './pasted.tsx';

export function HealthyAnswer({ report }: { report: TriageReport }) {
  const { kernel, distribution } = report.machine;
  const lines = grouped(report.input.lines);
  return (
    <>
      <h2>
        <span class="kind">healthy</span> No kernel failure in{' '}
        {report.input.lines === 1 ? 'this line' : `these ${lines} lines`}
      </h2>
      <p class="means">
        {report.telling ? (
          'No failure that is known here, but lines that sound like one: look at them first.'
        ) : kernel ? (
          <>
            What is here is a healthy log of{' '}
            <Pasted text={[kernel, distribution].filter(Boolean).join(', ')} />.
          </>
        ) : (
          'What is here is kernel text in which nothing broke.'
        )}{' '}
        If the machine froze or rebooted, the reason is probably in the boot before.
      </p>
      <TellingLines lines={report.telling ?? []} />
      <NearestKin kin={report.kin ?? []} />
      <Collect report={report} />
      <RunnersUp report={report} />
    </>
  );
}

function TellingLines({ lines }: { lines: readonly TellingLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul class="evidence telling">
      {lines.map(({ line, text, times }) => (
        <li key={line}>
          <LineLink line={line} />{' '}
          <code>
            <Pasted text={text} />
          </code>
          {times > 1 && ` ${grouped(times)} times`}
        </li>
      ))}
    </ul>
  );
}

export function NoKernelTextAnswer({ report }: { report: TriageReport }) {
  const lines = grouped(report.input.lines);
  return (
    <>
      <h2>
        <span class="kind">no-kernel-text</span> No kernel text here
      </h2>
      <p class="means">
        Nothing in {report.input.lines === 1 ? 'this line' : `these ${lines} lines`} was said by a
        Linux kernel. Its lines look like <code>[ 12.345678] usb 1-1: new device</code>, or have{' '}
        <code>kernel:</code> behind the host name.
      </p>
      <Collect report={report} />
    </>
  );
}

export function EmptyAnswer({ report }: { report: TriageReport }) {
  return (
    <>
      <h2>
        <span class="kind">empty</span> There is no text
      </h2>
      <p class="means">
        <Pasted text={report.input.name} /> holds nothing but blanks. Where the kernel leaves its
        last words:
      </p>
      <Collect report={report} />
    </>
  );
}

interface NotReadProps {
  name: string;
  why: string;
  wayOut: WayOut | null;
}

export function NotRead({ name, why, wayOut }: NotReadProps) {
  return (
    <>
      <h2>
        <span class="kind">not-read</span> Not read
      </h2>
      <p class="means">
        <Pasted text={why} /> {wayOut && 'advice' in wayOut && wayOut.advice}
      </p>
      {wayOut && 'command' in wayOut && (
        <ul class="collect">
          <CopyableLine
            command={wayOut.command.replace('FILE', () => quoteForShell(name) ?? 'FILE')}
            purpose="Get its text, where the file is"
          />
        </ul>
      )}
    </>
  );
}

/** The boot before this one is where a frozen machine's last words are. */
function Collect({ report }: { report: TriageReport }) {
  return (
    <ul class="collect">
      {report.collect.map(({ command, purpose }) => (
        <CopyableLine key={command} command={command} purpose={purpose} />
      ))}
    </ul>
  );
}
