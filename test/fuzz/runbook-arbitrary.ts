// Runbooks as people write them: front matter, sections in any order, notes in lists in notes, tables,
// signatures, fences, decisions, and each of these half finished.

import fc from 'fast-check';

type Words = fc.Arbitrary<string>;
/** `text`## ${heading}``: text with values in it. */
const text = (parts: TemplateStringsArray, ...values: Words[]): Words =>
  fc
    .tuple(...values)
    .map((drawn) => parts.reduce((whole, part, at) => whole + drawn[at - 1] + part));
const one = fc.constantFrom<string[]>;
const joined = (each: Words, by: string, maxLength: number, minLength = 0): Words =>
  fc.array(each, { minLength, maxLength }).map((all) => all.join(by));

const hostile = fc.oneof(
  one(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt&#58;alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '![x](//outside.example/a.png "t")',
    '<a href="x" onclick="y">z</a>',
    '<!--',
    '&lt;script&gt;',
    '\u0000',
    '\u202e',
    '\uFEFF',
    '\uD800',
    '__proto__',
    'constructor',
    '![',
    '[[[[',
    '](x)',
    '*_*_',
    '~~',
    '`',
    '``',
    '|',
    '||||',
    ':::',
    '---',
    '\\',
    '\t',
    '    ',
    '[^1]',
    '[^1]: note',
    '[name]: ./a.md "t"',
    '[x][name]',
    '$(reboot)',
    "'",
    '"',
    '{',
    '}',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const plain = one(
  'the kernel',
  'stops',
  'Wait for `dmesg`',
  '**bold**',
  '*so*',
  '<pid>',
  'step 2',
  'If it prints `X`, go to step 2',
  'otherwise',
  'call the storage team',
  'see [panic](./panic.md#fix)',
  'see [that](#causes)',
  'https://example.org/a_b',
  'a@example.org',
  '日本語',
  '🧨',
  'taint `P`',
  'RIP: 0010:do_exit+0x1/0x2',
  '10:30:45',
);
const phrase = fc
  .array(fc.oneof({ weight: 16, arbitrary: plain }, { weight: 1, arbitrary: hostile }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((words) => words.join(' '));

const heading = fc.oneof(
  one(
    'Symptoms',
    'What you see',
    'Signatures',
    'Investigation',
    'Step 1: look',
    'Step 2: decide',
    'Causes',
    'Fix',
    'Option 1: wait',
    'Immediate',
    'Prevention',
    'Escalation',
    'Before you begin',
    'Save first',
    'Verify',
    'Sources',
    'Next steps',
    'Debian',
    'Taint flags',
  ),
  phrase,
);
const headingLine = fc.oneof(
  text`${one('##', '##', '##', '###', '####', '#', '######')} ${heading}`,
  text`**${heading}:**`,
  text`${heading}\n${one('===', '---')}`,
);

const commandLine = fc.oneof(
  one(
    'dmesg --level err',
    'sudo journalctl -k -b -1',
    'reboot',
    'echo c > /proc/sysrq-trigger',
    'ps -p <pid> -o pid,comm',
    'cat /proc/<pid>/stack   # where it waits',
    '# what stands here',
    '$ uname -r',
    '6.1.0-21-amd64',
    '# mkfs.ext4 /dev/<device>',
    'crash> bt',
    'grub> boot',
    'for d in /dev/sd?; do',
    'done',
    'cat <<EOF',
    'EOF',
    'ls \\',
    '  -l',
    "awk '{",
    'a | b && c || d; e',
    '',
  ),
  phrase,
);
const fence = fc
  .tuple(
    one('```', '```', '```', '````', '~~~'),
    one('bash', 'console', 'sh', '', 'printk', 'text', 'bash {risk="reboots"}', 'BASH', '{'),
    fc.array(commandLine, { maxLength: 6 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([mark, language, lines, open]) =>
    [mark + language, ...lines, ...(open === 0 ? [] : [mark])].join('\n'),
  );

const cell = fc.oneof(
  { weight: 3, arbitrary: phrase },
  {
    weight: 3,
    arbitrary: one('`X`', 'go to step 2', '[Fix](#fix)', 'prints', '-', '', 'P', 'otherwise'),
  },
);
const row = fc.oneof(
  { weight: 6, arbitrary: joined(cell, ' | ', 4, 1).map((cells) => `| ${cells} |`) },
  { weight: 1, arbitrary: one('|', '||', '|||', '| | |', '| - |', '|\\|') },
);
const table = fc
  .tuple(
    fc.oneof(
      one('| It prints | It means | Go to |', '| Letter | Meaning |', '| When | Call |', 'a | b'),
      row,
    ),
    one('| - | - | - |', '| - | - |', '|:-|-:|', '- | -', '| - |'),
    fc.array(row, { maxLength: 5 }),
  )
  .map(([head, rule, rows]) => [head, rule, ...rows].join('\n'));

const item = fc.oneof(
  phrase,
  one(
    '`X`: go to step 2',
    'If it prints `X`, go to [the fix](#fix)',
    'Otherwise: call somebody',
    '**Hardware:** a DIMM',
    '[ ] done',
    '',
  ),
);
const list = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), one('-', '*', '1.', '2)', '+'), item), {
    minLength: 1,
    maxLength: 7,
  })
  .map((items) =>
    items.map(([deep, mark, words]) => `${'  '.repeat(deep)}${mark} ${words}`).join('\n'),
  );

const format = fc.oneof(
  one(
    'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s:%d{pid}]  # since 4.13',
    'Out of memory: Killed process %d{pid} (%s{comm})',
    'I/O error, dev %s{device}, sector %llu',
    '%s',
    '%pS %pI4 %*d %-8.3lx %%',
    '%q{x} %d{x} %d{x}',
    'x  # y',
  ),
  phrase,
);
const signature = fc
  .tuple(
    one(
      '{kind="soft-lockup"}',
      '{kind="oom-kill" taint="P" where="constraint=CONSTRAINT_MEMCG, order=0"}',
      '{kind="x" unless="a | b" bogus="c"}',
      '{kind=',
      '',
      '[title]{kind="panic-other"}',
      '{where="a"}',
    ),
    fc.array(format, { maxLength: 4 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([attributes, formats, open]) =>
    [
      `:::signature${attributes}`,
      '```printk',
      ...formats,
      ...(open === 1 ? [] : ['```']),
      ...(open === 0 ? [] : [':::']),
    ].join('\n'),
  );

const html = one(
  '<div>\n*x*\n</div>',
  '<details><summary>a</summary>',
  '<!-- a -->',
  '<pre>\n\n</pre>',
);

const { block } = fc.letrec<{ block: string; leaf: string; note: string; nested: string }>(
  (tie) => ({
    leaf: fc.oneof(
      { weight: 5, arbitrary: joined(phrase, '\n', 3, 1) },
      { weight: 4, arbitrary: list },
      { weight: 3, arbitrary: fence },
      { weight: 3, arbitrary: table },
      { weight: 2, arbitrary: signature },
      { weight: 1, arbitrary: html },
      { weight: 4, arbitrary: headingLine },
      { weight: 1, arbitrary: hostile },
    ),
    note: fc
      .tuple(
        one(':::', ':::', '::::', '::::::'),
        one('warning', 'tip', 'note', 'danger', 'bogus', 'Warning', ' tip'),
        fc.oneof(one('', ' What is lost', '[Title]', '{a="b"}', '{'), phrase),
        fc.array(tie('block'), { maxLength: 3 }),
        fc.integer({ min: 0, max: 7 }),
      )
      .map(([colons, name, title, inner, open]) =>
        [`${colons}${name}${title}`, inner.join('\n\n'), ...(open === 0 ? [] : [colons])].join(
          '\n',
        ),
      ),
    nested: fc.tuple(one('> ', '  ', '- ', '    ', '1. '), tie('block')).map(([mark, inner]) => {
      const rest = mark.startsWith('>') ? '> ' : ' '.repeat(mark.length);
      return inner
        .split('\n')
        .map((line, at) => (at === 0 ? mark : rest) + line)
        .join('\n');
    }),
    block: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'block' },
      { weight: 6, arbitrary: tie('leaf') },
      { weight: 2, arbitrary: tie('note') },
      { weight: 1, arbitrary: tie('nested') },
    ),
  }),
);

const field = fc.oneof(
  one(
    'title: Soft lockup',
    'status: published',
    'status: sometimes',
    'type: guide',
    'severity: fatal',
    'kinds: [soft-lockup, oom-kill]',
    'kinds: soft-lockup',
    'kinds: [',
    'area: memory',
    'reviewed: 2026-11-27',
    'reviewed: soon',
    'next: [./panic.md, ../memory/oom-kill.md]',
    'next: ./x',
    'owner: storage',
    'escalation: call somebody',
    'sources:\n  - mm/oom_kill.c 6.1\n  - text: a\n    url: https://example.org',
    'corrects: memory/oom-kill',
    'replaces: ["#fix", causes]',
    'id: ../../x',
    'id: constructor',
    'kernels: 5.10',
    'architectures: [x86, arm64]',
    'bogus: yes',
    'title: "open',
    'a: &a [*a, *a]',
    '? x',
    '- y',
    '\tx: y',
    '<<: {a: b}',
    '!!js/function x: y',
    'title: |\n  two\n  lines',
  ),
  text`title: ${phrase}`,
);
const keyOf = (yaml: string) => yaml.split(':')[0];
const frontMatter = fc
  .tuple(
    fc.oneof(
      // Mostly each key once, as YAML asks for.
      { weight: 3, arbitrary: fc.uniqueArray(field, { maxLength: 7, selector: keyOf }) },
      { weight: 1, arbitrary: fc.array(field, { maxLength: 7 }) },
    ),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([fields, open]) => ['---', ...fields, ...(open === 0 ? [] : ['---', ''])].join('\n'));

/** A part under the heading that gives it its meaning. */
const section = fc.oneof(
  text`## Symptoms\n\n${fc.oneof(list, table, fence, block)}\n\n${block}`,
  text`## Signatures\n\n${joined(signature, '\n\n', 3, 1)}`,
  text`## Investigation\n\n### Step 1: ${phrase}\n\n${fence}\n\n${fc.oneof(table, list)}\n\n### Step 2: ${phrase}\n\n${block}`,
  text`## Causes\n\n${fc.oneof(list, table, block)}`,
  text`## Fix\n\n### Option 1: ${phrase}\n\n:::warning ${phrase}\n${block}\n:::\n\n${fence}`,
  text`## Escalation\n\n${fc.oneof(list, table, phrase)}`,
  text`## Before you begin\n\n${list}`,
  text`## Taint flags\n\n${table}`,
  text`## Next steps\n\n${list}`,
  text`## Sources\n\n${list}`,
);

/** A whole runbook, or what somebody has so far. */
export const runbookText: Words = fc
  .tuple(
    one('', '', '', '', '\uFEFF'),
    fc.option(frontMatter, { nil: null }),
    fc.option(text`# ${heading}\n`, { nil: null }),
    fc.array(fc.oneof(block, section), { maxLength: 8 }),
    one('\n\n', '\n\n', '\n'),
    one('\n', '\n', '\n', '\r\n', '\r'),
  )
  .map(([mark, front, title, blocks, between, end]) =>
    (
      mark + [front, title, blocks.join(between)].filter((part) => part !== null).join('\n')
    ).replaceAll('\n', end),
  );

/** Two of the library's own, cut at lines and put together, with blocks of the above in between. */
export const brokenRunbook = (texts: readonly string[]): Words =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.oneof(block, one(''))),
        { maxLength: 5 },
      ),
    )
    .map(([whole, edits]) => {
      const lines = whole.split('\n');
      for (const [at, removed, put] of edits)
        lines.splice(Math.floor(at * lines.length), removed, put);
      return lines.join('\n');
    });
