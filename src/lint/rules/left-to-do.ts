// What an author has left for later, so that it is not left for good.

import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, RunbookRule } from '../rule.ts';

/** Where a word of prose could stand: not inside another, nor in a name such as `todo.txt`. */
const mark = /(?<![\w./-])(?:TODO|FIXME|TBD)(?![\w./-])/;

export const leftToDo: RunbookRule = {
  code: 'text/todo',
  level: 'required',
  of: 'runbook',
  asks: 'Nothing is left marked `TODO` (or `FIXME`, `TBD`).',
  why: 'Whoever is on call reads the note that you left to yourself, where the answer should stand.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\nTODO: ask the storage team.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\nAsk the storage team.\n' } },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const source = sources.get(runbook.file) ?? '';
      if (!mark.test(source)) continue;
      const lines = lineIndex(source);
      for (let number = 1; number <= lines.starts.length; number++) {
        const text = lines.line(number);
        const found = mark.exec(text);
        if (!found) continue;
        const start = lines.starts[number - 1]!;
        yield {
          runbook,
          span: lines.span(start + found.index, start + text.trimEnd().length),
          message: 'This is still to be written.',
          fix: 'Write it, or take the line out where there is nothing to say.',
        };
      }
    }
  },
};
