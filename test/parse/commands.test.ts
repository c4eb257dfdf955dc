// One table of fences, another of commands and what they do to a machine.

import { describe, expect, test } from 'vitest';
import { readCommandRisk } from '../../src/parse/command-risk.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

/** Commands of one fence, and the fence's place for the slices. */
function read(fence: string) {
  const source = `# T\n\n## Investigation\n\n${fence}\n`;
  const { runbook, diagnostics } = parseRunbook(source, 'a.md');
  for (const { text, span } of runbook.commands) {
    const written = source.slice(span.start.offset, span.end.offset);
    expect(written.replace(/\n> ?/g, '\n')).toBe(text);
  }
  return {
    runbook,
    codes: diagnostics.map(({ code }) => code),
    commands: runbook.commands.map(({ text }) => text),
  };
}

const fences: [name: string, fence: string, commands: string[]][] = [
  ['continuation', '```bash\nls \\\n  -l\nps\n```', ['ls \\\n  -l', 'ps']],
  [
    'here-document',
    '```sh\ncat > /tmp/x <<EOF\na=1\n# no comment\nEOF\nls\n```',
    ['cat > /tmp/x <<EOF\na=1\n# no comment\nEOF', 'ls'],
  ],
  ['pipeline over lines', '```bash\ndmesg |\n  grep x\n```', ['dmesg |\n  grep x']],
  ['and chain', '```bash\ntrue &&\n  sync\n```', ['true &&\n  sync']],
  [
    'for loop',
    '```bash\nfor c in /sys/*; do\n  cat "$c"\ndone\nls\n```',
    ['for c in /sys/*; do\n  cat "$c"\ndone', 'ls'],
  ],
  [
    'if with a comment inside',
    '```bash\nif true; then # x\n  ls\nfi\n```',
    ['if true; then # x\n  ls\nfi'],
  ],
  ['quote over lines', "```bash\nawk '\n/x/ {print}\n' f\n```", ["awk '\n/x/ {print}\n' f"]],
  ['a blank that is none to the shell', '```bash\necho a\u00a0b\n```', ['echo a\u00a0b']],
  ['hash inside a word', '```bash\necho a#b # c\n```', ['echo a#b']],
  ['dollar prompts in bash', '```bash\n$ uname -r\n6.1.0\n$ ls\n```', ['uname -r', 'ls']],
  ['console', '```console\n# dmesg | tail\n[ 1.0] x\n# ls\n```', ['dmesg | tail', 'ls']],
  [
    'console without a prompt',
    '```console\nfree -h\n               total        used\nMem:            15Gi       2.1Gi\nuptime -p\n```',
    ['free -h', 'uptime -p'],
  ],
  ['console with output alone', '```console\nMem:            15Gi\n```', []],
  ['a prompt of busybox', '```console\n/ # dmesg | tail\n~ # ls /\n```', ['dmesg | tail', 'ls /']],
  [
    'user and host',
    '```console\n[root@db1 ~]# ls\nroot@db1:~# ps\nme@db1:/tmp$ id\n```',
    ['ls', 'ps', 'id'],
  ],
  [
    'second prompt',
    '```console\n$ for i in 1 2; do\n> echo $i\n> done\n1\n```',
    ['for i in 1 2; do\necho $i\ndone'],
  ],
  ['unlabelled with prompts', '```\n$ uptime\n 10:30:45 up\n```', ['uptime']],
  ['unlabelled without', '```\nls -l\n```', []],
  ['indented with prompts', '    $ uptime\n    10:30', ['uptime']],
  ['tildes', '~~~bash\nls\n~~~', ['ls']],
  ['inside a list', '1. x\n\n   ```bash\n   ls \\\n     -l\n   ```', []],
  [
    'crash prompts',
    '```\ncrash> bt -a   # all\ncrash> log | grep x\n```',
    ['bt -a', 'log | grep x'],
  ],
  ['crash fence', '```crash\nbt\nps -m\n```', ['bt', 'ps -m']],
  [
    'crash prompts with nothing behind them, or a comment',
    '```\ncrash> # who holds it\ncrash> \ncrash> bt\n```',
    ['bt'],
  ],
  ['grub prompts', '```\ngrub> ls (hd0,gpt2)/boot\n```', ['ls (hd0,gpt2)/boot']],
  ['the line that names the shell', '```bash\n#!/bin/sh\nls\n```', ['ls']],
  [
    'a setting among commands is what they print',
    '```bash\nsysctl -a\nkernel.panic = 10\n```',
    ['sysctl -a'],
  ],
  [
    'console without a prompt, with a gap',
    '```console\nfree -h\n\nMem:            15Gi\n```',
    ['free -h'],
  ],
  ['console with a remark', '```console\n$ ls\n# and now\n$ ps\n```', ['ls', 'ps']],
  ['console with a quote left open', "```console\n$ echo it's\nit\n```", ["echo it's"]],
  ['comments alone', '```bash\n# one\n# two\n```', []],
  ['assignments alone', '```bash\n# /etc/x\nA=1\nB="two"\n```', []],
  ['sysctl file', '```bash\nkernel.panic = 10\nvm.swappiness=1\n```', []],
  ['unit file', '```ini\n[Service]\nA=b\n```', []],
  ['panic text', '```bash\n[   12.345678] BUG: soft lockup\nls\n```', []],
  ['oops without stamps', '```sh\nKernel panic - not syncing: x\n```', []],
  ['assignment among commands', '```bash\nV=/x\ncrash $V\n```', ['V=/x', 'crash $V']],
];

