// Signatures on their own: each can be met, says something of its own, and says it once.

import { knownSignatures } from '../../graph/known-signatures.ts';
import { makeSegment } from '../../klog/log-segment.ts';
import { compileSignatures } from '../../match/match-signatures.ts';
import { parseFormat } from '../../match/parse-format.ts';
import type { Runbook, Signature, SignatureFormat } from '../../model/runbook.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

interface Written {
  runbook: Runbook;
  signature: Signature;
  format: SignatureFormat;
}

function* formatsOf({ runbooks }: LintInput): Generator<Written> {
  for (const runbook of runbooks)
    for (const signature of runbook.signatures)
      for (const format of signature.formats) yield { runbook, signature, format };
}

const withFormats = (kind: string, ...formats: string[]) =>
  `---\nkinds: [${kind}]\n---\n\n# A title\n\n## Signatures\n\n:::signature{kind="${kind}"}\n\`\`\`printk\n${formats.join('\n')}\n\`\`\`\n:::\n`;

export const unsatisfiable: Rule = {
  code: 'signatures/unsatisfiable',
  level: 'error',
  asks: 'A format can be looked for: its conversions are known, and at least five characters of it are fixed.',
  why: 'A signature that never fires, or fires on every line, is worse than none.',
  bad: { runbooks: { 'a/b.md': withFormats('soft-lockup', '%s: %d %s') } },
  good: { runbooks: { 'a/b.md': withFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck') } },
  *check(input): Generator<Finding> {
    const { refused } = compileSignatures(knownSignatures(input.runbooks));
    const reasons = new Map(refused.map(({ format, reason }) => [format, reason]));
    for (const { runbook, format } of formatsOf(input)) {
      const reason = reasons.get(format.format);
      if (reason === undefined) continue;
      yield {
        runbook,
        span: format.span,
        message: `This format cannot be looked for: ${reason}.`,
        fix: 'Copy it from the kernel source as it stands there, and keep words of the message itself.',
      };
    }
  },
};

export const duplicate: Rule = {
  code: 'signatures/duplicate',
  level: 'required',
  asks: 'A wording stands in one signature only.',
  why: 'The same line would lead to two runbooks with the same right, and the reader must guess.',
  bad: {
    runbooks: {
      'a/b.md': withFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck'),
      'a/c.md': withFormats('soft-lockup', 'soft lockup - CPU#%d{processor} stuck'),
    },
  },
  good: {
    runbooks: {
      'a/b.md': withFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck'),
      'a/c.md': withFormats('hung-task', 'task %s{comm}:%d{pid} blocked for more than %ld seconds'),
    },
  },
  *check(input): Generator<Finding> {
    const first = new Map<string, Written>();
    for (const written of formatsOf(input)) {
      const { requires, absent } = written.signature;
      const shape = JSON.stringify([shapeOf(written.format.format), requires, absent]);
      const other = first.get(shape);
      if (other === undefined) {
        first.set(shape, written);
        continue;
      }
      const where = `${other.runbook.file}:${other.format.span.start.line}`;
      yield {
        runbook: written.runbook,
        span: written.format.span,
        message: `The same wording stands in ${where} already.`,
        fix: 'Keep it where it belongs, or tell the two apart by a fact: `taint=`, `module=`, `absent=`.',
      };
    }
  },
};

export const shadowed: Rule = {
  code: 'signatures/shadowed',
  level: 'warning',
  asks: 'No signature of another kind matches every line that this one matches, with as much text.',
  why: 'The other one is as sure of the same line, so which runbook opens is left to chance.',
  bad: {
    runbooks: {
      'a/b.md': withFormats('bug-on', 'kernel BUG at %s{file}:%d!'),
      'a/c.md': withFormats('list-corruption', 'kernel BUG at %s{file}:%s{line}!'),
    },
  },
  good: {
    runbooks: {
      'a/b.md': withFormats('bug-on', 'kernel BUG at %s{file}:%d!'),
      'a/c.md': withFormats('list-corruption', 'list_del corruption, %p{address}->next is %s'),
    },
  },
  *check(input): Generator<Finding> {
    const set = compileSignatures(knownSignatures(input.runbooks));
    for (const { runbook, signature, format } of formatsOf(input)) {
      const line = exampleOf(format.format);
      if (line === null) continue;
      const hits = set.search().read(makeSegment(line));
      const own = hits.find((hit) => hit.format === format.format);
      const other = hits.find(
        (hit) =>
          own !== undefined &&
          hit.signature.kind !== signature.kind &&
          hit.signature.kind !== null &&
          signature.kind !== null &&
          hit.specificity >= own.specificity &&
          hit.format !== format.format &&
          hit.columns[0] <= own.columns[0] &&
          hit.columns[1] >= own.columns[1],
      );
      if (!other) continue;
      yield {
        runbook,
        span: format.span,
        message: `Every such line also fits \`${other.format}\` of ${other.signature.runbook} (kind \`${other.signature.kind}\`).`,
        fix: 'Add words of the message to the one that means less, or ask for a fact.',
      };
    }
  },
};

/** The format without the names of its captures: what it matches. */
function shapeOf(format: string): string {
  const parsed = parseFormat(format);
  if (!parsed.ok) return format;
  return JSON.stringify(
    parsed.segments.map((segment) => (segment.type === 'literal' ? segment.text : [segment.shape])),
  );
}

const examples = { decimal: '1', hex: '1f', symbol: 'f+0x1/0x2', character: 'c', text: 'word' };

/** A line that the format matches; null for a format that cannot be read. */
function exampleOf(format: string): string | null {
  const parsed = parseFormat(format);
  if (!parsed.ok) return null;
  return parsed.segments
    .map((segment) => (segment.type === 'literal' ? segment.text : examples[segment.shape]))
    .join('');
}
