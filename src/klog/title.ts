// An event's one-line name, in the words that kernel developers search for.

import type { KernelEvent } from '../model/kernel-log.ts';

/**
 * Fills `{name}` from the captured groups, then from the event. A part that needs a name which is
 * not known goes with it: ` in {guilty}`, ` on CPU {cpu}`.
 */
export function makeTitle(
  template: string,
  groups: Record<string, string>,
  event: Pick<KernelEvent, 'guilty' | 'function' | 'panic' | 'comm' | 'device' | 'cpu'>,
): string {
  const known: Record<string, string | null> = {
    ...groups,
    guilty: event.guilty,
    function: event.function,
    reason: event.panic,
    device: event.device,
    comm: event.comm,
    cpu: event.cpu === null ? null : String(event.cpu),
  };
  return template
    .replace(
      /(?:,? (?:in|on|bank|on CPU|by device|at) |: | )?\{(\w+)\}/g,
      (whole, name: string) => {
        const value = known[name] ?? null;
        return value === null ? '' : whole.replace(`{${name}}`, () => value);
      },
    )
    .replace(/\s+/g, ' ')
    .trim();
}
