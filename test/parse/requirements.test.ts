// "Before you start" and "Escalation", in the wordings and shapes that authors use.

import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const requirementsOf = (source: string) =>
  parseRunbook(source, 'a/b.md').runbook.requirements.map(({ text, needs }) => [text, needs]);

describe('requirements', () => {
  test.each([
    'Before you start',
    'Before You Begin',
    'Prerequisites',
    'Requirements',
    'What you will need',
    'Required access',
    'Preconditions',
    'You need',
  ])('a section "%s"', (title) => {
    const source = `# T\n\n## ${title}\n\n- root on the host\n- The BMC's console\n- A storcli binary\n- patience\n`;
    expect(requirementsOf(source)).toEqual([
      ['root on the host', ['root']],
      ["The BMC's console", ['console']],
      ['A storcli binary', ['vendor-tools']],
      ['patience', []],
    ]);
  });

  test('sentences, tables and parts below; a root filesystem is no right', () => {
    const source = `# T

## Before you start

You need sudo. The root filesystem must be mounted.

You will need:

1. kdump, set up and tested

### Tools

| Tool | From |
|---|---|
| vmlinux with debug symbols | the archive |

Take your time.
`;
    expect(requirementsOf(source)).toEqual([
      ['You need sudo. The root filesystem must be mounted.', ['root']],
      ['kdump, set up and tested', ['kdump']],
      ['vmlinux with debug symbols, the archive', ['debug-symbols']],
    ]);
  });

  test('the same words twice, nothing at all, a decision, code', () => {
    const source = `# T

## Before you start

- root
- root
-

:::note Mind
You need sudo.
:::

\`\`\`text
root
\`\`\`

If you have no console, go to [the end](#end).
`;
    const { requirements } = parseRunbook(source, 'a/b.md').runbook;
    expect(requirements.map(({ id, text }) => [id, text])).toEqual([
      ['before-you-start--requirement-root', 'root'],
      ['before-you-start--requirement-root-2', 'root'],
      ['before-you-start--requirement-you-need-sudo', 'You need sudo.'],
      [
        'before-you-start--requirement-if-you-have-no-console-go-to-the-end',
        'If you have no console, go to the end.',
      ],
    ]);
  });

  test('nothing elsewhere', () => {
    expect(requirementsOf('# T\n\n## Symptoms\n\n- root cannot log in\n')).toEqual([]);
  });
});

const escalationOf = (source: string) => parseRunbook(source, 'a/b.md').runbook.escalation;
const calls = (body: string) =>
  escalationOf(`# T\n\n## Escalation\n\n${body}\n`)!.calls.map(({ whom, when }) => [whom, when]);

const callsByWords: [body: string, expected: [string | null, string | null][]][] = [
  ['Wake the storage owner when the disk is gone.', [['the storage owner', 'the disk is gone']]],
  [
    'Wake the storage owner when the disk is gone, and the platform owner if it is twice.',
    [
      ['the storage owner', 'the disk is gone'],
      ['the platform owner', 'it is twice'],
    ],
  ],
  ['If it happens twice, call the kernel team.', [['the kernel team', 'it happens twice']]],
  ['- If a disk is gone: page the storage team', [['the storage team', 'a disk is gone']]],
  ['- **Storage team** - when a disk is gone', [['Storage team', 'a disk is gone']]],
  [
    '**When:**\n\n- it happened twice\n- data is lost\n\n**Who:**\n\n- the platform owner',
    [
      [null, 'it happened twice'],
      [null, 'data is lost'],
      ['the platform owner', null],
    ],
  ],
  [
    'Escalate when:\n\n- the disk is gone\n- it came back',
    [
      [null, 'the disk is gone'],
      [null, 'it came back'],
    ],
  ],
  [
    '| When | Team |\n|---|---|\n| Disk gone | Storage |\n| Panic twice | Kernel |',
    [
      ['Storage', 'Disk gone'],
      ['Kernel', 'Panic twice'],
    ],
  ],
  ['| Disk | Size |\n|---|---|\n| sda | 1T |', []],
  [
    'Wake the network team at once when a loop is outside this machine.',
    [['the network team at once', 'a loop is outside this machine']],
  ],
  ['| When | Note |\n|---|---|\n| Disk gone | at once |', [[null, 'Disk gone']]],
  [
    '| When | Team |\n|---|---|\n| | Storage |\n| Panic twice | |',
    [
      ['Storage', null],
      [null, 'Panic twice'],
    ],
  ],
  [
    '- **When**: it came twice\n- **Who**: the platform owner\n- **Attach** - the log\n-',
    [
      [null, 'it came twice'],
      ['the platform owner', null],
    ],
  ],
  ['- ```text\n  call the owner\n  ```', [['the owner', null]]],
  [':::note At night\nCall the owner if a disk is gone.\n:::', [['the owner', 'a disk is gone']]],
  ['### At night\n\nCall the owner when it is down.', [['the owner', 'it is down']]],
  ['> Call nobody.', []],
  ['As follows:\n\n- Call the owner if it is down', [['the owner', 'it is down']]],
  [
    'Open a case with the vendor once the part number is known.',
    [['the vendor', 'the part number is known']],
  ],
];

describe('escalation', () => {
  test.each(callsByWords)('%s', (body, expected) => {
    expect(calls(body)).toEqual(expected);
  });

  test.each(['When to escalate', 'Who to contact', 'Escalation path', 'Whom to wake', 'Contacts'])(
    'a section "%s"',
    (title) => {
      expect(escalationOf(`# T\n\n## ${title}\n\nWords.\n`)).toMatchObject({ calls: [] });
    },
  );

  test.each([
    ['Attach:', 'a list below words'],
    ['Wake the owner at once. Attach:', 'words behind a call'],
    ['Information to send:', 'other words'],
    ['### What to attach', 'a part of its own'],
  ])('what to attach: %s (%s)', (lead) => {
    const read = escalationOf(
      `# T\n\n## Escalation\n\n${lead}\n\n- the log\n- the \`serial\` number\n`,
    );
    expect(read?.attach).toEqual(['the log', 'the serial number']);
  });

  test.each([
    ['### What to attach\n\nThe log of the console.', ['The log of the console.']],
    ['### What to attach\n\nAlways:\n\n- the log', ['the log']],
    ['- **Attach**: the log', ['the log']],
  ])('what to attach, in a sentence or as a field: %j', (body, expected) => {
    expect(escalationOf(`# T\n\n## Escalation\n\n${body}\n`)?.attach).toEqual(expected);
  });

  test('a part of another section', () => {
    const source = '# T\n\n## Notes\n\n### Escalation\n\nCall the owner when it is down.\n';
    expect(escalationOf(source)?.calls).toMatchObject([{ whom: 'the owner', when: 'it is down' }]);
  });

  test('without a section, the front matter; without both, nothing', () => {
    const front = '---\nescalation: Wake the owner when it comes back.\n---\n\n# T\n';
    expect(escalationOf(front)).toEqual({
      section: null,
      calls: [
        { whom: 'the owner', when: 'it comes back', text: 'Wake the owner when it comes back' },
      ],
      attach: [],
    });
    expect(escalationOf('# T\n')).toBeNull();
  });
});
