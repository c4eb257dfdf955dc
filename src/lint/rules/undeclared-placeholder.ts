// A blank in a command is filled by the log, or its author says what belongs there.

import { deviceRoles } from '../../klog/device-names.ts';
import { allOpeners } from '../../klog/openers/all-openers.ts';
import type { Runbook } from '../../model/runbook.ts';
import type { Finding, RunbookRule } from '../rule.ts';

/** What the reader can give of any event, and of some. */
const readByName = new Set([
  ...[
    'module',
    'function',
    'guilty',
    'pid',
    'comm',
    'cpu',
    'device',
    'taint',
    'kernel',
    'hardware',
    ...deviceRoles,
  ],
  ...allOpeners.flatMap(({ pattern }) =>
    [...pattern.source.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map((group) =>
      // As facts are called.
      group[1]!.replace(/\d$/, '').replaceAll('_', '-'),
    ),
  ),
]);

export const undeclaredPlaceholder: RunbookRule = {
  code: 'commands/undeclared-placeholder',
  level: 'required',
  of: 'runbook',
  asks: 'A `<placeholder>` in a command is captured by a signature of the runbook, read from any log, or explained in its text.',
  why: 'A blank that nobody explains is filled with a guess, by somebody who is tired.',
  bad: {
    runbooks: { 'a/b.md': '# A title\n\n```bash\n# Which file is it?\nrpm -qf <thing>\n```\n' },
  },
  good: {
    runbooks: {
      'a/b.md':
        '# A title\n\n```bash\n# Which package owns it? <thing> is the path from the step before\nrpm -qf <thing>\n```\n',
    },
  },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const captured = capturesOf(runbook);
      const explained = wordsAround(runbook, sources.get(runbook.file) ?? '');
      const told = new Set<string>();
      for (const command of runbook.commands) {
        for (const { name } of command.placeholders) {
          if (captured.has(name) || readByName.has(name) || told.has(name)) continue;
          if (explained.includes(`<${name}>`)) continue;
          told.add(name);
          yield {
            runbook,
            span: command.span,
            message: `Nothing says what belongs into \`<${name}>\`.`,
            fix: `Say it in the comment above the command or in the text (\`<${name}>\` is …), or capture it in a signature as %s{${name}}.`,
          };
        }
      }
    }
  },
};

function capturesOf(runbook: Runbook): Set<string> {
  return new Set(
    runbook.signatures.flatMap(({ formats }) =>
      formats.flatMap(({ format }) => [...format.matchAll(/\{([\w-]+)\}/g)].map((one) => one[1]!)),
    ),
  );
}

/** The file without its commands: prose, comments, tables. */
function wordsAround({ commands }: Runbook, source: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { span } of [...commands].sort((a, b) => a.span.start.offset - b.span.start.offset)) {
    pieces.push(source.slice(at, span.start.offset));
    at = Math.max(at, span.end.offset);
  }
  pieces.push(source.slice(at), ...commands.map(({ purpose }) => purpose ?? ''));
  return pieces.join('\n');
}
