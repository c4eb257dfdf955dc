// docs/five-minutes.md: the first five minutes of three incidents, as the terminal shows them. In: samples
// that a Debian kernel printed in QEMU. Out: the page. Throws where a command ends otherwise than it says.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSample } from '../src/library/read-samples.ts';
import { fenced, transcript } from './transcript.ts';

const project = resolve(import.meta.dirname, '..');
const logs = {
  'serial.txt': 'faults/null-pointer-dereference/null-pointer-module.log',
  'oom.txt': 'memory/oom-kill/cgroup.log',
  'boot.txt': 'boot/no-root-or-init/init-exited-127.log',
};

export function triageWalk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'panicroom-walk-'));
  try {
    return pageOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pageOf(folder: string): string {
  cpSync(join(project, 'content/runbooks'), join(folder, 'content/runbooks'), { recursive: true });
  for (const [name, file] of Object.entries(logs)) {
    const text = readFileSync(join(project, 'content/samples', file), 'utf8');
    writeFileSync(join(folder, name), readSample(file, text).text);
  }
  writeFileSync(join(folder, 'photo.txt'), 'mysqld invokd oom-kiler gfp_mask 0x201da order 0\n');
  const run = (command: string, status = 0) => transcript(folder, command, status);

  return [
    '# The first five minutes',
    '',
    'Three real crashes of Debian kernels, from the log to the first commands, in a terminal. The wizard gives the same answers in a browser. Every command was run, and its output is shown as it was; `npm run walk` writes this page again.',
    '',
    '## A driver crashed',
    '',
    'Minute 0: the console of a server that still answers was saved to `serial.txt`.',
    '',
    ...run('panicroom triage serial.txt'),
    '',
    "Minute 1: the answer is one line, how sure it is stands beside it, and the suspect is a module that is not the kernel's own. What would be lost at a reboot comes first: four commands, and the machine may be restarted without losing the reason.",
    '',
    'Minute 3: the next commands name the module of this log. `--plan` has the other ones, such as how to keep the module from loading.',
    '',
    'Minute 5: whoever owns the module gets a note. Names of hosts, addresses and people are replaced before it leaves:',
    '',
    ...head(run('panicroom triage --report --format text serial.txt'), 34),
    '',
    '## A program was killed',
    '',
    'A service went away by itself; `journalctl -k` was saved to `oom.txt`.',
    '',
    ...run('panicroom triage oom.txt'),
    '',
    'It was not the machine that ran out of memory but one cgroup with a limit of 40 MiB: more memory in the machine would have helped nobody. The commands ask for the limit of this very cgroup, by its path.',
    '',
    '## It does not boot',
    '',
    'All that there is is the serial console of a boot that ended in a panic, `boot.txt`.',
    '',
    ...run('panicroom triage boot.txt'),
    '',
    "The exit code is read out: status 127 is a shell's word for a program, or its loader, that was not found. So it is a matter of what is on the disk, not of the hardware.",
    '',
    '## Only a photo of a screen',
    '',
    'One line was typed off it, with slips. It is guessed at, and said to be a guess:',
    '',
    ...head(run('panicroom triage photo.txt'), 12),
    '',
  ].join('\n');
}

/** The first lines of a transcript; its fence stays whole. */
function head(lines: readonly string[], count: number): string[] {
  const text = lines.slice(1, -1);
  return fenced(
    'console',
    [...text.slice(0, count), ...(text.length > count ? ['…'] : [])].join('\n'),
  );
}
