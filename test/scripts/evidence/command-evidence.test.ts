// What follows for a command from what was found of its parts, and how that is said.

import { expect, test } from 'vitest';
import {
  type CommandEvidence,
  judgeCommands,
  type NamedPrograms,
} from '../../../scripts/evidence/command-evidence.ts';
import { describeCommands } from '../../../scripts/evidence/describe-commands.ts';
import { wantedOf } from '../../../scripts/evidence/look-up-commands.ts';
import { unconfirmedClaims } from '../../../scripts/evidence/say-unconfirmed.ts';
import { parseRunbook } from '../../../src/parse/parse-runbook.ts';

const { runbook } = parseRunbook(
  [
    '# A',
    '',
    '## Step 1: Look',
    '',
    '```bash',
    'ls -lZ /proc/nothing > /root/list.txt',
    'cat /root/list.txt /root/other.txt',
    'grubby --info=ALL --wrong',
    'sysctl vm.dirty_ratio vm.invented',
    'systemctl start kdump',
    'newtool --scan',
    'echo a > /etc/modprobe.d/new.conf',
    '```',
    '',
  ].join('\n'),
  'faults/a.md',
);
const evidence: CommandEvidence = {
  debian: 'bookworm',
  programs: {
    ls: { package: 'coreutils 9.1-1', seen: { 'ls(1)': ['-l'] }, unseen: ['-lZ'] },
    cat: { package: 'coreutils 9.1-1' },
    echo: { package: 'coreutils 9.1-1' },
    grubby: {},
    sysctl: { package: 'procps 2:4.0.2-3' },
    'systemctl start': {
      package: 'systemd 252',
      seen: { 'systemctl(1)': ['start'] },
    },
  },
  settings: { 'vm.dirty_ratio': { in: { '6.1': 'Documentation/vm.rst' } }, 'vm.invented': {} },
  things: { 'unit kdump.service': {} },
  paths: {
    '/proc/nothing': {},
    '/root/other.txt': {},
    '/etc/modprobe.d': { package: 'kmod 30' },
  },
};
const named: NamedPrograms = {
  programs: { grubby: { source: 'grubby(8) of grubby', has: ['--info'] } },
  called: {},
  packages: {},
  options: {},
  settings: {},
  things: { 'unit kdump.service': 'the unit of RHEL' },
  paths: {},
};
const judged = judgeCommands([runbook], evidence, named);

test('each part of a command has one verdict', () => {
  const told = judged.flatMap(({ claims }) =>
    claims.map(({ what, status, source }) => `${what}: ${status}${source ? `, ${source}` : ''}`),
  );
  expect(told).toEqual([
    'ls: confirmed, coreutils 9.1-1',
    'ls -lZ: unconfirmed',
    '/root/list.txt: confirmed, made by a command of the same runbook',
    '/proc/nothing: unconfirmed',
    'cat: confirmed, coreutils 9.1-1',
    '/root/list.txt: confirmed, made by a command of the same runbook',
    '/root/other.txt: unconfirmed',
    'grubby: named, grubby(8) of grubby',
    'grubby --info: named, grubby(8) of grubby',
    'grubby --wrong: unconfirmed',
    'sysctl: confirmed, procps 2:4.0.2-3',
    'vm.dirty_ratio: confirmed, Documentation/vm.rst of Linux 6.1',
    'vm.invented: unconfirmed',
    'systemctl start: confirmed, systemd 252',
    'systemctl start: confirmed, systemctl(1)',
    'unit kdump.service: named, the unit of RHEL',
    'newtool: not looked for',
    'newtool --scan: not looked for',
    'echo: confirmed, coreutils 9.1-1',
    '/etc/modprobe.d: confirmed, kmod 30',
  ]);
});

test('a part without evidence is said with its place and with what to do', () => {
  const lines = unconfirmedClaims(judged);
  expect(lines).toHaveLength(7);
  expect(lines[0]).toMatch(
    /^content\/runbooks\/faults\/a\.md:6:1 `ls -lZ`: the manual .* Correct it, or .*named-programs\.json/,
  );
  expect(lines.at(-1)).toMatch(
    /^content\/runbooks\/faults\/a\.md:11:1 `newtool --scan`: not looked for yet\. Run npm run evidence -- --commands/,
  );
});

test('the page counts them, and lists by runbook what nobody has found', () => {
  const page = describeCommands(judged, evidence).join('\n');
  expect(page).toContain('| programs | 5 | 1 | 0 | 1 |');
  expect(page).toContain('| options, subcommands and names of columns | 1 | 1 | 2 | 1 |');
  expect(page).toContain('- faults/a, line 6: `ls -lZ`\n');
  expect(page).toContain('- `grubby --info`, `grubby`: grubby(8) of grubby\n');
  expect(page).toContain('- coreutils 9.1-1: cat, echo, ls\n');
});

test('what is looked for is what is judged', () => {
  const { programs, settings, things, paths } = wantedOf([runbook]);
  expect(programs.map(({ key, words }) => [key, ...words].join(' '))).toEqual([
    'cat',
    'echo',
    'grubby --info --wrong',
    'ls -lZ',
    'newtool --scan',
    'sysctl',
    'systemctl start start',
  ]);
  expect({ settings, things, paths }).toEqual({
    settings: ['vm.dirty_ratio', 'vm.invented'],
    things: ['unit kdump.service'],
    paths: ['/etc/modprobe.d', '/proc/nothing', '/root/other.txt'],
  });
});
