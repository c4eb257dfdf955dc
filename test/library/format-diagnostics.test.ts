// Error texts as people read them.

import { expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/library/format-diagnostics.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const broken = `---
severity: grave
---
# Title

:::signature{kind="x"}
\`\`\`printk
%s: %d
\`\`\`
:::

## Fix

:::warning Open
Text.
`;

test('each mistake with its line, a caret and the fix', () => {
  const { diagnostics } = parseRunbook(broken, 'memory/oom.md');
  expect(
    formatDiagnostics(diagnostics, new Map([['memory/oom.md', broken]])),
  ).toMatchInlineSnapshot(`
    "memory/oom.md:2:11 error parse/front-matter-value  \`severity\` has a value that it cannot have; it is ignored.
        severity: grave
                  ^^^^^
      Fix: Write one of: fatal, failure, notice.

    memory/oom.md:8:1 error parse/signature-literal  No stretch of this format's own words is 5 characters long; it would fire on anything.
        %s: %d
        ^^^^^^
      Fix: Use more of the kernel's message around the conversions.

    memory/oom.md:14:1 error parse/unclosed-directive  :::warning is opened here and never closed.
        :::warning Open
        ^^^^^^^^^^^^^^^
      Fix: Put a line with ::: alone behind its text; a directive around others needs more colons than they have.
    "
  `);
});

test('a long line is cut around the place, control characters are not passed on', () => {
  const line = `${'x'.repeat(300)}\u001b[31m bad ${'y'.repeat(300)}`;
  const start = { line: 1, column: 307, offset: 306 };
  const text = formatDiagnostics(
    [
      {
        file: 'a.md',
        span: { start, end: { line: 1, column: 310, offset: 309 } },
        level: 'error',
        code: 'x/y',
        message: 'Bad.',
        fix: 'Mend it.',
      },
    ],
    new Map([['a.md', line]]),
  );
  expect(text).not.toContain('\u001b');
  const [, shown, carets] = text.split('\n');
  expect(shown!.length).toBeLessThan(120);
  expect(shown!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('bad');
});
