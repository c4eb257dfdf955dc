// A `:::signature{…}` container → Signature. Light checks only: what a format's conversions mean
// is decided where formats are compiled.
//
//     :::signature{kind="soft-lockup" taint="O" where="cpu=1" unless="NMI watchdog | test"}
//     ```printk
//     watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %u{seconds}s!  # since 4.13
//     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  two spaces, then the comment
//     ```
//     :::

import type { Code, Nodes } from 'mdast';
import type { Signature, SignatureFacts, SignatureFormat } from '../model/runbook.ts';
import type { DirectiveOpening } from './directive-lines.ts';
import { fenceLines } from './fence-lines.ts';
import type { LineIndex } from './line-index.ts';
import { didYouMean } from './nearest-word.ts';
import type { ProblemList } from './problem-list.ts';

const factNames = ['taint', 'architecture', 'function', 'module'] as const;
const attributeNames = new Set<string>(['kind', 'where', 'unless', 'absent', ...factNames]);

export const minimumLiteral = 5;
/** The kernel's own are far below; matching costs what a format is long. */
const longestFormat = 1_000;
const mostConversions = 50;

const conversion =
  /%(?:%|[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:hh|h|ll|l|L|z|t|j)?([A-Za-z]))([A-Za-z0-9]*)(?:\{([^}]*)\})?/g;
const conversionLetters = new Set('diuoxXcspeEfgGaA');

export function readSignature(
  children: readonly Nodes[],
  opening: DirectiveOpening,
  span: Signature['span'],
  lines: LineIndex,
  problems: ProblemList,
): Omit<Signature, 'id'> {
  const requires: SignatureFacts = {};
  let kind: string | null = null;
  const absent: string[] = [];
  for (const [name, { value, start, end }] of opening.attributes?.values ?? []) {
    if (name === 'kind') kind = value || null;
    else if (name === 'absent' || name === 'unless') {
      absent.push(...value.split(' | ').filter(Boolean));
    } else if (name === 'where') requires.facts = readFacts(value, opening.base + start, problems);
    else if (isFact(name)) requires[name] = value;
    else {
      problems.addAt(
        'warning',
        'signature-attribute',
        opening.base + start,
        opening.base + end,
        `A signature has no attribute \`${name}\`; it is ignored.`,
        `${didYouMean(name, [...attributeNames])}Known attributes: ${[...attributeNames].join(', ')}.`,
      );
    }
  }

  const formats: SignatureFormat[] = [];
  for (const child of children) {
    if (child.type === 'code' && (child.lang === 'printk' || !child.lang)) {
      formats.push(...readFormats(child, lines, problems));
    }
  }
  if (formats.length === 0) {
    problems.addAt(
      'error',
      'signature-empty',
      opening.start,
      opening.end,
      'This signature holds no format.',
      "Put a ```printk fence inside it, with one of the kernel's format strings a line.",
    );
  }
  return { kind, formats, requires, absent, span };
}

/** `constraint=CONSTRAINT_MEMCG, order=0`: facts that the reader found in the event, by name. */
function readFacts(text: string, start: number, problems: ProblemList): Record<string, string> {
  const facts: Record<string, string> = {};
  let at = start;
  for (const part of text.split(/,(?=\s*[\w-]+=)/)) {
    const found = /^\s*([A-Za-z][\w-]*)\s*=\s*(.*?)\s*$/.exec(part);
    if (found) facts[found[1]!] = found[2]!;
    else {
      problems.addAt(
        'error',
        'signature-where',
        at,
        at + part.length,
        `\`${part.trim()}\` is no fact with a value.`,
        'Write name=value, several with commas between: where="constraint=CONSTRAINT_MEMCG". The names are those that the wizard lists under a log.',
      );
    }
    at += part.length + 1;
  }
  return facts;
}

function isFact(name: string): name is (typeof factNames)[number] {
  return (factNames as readonly string[]).includes(name);
}

function readFormats(code: Code, lines: LineIndex, problems: ProblemList): SignatureFormat[] {
  const formats: SignatureFormat[] = [];
  for (const { text, start } of fenceLines(code, lines)) {
    if (text.trim() === '') continue;
    const comment = /\s{2,}#\s*(.*)$/.exec(text);
    const format = (comment ? text.slice(0, comment.index) : text).trimEnd();
    if (format.trim() === '') continue;
    const lead = format.length - format.trimStart().length;
    formats.push({
      format: format.trimStart(),
      comment: comment?.[1]?.trim() || null,
      span: lines.span(start + lead, start + format.length),
    });
    checkFormat(format.trimStart(), start + lead, problems);
  }
  return formats;
}

function checkFormat(format: string, start: number, problems: ProblemList): void {
  const captures = new Set<string>();
  let longest = 0;
  let conversions = 0;
  let literal = '';
  let at = 0;
  const endLiteral = () => {
    longest = Math.max(longest, literal.trim().length);
    literal = '';
  };
  for (const found of format.matchAll(conversion)) {
    literal += format.slice(at, found.index);
    at = found.index + found[0].length;
    const [whole, letter, suffix, name] = found;
    if (letter === undefined) {
      literal += `%${suffix ?? ''}`;
      continue;
    }
    conversions++;
    endLiteral();
    // Only %p has letters behind it that belong to it: %pS, %pI4.
    if (letter !== 'p') literal = suffix ?? '';
    if (!conversionLetters.has(letter)) {
      problems.addAt(
        'error',
        'signature-conversion',
        start + found.index,
        start + found.index + whole.length,
        `printk knows no conversion %${letter}.`,
        'Copy the format from the kernel source; a percent sign itself is written %%.',
      );
    }
    if (name === undefined) continue;
    if (captures.has(name)) {
      problems.addAt(
        'error',
        'signature-capture-twice',
        start + found.index,
        start + found.index + whole.length,
        `The name {${name}} is given to two captures of one format.`,
        'Name them apart, or leave the name off one of them.',
      );
    }
    captures.add(name);
  }
  literal += format.slice(at);
  endLiteral();
  if (format.length > longestFormat || conversions > mostConversions) {
    problems.addAt(
      'error',
      'signature-too-long',
      start,
      start + Math.min(format.length, longestFormat),
      `This format is ${format.length} characters long with ${conversions} conversions; up to ${longestFormat} and ${mostConversions} are matched.`,
      'Keep the part that tells this message from others; what stands behind it need not be matched.',
    );
    return;
  }
  if (longest < minimumLiteral) {
    problems.addAt(
      'error',
      'signature-literal',
      start,
      start + format.length,
      `No stretch of this format's own words is ${minimumLiteral} characters long; it would fire on anything.`,
      "Use more of the kernel's message around the conversions.",
    );
  }
}
