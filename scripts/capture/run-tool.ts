// Runs one program of the host to its end. In: name and arguments. Out: what it printed.

import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  environment?: Record<string, string>;
  /** Written to the program's standard input. */
  input?: string;
}

/** Throws with the end of what the program said where it fails. */
export function runTool(
  program: string,
  args: readonly string[],
  { cwd, environment = {}, input }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const said = (err.trim() || out.trim()).split('\n').slice(-8).join('\n');
      reject(new Error(`${program} ${args.join(' ')}\nended with ${signal ?? code}:\n${said}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}
