// Who is to be looked at first, and why. What stands in a report for certain comes first: the code that
// ran, then reliable frames, then modules that are not the kernel's own. `?` frames, stale words of the
// stack, count last. Silence is better than a guess: where a report blames nobody, nobody is named.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { describeTaint, taintWord } from '../klog/taint.ts';
import type { KernelEvent } from '../model/kernel-log.ts';
import type { Suspect } from '../model/triage-report.ts';

const most = 4;
const hardwareKinds = new Set(
  vocabulary.filter((kind) => kind.class === 'hardware').map(({ slug }) => slug),
);

export function findSuspects(event: KernelEvent): Suspect[] {
  const found: Suspect[] = [];
  const add = (suspect: Suspect) => {
    if (found.length < most && !found.some(({ name }) => name === suspect.name))
      found.push(suspect);
  };
  // Where the hardware failed, the code that found it out is a witness.
  const looks = hardwareKinds.has(event.kind)
    ? [device, inTrace]
    : [running, heldByTask, guiltyFunction, inTrace, foreignModules, device];
  for (const look of looks) {
    for (const suspect of look(event)) add(suspect);
  }
  return found;
}

/** `kfail (out-of-tree, unsigned): kfail_init is its code, … (line 369)` */
export function suspectInWords({ name, about, why, line }: Suspect): string {
  const flags = about.length > 0 ? ` (${about.join(', ')})` : '';
  return `${name}${flags}: ${why}${line === null ? '' : ` (line ${line})`}`;
}

function running(event: KernelEvent): Suspect[] {
  if (event.module === null || (event.function === null && event.frames.length === 0)) return [];
  const why = event.function
    ? `${event.function} is its code, and the processor was there when it failed.`
    : 'the trace leads into its code.';
  return [
    moduleSuspect(event, event.module, why, lineOf(event, 'module') ?? lineOf(event, 'function')),
  ];
}

/** Out of memory and stalls: whoever holds what others wait for. */
function heldByTask(event: KernelEvent): Suspect[] {
  const top = event.facts.find(({ name }) => name === 'top-user');
  if (!top) return [];
  return [{ what: 'task', name: top.value, about: [], why: `${top.meaning}.`, line: top.at.line }];
}

function guiltyFunction(event: KernelEvent): Suspect[] {
  const { guilty, module } = event;
  if (guilty === null || guilty === event.function) return [];
  const frame = event.frames.find((each) => each.function === guilty);
  // A name for a family of functions (`smp_call_function`) helps to search, and suspects nobody.
  if (frame === undefined) return [];
  const { module: owner, line } = frame;
  const why =
    'the first function in the trace that only does its own work, not the reporting of it.';
  if (owner !== null && owner !== module)
    return [moduleSuspect(event, owner, `${guilty} is its code: ${why}`, line)];
  return [{ what: 'function', name: guilty, about: [], why, line }];
}

function inTrace(event: KernelEvent): Suspect[] {
  const inModule = event.frames.filter(({ module }) => module !== null);
  const own = (frame: (typeof inModule)[number]) => isForeign(event, frame.module!);
  const rows: [frames: typeof inModule, why: string][] = [
    [inModule.filter((frame) => frame.reliable && own(frame)), 'called on the way to the failure'],
    [
      inModule.filter((frame) => !frame.reliable && own(frame)),
      'its code stands in the trace as a stale word only: it may have run shortly before',
    ],
  ];
  return rows.flatMap(([frames, why]) =>
    frames.map(({ module, function: name, line }) =>
      moduleSuspect(event, module!, `${name}: ${why}.`, line),
    ),
  );
}

/** A module that was being loaded or unloaded at that moment. */
function foreignModules(event: KernelEvent): Suspect[] {
  return event.modules
    .filter(({ flags }) => /[+-]/.test(flags))
    .map(({ name, flags }) =>
      moduleSuspect(
        event,
        name,
        `it was just being ${flags.includes('+') ? 'loaded' : 'unloaded'}.`,
        lineOf(event, 'flagged-module'),
      ),
    );
}

function device(event: KernelEvent): Suspect[] {
  if (event.device === null) return [];
  const line = lineOf(event, 'device');
  return [{ what: 'device', name: event.device, about: [], why: 'the failure names it.', line }];
}

function moduleSuspect(
  event: KernelEvent,
  name: string,
  why: string,
  line: number | null,
): Suspect {
  const flags = event.modules.find((module) => module.name === name)?.flags ?? '';
  return { what: 'module', name, about: describeTaint(flags).map(taintWord), why, line };
}

function isForeign(event: KernelEvent, name: string): boolean {
  return /[POEF]/.test(event.modules.find((module) => module.name === name)?.flags ?? '');
}

function lineOf(event: KernelEvent, fact: string): number | null {
  return event.facts.find(({ name }) => name === fact)?.at.line ?? null;
}
