// Directives inside a line are off; what looks like one is shown as typed.

import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkBlocks } from '../walk-sections.ts';

export const eatenDirective: RunbookRule = {
  code: 'text/directive',
  level: 'warning',
  of: 'runbook',
  asks: 'Directives are blocks with three colons (`:::warning`); `:name[text]` and `::name` are plain text here.',
  why: 'Kernel text is full of colons, so the short forms are off, and readers would see them as you typed them.',
  bad: { runbooks: { 'a/b.md': '# A title\n\nPress :kbd[Ctrl] twice.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\nPress `Ctrl` twice. RIP: 0010:do_exit [kfail]\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'prose') continue;
        const start = block.span.start.offset;
        const written = lines.source.slice(start, block.span.end.offset);
        // Code is what its author wants to be seen as typed.
        const words = written.replace(/(`+)[\s\S]*?\1/g, (code) => ' '.repeat(code.length));
        const found =
          /(?<![\w:]):{1,2}[a-z][a-z-]{1,30}(?:\[[^\]\n]*\](?:\{[^}\n]*\})?|\{[^}\n]*\})/.exec(
            words,
          );
        if (!found) continue;
        const from = start + found.index;
        yield {
          runbook,
          span: lines.span(from, from + found[0].length),
          message: `\`${found[0]}\` is shown as it stands: there are no directives inside a line.`,
          fix: 'Say it in words, or make it a block: `:::note`.',
        };
      }
    }
  },
};
