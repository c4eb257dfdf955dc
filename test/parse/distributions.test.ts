import { expect, test } from 'vitest';
import { distributionsOf, distributionsOfPurpose } from '../../src/parse/distributions.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

test.each([
  ['Debian and Ubuntu', ['Debian', 'Ubuntu']],
  ['Ubuntu 22.04', ['Ubuntu']],
  ['RHEL and kin, SUSE', ['RHEL and kin', 'Fedora', 'Amazon Linux', 'SUSE']],
  ['On SLES or openSUSE:', ['SUSE']],
  ['Update the Ubuntu snap', []],
  ['Archive the log', []],
  ['From vmcore', []],
  ['', []],
])('"%s" is for %j', (title, names) => {
  expect(distributionsOf(title)).toEqual(names);
});

test.each([
  ['Which package owns it? (RHEL)', ['RHEL and kin', 'Fedora', 'Amazon Linux']],
  ['Write the menu again: Debian and Ubuntu', ['Debian', 'Ubuntu']],
  ['SUSE: install it', ['SUSE']],
  ['What was installed last? Debian and Ubuntu', ['Debian', 'Ubuntu']],
  ['Debian/Ubuntu', ['Debian', 'Ubuntu']],
  ['Ask the Debian maintainer', []],
  ['On Debian the file has another name', []],
])('a command for "%s" is for %j', (purpose, names) => {
  expect(distributionsOfPurpose(purpose)).toEqual(names);
});

const debian = ['Debian', 'Ubuntu'];
const rhel = ['RHEL and kin', 'Fedora', 'Amazon Linux'];

const shapes: [name: string, body: string, expected: [string, string[]][]][] = [
  [
    'bold labels',
    '**Debian and Ubuntu:**\n\n```bash\napt-get install crash\n```\n\n**RHEL:**\n\n```bash\ndnf install crash\n```',
    [
      ['apt-get install crash', debian],
      ['dnf install crash', rhel],
    ],
  ],
  [
    'plain labels',
    'On Debian/Ubuntu:\n\n```bash\napt-get install crash\n```\n\nOn RHEL:\n\n```bash\ndnf install crash\n```\n\nThen everywhere:\n\n```bash\nls\n```',
    [
      ['apt-get install crash', debian],
      ['dnf install crash', rhel],
      ['ls', []],
    ],
  ],
  [
    'headings',
    '#### Debian-based systems\n\n```bash\napt-get install crash\n```\n\n#### SUSE\n\n```bash\nzypper install crash\n```',
    [
      ['apt-get install crash', ['Debian']],
      ['zypper install crash', ['SUSE']],
    ],
  ],
  [
    'items with fences',
    '- Debian/Ubuntu:\n\n  ```bash\n  apt-get install crash\n  ```\n\n- RHEL:\n\n  ```bash\n  dnf install crash\n  ```',
    [
      ['apt-get install crash', debian],
      ['dnf install crash', rhel],
    ],
  ],
  [
    'comments in one fence',
    '```bash\n# Debian/Ubuntu\napt-get update\napt-get install crash\n\n# RHEL (dnf)\ndnf install crash\n\n# Look\nls -l\n```',
    [
      ['apt-get update', debian],
      ['apt-get install crash', debian],
      ['dnf install crash', rhel],
      ['ls -l', []],
    ],
  ],
  [
    'labels of fences',
    '```bash title="Debian, Ubuntu"\napt-get install crash\n```\n\n```bash {distribution="SUSE" risk="read-only"}\nzypper search crash\n```\n\n```bash [Arch Linux]\npacman -S crash\n```\n\n```bash title="collect.sh"\nls\n```',
    [
      ['apt-get install crash', debian],
      ['zypper search crash', ['SUSE']],
      ['pacman -S crash', ['Arch Linux']],
      ['ls', []],
    ],
  ],
  [
    'items with code',
    '- Debian/Ubuntu: `apt-get install crash`\n- **RHEL:** `sudo dnf install crash`',
    [
      ['apt-get install crash', debian],
      ['sudo dnf install crash', rhel],
    ],
  ],
  [
    'items with code behind a prompt',
    '- Debian: `$ sudo apt-get install crash`\n- SUSE: `# zypper install crash`',
    [
      ['sudo apt-get install crash', ['Debian']],
      ['zypper install crash', ['SUSE']],
    ],
  ],
  [
    'a table',
    '| Distribution | Command |\n|---|---|\n| Debian, Ubuntu | `apt-get install crash` |\n| SUSE | `zypper install crash` |',
    [
      ['apt-get install crash', debian],
      ['zypper install crash', ['SUSE']],
    ],
  ],
];

test.each(shapes)('alternatives as %s', (_, body, expected) => {
  const source = `# T\n\n## Investigation\n\n### Step 1: Install it\n\n${body}\n`;
  const { runbook } = parseRunbook(source, 'a.md');
  expect(runbook.commands.map(({ text, distributions }) => [text, distributions])).toEqual(
    expected,
  );
  for (const { text, span } of runbook.commands) {
    expect(source.slice(span.start.offset, span.end.offset)).toBe(text);
  }
});

test('a table of directories is no list of commands', () => {
  const source =
    '# T\n\n| System | Directory |\n|---|---|\n| Debian | `/var/crash` |\n| SUSE | `/var/crash` |\n';
  expect(parseRunbook(source, 'a.md').runbook.commands).toEqual([]);
});
