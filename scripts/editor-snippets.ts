// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the editor's own, not JavaScript's.

// Snippets for whoever writes runbooks in VS Code, with the words of the closed lists to choose from.
// `npm run schema` writes them to .vscode/panicroom.code-snippets; a test says where that was forgotten.

import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import risks from '../content/vocabulary/risks.json' with { type: 'json' };

interface Snippet {
  scope: 'markdown';
  prefix: string;
  description: string;
  body: string[];
}

const choice = (place: number, words: readonly string[]) => `\${${place}|${words.join(',')}|}`;
const kindChoice = (place: number) =>
  choice(
    place,
    kinds.map(({ slug }) => slug),
  );
const riskChoice = (place: number) =>
  choice(
    place,
    risks.map(({ slug }) => slug),
  );

const snippet = (prefix: string, description: string, ...body: string[]): Snippet => ({
  scope: 'markdown',
  prefix,
  description,
  body,
});

export const snippets: Record<string, Snippet> = {
  Runbook: snippet(
    'runbook',
    'The head of a new runbook; `npm run new` writes a whole one',
    '---',
    'status: draft',
    `kinds: [${kindChoice(1)}]`,
    '---',
    '',
    '# ${2:What failed}',
    '',
    '## Overview',
    '',
    '${3:What happened to the machine, in one sentence.}',
    '$0',
  ),
  Signature: snippet(
    'signature',
    "The kernel's message, as a format of its source",
    `:::signature{kind="${kindChoice(1)}"}`,
    '```printk',
    '${2:watchdog: BUG: soft lockup - CPU#%d{cpu\\} stuck for %us!}',
    '```',
    ':::',
    '$0',
  ),
  Tip: snippet('tip', 'A hint that saves time', ':::tip ${1:Title}', '${2:Text.}', ':::', '$0'),
  Note: snippet('note', 'What one should know', ':::note ${1:Title}', '${2:Text.}', ':::', '$0'),
  Warning: snippet(
    'warning',
    'Before a command that reboots or destroys data',
    ':::warning ${1:What is lost}',
    'Check first: ${2:how}. To undo: ${3:how, or that there is no way back}.',
    ':::',
    '$0',
  ),
  Step: snippet(
    'step',
    'A step of the investigation',
    '### Step ${1:1}: ${2:What does it answer?}',
    '',
    '```bash',
    '# ${3:What this command tells}',
    '${4:dmesg | tail -n 50}',
    '```',
    '$0',
  ),
  Decision: snippet(
    'decision',
    'How to go on after what a command printed',
    '- If it prints `${1:words}`: go to step ${2:1}.',
    '- Otherwise: ${3:wake the platform owner}.',
    '$0',
  ),
  Command: snippet(
    'command',
    'A command whose risk you know better than the table of tools',
    `\`\`\`bash {risk="${riskChoice(1)}"}`,
    '# ${2:What it answers, or what it changes and how to undo it}',
    '${3:command}',
    '```',
    '$0',
  ),
  Option: snippet(
    'option',
    'A way to end the failure',
    '### Option ${1:1}: ${2:What it does}',
    '',
    '${3:When to choose it, and what it costs.}',
    '',
    '```bash',
    '# ${4:How is it now? Note it: it is your way back}',
    '${5:sysctl vm.panic_on_oom}',
    '# ${6:Change it. Undo: write the old value}',
    '${7:sysctl -w vm.panic_on_oom=0}',
    '```',
    '$0',
  ),
};