describe('fences', () => {
  test.each(fences)('%s', (name, fence, commands) => {
    if (name === 'inside a list') {
      const { runbook } = parseRunbook(`# T\n\n## Investigation\n\n${fence}\n`, 'a.md');
      expect(runbook.commands.map(({ text }) => text)).toEqual(['ls \\\n  -l']);
      return;
    }
    expect(read(fence).commands).toEqual(commands);
  });

  test('what is no command is kept as a listing or as output', () => {
    const { runbook } = read('```console\n$ id\nuid=0\n```\n\n```bash\nA=1\n```');
    const blocks = runbook.sections[0]!.blocks;
    expect(blocks).toMatchObject([
      { type: 'commands', lines: [{ type: 'command' }, { type: 'output', text: 'uid=0' }] },
      { type: 'listing', language: 'bash', text: 'A=1' },
    ]);
  });

  test('attributes override what was inferred; a wrong one is an error at its place', () => {
    const good = read('```bash {risk="read-only" runs="bmc"}\nfoo --bar\n```');
    expect(good.runbook.commands).toMatchObject([
      { risk: 'read-only', riskFrom: 'author', runs: 'bmc', tool: 'foo' },
    ]);
    const { diagnostics } = parseRunbook('# T\n\n```bash {risk="none"}\nls\n```\n', 'a.md');
    expect(diagnostics).toMatchObject([
      { code: 'parse/fence-attribute', span: { start: { line: 3, column: 16 } } },
    ]);
  });

  test('a quote without an end is one line and a warning', () => {
    const { commands, codes } = read("```bash\necho it's\nls\n```");
    expect(commands).toEqual(["echo it's", 'ls']);
    expect(codes).toEqual(['parse/unfinished-command']);
  });

  test('loops without an end, by the dozen, are a line each and cost no search each', () => {
    const loops = Array.from({ length: 12 }, (_, at) => `for i in ${at}; do`);
    const { commands, codes } = read(`\`\`\`bash\n${loops.join('\n')}\n\`\`\``);
    expect(commands).toEqual(loops);
    expect(new Set(codes)).toEqual(new Set(['parse/unfinished-command']));
  });

  test('an end more than 200 lines away is none', () => {
    const body = Array.from({ length: 300 }, (_, at) => `echo ${at}`);
    const { commands, codes } = read(`\`\`\`bash\nif true; then\n${body.join('\n')}\nfi\n\`\`\``);
    expect(commands.slice(0, 3)).toEqual(['if true; then', 'echo 0', 'echo 1']);
    expect(codes[0]).toBe('parse/unfinished-command');
  });

  test.each([
    ['# Look at\n# the log\ndmesg', 'Look at the log'],
    ['# Look at it\n# Then think\ndmesg', 'Look at it. Then think'],
    ['dmesg\n# the log', 'the log'],
    ['dmesg\n#', null],
    ['dmesg\n\n# the log', null],
    ['#!/bin/sh\ndmesg', null],
  ])('comments say what a command is for: %j', (body, purpose) => {
    const { runbook } = read(`\`\`\`bash\n${body}\n\`\`\``);
    expect(runbook.commands.map((command) => command.purpose)).toEqual([purpose]);
  });

  test('placeholders are no redirections', () => {
    const { runbook } = read(
      '```bash\ndd if=/dev/<disk> of=<out file> < in <<< "<word>" 2>/dev/null\ncat <<EOF\nx\nEOF\ndiff <(ls) <(ps)\n```',
    );
    expect(
      runbook.commands.map(({ text, placeholders }) =>
        placeholders.map(({ name, start, end }) => [name, text.slice(start, end)]),
      ),
    ).toEqual([
      [
        ['disk', '<disk>'],
        ['out file', '<out file>'],
        ['word', '<word>'],
      ],
      [],
      [],
    ]);
  });
});

