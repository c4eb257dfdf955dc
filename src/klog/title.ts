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
  let title = '';
  for (const { words, name, otherwise } of partsOf(template)) {
    const value = name === null ? '' : (known[name] ?? otherwise);
    if (value !== null) title += words + value;
  }
  return title.replace(/\s+/g, ' ').trim();
}

/** Words, and the name behind them that they go with; null where they stand in any case. */
interface Part {
  words: string;
  name: string | null;
  otherwise: string | null;
}

const named =
  /(?<words>(?:,? (?:in|on|bank|on CPU|by device|at|\/) |: | )?)\{(?<name>\w+)(?:\|(?<otherwise>[\w ]+))?\}/g;

/** Of each template that was filled: there are as many as the tables of openers have. */
const partsOfAll = new Map<string, readonly Part[]>();

function partsOf(template: string): readonly Part[] {
  const known = partsOfAll.get(template);
  if (known !== undefined) return known;
  const parts: Part[] = [];
  let at = 0;
  for (const match of template.matchAll(named)) {
    const { words, name, otherwise } = match.groups!;
    parts.push({ words: template.slice(at, match.index), name: null, otherwise: null });
    parts.push({ words: words!, name: name!, otherwise: otherwise ?? null });
    at = match.index + match[0].length;
  }
  parts.push({ words: template.slice(at), name: null, otherwise: null });
  partsOfAll.set(template, parts);
  return parts;
}
