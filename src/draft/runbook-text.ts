// The first text of a runbook: its sections in the order in which they are needed at night, what is
// true of every Linux machine already written, and what only its author knows marked with TODO.

import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import type { LogDraft } from './draft-from-log.ts';

export interface RunbookOutline {
  title: string;
  kinds: readonly string[];
  /** Offered behind `kinds:` where none is chosen. */
  kindsOffered: readonly string[];
  /** What a log gave; null where the author begins without one. */
  fromLog: LogDraft | null;
}

export function runbookText({
  title,
  kinds: chosen,
  kindsOffered,
  fromLog,
}: RunbookOutline): string {
  const known = kinds.find(({ slug }) => slug === chosen[0]);
  const literal = fromLog?.formats[0]?.literal ?? null;
  const kernel = fromLog?.kernel ?? null;
  const sections = [
    frontMatter(chosen, kindsOffered, known),
    `# ${title}`,
    '## Overview',
    known?.means ?? 'TODO: What happened to the machine, in one sentence.',
    'TODO: What does whoever is on call have to know first? Two sentences.',
    '## Save first',
    'A reboot loses these. Save them before you change anything.',
    fence('bash', [
      '# What the kernel said since this boot',
      'journalctl -k -b 0 --no-pager > /root/kernel-this-boot.txt',
      '# What it said in the boot before: after a crash, the reason is there',
      'journalctl -k -b -1 --no-pager > /root/kernel-last-boot.txt',
    ]),
    '## Symptoms',
    '- **TODO: What somebody notices first** - and what it means',
    ...(fromLog === null ? [] : [fence('', fromLog.shown)]),
    '## Investigation',
    '### Step 1: When did it begin?',
    fence('bash', [
      '# Every time that the kernel said so in this boot',
      `journalctl -k -b 0 --no-pager | grep -F '${searched(literal)}'`,
      '# In the boot before',
      `journalctl -k -b -1 --no-pager | grep -F '${searched(literal)}'`,
    ]),
    ...capturesOf(fromLog),
    '### Step 2: What does it hang on?',
    'TODO: The commands that tell one cause from another, each with a comment above it that says what it answers.',
    '## Decide',
    '- TODO: If step 1 prints …: go to [the fix](#fix).',
    '## Common causes',
    '**1. TODO: The most likely one:**',
    '- TODO: How it shows, and how to be sure of it',
    '## Fix',
    'TODO: What ends it tonight. Say of each command what it loses, how to check first, and how to undo it.',
    '## Verify',
    fence('bash', [
      '# Must print nothing new',
      `journalctl -k --since "-10min" --no-pager | grep -F '${searched(literal)}'`,
    ]),
    '## Escalation',
    'TODO: When to wake whom, and what to attach. The files of [Save first](#save-first) belong to it.',
    '## Prevention',
    '- TODO: What would have kept it from happening, or from going unnoticed',
    '## Signatures',
    ...signatures(fromLog),
    '## Sources',
    `TODO: The kernel file that prints the message and its version, man pages of the commands${kernel === null ? '' : ` (seen on ${kernel})`}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function frontMatter(
  chosen: readonly string[],
  offered: readonly string[],
  known: (typeof kinds)[number] | undefined,
): string {
  const offer = offered.length > 0 ? `  # such as ${offered.join(', ')}` : '';
  return [
    '---',
    'status: draft',
    `kinds: [${chosen.join(', ')}]${chosen.length > 0 ? '' : offer}`,
    ...(known ? [`severity: ${known.severity}`, `class: ${known.class}`] : []),
    '# When all is true and tried: status: published, and these two.',
    '# reviewed: YYYY-MM-DD',
    '# sources: ["mm/oom_kill.c, Linux 6.12", "free(1), procps 4.0"]',
    '---',
  ].join('\n');
}

function signatures(fromLog: LogDraft | null): string[] {
  if (fromLog === null) {
    return [
      "TODO: The message as the kernel's source prints it, in a `:::signature` block; `panicroom new --from LOG` makes one of a log.",
    ];
  }
  const kind = fromLog.kind === null ? '' : `{kind="${fromLog.kind}"}`;
  const formats = fromLog.formats.map(({ format }) => format).join('\n');
  return [
    `:::signature${kind}\n${fence('printk', [formats])}\n:::`,
    'TODO: Compare it with the format in the kernel source, and keep what the kernel says there.',
  ];
}

function capturesOf(fromLog: LogDraft | null): string[] {
  const names = [...new Set((fromLog?.formats ?? []).flatMap(({ captures }) => captures))];
  if (names.length === 0)
    return ['TODO: What its numbers and names mean, and which of them matter.'];
  const blanks = names.map((name) => `\`<${name}>\``).join(', ');
  return [
    `TODO: What the values mean. Written in a command, ${blanks} ${names.length === 1 ? 'is' : 'are'} filled in from the log.`,
  ];
}

/** What `grep -F` looks for, in single quotes. */
function searched(literal: string | null): string {
  const pieces = (literal ?? 'TODO: words of the message').split("'");
  return pieces
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest))
    .trim();
}

/** A fence longer than any run of its own marks in what it holds. */
function fence(language: string, lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}
