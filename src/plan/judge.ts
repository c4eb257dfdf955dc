// Hardware, software, configuration or resource: a verdict with what speaks for it and against.
//
// In: the log and its primary event. Out: the class and the reasons, each naming its line where it
// has one. The kind gives the presumption; evidence in the text can overturn it.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { describeTaint, taintWord } from '../klog/taint.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { FailureClass } from '../model/runbook.ts';
import type { Verdict } from '../model/triage-report.ts';

const classOf = new Map(vocabulary.map((kind) => [kind.slug, kind.class as FailureClass]));

/** Kinds in which the hardware itself speaks. */
const hardwareSpeaks = new Set([
  'mce-hardware-error',
  'edac-memory-error',
  'pcie-aer',
  'arm64-serror',
  'arm64-synchronous-external-abort',
  'arm-external-abort',
  'hwpoison',
]);

/** A report of its own has about as many; fewer hold no more than it. */
const enoughLines = 60;

const virtualMachines =
  /QEMU|KVM|VMware|VirtualBox|Xen|Hyper-V|Virtual Machine|Amazon EC2|Google Compute|OpenStack|dummy-virt/i;

export function judge(log: KernelLog, event: KernelEvent): Verdict {
  const supports: string[] = [];
  const against: string[] = [];
  let verdict = classOf.get(event.kind) ?? 'unknown';

  const spoken = log.events.filter((other) => hardwareSpeaks.has(other.kind));
  const taint = event.taint ?? '';
  if (spoken.length > 0) {
    verdict = 'hardware';
    for (const other of spoken.slice(0, 3)) {
      supports.push(
        `The hardware reported an error itself: ${other.title} (line ${other.lines[0]}).`,
      );
    }
  } else if (taint.includes('M')) {
    verdict = 'hardware';
    supports.push('Taint M: this machine had a machine check since it booted.');
  } else if (verdict === 'hardware') {
    supports.push(
      `Failures of this kind come from the hardware as a rule (line ${event.lines[0]}).`,
    );
  } else {
    // A line or two typed off a screen say nothing of what stood around them.
    const words =
      log.lineCount < enoughLines
        ? 'Too few lines were given to rule the hardware out.'
        : `No machine check, EDAC or PCIe error in these ${log.lineCount} lines: nothing points at the hardware.`;
    (verdict === 'software' && log.lineCount >= enoughLines ? supports : against).push(words);
  }

  const suspect = event.modules.find((module) => module.name === event.module);
  if (event.module !== null) {
    const foreign = describeTaint((suspect?.flags ?? '').replace(/[+-]/g, ''));
    const flags = foreign.length > 0 ? ` (${foreign.map(taintWord).join(', ')})` : '';
    supports.push(`The processor was inside the module ${event.module}${flags}.`);
  }
  for (const { name, value, meaning, at } of event.facts) {
    if (name === 'address' && meaning !== null)
      supports.push(`The address: ${meaning} (line ${at.line}).`);
    if (name === 'exitcode' && meaning !== null) {
      // An init that ended by itself, or could not be started, was told or set up to do so.
      if ((Number(event.facts.find((fact) => fact.name === name)!.value) & 0x7f) === 0)
        verdict = 'configuration';
      supports.push(`The exit code: ${meaning} (line ${at.line}).`);
    }
    if (name === 'constraint') {
      const limit = event.facts.find((fact) => fact.name === 'cgroup')?.value;
      supports.push(
        value === 'CONSTRAINT_MEMCG'
          ? `A memory limit was reached, not the machine's memory${limit ? `: cgroup ${limit}` : ''} (line ${at.line}).`
          : `The machine as a whole, or a node of it, ran out of memory (line ${at.line}).`,
      );
    }
  }
  if (taint.includes('B') && verdict === 'software') {
    against.push('Taint B: a page was found in a bad state before; memory may be failing.');
  }
  if (taint.includes('D')) {
    against.push('Taint D: the kernel had died once already; this may only be a consequence.');
  }
  if (
    verdict === 'hardware' &&
    log.machine.hardware !== null &&
    virtualMachines.test(log.machine.hardware)
  ) {
    against.push(`The machine is virtual (${log.machine.hardware}): look at its host.`);
  }
  return { class: verdict, for: supports, against };
}
