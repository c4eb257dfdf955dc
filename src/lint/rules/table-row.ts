// Tables whose bars do not add up.

import { lineIndex } from '../../parse/line-index.ts';
import type { Finding, RunbookRule } from '../rule.ts';

const fence = /^ {0,3}(`{3,}|~{3,})/;
/** Of a line without the blanks around it: two runs of blanks side by side would take long to tell apart. */
const delimiter = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const isDelimiter = (line: string) => line.includes('-') && delimiter.test(line.trim());
const row = /^[ \t]*\|.*\|[ \t]*$/;

export const tableRow: RunbookRule = {
  code: 'text/table',
  level: 'warning',
  of: 'runbook',
  asks: 'A table has a second line of hyphens, and every row has as many cells as the first; a bar that is text is written `\\|`.',
  why: 'Without the second line it is shown as bars and words. What stands in a cell too many is not shown at all, and a row with a bar too few says nothing in its last column.',
  bad: {
    runbooks: {
      'a/b.md': '# A title\n\n| It prints | Then |\n|---|---|\n| `dmesg | grep oom` | wait |\n',
    },
  },
  good: {
    runbooks: {
      'a/b.md': '# A title\n\n| It prints | Then |\n|---|---|\n| `dmesg \\| grep oom` | wait |\n',
    },
  },
  *check({ runbooks, sources }): Generator<Finding> {
    for (const runbook of runbooks) {
      const lines = lineIndex(sources.get(runbook.file) ?? '');
      for (const { number, message, fix } of wrongRows(
        lines.starts.map((_, at) => lines.line(at + 1)),
      )) {
        const start = lines.starts[number - 1]!;
        const text = lines.line(number);
        yield { runbook, span: lines.span(start, start + text.trimEnd().length), message, fix };
      }
    }
  },
};

interface WrongRow {
  number: number;
  message: string;
  fix: string;
}

function* wrongRows(lines: readonly string[]): Generator<WrongRow> {
  let open: string | null = null;
  let columns: number | null = null;
  for (const [index, line] of lines.entries()) {
    const mark: string | undefined = fence.exec(line)?.[1];
    if (open !== null) {
      if (mark?.startsWith(open) && line.trim() === mark) open = null;
      continue;
    }
    if (mark !== undefined) {
      open = mark;
      columns = null;
      continue;
    }
    if (columns === null) {
      const next = lines[index + 1] ?? '';
      const isHead = line.includes('|') && isDelimiter(next);
      if (isHead && cells(line) === cells(next)) columns = cells(line);
      else if (row.test(line) && row.test(next) && !row.test(lines[index - 1] ?? '')) {
        yield headless(index + 1, cells(line), isHead ? cells(next) : null);
        columns = Number.NaN;
      }
      continue;
    }
    if (line.trim() === '') columns = null;
    else if (!Number.isNaN(columns) && line.includes('|') && !isDelimiter(line)) {
      const found = cells(line);
      if (found !== columns) yield odd(index + 1, found, columns);
    }
  }
}

/** As a table counts them: a bar in code is a bar as well. */
function cells(line: string): number {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}

function headless(number: number, columns: number, marked: number | null): WrongRow {
  return marked === null
    ? {
        number,
        message: 'This is no table: the line of hyphens below its first row is missing.',
        fix: `Put it there: \`|${'---|'.repeat(columns)}\``,
      }
    : {
        number,
        message: `This is no table: its first row has ${columns} cells, the line below it ${marked}.`,
        fix: `Write that line as \`|${'---|'.repeat(columns)}\``,
      };
}

function odd(number: number, found: number, columns: number): WrongRow {
  const counts = `This row has ${found} ${found === 1 ? 'cell' : 'cells'}, the table ${columns}`;
  return found < columns
    ? {
        number,
        message: `${counts}: a bar or a cell is missing.`,
        fix: 'Put a `|` between the cells and one at the end; a cell with nothing in it stays as `| |`.',
      }
    : {
        number,
        message: `${counts}: what stands behind the last column is not shown.`,
        fix: 'Write a bar that is text, also one in code, as `\\|`.',
      };
}
