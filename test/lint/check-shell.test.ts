// What bash and ShellCheck say stands at the author's lines; blanks are words to them.

import { expect, test } from 'vitest';
import { checkShell } from '../../src/library/check-shell.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

async function check(text: string) {
  const { runbook } = parseRunbook(text, 'a/b.md');
  const { diagnostics, missing } = await checkShell([runbook], new Map([['a/b.md', text]]));
  return {
    said: diagnostics.map(({ span, level, code }) => `${span.start.line} ${level} ${code}`),
    missing,
  };
}
const fence = (...lines: string[]) => ['```bash', ...lines, '```', ''].join('\n');

test('a command that bash cannot read is an error at its line', async () => {
  const { said } = await check(`# T\n\n${fence('uname -r', '# Then', 'if true; then fi')}`);
  expect(said).toEqual(['6 error shell/syntax']);
});

test('placeholders, here-documents, loops and prompts are read as they are meant', async () => {
  const text = [
    '# T',
    '',
    fence('kill -TERM <pid>', 'ps -o pid,stat -p <pid> | sort'),
    fence('cat > /tmp/a <<EOF', 'one <two>', 'EOF', 'for i in 1 2; do', '  echo "$i"', 'done'),
    '```console\n$ uname -r\n6.1.0 (odd\n```\n',
    '```text\nif this is ( no shell\n```\n',
    fence('crash> bt', 'crash> log | grep ('),
  ].join('\n');
  expect((await check(text)).said).toEqual([]);
});

test('one bad fence does not hide what is wrong with another', async () => {
  const { said } = await check(`# T\n\n${fence('echo $(')}\n${fence('fi')}`);
  expect(said.filter((line) => line.endsWith('shell/syntax'))).toEqual([
    '4 error shell/syntax',
    '8 error shell/syntax',
  ]);
});

test('ShellCheck speaks, where it is installed', async ({ skip }) => {
  const { said, missing } = await check(`# T\n\n${fence('rm -r $(cat list)/*')}`);
  if (missing.includes('shellcheck')) skip('shellcheck is not installed');
  expect(said).toContain('4 warning shell/shellcheck');
});
