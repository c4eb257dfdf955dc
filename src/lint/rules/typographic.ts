// Quotes, dashes and blanks of a word processor.

import type { Finding, RunbookRule } from '../rule.ts';
import { walkBlocks } from '../walk-sections.ts';

const found = /[“”„‟‘’‚]|(?<=^|[\s="'([])[–—]+(?=\w)|[\u00a0\u202f]/;

export const typographic: RunbookRule = {
  code: 'commands/typographic',
  level: 'warning',
  of: 'runbook',
  asks: 'Quotes, dashes and blanks of a command are those of the keyboard: `"`, `\'`, `-`.',
  why: 'Word processors and wikis turn them into others. To a shell a `“` is a letter and `–h` a file name: the command fails or does something else.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n```bash\ndmesg –T | grep “oom”\n```\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n```bash\ndmesg -T | grep "oom"\n```\n' } },
  *check({ runbooks }): Generator<Finding> {
    for (const runbook of runbooks) {
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'commands') continue;
        for (const line of block.lines) {
          if (line.type !== 'command' || !found.test(line.command.text)) continue;
          const { text, span } = line.command;
          yield {
            runbook,
            span,
            message: 'This command holds a quote, a dash or a blank that no shell takes for one.',
            fix: `Write \`${typed(text)}\``,
          };
        }
      }
    }
  },
};

function typed(text: string): string {
  return (
    text
      .replace(/[“”„‟]/g, '"')
      .replace(/[‘’‚]/g, "'")
      .replace(/(?<=^|[\s="'([])—(?=\w)/g, '--')
      // One sign stands for two hyphens as well: a long name has two.
      .replace(/(?<=^|[\s="'([])[–—]+(?=\w)/g, (_, at: number) =>
        /^[–—]+\w{2}/.test(text.slice(at)) ? '--' : '-',
      )
      .replace(/[\u00a0\u202f]/g, ' ')
  );
}
