// docs/evidence.md: what of the library was found in the sources that it speaks of, and what was not.

import type { JudgedFormat, SignatureEvidence, Verdict } from './signature-evidence.ts';

const meaning: Record<Verdict['status'], string> = {
  found: 'All of its words are in the sources of a kernel looked at.',
  named: 'Its words come from elsewhere; content/evidence/named-sources.json says from where.',
  'other era':
    'The runbook says that it is of kernels that were not looked at; the sources in the head of the runbook stand for it.',
  'in part': 'Its longest piece is there, some of its words are not.',
  'not found': 'No kernel looked at has it.',
  'not looked for': 'It is newer than the last `npm run evidence -- --kernel DIR`.',
};

/** The page, of the lines of its parts. */
export function describeEvidence(...parts: readonly string[][]): string {
  return [
    '# What was checked by machine',
    '',
    'This page is made by `npm run evidence` from content/evidence.',
    '',
    ...parts.flat(),
  ].join('\n');
}

export function describeSignatures(
  judged: readonly JudgedFormat[],
  { kernels }: SignatureEvidence,
): string[] {
  const by = (status: Verdict['status']) =>
    judged.filter(({ verdict }) => verdict.status === status);
  return [
    '## Signatures',
    '',
    `Each format was looked for in the strings of the kernel's sources: ${kernels.map((version) => `Linux ${version}`).join(', ') || 'none'}. Conversions are left out of the comparison, strings that follow each other are one, and a line that the kernel puts together (a prefix, the reason of a panic, an option of an \`%s\`) is covered piece by piece.`,
    '',
    '| what was found | formats | what it means |',
    '|---|--:|---|',
    ...(Object.keys(meaning) as Verdict['status'][]).map(
      (status) => `| ${status} | ${by(status).length} | ${meaning[status]} |`,
    ),
    '',
    ...listed('Not found', by('not found'), () => null),
    ...listed('Found in part', by('in part'), ({ verdict }) =>
      verdict.status === 'in part' ? `not found: ${verdict.unseen.join(', ')}` : null,
    ),
    ...listed('Not looked for', by('not looked for'), () => null),
    ...listed('From elsewhere', by('named'), ({ verdict }) =>
      verdict.status === 'named' ? verdict.source : null,
    ),
    ...listed('Of other kernels', by('other era'), ({ verdict }) =>
      verdict.status === 'other era' ? verdict.era : null,
    ),
  ];
}

function listed(
  title: string,
  formats: readonly JudgedFormat[],
  remark: (format: JudgedFormat) => string | null,
): string[] {
  if (formats.length === 0) return [];
  const lines = formats.map((each) => {
    const said = remark(each);
    return `- \`${each.format}\` (${each.runbook.id})${said === null ? '' : `: ${said}`}`;
  });
  return [`### ${title}`, '', ...lines, ''];
}
