// The single file dist/panicroom.mjs as a person would use it: other folder, no checkout, no
// dependencies beside it, and whatever input they have.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSamples } from '../../src/library/read-samples.ts';
import { distFolder } from '../dist-folder.ts';

const root = join(import.meta.dirname, '../..');
const samples = await readSamples(join(root, 'content/samples'));
const sample = (file: string) => samples.find((one) => one.file === file)!.text;
const oops = sample('faults/null-pointer-dereference/null-pointer-module.log');
const oom = sample('memory/oom-kill/global.log');
const healthy = sample('healthy/boot-6.1.log');

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom cli ü-'));
  program = join(folder, 'panicroom.mjs');
  copyFileSync(join(distFolder(), 'panicroom.mjs'), program);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function panicroom(args: string[], input: string | Buffer = '', nodeOptions: string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, program, ...args],
    {
      cwd: folder,
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { status, stdout, stderr };
}

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('panicroom triage', () => {
  test('answers in text: what it is, why, what to do, with values filled in', () => {
    const { status, stdout } = panicroom(['triage', '-'], oops);
    expect(status).toBe(0);
    expect(stdout).toContain('NULL pointer dereference in kfail_init');
    expect(stdout).toMatch(
      /sure 0\.9\d · software · NULL pointer dereference\s\(faults\/null-pointer-dereference\)/,
    );
    expect(stdout).toMatch(/○ read-only .*\n {4}modinfo .*kfail$/m);
    expect(stdout).not.toContain('\u001b');
  });

  test('shows the first commands and how many more there are; --plan shows all', () => {
    const first = panicroom(['triage', '-'], oops).stdout;
    const whole = panicroom(['triage', '--plan', '-'], oops).stdout;
    const commands = (text: string) => text.match(/^ {2}[○△⟳✕] /gm)?.length ?? 0;
    const more = Number(/^(\d+) more: [\s\S]{0,200}?--plan/m.exec(first)?.[1]);
    expect(commands(first)).toBeGreaterThan(2);
    expect(commands(first)).toBeLessThan(10);
    expect(commands(whole)).toBe(commands(first) + more);
  });

  test('--report is a note for the ticket with stand-ins for names; --keep-names leaves them', () => {
    const log = oops.replaceAll(/^/gm, 'Jan  2 03:00:00 db-prod-7 kernel: ');
    const note = panicroom(['triage', '--report', '-'], log).stdout;
    expect(note).toMatch(/^# BUG: unable to handle kernel NULL pointer dereference/);
    expect(note).toContain('host-1 kernel:');
    expect(note).toContain('Replaced by stand-ins: 1 host name');
    expect(note).not.toContain('db-prod-7');
    expect(
      panicroom(['triage', '--report', '--format', 'text', '--keep-names', '-'], log).stdout,
    ).toContain('db-prod-7');
    const shared = JSON.parse(
      panicroom(['triage', '--report', '--format', 'json', '-'], log).stdout,
    );
    expect(shared.format).toBe('panicroom-report');
    expect(panicroom(['triage', '--report', '--json', '-'], log).status).toBe(2);
  });

  test('--json is one report of the documented shape', () => {
    const report = JSON.parse(panicroom(['triage', '--json'], oops).stdout);
    expect(report).toMatchObject({
      format: 'panicroom-report',
      version: 1,
      answer: 'failure',
      primary: 0,
    });
    expect(report.events[0]).toMatchObject({
      kind: 'null-pointer-dereference',
      module: 'kfail',
      taint: 'EO',
    });
    expect(report.matches[0].evidence[0].line).toBe(report.events[0].lines[0]);
    const filled = report.plan.filter((command: { filled: object }) => 'module' in command.filled);
    expect(filled.length).toBeGreaterThan(0);
    for (const command of filled) expect(command.command).toContain('kfail');
  });

  test('--ndjson is a line an input, folders by their members, in order, a refusal in its place', () => {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    write('logs/a.txt', oops);
    write('logs/b.txt.gz', gzipSync(oom));
    write('logs/c.txt.gz', gzipSync(oom).subarray(0, 900));
    const { status, stdout } = panicroom(
      ['triage', '--ndjson', 'logs', 'absent.txt', '-'],
      healthy,
    );
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(
      lines.map(
        (line) =>
          line.events?.[line.primary]?.kind ??
          line.error ??
          [line.answer, ...line.input.remarks].join(': '),
      ),
    ).toEqual([
      'null-pointer-dereference',
      'oom-kill',
      expect.stringMatching(
        /^healthy: only its first [\d,]+ bytes could be read: .* ends too early$/,
      ),
      'there is no such file',
      'healthy',
    ]);
  });

  test.each([
    ['an empty input', '', 1, 'There is nothing in this input.'],
    ['blank lines', '\n \n\t\n', 1, 'There is nothing in this input.'],
    ['a healthy boot', healthy, 1, 'No kernel failure in these'],
    ['text of no kernel', 'Boil the water.\nAdd salt.\n', 1, 'was said by a Linux kernel'],
  ])('%s has an answer of its own', (_name, input, expected, words) => {
    const { status, stdout } = panicroom(['triage', '-'], input);
    expect(status).toBe(expected);
    expect(stdout).toContain(words);
  });

  test('binary input is read without harm', () => {
    const bytes = Buffer.from(
      Array.from({ length: 300_000 }, (_, i) => (i * 7919 + (i >> 3)) & 255),
    );
    const { status, stderr } = panicroom(['triage', '--json', '-'], bytes);
    expect(status).toBe(1);
    expect(stderr).toBe('');
  });

  test('UTF-16 is read as what it is', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(oops, 'utf16le')]);
    expect(panicroom(['triage', '-'], utf16).stdout).toContain(
      'NULL pointer dereference in kfail_init',
    );
  });

  test('a log cannot speak to the terminal that shows it', () => {
    const hostile = oops.replaceAll('insmod', 'in\u001b]0;owned\u0007sm\u202eod');
    const { stdout } = panicroom(['triage', '-'], hostile);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    expect(stdout).toContain('NULL pointer dereference');
  });

  test('fifty megabytes around one panic', () => {
    const noise = healthy.split('\n').slice(0, 300).join('\n');
    const many = Math.ceil(25e6 / noise.length);
    const big = `${`${noise}\n`.repeat(many)}${oops}\n${`${noise}\n`.repeat(many)}`;
    const report = JSON.parse(panicroom(['triage', '--json', write('big.txt', big)]).stdout);
    expect(report.input.bytes).toBeGreaterThan(50e6);
    expect(report.events.map((event: { kind: string }) => event.kind)).toContain(
      'null-pointer-dereference',
    );
  });

  test('a log larger than the memory it may use', () => {
    // Gzip members one behind the other are one file: 200 MB that cost little to write.
    const noise = gzipSync(`${healthy.split('\n').slice(0, 300).join('\n')}\n`.repeat(260));
    const members = Array.from({ length: 20 }, () => noise);
    const big = write('big.gz', Buffer.concat([...members, gzipSync(oops), ...members]));
    const { status, stdout } = panicroom(['triage', '--json', big], '', [
      '--max-old-space-size=128',
    ]);
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.input.bytes).toBeGreaterThan(200e6);
    expect(report.machine.kernel).not.toBeNull();
    expect(report.matches[0].evidence[0].text).not.toBe('');
  });

  test('a megabyte that unpacks to a thousand of them takes no more memory than a log', () => {
    const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const bomb = write('bomb.gz', Buffer.concat(Array.from({ length: 16 }, () => zeros)));
    const peak = 'process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
    const { status, stdout, stderr } = panicroom(['triage', '--brief', bomb], '', [
      `--import=data:text/javascript,${encodeURIComponent(peak)}`,
    ]);
    expect(JSON.parse(stdout).input.bytes).toBe(1024 ** 3);
    expect(status).toBe(1);
    expect(Number(/peak (\d+)/.exec(stderr)?.[1])).toBeLessThan(600_000);
  });

  test('an archive in an archive, and one of files with paths, are named and not unpacked', () => {
    const twice = panicroom(['triage', write('twice.gz', gzipSync(gzipSync(oops)))]);
    expect(twice.stderr).toContain('gzip data inside gzip data');
    expect(twice.stderr).toContain('gzip --decompress --stdout FILE | gzip --decompress');
    expect(twice.status).toBe(2);
    // A member's header of 512 bytes, with a name that leads out of any folder.
    const header = Buffer.alloc(512);
    header.write('../../escaped.log');
    header.write(`${oops.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('ustar\u000000', 257);
    const tar = Buffer.concat([header, Buffer.from(oops), Buffer.alloc(1024)]);
    const before = readdirSync(folder, { recursive: true }).length;
    for (const name of ['logs.tar', 'logs.tar.gz']) {
      const packed = write(name, name.endsWith('gz') ? gzipSync(tar) : tar);
      const { status, stdout, stderr } = panicroom(['triage', packed]);
      expect(stderr).toContain('it is a tar archive. Unpack it into an empty folder');
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    }
    expect(readdirSync(folder, { recursive: true })).toHaveLength(before + 2);
  });

  test('an archive that was cut is read as far as it goes', () => {
    const cut = write('cut.gz', gzipSync(`${oops}\n${oops}`).subarray(0, -40));
    const { status, stdout, stderr } = panicroom(['triage', cut]);
    expect(stderr).toMatch(/only its first [\d,]+ bytes could be read: .*ends too early/);
    expect(stdout).toContain('NULL pointer dereference');
    expect(status).toBe(0);
  });

  test('what holds no text is refused with the way to its text', () => {
    const { status, stderr } = panicroom(['triage', write('vmcore', 'KDUMP   \0\0')]);
    expect(stderr).toContain('makedumpfile --dump-dmesg FILE');
    expect(status).toBe(2);
  });

  test('--runbooks uses another library; a folder without one says so', () => {
    mkdirSync(join(folder, 'own/area'), { recursive: true });
    write(
      'own/area/null.md',
      '---\nkinds: [null-pointer-dereference]\n---\n\n# Our NULL pointers\n\nCall us.\n\n## Investigation\n\n```bash\n# Who owns it?\nmodinfo <module>\n```\n',
    );
    const report = JSON.parse(
      panicroom(['triage', '--json', '--runbooks', 'own', '-'], oops).stdout,
    );
    expect(report.matches[0]).toMatchObject({ runbook: 'area/null', title: 'Our NULL pointers' });
    expect(report.plan[0]).toMatchObject({ command: 'modinfo kfail', unfilled: [] });

    mkdirSync(join(folder, 'none'), { recursive: true });
    const none = panicroom(['triage', '--runbooks', 'none', '-'], oops);
    expect(none.status).toBe(2);
    expect(none.stderr).toContain('There are no runbooks in none');
  });
});

