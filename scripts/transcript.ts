// Commands as a page shows them: run, with what they said below, in fences that hold whatever it was.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');

/** The command and what it said, as a terminal shows it. */
export function transcript(folder: string, command: string, expected: number): string[] {
  const words = command.split(' ').slice(1);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'src/cli/main.ts'), ...words],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', COLUMNS: '80' } },
  );
  if (status !== expected) {
    throw new Error(`${command}: exit status ${status}, not ${expected}\n${stdout}${stderr}`);
  }
  return fenced('console', `$ ${command}\n${stderr}${stderr ? '\n' : ''}${stdout}`.trimEnd());
}

export function fenced(language: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return [`${marks}${language}`, ...text.trimEnd().split('\n'), marks];
}
