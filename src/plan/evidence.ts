// What in a log speaks for hardware, software, configuration, or something that ran out.
//
// A table, a row a kind of evidence: it looks at the log and the event to act on, and gives reasons,
// each with a class and a weight. A weight of 1 is a hint, 2 makes a class likely, 5 outweighs any
// presumption. `judge` adds them up; it knows nothing of what they mean.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { isCorrected } from '../klog/corrected.ts';
import { describeTaint, taintWord } from '../klog/taint.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { FailureClass } from '../model/runbook.ts';
import { flippedBit, oneBitFromKernelAddress } from './flipped-bit.ts';

export interface Reason {
  /** Null: a remark that any class has to live with. */
  class: FailureClass | null;
  weight: number;
  text: string;
}

type Evidence = (log: KernelLog, event: KernelEvent) => Reason[];

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
/** A report is longer than this only where other talk stands in it. */
const longestReport = 400;

const virtualMachines =
  /QEMU|KVM|VMware|VirtualBox|Xen|Hyper-V|Virtual Machine|Amazon EC2|Google Compute|OpenStack|dummy-virt/i;

const kindItself: Evidence = (_, event) => {
  const presumed = classOf.get(event.kind) ?? 'unknown';
  if (presumed === 'unknown') return [];
  if (presumed === 'software') return [{ class: presumed, weight: 2, text: '' }];
  if (presumed !== 'hardware') return [{ class: presumed, weight: 4, text: '' }];
  // It will speak for itself below, corrected or not.
  if (hardwareSpeaks.has(event.kind)) return [{ class: presumed, weight: 4, text: '' }];
  const line = event.lines[0];
  return [
    {
      class: presumed,
      weight: 4,
      text: `Failures of this kind come from the hardware as a rule (line ${line}).`,
    },
  ];
};

/** What a corrected error says of the machine, it says for later; an uncorrected one for now. */
const hardwareErrors: Evidence = (log, event) => {
  const spoken = log.events.filter(
    (other) => hardwareSpeaks.has(other.kind) && other.lines[0] <= event.lines[1],
  );
  return spoken.slice(0, 3).map((other) => {
    const corrected = isCorrected(other);
    const words = corrected ? 'reported an error that it corrected' : 'reported an error itself';
    return {
      class: 'hardware',
      weight: corrected ? 1 : 5,
      text: `The hardware ${words}: ${other.title} (line ${other.lines[0]}).`,
    };
  });
};

const taintMarks: Evidence = (_, event) => {
  const taint = event.taint ?? '';
  const found: Reason[] = [];
  if (taint.includes('M'))
    found.push({
      class: 'hardware',
      weight: 3,
      text: 'Taint M: this machine had a machine check since it booted.',
    });
  if (taint.includes('B'))
    found.push({
      class: 'hardware',
      weight: 1,
      text: 'Taint B: a page was found in a bad state before; memory may be failing.',
    });
  if (taint.includes('D'))
    found.push({
      class: null,
      weight: 0,
      text: 'Taint D: the kernel had died once already; this may only be a consequence.',
    });
  return found;
};

/** Memory that lost or gained one bit between two looks is the mark of a failing DIMM. */
const flippedBits: Evidence = (log, event) => {
  const last = Math.min(event.lines[1], event.lines[0] + longestReport);
  for (let number = event.lines[0]; number <= last; number++) {
    const found = flippedBit(log.line(number).text);
    if (found !== null)
      return [{ class: 'hardware', weight: 5, text: `${found} (line ${number}).` }];
  }
  if (event.kind !== 'gpf' && event.kind !== 'page-fault') return [];
  const address = event.facts.find(({ name }) => name === 'address');
  const bit = address ? oneBitFromKernelAddress(address.value) : null;
  if (bit === null) return [];
  return [
    {
      class: 'hardware',
      weight: 3,
      text: `The address ${address!.value} is one bit (${bit}) away from one the kernel uses: memory may have lost it (line ${address!.at.line}).`,
    },
  ];
};