const risks: [command: string, risk: string, tool: string | null, from?: string][] = [
  ['journalctl -k -b -1 | tail', 'read-only', 'journalctl'],
  ['journalctl --vacuum-size=1G', 'destroys-data', 'journalctl'],
  ['dmesg -T', 'read-only', 'dmesg'],
  ['dmesg -C', 'destroys-data', 'dmesg'],
  ['systemctl status kdump', 'read-only', 'systemctl'],
  ['systemctl enable --now kdump', 'changes-state', 'systemctl'],
  ['sudo systemctl -H host reboot', 'reboots', 'systemctl'],
  ['sudo -u root VAR=1 nice -n 5 timeout 10 reboot', 'reboots', 'reboot'],
  ['systemd-run --on-active=300 --unit=way-back reboot', 'reboots', 'reboot'],
  ['systemd-run -u way-back ls /boot', 'read-only', 'ls'],
  ['/usr/sbin/mkfs.ext4 /dev/sdb', 'destroys-data', 'mkfs.ext4'],
  ['dd if=/dev/sda of=/dev/sdb', 'destroys-data', 'dd'],
  ['dd if=/dev/sda of=/dev/null', 'read-only', 'dd'],
  ['wipefs /dev/sdb', 'read-only', 'wipefs'],
  ['wipefs -a /dev/sdb', 'destroys-data', 'wipefs'],
  ['fsck -n /dev/sda1', 'read-only', 'fsck'],
  ['fsck.ext4 -y /dev/sda1', 'destroys-data', 'fsck.ext4'],
  ['echo c > /proc/sysrq-trigger', 'reboots', 'echo'],
  ['echo w > /proc/sysrq-trigger', 'changes-state', 'echo'],
  ['echo c | sudo tee /proc/sysrq-trigger', 'reboots', 'echo'],
  ['dmesg > /tmp/x', 'changes-state', 'dmesg'],
  ['dmesg 2>/dev/null', 'read-only', 'dmesg'],
  ['dmesg >&2', 'read-only', 'dmesg'],
  ['echo x > /dev/sda', 'destroys-data', 'echo'],
  ['apt-get install crash', 'changes-state', 'apt-get'],
  ['apt-get -s install crash', 'read-only', 'apt-get'],
  ['dnf history list', 'read-only', 'dnf'],
  ['rpm -qf /bin/ls', 'read-only', 'rpm'],
  ['sysctl kernel.panic', 'read-only', 'sysctl'],
  ['sysctl -w kernel.panic=10', 'changes-state', 'sysctl'],
  ['sed -i s/a/b/ /etc/x', 'changes-state', 'sed'],
  ["sed -n '/x/p' /etc/x", 'read-only', 'sed'],
  ['find /var/crash -name x -delete', 'destroys-data', 'find'],
  ['bash -c "rm -rf /x"', 'destroys-data', 'bash'],
  ['echo $(rm /x)', 'destroys-data', 'echo'],
  ['ls | xargs -n 1 rm', 'destroys-data', 'ls'],
  ['for x in 1 2; do reboot; done', 'reboots', 'reboot'],
  ['ipmitool -H bmc -U root sel list', 'read-only', 'ipmitool'],
  ['ipmitool chassis power cycle', 'reboots', 'ipmitool'],
  ['ipmitool power status', 'read-only', 'ipmitool'],
  ['ipmitool sel clear', 'destroys-data', 'ipmitool'],
  ['racadm getsel', 'read-only', 'racadm'],
  ['mount', 'read-only', 'mount'],
  ['mount -a', 'changes-state', 'mount'],
  ['ip link show', 'read-only', 'ip'],
  ['ip link set eth0 down', 'changes-state', 'ip'],
  ['tar -xf test.tar', 'changes-state', 'tar'],
  ['frobnicate --all', 'changes-state', 'frobnicate', 'unknown'],
  ['constructor', 'changes-state', 'constructor', 'unknown'],
  ['frobnicate | rm x', 'destroys-data', 'frobnicate', 'tool'],
  ['VMCORE=/var/crash/x', 'read-only', null],
  ['<tool> --help', 'changes-state', null, 'unknown'],
];

describe('risks', () => {
  test.each(risks)('%s', (command, risk, tool, from = 'tool') => {
    expect(readCommandRisk(command, 'host')).toMatchObject({ risk, tool, riskFrom: from });
  });

  test('inside crash its own commands count, behind a pipe the host again', () => {
    expect(readCommandRisk('bt -a', 'crash')).toMatchObject({ risk: 'read-only', tool: 'crash' });
    expect(readCommandRisk('wr ffff0000 1', 'crash').risk).toBe('changes-state');
    expect(readCommandRisk('log | tee /tmp/log', 'crash').risk).toBe('changes-state');
  });

  test('files', () => {
    const files = (text: string) => readCommandRisk(text, 'host').files;
    expect(files('crash /usr/lib/debug/$(uname -r)/vmlinux /var/crash/vmcore')).toEqual([
      '/usr/lib/debug/$(uname -r)/vmlinux',
      '/var/crash/vmcore',
    ]);
    expect(files("sed -n '/x/p' /etc/a >> /var/log/b 2>/dev/null")).toEqual([
      '/var/log/b',
      '/etc/a',
    ]);
    expect(files('grubby --set-default=/boot/vmlinuz-<rel>')).toEqual(['/boot/vmlinuz-<rel>']);
    expect(files('curl https://example.org/a/b')).toEqual([]);
  });
});
