// Wrong logs out of right ones, and texts made to hurt. Deterministic for a seed.

export type Random = () => number;

/** mulberry32: small, fast, the same everywhere. Numbers from 0 up to, not including, 1. */
export function randomSource(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)]!;

const intruders = [
  '',
  '\u0000\u0001\u0002',
  '[',
  '[    0.000000] ',
  'a'.repeat(5000),
  '\u202eevil\u202c',
  'Panic#1 Part1',
  'Panic#1 Part2',
  '---[ end trace 0000000000000000 ]---',
  'Kernel panic - not syncing: $(reboot)',
  'CPU: 0 PID: 1 Comm: ; reboot # Tainted: G        W  6.1.0',
  'RIP: 0010:`id`+0x1/0x2 [-rf]',
  '{"MESSAGE":"kernel BUG at x.c:1!","_TRANSPORT":"kernel"}',
  '{"log":"{\\"log\\":\\"x\\"}"}',
];

type Mutation = (lines: string[], random: Random) => string[];

const mutations: Mutation[] = [
  (lines, random) => lines.slice(Math.floor(random() * lines.length)),
  (lines, random) => lines.slice(0, Math.floor(random() * lines.length)),
  (lines, random) => lines.filter(() => random() > 0.1),
  (lines, random) => lines.flatMap((line) => (random() < 0.05 ? [line, line] : [line])),
  (lines, random) =>
    lines.flatMap((line) => (random() < 0.05 ? [pick(intruders, random), line] : [line])),
  (lines, random) =>
    lines.map((line) =>
      random() < 0.05 ? line.slice(0, Math.floor(random() * line.length)) : line,
    ),
  (lines, random) => lines.map((line) => (random() < 0.05 ? line + pick(lines, random) : line)),
  (lines, random) => lines.map((line) => (random() < 0.03 ? swapCharacter(line, random) : line)),
  (lines, random) => [...lines].sort(() => random() - 0.5),
  (lines) => lines.map((line) => `${line}\r`),
  (lines) => lines.map((line) => `Nov  3 10:11:12 db-7 kernel: ${line}`),
  (lines, random) =>
    lines.map((line) =>
      line.replace(/^(\[ *\d+\.\d+\]) /, `$1[ ${pick(['T1', 'C0', 'T92'], random)}] `),
    ),
  (lines) => lines.flatMap((line) => line.match(/.{1,80}/g) ?? ['']),
];

function swapCharacter(line: string, random: Random): string {
  const at = Math.floor(random() * line.length);
  return line.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x250)) + line.slice(at + 1);
}

/** Two samples' lines, put together and changed a few times. */
export function mutateLog(texts: readonly string[], random: Random): string {
  let lines = `${pick(texts, random)}\n${pick(texts, random)}`.split('\n');
  const times = 1 + Math.floor(random() * 4);
  for (let i = 0; i < times && lines.length > 0; i++)
    lines = pick(mutations, random)(lines, random);
  return lines.join('\n');
}

const fill = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Texts that make a careless reader slow, by what they attack; each takes a length in characters. */
export const hostileTexts: Record<string, (length: number) => string> = {
  'one line without end': (length) => fill('BUG: KASAN: ', length),
  'openers alone': (length) =>
    fill('BUG: kernel NULL pointer dereference, address: 0000000000000040\n', length),
  'panics alone': (length) => fill('Kernel panic - not syncing: Fatal exception\n', length),
  'single-line events of many devices': (length) => {
    let text = '';
    for (let i = 0; text.length < length; i++)
      text += `EXT4-fs error (device sd${i}): ext4_lookup:1: comm x: y\n`;
    return text;
  },
  'a trace that never ends': (length) =>
    `BUG: KASAN: use-after-free in foo+0x1/0x2\nCall Trace:\n${fill(' bar+0x1/0x2 [baz]\n', length)}`,
  'speakers without number': (length) => {
    let text = '';
    for (let i = 0; text.length < length; i++) {
      text += `[    1.000000][T${i}] kernel BUG at mm/slub.c:${i}!\n`;
    }
    return text;
  },
  'pstore parts without number': (length) => {
    let text = '';
    for (let i = 1; text.length < length; i++)
      text += `Panic#${i % 900} Part${i}\n<4>[    1.000000] x\n`;
    return text;
  },
  'brackets and braces': (length) => fill('[[[[{{{{((((<<<<', length),
  'spaces before nothing': (length) => fill(`Tainted: ${' '.repeat(3000)}\n`, length),
  'call traces without a header': (length) => fill('Call Trace:\n', length),
  'a report that says nothing but Call Trace': (length) =>
    `BUG: KASAN: use-after-free in foo+0x1/0x2\n${fill('Call Trace:\n', length)}`,
  'lines of one character': (length) => fill('x\n', length),
  'one character a line in a report': (length) =>
    `WARNING: CPU: 0 PID: 1 at a.c:1 foo+0x1/0x2\n${fill('x\nCall Trace:\n', length)}`,
  'empty lines': (length) => fill('\n', length),
  'nothing but zeros': (length) => fill('\0', length),
  'zeros in every line': (length) => fill('\0[    1.000000] \0BUG: \0x\n', length),
  'nothing but escapes': (length) => fill('\u001b[0m', length),
  'coloured headers': (length) =>
    fill(
      '\u001b[32m[    1.000000] \u001b[0m\u001b[1mBUG: \u001b[33mBad page state\u001b[0m\n',
      length,
    ),
  'very long lines': (length) => fill(`${'BUG: unable to handle '.repeat(5000)}\n`, length),
  'headers of many kinds': (length) => {
    let text = '';
    for (let i = 0; text.length < length; i++) {
      text += [
        `BUG: soft lockup - CPU#${i % 512} stuck for 22s! [a${i}:${i}]\n`,
        `INFO: task b${i}:${i} blocked for more than 120 seconds.\n`,
        `WARNING: CPU: 1 PID: ${i} at c.c:${i} d+0x1/0x2\n`,
        `BUG: KASAN: use-after-free in e${i}+0x1/0x2\n`,
        `general protection fault: 0000 [#${i % 999}] SMP\n`,
      ][i % 5];
    }
    return text;
  },
  'reports of many processors at once': (length) => {
    let text = '';
    for (let i = 0; text.length < length; i++) {
      text += `[    1.000000][T${i % 64}] ${i < 64 ? 'kernel BUG at mm/slub.c:1!' : ` foo${i}+0x1/0x2`}\n`;
    }
    return text;
  },
  'taint said again and again': (length) =>
    `BUG: unable to handle page fault for address: 0000000000000040\n${fill('CPU: 0 PID: 1 Comm: x Tainted: G      D W  OE      6.1.0-56-amd64 #1\n', length)}`,
  'tasks of a memory report': (length) =>
    `a invoked oom-killer: gfp_mask=0x0, order=0, oom_score_adj=0\n${fill('[    123]     0   123     4567     1234    40960        0             0 bash\n', length)}`,
  'kernel lines as JSON': (length) =>
    fill('{"MESSAGE":"BUG: Bad page state in process x  pfn:1","_TRANSPORT":"kernel"}\n', length),
  'module lists': (length) => fill(`Modules linked in: ${'abc(OE) '.repeat(400)}\n`, length),
};
