// Boots one machine and keeps its console. Ends only the process that it started, at the limit or
// when the caller gives up; a kernel that panics or powers off ends it by itself.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { setTimeout as pauseFor } from 'node:timers/promises';
import type { QemuCommand } from './qemu-command.ts';
import type { MonitorStep } from './scenario.ts';

export interface Boot {
  console: string;
  /** False where the limit ended it. */
  ended: boolean;
  seconds: number;
  /** What QEMU itself said, for a person to read where the console is empty. */
  said: string;
}

export interface BootOptions {
  /** Paths that the command names. */
  console: string;
  monitor: string;
  steps: readonly MonitorStep[];
  limitSeconds: number;
  signal: AbortSignal;
}

export async function bootMachine(command: QemuCommand, options: BootOptions): Promise<Boot> {
  const start = performance.now();
  const child = spawn(command.program, command.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
    killSignal: 'SIGKILL',
  });
  let said = '';
  let ended = true;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const limit = setTimeout(() => {
    ended = false;
    child.kill('SIGKILL');
  }, options.limitSeconds * 1000);
  const steps = options.steps.length === 0 ? null : takeSteps(options);
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', () => resolve());
    });
  } finally {
    clearTimeout(limit);
    steps?.abort();
  }
  const console = await readConsole(options.console);
  return { console, ended, seconds: (performance.now() - start) / 1000, said };
}

/** Looks at the console until every step was sent, in the order of the steps. */
function takeSteps({ console, monitor, steps }: BootOptions): AbortController {
  const over = new AbortController();
  const pause = (seconds: number) => pauseFor(seconds * 1000, undefined, { signal: over.signal });
  const watch = async () => {
    for (const { after, delaySeconds = 0, send } of steps) {
      while (!(await readConsole(console)).includes(after)) await pause(0.2);
      await pause(delaySeconds);
      sendToMonitor(monitor, send);
    }
  };
  // The machine ended first: the row's expectations say whether that matters.
  watch().catch(() => {});
  return over;
}

function readConsole(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function sendToMonitor(path: string, line: string): void {
  const socket = createConnection(path);
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.write(`${line}\n`);
  setTimeout(() => socket.destroy(), 2000).unref();
}