describe('panicroom graph', () => {
  test('prints JSON alone; what is wrong goes to standard error with its place and mend', () => {
    mkdirSync(join(folder, 'books'), { recursive: true });
    write('books/one.md', '# One\n\nWords.\n\n## Next Steps\n\nSee [two](./two.md).\n');
    const fine = panicroom(['graph', 'books']);
    expect(fine.status).toBe(0);
    expect(JSON.parse(fine.stdout)).toMatchObject({ format: 'panicroom-graph', version: 1 });
    expect(fine.stderr).toMatch(/one\.md:7:5 warning graph\/dangling-link/);

    write(
      'books/two.md',
      '---\nkinds: [null-pointer\n---\n\n# Two\n\n:::warning Open\nnever closed\n',
    );
    const broken = panicroom(['graph', 'books']);
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout).nodes.length).toBeGreaterThan(1);
    expect(broken.stderr).toMatch(/two\.md:\d+:\d+ error/);
    expect(broken.stderr).toContain('Fix: ');
  });

  test('a folder that is not there is exit status 2', () => {
    expect(panicroom(['graph', 'nowhere']).status).toBe(2);
  });
});

describe('panicroom taint', () => {
  test.each([
    ['4609', ['P', 'W', 'O']],
    ['0x1201', ['P', 'W', 'O']],
    [
      'CPU: 1 PID: 9 Comm: x Tainted: G        W  OE    --------- -  - 4.18.0-147.el8.x86_64 #1',
      ['W', 'O', 'E'],
    ],
    ['Tainted: [W]=WARN, [O]=OOT_MODULE', ['W', 'O']],
  ])('%s', (input, letters) => {
    const { status, stdout } = panicroom(['taint', input]);
    expect(status).toBe(0);
    expect(
      [...stdout.matchAll(/^([A-Za-z]) {2}TAINT_/gm)].map((match) => match[1]!).sort(),
    ).toEqual(letters.sort());
  });

  test('what is no taint is refused with the forms that are read', () => {
    const { status, stderr } = panicroom(['taint', 'what is this?']);
    expect(status).toBe(2);
    expect(stderr).toContain('/proc/sys/kernel/tainted');
  });
});

test('a reader that has seen enough is no error', () => {
  const log = write('again.txt', oops);
  const shell = spawnSync(
    'sh',
    [
      '-c',
      '"$0" "$1" triage --ndjson "$2" "$2" "$2" "$2" "$2" "$2" | head -c 100',
      process.execPath,
      program,
      log,
    ],
    {
      encoding: 'utf8',
    },
  );
  expect(shell.stderr).toBe('');
  expect(Buffer.byteLength(shell.stdout)).toBe(100);
});

test('--version is that of the package', () => {
  expect(panicroom(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('an unknown command names the help', () => {
  const { status, stderr } = panicroom(['tirage']);
  expect(status).toBe(2);
  expect(stderr).toContain('--help');
});
