// Generated runbooks: lines that mean something to the parser, in every order, whole and broken.

import fc from 'fast-check';

const words = fc.constantFrom(
  'kernel',
  'panic',
  'Symptoms',
  'Fix',
  'Investigation',
  'Causes',
  'Prevention',
  'Next steps',
  'taint',
  'RIP: 0010:do_exit',
  '10:30:45',
  '`P`',
  '**bold**',
  '<pid>',
  'Step 1: x',
  'Option 2: y',
  '1. one',
  '日本語',
  '🙂',
  '\u00A0',
  '#',
  ':::',
  '\t',
);
const phrase = fc.array(words, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const indent = fc.constantFrom('', '', '', '  ', '   ', '    ', '> ', '- ', '1. ');
const plainLine = fc.oneof(
  phrase,
  phrase.map((text) => `# ${text}`),
  phrase.map((text) => `## ${text}`),
  phrase.map((text) => `### ${text}`),
  phrase.map((text) => `- ${text}`),
  phrase.map((text) => `1. ${text}`),
  phrase.map((text) => `**${text}:**`),
  phrase.map((text) => `:::warning ${text}`),
  phrase.map((text) => `:::signature{kind="${text}"}`),
  phrase.map((text) => `[${text}](./${encodeURIComponent(text)})`),
  phrase.map((text) => `| ${text} | b |`),
  phrase.map((text) => `$ echo ${text} > /tmp/x # ${text}`),
  phrase.map((text) => `crash> bt ${text}`),
  fc.constantFrom(
    '',
    '',
    '',
    '',
    ':::',
    '::::',
    '```',
    '```bash',
    '```console',
    '```printk',
    '~~~',
    '---',
    '| - | - |',
    '<!-- x -->',
    '<b>',
    "echo 'open",
    'for x in 1; do',
    'done',
    'cat <<EOF',
    'EOF',
    'ls \\',
    'A=1',
    '\r',
    'kinds: [a]',
    'title: "x',
    '> [!NOTE]',
  ),
);

export const markdown = fc
  .array(fc.tuple(indent, plainLine), { maxLength: 40 })
  .chain((lines) =>
    fc
      .constantFrom('\n', '\n', '\r\n')
      .map((eol) => lines.map(([space, line]) => space + line).join(eol)),
  );