/** Freed or never written memory that was used tells of a program's mistake. */
const poison: Evidence = (_, event) =>
  event.facts
    .filter(({ name, meaning }) => name === 'poisoned-register' && meaning !== null)
    .slice(0, 2)
    .map(({ meaning, at }) => ({
      class: 'software',
      weight: 2,
      text: `${meaning} (line ${at.line}).`,
    }));

const addressMeaning: Evidence = (_, event) =>
  event.facts
    .filter(({ name, meaning }) => name === 'address' && meaning !== null)
    .map(({ meaning, at }) => ({
      class: 'software',
      weight: 1,
      text: `The address: ${meaning} (line ${at.line}).`,
    }));

const moduleRunning: Evidence = (_, event) => {
  // A line that names a module's subsystem says nothing of where a processor was.
  if (event.module === null || (event.function === null && event.frames.length === 0)) return [];
  // Code that found out about failing hardware is a witness, not a suspect.
  if (classOf.get(event.kind) === 'hardware') return [];
  const suspect = event.modules.find((module) => module.name === event.module);
  const foreign = describeTaint((suspect?.flags ?? '').replace(/[+-]/g, ''));
  const flags = foreign.length > 0 ? ` (${foreign.map(taintWord).join(', ')})` : '';
  return [
    {
      class: 'software',
      weight: foreign.length > 0 ? 2 : 1,
      text: `The processor was inside the module ${event.module}${flags}.`,
    },
  ];
};

/** A device whose registers all read as ones is no longer on the bus. */
const deviceGone: Evidence = (log, event) =>
  log.events
    .filter(({ lines }) => lines[0] <= event.lines[1])
    .flatMap(({ facts }) => facts)
    .filter(({ name, value }) => name === 'csts' && /^0xffffffff$/i.test(value))
    .slice(0, 1)
    .map(({ meaning, at }) => ({
      class: 'hardware',
      weight: 3,
      text: `The drive no longer answers on the bus: ${meaning} (line ${at.line}).`,
    }));

const exitCode: Evidence = (_, event) =>
  event.facts
    .filter(({ name, meaning }) => name === 'exitcode' && meaning !== null)
    .map(({ value, meaning, at }) => ({
      // An init that ended by itself, or could not be started, was told or set up to do so.
      class: (Number(value) & 0x7f) === 0 ? 'configuration' : 'software',
      weight: (Number(value) & 0x7f) === 0 ? 5 : 1,
      text: `The exit code: ${meaning} (line ${at.line}).`,
    }));

/** drivers/tty/sysrq.c, moom_callback(): an order of -1 is a person's or a program's, not the kernel's. */
const memoryLimit: Evidence = (_, event) => {
  const asked = event.facts.find(({ name, value }) => name === 'order' && value === '-1');
  if (asked) {
    const text = `Somebody asked for this kill (SysRq f, line ${asked.at.line}): memory need not have been short.`;
    return [{ class: 'configuration', weight: 5, text }];
  }
  const constraint = event.facts.find(({ name }) => name === 'constraint');
  if (!constraint) return [];
  const limit = event.facts.find(({ name }) => name === 'cgroup')?.value;
  const text =
    constraint.value === 'CONSTRAINT_MEMCG'
      ? `A memory limit was reached, not the machine's memory${limit ? `: cgroup ${limit}` : ''}`
      : 'The machine as a whole, or a node of it, ran out of memory';
  return [{ class: 'resource', weight: 2, text: `${text} (line ${constraint.at.line}).` }];
};

/** Panics that a setting makes of failures that a kernel survives. kernel/panic.c, kernel/watchdog.c,
 * kernel/hung_task.c, kernel/rcu/tree_stall.h, mm/oom_kill.c, arch/x86/kernel/nmi.c; the names in kernel/sysctl.c. */
