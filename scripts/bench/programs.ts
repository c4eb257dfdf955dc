// Programs that we are measured beside: whether they are there, which version, what a run of one costs.

import { spawnSync } from 'node:child_process';

const gnuTime = '/usr/bin/time';

/** First line of what `--version` says; null where there is no such program. */
export function versionOf(program: string): string | null {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0]!.replace(/ \(rev [0-9a-f]+\)$/, '') : null;
}

export const canMeasureMemory = (): boolean => spawnSync(gnuTime, ['--version']).status === 0;

/** Of a program and the programs that it starts. */
export interface ProgramCost {
  /** Seconds. */
  clock: number;
  processor: number;
  /** Of the largest process: what several hold at once is more. */
  megabytes: number;
}

/**
 * @param accepted exit statuses that are no failure.
 * @throws Error with what the program said, where it fails.
 */
export function programCost(
  command: string,
  args: readonly string[],
  { cwd, accepted = [0] }: { cwd?: string; accepted?: readonly number[] } = {},
): ProgramCost {
  const { status, stderr } = spawnSync(gnuTime, ['-f', 'cost %e %U %S %M', command, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const told = /^cost (\S+) (\S+) (\S+) (\S+)$/m.exec(stderr ?? '');
  if (!accepted.includes(status ?? -1) || told === null) {
    throw new Error(
      `${[command, ...args].join(' ')}\nended with ${status}: ${stderr?.slice(-2000)}`,
    );
  }
  const [clock, user, system, kilobytes] = told.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { clock, processor: user + system, megabytes: kilobytes / 1024 };
}
