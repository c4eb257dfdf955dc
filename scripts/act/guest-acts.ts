// The guest's side of an incident: the failure, then each command between marks on the console.

import type { Scenario } from '../capture/scenario.ts';
import type { Act, Incident } from './incident.ts';

const mark = (index: number, what: 'begins' | 'ends') => `@@ act ${index} ${what}`;

/** The incident's row, with the acts behind its own lines. */
export function rowOf({ row, acts }: Incident): Scenario {
  return {
    ...row,
    init: [
      ...(row.init ?? []),
      `sleep ${row.waitSeconds ?? 2}`,
      ...acts.flatMap(({ command, afterSeconds = 0 }, index) => [
        ...(afterSeconds > 0 ? [`sleep ${afterSeconds}`] : []),
        `echo "${mark(index, 'begins')}"`,
        // A shell of its own: a command that ends its shell must not end process 1.
        `sh -c ${quoted(command)} < /dev/null 2>&1`,
        `echo "${mark(index, 'ends')} $?"`,
      ]),
    ],
    waitSeconds: 1,
  };
}

export interface Played {
  /** What the console showed before the first command: what is pasted. */
  log: string;
  acts: { act: Act; output: string; status: number }[];
}

/** Throws where the machine stopped before the last act. */
export function playedActs(console: string, acts: readonly Act[]): Played {
  const first = console.indexOf(mark(0, 'begins'));
  if (first < 0) throw new Error('the machine stopped before the first command');
  const played = acts.map((act, index) => {
    const begin = `${mark(index, 'begins')}\n`;
    const from = console.indexOf(begin);
    const to = console.indexOf(mark(index, 'ends'), from);
    if (from < 0 || to < 0) throw new Error(`the machine stopped in act ${index}: ${act.command}`);
    const status = /^@@ act \d+ ends (\d+)/.exec(console.slice(to));
    return { act, output: console.slice(from + begin.length, to), status: Number(status?.[1]) };
  });
  return { log: console.slice(0, first), acts: played };
}

function quoted(command: string): string {
  return `'${command.replaceAll("'", "'\\''")}'`;
}