const policies: readonly [kind: RegExp, panic: RegExp, setting: string][] = [
  [/./, /panic_on_warn set/, 'kernel.panic_on_warn'],
  [/./, /panic_on_taint set/, 'panic_on_taint='],
  [/^soft-lockup$/, /softlockup: hung tasks/, 'kernel.softlockup_panic'],
  [/^hung-task$/, /hung_task: blocked tasks/, 'kernel.hung_task_panic'],
  [/^rcu-stall$/, /RCU Stall/, 'kernel.panic_on_rcu_stall'],
  [/^oom-/, /panic_on_oom is enabled|compulsory panic_on_oom/, 'vm.panic_on_oom'],
  [/^nmi-unknown$/, /IOCK error: Not continuing/, 'kernel.panic_on_io_nmi'],
  [
    /^nmi-unknown$/,
    /Not continuing/,
    'kernel.panic_on_unrecovered_nmi or kernel.unknown_nmi_panic',
  ],
  [/./, /Fatal exception$/, 'kernel.panic_on_oops'],
];

const policy: Evidence = (_, { kind, panic }) => {
  if (panic === null) return [];
  const set = policies.find(([kinds, words]) => kinds.test(kind) && words.test(panic));
  return set === undefined
    ? []
    : [
        {
          class: null,
          weight: 0,
          text: `The kernel stopped because a setting told it to (${set[2]}); without it the machine would have gone on, damaged or not.`,
        },
      ];
};

/** The processor that fails differently each time may be the one that is broken. */
const sameCpu: Evidence = (log, event) => {
  const faults = log.events.filter(
    ({ kind, cpu, cause }) =>
      cpu !== null && cause === null && classOf.get(kind) === 'software' && kind !== 'warn',
  );
  const places = new Set(faults.map((each) => each.function));
  const [first] = faults;
  if (first === undefined || places.size < 3 || event.cpu !== first.cpu) return [];
  if (faults.some(({ cpu }) => cpu !== first.cpu)) return [];
  return [
    {
      class: 'hardware',
      weight: 1,
      text: `${faults.length} failures in ${places.size} places, all on CPU ${first.cpu}: that processor may be broken.`,
    },
  ];
};

const nothingSaid: Evidence = (log, event) => {
  // What failed is the hardware by its kind: that no other hardware complained says little.
  if (classOf.get(event.kind) === 'hardware') return [];
  const spoken = log.events.some(({ kind }) => hardwareSpeaks.has(kind));
  if (spoken) return [];
  // A line or two typed off a screen say nothing of what stood around them.
  const enough = log.lineCount >= enoughLines;
  return [
    {
      class: enough ? 'software' : null,
      weight: enough ? 1 : 0,
      text: enough
        ? `No machine check, EDAC or PCIe error in these ${log.lineCount} lines: nothing points at the hardware.`
        : 'Too few lines were given to rule the hardware out.',
    },
  ];
};

export const evidence: readonly Evidence[] = [
  kindItself,
  hardwareErrors,
  deviceGone,
  flippedBits,
  taintMarks,
  nothingSaid,
  moduleRunning,
  addressMeaning,
  poison,
  exitCode,
  memoryLimit,
  sameCpu,
  policy,
];

const presumptions: Partial<Record<FailureClass, string>> = {
  hardware: 'the hardware',
  software: 'a mistake in software: the kernel or a module',
  configuration: 'how the machine was set up, or what it was told to do',
  resource: 'a resource that ran out or does not answer',
};

/** Why the kind alone decides, where nothing else in the log does; null where it presumes nothing. */
export function presumptionInWords({ kind }: KernelEvent): string | null {
  const presumed = presumptions[classOf.get(kind) ?? 'unknown'];
  if (presumed === undefined) return null;
  return `Nothing in this log says more than its kind: ${kind} comes most often from ${presumed}.`;
}

/** A remark on a hardware verdict: the hardware of a guest is another machine's software. */
export function virtualMachine({ machine }: KernelLog): string | null {
  return machine.hardware !== null && virtualMachines.test(machine.hardware)
    ? `The machine is virtual (${machine.hardware}): look at its host.`
    : null;
}
