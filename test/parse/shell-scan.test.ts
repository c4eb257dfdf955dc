// Shell text → words with their quotes off, what is run inside them, and whether the shell would wait
// for more. A runbook may hold any of it, whole or broken off.

import { describe, expect, test } from 'vitest';
import { scanShell } from '../../src/parse/shell-scan.ts';

function words(text: string) {
  return scanShell(text).tokens.flatMap((token) => (token.type === 'word' ? [token] : []));
}

const whole: [text: string, words: string[], inner: string[]][] = [
  ['ls a\\ b', ['ls', 'a b'], []],
  ['ls a\\\nb', ['ls', 'ab'], []],
  ['ls \\\n  -l', ['ls', '-l'], []],
  ['echo "a \\"b\\" \\$(c)"', ['echo', 'a "b" $(c)'], []],
  ['echo "$(date +%s)" x', ['echo', '$(date +%s)', 'x'], ['date +%s']],
  ['echo "$((1 + 2))"', ['echo', '$((1 + 2))'], []],
  ['echo $((1 + 2))', ['echo', '$((1 + 2))'], []],
  ['echo $(a \\) b)', ['echo', '$(a \\) b)'], ['a \\) b']],
  ["echo $(a ')' b)", ['echo', "$(a ')' b)"], ["a ')' b"]],
  ['echo $(a ")\\")" b)', ['echo', '$(a ")\\")" b)'], ['a ")\\")" b']],
  ['echo $(a (b))', ['echo', '$(a (b))'], ['a (b)']],
  [`cat \${HOME}/x`, ['cat', `\${HOME}/x`], []],
  ['echo `uname -r`', ['echo', '`uname -r`'], ['uname -r']],
  ['diff <(a) <(b c)', ['diff', '<(a)', '<(b c)'], ['a', 'b c']],
  ['cat a<b', ['cat', 'a', 'b'], []],
  ['cat a<disk>b', ['cat', 'a<disk>b'], []],
  ['cat <<-EOF\n\tx\n\tEOF', ['cat', 'EOF'], []],
  ['cat <<A <<B\nx\nA\ny\nB\n', ['cat', 'A', 'B'], []],
];

describe('whole', () => {
  test.each(whole)('%j', (text, expected, inner) => {
    expect(scanShell(text)).toMatchObject({ complete: true });
    expect(words(text).map(({ value }) => value)).toEqual(expected);
    expect(words(text).flatMap((word) => word.inner)).toEqual(inner);
  });
});

describe('broken off', () => {
  test.each([
    'ls \\',
    'ls x\\',
    'ls |',
    'ls &&',
    "echo 'a",
    'echo "a',
    'echo "$(date',
    'echo $(date',
    "echo $(echo '",
    'echo $(echo "',
    'diff <(a) <(b',
    `echo \${HOME`,
    'echo `date',
    '(cd /tmp',
    'while true; do',
    'cat <<EOF',
    'cat <<EOF\n',
    'cat <<EOF\na\nb',
    'cat <<A <<B\nx\nA',
  ])('%j', (text) => {
    expect(scanShell(text)).toMatchObject({ complete: false, end: text.length });
  });
});
