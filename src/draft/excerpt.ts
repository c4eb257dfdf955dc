// The part of a log that a sample needs: which kernel spoke, and what it said around the failure.

import type { KernelLog } from '../model/kernel-log.ts';

export interface Excerpt {
  /** Lines as they were pasted. */
  text: string;
  /** Lines between others were left out. */
  isCut: boolean;
}

/** What names the machine: the reader finds the release, the hardware and the distribution in these. */
const aboutMachine = /^(?:Linux version |(?:Kernel c|C)ommand line: |DMI: |Machine model: )/;
const machineWithin = 2_000;
const before = 12;
const after = 12;
const mostLines = 400;

/** @param kept ranges of lines, from 1, both ends included. */
export function excerptOf(log: KernelLog, kept: readonly (readonly [number, number])[]): Excerpt {
  const numbers = new Set<number>();
  for (let number = 1; number <= Math.min(machineWithin, log.lineCount); number++) {
    if (aboutMachine.test(log.line(number).text)) numbers.add(number);
  }
  for (const [first, last] of kept) {
    for (let number = first - before; number <= last + after; number++) {
      if (number >= 1 && number <= log.lineCount && numbers.size < mostLines) numbers.add(number);
    }
  }
  return textOf(log, [...numbers]);
}

/** Up to `mostLines` lines that stand in none of the ranges, those nearest to the end of the log. */
export function restOf(log: KernelLog, left: readonly (readonly [number, number])[]): Excerpt {
  const numbers: number[] = [];
  for (let number = log.lineCount; number >= 1 && numbers.length < mostLines; number--) {
    if (!left.some(([first, last]) => number >= first && number <= last)) numbers.push(number);
  }
  return textOf(log, numbers);
}

function textOf(log: KernelLog, numbers: number[]): Excerpt {
  const held = numbers.sort((a, b) => a - b).map((number) => log.raw(number));
  const lines = held.filter((line) => line !== null);
  return {
    text: lines.length === 0 ? '' : `${lines.join('\n').replace(/\n+$/, '')}\n`,
    isCut: lines.length < log.lineCount,
  };
}
