// An event's one-line name, in the words that kernel developers search for.

import type { KernelEvent } from '../model/kernel-log.ts';

/**
 * Fills `{name}` from the captured groups, then from the event. A part that needs a name which is
 * not known goes with it: ` in {guilty}`, ` on CPU {cpu}`; `{name|words}` has words in its place.
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
      /(?:,? (?:in|on|bank|on CPU|by device|at|\/) |: | )?\{(\w+)(?:\|([\w ]+))?\}/g,
      (whole, name: string, otherwise?: string) => {
        const value = known[name] ?? otherwise ?? null;
        return value === null ? '' : whole.replace(/\{.*\}/, () => value);
      },
    )
    .replace(/\s+/g, ' ')
    .trim();
}
