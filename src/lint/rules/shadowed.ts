// Signatures of which another one always fires as well.

import { makeSegment } from '../../klog/log-segment.ts';
import { parseFormat } from '../../match/parse-format.ts';
import type { Finding, LibraryInput, LibraryRule, Shadow } from '../rule.ts';
import { compiledFormats, runbookOfFormats, writtenFormats } from '../written-formats.ts';

export const shadowed: LibraryRule = {
  code: 'signatures/shadowed',
  level: 'warning',
  of: 'library',
  asks: 'No signature of another kind matches every line that this one matches, with as much text.',
  why: 'The other one is as sure of the same line, so which runbook opens is left to chance.',
  bad: {
    runbooks: {
      'a/b.md': runbookOfFormats('bug-on', 'kernel BUG at %s{file}:%d!'),
      'a/c.md': runbookOfFormats('list-corruption', 'kernel BUG at %s{file}:%s{line}!'),
    },
  },
  good: {
    runbooks: {
      'a/b.md': runbookOfFormats('bug-on', 'kernel BUG at %s{file}:%d!'),
      'a/c.md': runbookOfFormats('list-corruption', 'list_del corruption, %p{address}->next is %s'),
    },
  },
  *check(input): Generator<Finding> {
    const { kept } = input;
    const shadows = kept?.shadows ?? shadowsIn(input);
    if (kept) kept.shadows = shadows;
    const written = [...writtenFormats(input)];
    for (const { index, other, runbook, kind } of shadows) {
      const { runbook: own, format } = written[index]!;
      yield {
        runbook: own,
        span: format.span,
        message: `Every such line also fits \`${other}\` of ${runbook} (kind \`${kind}\`).`,
        fix: 'Add words of the message to the one that means less, or ask for a fact.',
      };
    }
  },
};

function shadowsIn(input: LibraryInput): Shadow[] {
  const set = compiledFormats(input);
  return [...writtenFormats(input)].flatMap(({ signature, format }, index): Shadow[] => {
    const line = exampleOf(format.format);
    if (line === null) return [];
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
    if (!other) return [];
    const { runbook, kind } = other.signature;
    return [{ index, other: other.format, runbook, kind: kind! }];
  });
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
