// The rules of `panicroom check` as a page for authors: what each asks for, why, and its examples.

import type { Example, Rule } from '../src/lint/rule.ts';
import { allRules } from '../src/lint/rules/all-rules.ts';

const levels: Record<Rule['level'], string> = {
  error: 'An error.',
  warning: 'A warning.',
  required: 'An error in a published runbook, a warning in a draft.',
};

export function describeRules(): string {
  return [
    '# What `panicroom check` asks for',
    '',
    'Each finding names one of these codes. `npm run check` looks at `content/runbooks` and the logs in `content/samples`; `panicroom check DIR` at any folder.',
    '',
    'This page is made from the rules: `npm run rules-doc`. Two more codes come from other programs: `shell/syntax` (an error) is what `bash -n` cannot read, `shell/shellcheck` (a warning) is what ShellCheck says where it is installed. `samples/unknown-kind` and `library/sample-header` (errors) are about the first lines of a sample. Codes that begin with `parse/` are about the Markdown itself, `library/` about files that cannot be read.',
    '',
    ...allRules.map(
      ({ code, asks }) => `- [\`${code}\`](#${code.replace(/[^a-z-]/g, '')}): ${asks}`,
    ),
    '',
    ...allRules.flatMap(describe),
  ].join('\n');
}

function describe({ code, level, asks, why, bad, good }: Rule): string[] {
  return [
    `## ${code}`,
    '',
    `${asks} ${levels[level]}`,
    '',
    `Why: ${why}`,
    '',
    'Wrong:',
    '',
    ...show(bad),
    'Right:',
    '',
    ...show(good),
  ];
}

function show({ runbooks, samples = {}, files, today }: Example): string[] {
  const shown = { ...runbooks, ...samples };
  const around = [
    ...(today === undefined ? [] : [`On ${today}:`]),
    ...(files === undefined
      ? []
      : [files.length === 0 ? 'With no other file:' : `With the file \`${files.join('`, `')}\`:`]),
  ];
  return [
    ...around.flatMap((line) => [line, '']),
    ...Object.entries(shown).flatMap(([file, text]) => [`\`${file}\``, '', ...fenced(text), '']),
  ];
}

/** A fence longer than any inside it. */
function fenced(text: string): string[] {
  return ['````markdown', text.replace(/\n$/, ''), '````'];
}
