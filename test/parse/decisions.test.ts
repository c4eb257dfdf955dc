// Conditions in plain words, in the shapes that authors write them, and what is no decision.

import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const page = (body: string, role = 'Investigation') => `# T

## ${role}

### Step 1: Look

\`\`\`bash
# What does it say?
dmesg | tail
\`\`\`

${body}

### Step 2: Look closer

\`\`\`bash
free -h
\`\`\`

### Step 3: Look again

Words.

## Fix

### Option 1: Give it more

Words.

### Option 2: Take it away

Words.

## Escalation

Call somebody.
`;

const read = (body: string) => parseRunbook(page(body), 'memory/t.md').runbook;
/** Each branch in a line: `when → target: then`. */
const branches = (body: string) =>
  read(body).decisions.flatMap((decision) =>
    decision.branches.map(({ when, target, missing }) => {
      const way =
        target && `${target.runbook === 'memory/t' ? '' : target.runbook}#${target.section}`;
      return `${when ?? '*'} → ${way ?? (missing ? `missing ${missing}` : '-')}`;
    }),
  );

const decisions: [name: string, body: string, expected: string[]][] = [
  [
    'a sentence with otherwise',
    'If it prints `killed: x`, go to step 3; otherwise go to [the fix](#give-it-more).',
    ['it prints killed: x → #look-again', '* → #give-it-more'],
  ],
  [
    'two sentences',
    'If the output contains `X`, continue with Step 2. Otherwise, jump to option 2.',
    ['the output contains X → #look-closer', '* → #take-it-away'],
  ],
  [
    'then, without a comma',
    'When it shows `EDAC` then proceed to step 2, else escalate.',
    ['it shows EDAC → #look-closer', '* → #escalation'],
  ],
  ['the condition behind', 'Go to step 3 if it prints `X`.', ['it prints X → #look-again']],
  [
    'the way on in the next sentence',
    'If it prints `X` or `Y`, the disk is gone. Go to step 3.',
    ['it prints X or Y → #look-again'],
  ],
  [
    'a list of outputs',
    '- `A b`: the first, go to step 2\n- `C` or `D` - the second\n- No output: continue with step 3\n- Anything else: escalate',
    ['A b → #look-closer', 'C or D → -', 'No output → #look-again', '* → #escalation'],
  ],
  [
    'a list of outputs that only says what they mean',
    '- `A b`: the first\n- `C`: the second',
    ['A b → -', 'C → -'],
  ],
  [
    'arrows',
    '- `active` → step 2\n- `failed` => step 3\n- `dead` -> [OOM](../memory/oom.md#now)',
    ['active → #look-closer', 'failed → #look-again', 'dead → memory/oom#now'],
  ],
  [
    'a list of conditions with a title to go to',
    '- If many are small: go to Take it away\n- If none of these, call the owner.',
    ['many are small → #take-it-away', '* → -'],
  ],
  [
    'words behind "none" and "not" that belong to the condition',
    '- If none has it: go to Take it away\n- If not mounted: go to step 3\n- If none: call the owner.',
    ['none has it → #take-it-away', 'not mounted → #look-again', '* → -'],
  ],
  [
    'the next step',
    '- If it is quiet, go on with the next step.\n- If not: escalate.',
    ['it is quiet → #look-closer', '* → #escalation'],
  ],
  ['another step asked', '- If step 2 prints `X`: go to step 3', ['step 2 prints X → #look-again']],
  [
    'a table',
    '| It prints | That means | Go to |\n|---|---|---|\n| `A` | full | step 3 |\n| `B` | leak | [Option 1](#give-it-more) |\n| other | | Escalation |',
    ['A → #look-again', 'B → #give-it-more', '* → #escalation'],
  ],
  [
    'a table by exit code',
    '| Exit code | Action |\n|---|---|\n| 0 | Proceed with step 2 |\n| 1 | Call the storage owner |',
    ['0 → #look-closer', '1 → -'],
  ],
  ['a step that is not there', 'If it prints `X`, go to step 9.', ['it prints X → missing step 9']],
  [
    'a table with a short row',
    '| Output | Go to |\n|---|---|\n| `X` | step 2 |\n| `Y` |',
    ['X → #look-closer', 'Y → -'],
  ],
  [
    'a table that follows a command, of nothing but advice',
    '| Output | Do |\n|---|---|\n| `X` | take it out |',
    ['X → -'],
  ],
  [
    'nothing printed, and no way on',
    '- No output: all is well, go to step 2\n- Empty - fine',
    ['No output → #look-closer', 'Empty → -'],
  ],
  [
    'a condition that is only said before one that leads on',
    'If it is so. Go to step 2 if it prints `X`.',
    ['it prints X → #look-closer'],
  ],
  [
    'a condition with commas',
    'If `a`, `b` or `c` is shown, go to step 2.',
    ['a, b or c is shown → #look-closer'],
  ],
  [
    'a list of outputs, the last behind a comma',
    'If it prints `a`, or `b`, go to step 2.',
    ['it prints a, or b → #look-closer'],
  ],
  [
    'a line break and a picture inside',
    'If it is\\\nso ![x](y.png), go to step 3.',
    ['it is so → #look-again'],
  ],
  ['a way on in bold', 'If it prints `X`, go to **step 2**.', ['it prints X → #look-closer']],
  [
    'a way on that is bold in part',
    'If it prints `X`, go to **step** 2.',
    ['it prints X → #look-closer'],
  ],
  ['an option by itself', 'If it prints `X`: Option 2.', ['it prints X → #take-it-away']],
  [
    'a title, its end set as code',
    'If it prints `X`, go to Look `closer`.',
    ['it prints X → #look'],
  ],
  [
    'an asked step that is not there',
    '- If step 7 prints `X`: go to step 2',
    ['step 7 prints X → #look-closer'],
  ],
];

