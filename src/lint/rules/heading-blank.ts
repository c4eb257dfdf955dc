// A heading that is none, because its `#` touches the first word.

import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkBlocks } from '../walk-sections.ts';

/** A single `#` begins other words as well: `#1`, `#include`. */
const glued = /^ {0,3}(#{2,6}(?=[\p{L}\p{N}*`])|#(?=\p{Lu}\p{Ll}))/u;

export const headingBlank: RunbookRule = {
  code: 'text/heading',
  level: 'warning',
  of: 'runbook',
  asks: 'A heading has a blank behind its `#`.',
  why: 'Without it, it is a line of text: its section is part of the one before, and nothing of it is planned.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n##Fix\n\nText.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\nText about `##Fix`, #1.\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { block } of walkBlocks(runbook)) {
        if (block.type !== 'prose') continue;
        for (let number = block.span.start.line; number <= block.span.end.line; number++) {
          const text = lines.line(number);
          const marks = glued.exec(text)?.[1];
          if (marks === undefined) continue;
          const start = lines.starts[number - 1]!;
          yield {
            runbook,
            span: lines.span(start, start + text.trimEnd().length),
            message: 'This is no heading: a blank is missing behind its `#`.',
            fix: `Write \`${marks} ${text.trim().slice(marks.length)}\`, with an empty line before and behind it.`,
          };
        }
      }
    }
  },
};
