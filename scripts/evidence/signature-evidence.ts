// What was found of the library's formats in kernel sources, as content/evidence/signatures.json keeps
// it, and what follows from it for each format of a runbook. The file holds printed forms, not places in
// runbooks: renaming a capture or moving a signature changes nothing in it.

import type { Runbook } from '../../src/model/runbook.ts';
import { type Cover, coverFormat } from './cover-format.ts';
import type { KernelStrings } from './kernel-strings.ts';
import { printedForm } from './printed-form.ts';

export interface SignatureEvidence {
  /** Versions whose sources were looked at. */
  kernels: string[];
  /** By printed form, in the order of the alphabet. */
  formats: Record<string, FoundIn>;
}

export interface FoundIn {
  /** File by version. Empty: in none of the kernels. */
  in: Record<string, string>;
  /** Words that are in none of those files, where not even one kernel has them all. */
  unseen?: string[];
}

/** By format, as a person named them: content/evidence/named-sources.json. */
export type NamedSources = Readonly<Record<string, string>>;

export type Verdict =
  | { status: 'found'; in: Record<string, string> }
  /** Its longest piece is there, some of its words are not. */
  | { status: 'in part'; in: Record<string, string>; unseen: string[] }
  /** A person has named where it is from. */
  | { status: 'named'; source: string }
  /** The runbook says that it is of kernels that were not looked at. */
  | { status: 'other era'; era: string }
  | { status: 'not found' }
  | { status: 'not looked for' };

export interface JudgedFormat {
  runbook: Runbook;
  line: number;
  format: string;
  verdict: Verdict;
}

/** A comment that speaks of versions: `4.9, 4.18`, `until 5.4`, `older kernels`. */
const era = /\b\d\.(?:\d+|x)\b|\bolder\b|\bnewer\b/;

export function judgeFormats(
  runbooks: readonly Runbook[],
  evidence: SignatureEvidence,
  named: NamedSources,
): JudgedFormat[] {
  const sources = new Map(
    Object.entries(named).map(([format, source]) => [printedForm(format), source]),
  );
  return runbooks.flatMap((runbook) =>
    runbook.signatures.flatMap(({ formats }) =>
      formats.map(({ format, comment, span }) => {
        const form = printedForm(format);
        const verdict = judge(evidence.formats[form], sources.get(form), comment);
        return { runbook, line: span.start.line, format, verdict };
      }),
    ),
  );
}

function judge(
  found: FoundIn | undefined,
  source: string | undefined,
  comment: string | null,
): Verdict {
  if (found && found.unseen === undefined && Object.keys(found.in).length > 0)
    return { status: 'found', in: found.in };
  if (source !== undefined) return { status: 'named', source };
  if (!found) return { status: 'not looked for' };
  if (comment !== null && era.test(comment)) return { status: 'other era', era: comment };
  if (found.unseen === undefined) return { status: 'not found' };
  return { status: 'in part', in: found.in, unseen: found.unseen };
}

export const isConfirmed = ({ status }: Verdict): boolean =>
  status === 'found' || status === 'named' || status === 'other era';

/** What the kernels at hand say of these forms. Kernels that are not at hand keep their word. */
export function lookFor(
  forms: readonly string[],
  trees: readonly KernelStrings[],
  before: SignatureEvidence,
): SignatureEvidence {
  const looked = new Set(trees.map(({ version }) => version));
  const kernels = [...new Set([...before.kernels, ...looked])].sort(byVersion);
  const entries = [...new Set(forms)].sort().map((form): [string, FoundIn] => {
    const covers = trees.flatMap((tree): [string, Cover][] => {
      const cover = coverFormat(form, tree);
      return cover ? [[tree.version, cover]] : [];
    });
    const kept = before.formats[form];
    for (const [version, file] of Object.entries(kept?.in ?? {})) {
      if (!looked.has(version)) covers.push([version, { file, unseen: kept?.unseen ?? [] }]);
    }
    covers.sort(([a], [b]) => byVersion(a, b));
    const whole = covers.filter(([, { unseen }]) => unseen.length === 0);
    const told = whole.length > 0 ? whole : covers;
    const found: FoundIn = {
      in: Object.fromEntries(told.map(([version, { file }]) => [version, file])),
    };
    if (whole.length === 0 && covers.length > 0) found.unseen = covers.at(-1)![1].unseen;
    return [form, found];
  });
  return { kernels, formats: Object.fromEntries(entries) };
}

function byVersion(a: string, b: string): number {
  const [major = 0, minor = 0] = a.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
