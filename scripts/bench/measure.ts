// Times, and how they are told: medians of several runs, never of one.

import { spawnSync } from 'node:child_process';

export interface Row {
  what: string;
  /** As people read it, with its unit. */
  figure: string;
  /** What is aimed at; absent where the row is only a comparison. */
  target?: string;
  isMet?: boolean;
  /** What else a reader should know: the spread, the shape of the input. */
  note?: string;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds of this process's processors that it takes, and of the clock. */
export interface Time {
  processor: number;
  clock: number;
}

export async function timed(work: () => unknown): Promise<Time> {
  const before = process.cpuUsage();
  const start = performance.now();
  // Work in another process says itself what it took of the processor.
  const told = await work();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { processor: typeof told === 'number' ? told : (user + system) / 1000, clock };
}

/**
 * Times of several pieces of work, in turns, so that a machine that is busy for a while slows all of
 * them alike and their ratios hold. The first turn warms up and is not counted. Processor time is what
 * a busy machine changes least. Work that starts a program gives that program's own.
 */
export async function timedInTurns<Name extends string>(
  works: Record<Name, () => unknown>,
  runs: number,
): Promise<Record<Name, Time[]>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Time[]
  >;
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const time = await timed(works[name]);
      if (run > 0) times[name].push(time);
    }
  }
  return times;
}

export const processorOf = (times: readonly Time[]): number[] =>
  times.map(({ processor }) => processor);
export const clockOf = (times: readonly Time[]): number[] => times.map(({ clock }) => clock);

/**
 * Runs a program. Gives the milliseconds of processor time that it took, where bash can tell.
 * @param accepted exit statuses that are no failure.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  accepted: readonly number[] = [0],
): number | undefined {
  const withBash = process.platform !== 'win32';
  const { status, stderr } = withBash
    ? spawnSync('bash', ['-c', 'TIMEFORMAT="%3U %3S"; time "$@"', 'bash', command, ...args], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      })
    : spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (!accepted.includes(status ?? -1)) {
    throw new Error(`${command} ended with ${status}: ${stderr}`);
  }
  const seconds = /(\d+[.,]\d+) (\d+[.,]\d+)\s*$/.exec(stderr);
  if (!withBash || seconds === null) return undefined;
  const [user, system] = seconds.slice(1).map((text) => Number(text.replace(',', '.')));
  return (user! + system!) * 1000;
}

export function spread(numbers: readonly number[], unit: string): string {
  const format = (number: number) => number.toFixed(number < 10 ? 1 : 0);
  return `${format(Math.min(...numbers))}–${format(Math.max(...numbers))} ${unit}`;
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure, target, isMet, note }) => {
    const met = isMet === undefined ? '' : isMet ? 'yes' : 'no';
    return `| ${what} | ${figure} | ${target ?? ''} | ${met} | ${note ?? ''} |`;
  });
  return ['| what | median | target | met | |', '|--|--|--|--|--|', ...lines].join('\n');
}
