// Whether a correction still fits the text that it was written for. Upgrading the library must not
// leave a correction that speaks of what is no longer there, nor hide that ours was corrected too.
//
// `panicroom note` keeps, for each part that is corrected, what it was: overlay/corrected.json.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Span } from '../model/position.ts';
import type { Runbook, Section } from '../model/runbook.ts';
import { titleSlug } from '../parse/anchors.ts';
import { didYouMean } from '../parse/nearest-word.ts';
import type { CorrectedRunbook } from './correct-runbook.ts';
import { noteOf } from './corrected-text.ts';

/** By id of the runbook, by anchor of the part: `adds 1f0c9d2e7a3b4c5d`. */
export type NotedParts = Record<string, Record<string, string>>;

export interface CheckedCorrection {
  diagnostics: Diagnostic[];
  noted: Record<string, string>;
  done: string[];
}

export function checkCorrection(
  correction: Runbook,
  { runbook: target, source }: { runbook: Runbook; source: string },
  { touched, added, ambiguous }: CorrectedRunbook,
  noted: Readonly<Record<string, string>>,
): CheckedCorrection {
  const { corrects, at, replaces } = correction.correction!;
  const parts = new Map([...allSections(target.sections)].map((part) => [part.id, part]));
  const own = [...allSections(correction.sections)];
  const checked: CheckedCorrection = { diagnostics: [], noted: {}, done: [] };
  const say = (
    level: Diagnostic['level'],
    slug: string,
    span: Span,
    message: string,
    fix: string,
  ) => {
    const { file } = correction;
    checked.diagnostics.push({ file, span, level, code: `overlay/${slug}`, message, fix });
  };
  const headingOf = (anchor: string) => own.find(({ title }) => titleSlug(title) === anchor);

  const unnoted: string[] = [];
  for (const { anchor, touch, by } of touched) {
    const now = noteOf(parts.get(anchor)!, touch, source);
    checked.noted[anchor] = now;
    checked.done.push(`${words[touch]} \`${anchor}\``);
    const then = noted[anchor];
    if (touch === 'names') continue;
    if (then?.split(' ')[0] !== touch) unnoted.push(`\`${anchor}\``);
    else if (then !== now) {
      const { line } = parts.get(anchor)!.span.start;
      say(
        'warning',
        'part-changed',
        firstLineOf(by),
        `The text that this ${touch === 'adds' ? 'adds to' : 'replaces'} has changed since it was noted.`,
        `Read ${target.file}:${line}, bring yours up to date, then run \`panicroom note\` on this folder.`,
      );
    }
  }
  for (const anchor of Object.keys(noted)) {
    if (parts.has(anchor)) continue;
    const by = headingOf(anchor);
    // Without a heading for it here, the correction was taken out: nothing is lost.
    if (!by && !replaces.some((each) => each.anchor === anchor)) continue;
    say(
      'error',
      'part-gone',
      by ? firstLineOf(by) : at,
      `\`${corrects}\` has no part \`${anchor}\` any more; what stands here is kept as a part of its own.`,
      `${didYouMean(anchor, [...parts.keys()])}Give this heading the words of the part that it belongs to now, or leave it as your own; then run \`panicroom note\` on this folder.`,
    );
  }
  for (const { section, among } of ambiguous) {
    say(
      'error',
      'two-parts',
      firstLineOf(section),
      `\`${corrects}\` has several parts with these words: ${among.map(({ id }) => `\`${id}\``).join(', ')}.`,
      'Put this heading below the heading under which the part stands that you mean.',
    );
  }
  for (const { anchor, at: place } of replaces) {
    if (
      touched.some(
        ({ anchor: known, touch }) => touch === 'replaces' && isSame(known, anchor, parts),
      )
    )
      continue;
    if (anchor in noted && !parts.has(anchor)) continue;
    const isThere = parts.has(anchor);
    say(
      'error',
      isThere ? 'nothing-in-place' : 'unknown-part',
      place,
      isThere
        ? `Nothing here takes the place of \`${anchor}\`: this file has no heading of its words.`
        : `\`${corrects}\` has no part \`${anchor}\`.`,
      isThere
        ? `Write the heading “${parts.get(anchor)!.title}” with your text below it.`
        : `${didYouMean(anchor, [...parts.keys()])}It is what stands behind # in the address of the heading.`,
    );
  }
  for (const section of added) {
    checked.done.push(`brings \`${section.id}\``);
    // A heading alone, of ours no more or mistyped: what stands below it lost its place.
    if (section.blocks.length > 0 || section.sections.length === 0) continue;
    say(
      'warning',
      'unknown-heading',
      firstLineOf(section),
      `\`${corrects}\` has no heading “${section.title}”, so this becomes a part of its own.`,
      `${didYouMean(titleSlug(section.title), [...parts.keys()])}Put a sentence below it if it is meant to be new.`,
    );
  }
  if (unnoted.length > 0) {
    say(
      'warning',
      'not-noted',
      at,
      `It is not noted yet which text of \`${corrects}\` this was written for (${unnoted.join(', ')}), so a change of ours would go unseen.`,
      'Run `panicroom note` on this folder once you have seen that the pages are as you want them.',
    );
  }
  const { severity, class: failureClass, kernels, escalation } = correction.meta;
  if (escalation !== null && [...parts.values()].some(({ role }) => role === 'escalation')) {
    say(
      'warning',
      'not-corrected',
      at,
      `\`escalation\` is not shown: \`${corrects}\` has a section on it.`,
      'Write yours under a heading “Escalation” here: it is added to ours.',
    );
  }
  for (const [field, value] of Object.entries({ severity, class: failureClass, kernels })) {
    if (value === null) continue;
    say(
      'warning',
      'not-corrected',
      at,
      `\`${field}\` of another runbook is not corrected; ours stays.`,
      `Take \`${field}\` out of the front matter.`,
    );
  }
  return checked;
}

const words = { adds: 'adds to', replaces: 'replaces', names: 'keeps' };

function isSame(known: string, wanted: string, parts: ReadonlyMap<string, Section>): boolean {
  return known === wanted || titleSlug(parts.get(known)!.title) === wanted;
}

export function* allSections(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section;
    yield* allSections(section.sections);
  }
}

function firstLineOf({ span, depth, form, title }: Section): Span {
  const length = (form === 'heading' ? depth + 1 : 0) + title.length;
  const end = Math.min(span.start.offset + length, span.end.offset);
  return {
    start: span.start,
    end: { ...span.start, column: span.start.column + end - span.start.offset, offset: end },
  };
}