describe('decisions', () => {
  test.each(decisions)('%s', (_, body, expected) => {
    expect(branches(body)).toEqual(expected);
  });

  test('the command above is the one that decides; a named step is the one that is asked', () => {
    const { decisions: own } = read('- `A`: go to step 2\n- If step 2 prints `B`: go to step 3');
    expect(own).toMatchObject([
      {
        section: 'look',
        command: 'look--command-dmesg-tail',
        branches: [
          { outputs: ['A'], step: null },
          { outputs: ['B'], step: 'look-closer' },
        ],
      },
    ]);
  });

  test('"step 3" becomes a link, once and at its words', () => {
    const { decisions: own } = read(
      'If it prints `X`, go to step 3, and tell them; otherwise see step 2.',
    );
    const [paragraph] = own[0]!.nodes;
    expect(paragraph).toMatchObject({
      children: [
        { type: 'text', value: 'If it prints ' },
        { type: 'inlineCode', value: 'X' },
        { type: 'text', value: ', go to ' },
        { type: 'link', url: '#look-again', children: [{ value: 'step 3' }] },
        { type: 'text', value: ', and tell them; otherwise see ' },
        { type: 'link', url: '#look-closer', children: [{ value: 'step 2' }] },
        { type: 'text', value: '.' },
      ],
    });
  });

  test('a place of its own for each branch', () => {
    const source = page('Words first. If it prints `X`, go to step 3; otherwise go to step 2.');
    const { runbook } = parseRunbook(source, 'a.md');
    const words = runbook.decisions[0]!.branches.map(({ span }) =>
      source.slice(span.start.offset, span.end.offset),
    );
    expect(words).toEqual(['it prints `X`, go to step 3', 'go to step 2']);
  });
});

const noDecisions: [name: string, body: string][] = [
  ['nothing but an otherwise', '- Otherwise: escalate'],
  ['a table of nothing but an otherwise', '| Output | Go to |\n|---|---|\n| - | step 2 |'],
  ['a list with a log in an item', '- `X`: go to step 2\n\n  ```text\n  y\n  ```'],
  ['more than one reads', `- ${'x'.repeat(5_000)}: go to step 2`],
  [
    'a row of more than one reads',
    `| Output | Go to |\n|---|---|\n| ${'x'.repeat(5_000)} | step 2 |`,
  ],
  ['a sentence of more than one reads', `If ${'x'.repeat(5_000)}, go to step 2.`],
  ['a condition that ends in dots', 'If it prints `X`... go to step 2.'],
  ['a condition without a way on', 'If it is slow, wait a minute.'],
  ['a step that is only mentioned', 'If it fails, the output of step 2 still answers most.'],
  ['options of the command', '- `-k`: kernel messages only\n- `-b`: of one boot'],
  ['paths', '- `/var/log/messages`: what syslog kept\n- `/var/crash`: dumps'],
  ['words that explain', '- `RIP:` is where it was\n- `CR2:` is the address'],
  ['labels', '- Note: it may take long\n- Time: a minute'],
  [
    'settings behind a sentence',
    'Boot parameters do more:\n\n- `a=b`: the first\n- `c=d`: the second',
  ],
  ['a table of facts', '| System | Directory |\n|---|---|\n| Debian | `/var/crash` |'],
  ['an outside link', 'If it fails, see [the manual](https://example.org/a.html).'],
];

test.each(noDecisions)('no decision: %s', (_, body) => {
  expect(branches(body)).toEqual([]);
});

test('behind the last step there is no next one', () => {
  const source = '# T\n\n## Investigation\n\n### Step 1: A\n\nIf `X`, go to the next step.\n';
  expect(parseRunbook(source, 'a.md').runbook.decisions).toMatchObject([
    { branches: [{ when: 'X', target: null, missing: null }] },
  ]);
});

test.each([
  ['Notes', '| Output | Do |\n|---|---|\n| `X` | take it out |', 0],
  ['Decide', '| Output | Do |\n|---|---|\n| `X` | take it out |', 1],
  ['Decide', '- If it rains: take it\n- `Y`: leave it', 2],
  ['Decide', '- No output: take it', 0],
])('without a command above, a section "%s" decides: %j', (title, body, count) => {
  const { decisions } = parseRunbook(`# T\n\n## ${title}\n\n${body}\n`, 'a.md').runbook;
  expect(decisions.flatMap((decision) => decision.branches)).toHaveLength(count);
});

test('nothing under Symptoms or Causes is a decision', () => {
  const source = '# T\n\n## Causes\n\n- `X`: go to [the fix](#fix)\n\n## Fix\n\nWords.\n';
  expect(parseRunbook(source, 'a.md').runbook).toMatchObject({ decisions: [] });
});
