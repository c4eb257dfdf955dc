// Where a branch of a decision leads, found in its words, and looked up once all sections are known.
//
//     go to [the fix](#the-fix)      a link: a place in this page, or another runbook
//     continue with step 4           a number: a step, or an option of the fix
//     go on with the next step       the step behind this one
//     go to Rebuild the initramfs    a title of this page, in quotes or not
//     escalate                       the section on escalation

import type { Link, Nodes, Parents, Text } from 'mdast';
import type { Branch, Decision, Section } from '../model/runbook.ts';
import { normalWords, roleOfTitle } from './heading-title.ts';
import { linkedRunbook } from './links.ts';
import type { OutlineNode } from './outline.ts';
import { codeMark, type Phrase } from './phrase.ts';

export type WantedTarget =
  | { by: 'link'; url: string }
  | { by: 'number'; what: 'step' | 'option'; number: number }
  | { by: 'title'; title: string }
  | { by: 'next' }
  | { by: 'escalation' };

export interface FoundTarget {
  wanted: WantedTarget;
  /** In the phrase: what names it. */
  start: number;
  end: number;
}

/** What a reader of one document may name without a link. */
export interface SectionTitles {
  /** Titles of headings and lead-ins, as normalWords() makes them. */
  titles: ReadonlySet<string>;
  hasEscalation: boolean;
}

export function sectionTitles(outline: readonly OutlineNode[]): SectionTitles {
  const titles = new Set<string>();
  let hasEscalation = false;
  const visit = (nodes: readonly OutlineNode[]) => {
    for (const { heading, children } of nodes) {
      const words = normalWords(heading.title);
      if (words !== '') titles.add(words);
      hasEscalation ||= roleOfTitle(heading.title, false) === 'escalation';
      visit(children);
    }
  };
  visit(outline);
  return { titles, hasEscalation };
}

const goTo = `(?:go(?: on| back| straight| directly| down| up)? (?:to|with|at)|continue (?:to|with|at|from|in)|proceed (?:to|with)|(?:jump|skip|skip ahead|move|move on|return|turn) to|start (?:again )?(?:at|with|from)|carry on (?:at|with)|see|follow|try|use|do|repeat|apply|perform|read|->|=>|→)`;
const numbered = String.raw`(step|phase|stage|option|method|approach|solution|fix|workaround)s?\s+#?(\d{1,3})(?!\d|\.\d)`;
const byNumber = new RegExp(String.raw`\b${numbered}\b`, 'gi');
const byNumberBehindVerb = new RegExp(
  String.raw`(?:\b|(?=->|=>|→))${goTo}\s+(?:the\s+)?${numbered}`,
  'gi',
);
/** `X` → step 4: nothing but its name. */
const aloneAtStart = new RegExp(String.raw`^(\s*(?:the\s+)?)${numbered}(?=\s*(?:$|[.,;)]))`, 'i');
const byNext = new RegExp(String.raw`\b${goTo}\s+(?:the\s+)?(next step)\b`, 'i');
const byTitle = new RegExp(
  String.raw`(?:\b|(?=->|=>|→))${goTo}\s+(?:the\s+)?["“'‘]?(?=\p{L})`,
  'giu',
);
const escalate = /\bescalate\b/i;
const mostTitleWords = 10;

/**
 * The first way on that `phrase` names between two places. `bare`: a number needs no verb before it,
 * as in the cell of a column "go to".
 */
export function findTarget(
  phrase: Phrase,
  from: number,
  to: number,
  file: string,
  { titles, hasEscalation }: SectionTitles,
  bare: boolean,
): FoundTarget | null {
  for (const { node, start, end } of phrase.links) {
    if (start < from || end > to) continue;
    const { url } = node;
    if (/^#./.test(url) || linkedRunbook(url, file) !== null) {
      return { wanted: { by: 'link', url }, start, end };
    }
  }
  const words = phrase.masked.slice(from, to);
  for (const found of words.matchAll(bare ? byNumber : byNumberBehindVerb)) {
    const [whole, marker, number] = found;
    const what = /^(?:step|phase|stage)/i.test(marker!) ? 'step' : 'option';
    const end = from + found.index + whole.length;
    const start = end - new RegExp(`${marker}s?\\s+#?\\d+$`, 'i').exec(whole)![0].length;
    return { wanted: { by: 'number', what, number: Number(number) }, start, end };
  }
  const alone = aloneAtStart.exec(words);
  if (alone && !bare) {
    const what = /^(?:step|phase|stage)/i.test(alone[2]!) ? 'step' : 'option';
    const start = from + alone[1]!.length;
    const end = from + alone[0].length;
    return { wanted: { by: 'number', what, number: Number(alone[3]) }, start, end };
  }
  const next = byNext.exec(words);
  if (next) {
    const end = from + next.index + next[0].length;
    return { wanted: { by: 'next' }, start: end - next[1]!.length, end };
  }
  const places = bare ? [0] : [...words.matchAll(byTitle)].map((one) => one.index + one[0].length);
  for (const place of places) {
    const title = titleAt(words.slice(place), titles);
    if (title) {
      const start = from + place + title.lead;
      return { wanted: { by: 'title', title: title.words }, start, end: start + title.length };
    }
  }
  const call = hasEscalation ? escalate.exec(words) : null;
  if (call) {
    const start = from + call.index;
    return { wanted: { by: 'escalation' }, start, end: start + call[0].length };
  }
  return null;
}

/** The longest title of the document that a text begins with. */
function titleAt(
  text: string,
  titles: ReadonlySet<string>,
): { words: string; lead: number; length: number } | null {
  const lead = /^[\s"“'‘]*/.exec(text)![0].length;
  const ends = [
    ...text.slice(lead, lead + 120).matchAll(/[\p{L}\p{N}=/<>_%-]+(?=[^\p{L}\p{N}]|$)/gu),
  ]
    .slice(0, mostTitleWords)
    .map((word) => word.index + word[0].length);
  for (const end of ends.reverse()) {
    const piece = text.slice(lead, lead + end);
    if (piece.includes(codeMark)) continue;
    const words = normalWords(piece);
    if (titles.has(words)) return { words, lead, length: end };
  }
  return null;
}

export interface PendingBranch {
  branch: Branch;
  decision: Decision;
  wanted: WantedTarget | null;
  /** The number of the step whose output its condition names. */
  asks: number | null;
  /** Where the words of a target without a link stand, so that they become one. */
  words: { text: Text; parent: Parents; start: number; end: number } | null;
}

/** Looks up what branches name. `sections` are all of the runbook's, with numbers and titles. */
export function resolveBranches(
  pending: readonly PendingBranch[],
  sections: readonly Section[],
  steps: readonly Section[],
  self: { id: string; file: string },
): void {
  const { byNumber: numbers, byTitle: byTitles, escalation, rootOf } = indexSections(sections);
  const byNumberIn = (what: 'step' | 'option', number: number, near: string | null) => {
    const found = numbers.get(`${what} ${number}`) ?? [];
    const root = near === null ? undefined : rootOf.get(near);
    const inRoot = found.filter((section) => rootOf.get(section.id) === root);
    return best(inRoot) ?? best(found);
  };
  // From the last to the first: what stands behind a new link keeps no old place.
  for (const { branch, decision, wanted, asks, words } of pending.toReversed()) {
    if (asks !== null) {
      const step = byNumberIn('step', asks, decision.section);
      branch.step = step?.id ?? null;
      if (!step) branch.missing = `step ${asks}`;
    }
    if (wanted === null) continue;
    if (wanted.by === 'link') {
      const runbook = linkedRunbook(wanted.url, self.file) ?? self.id;
      const anchor = wanted.url.includes('#') ? wanted.url.slice(wanted.url.indexOf('#') + 1) : '';
      branch.target = { runbook, section: anchor || null };
      continue;
    }
    const section = (() => {
      switch (wanted.by) {
        case 'number':
          return byNumberIn(wanted.what, wanted.number, decision.section);
        case 'title':
          return byTitles.get(wanted.title) ?? null;
        case 'escalation':
          return escalation;
        case 'next':
          return firstBehind(steps, decision.span.start.offset);
      }
    })();
    if (section === null) {
      if (wanted.by === 'number') branch.missing = `${wanted.what} ${wanted.number}`;
      continue;
    }
    branch.target = { runbook: self.id, section: section.id };
    if (words) linkWords(words, `#${section.id}`);
  }
}

interface SectionIndex {
  /** By `step 4`, `option 2`, in the author's order. */
  byNumber: ReadonlyMap<string, Section[]>;
  byTitle: ReadonlyMap<string, Section>;
  escalation: Section | null;
  /** The top-level section around each, by id. */
  rootOf: ReadonlyMap<string, Section>;
}

function indexSections(sections: readonly Section[]): SectionIndex {
  const byNumber = new Map<string, Section[]>();
  const byTitle = new Map<string, Section>();
  const rootOf = new Map<string, Section>();
  let escalation: Section | null = null;
  const visit = (section: Section, root: Section) => {
    rootOf.set(section.id, root);
    const title = normalWords(section.title);
    if (!byTitle.has(title)) byTitle.set(title, section);
    if (section.role === 'escalation') escalation ??= section;
    if (section.number !== null && section.role !== 'cause') {
      const key = `${section.role === 'fix' ? 'option' : 'step'} ${section.number}`;
      const same = byNumber.get(key);
      if (same) same.push(section);
      else byNumber.set(key, [section]);
    }
    for (const child of section.sections) visit(child, root);
  };
  for (const section of sections) visit(section, section);
  return { byNumber, byTitle, escalation, rootOf };
}

/** Of sections with one number, a step with a heading, else a step, else any. */
function best(found: readonly Section[]): Section | null {
  return (
    found.find(({ role, form }) => role === 'step' && form !== 'list-item') ??
    found.find(({ role }) => role === 'step') ??
    found[0] ??
    null
  );
}

function firstBehind(steps: readonly Section[], offset: number): Section | null {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.span.start.offset > offset) high = middle;
    else low = middle + 1;
  }
  return steps[low] ?? null;
}

function linkWords(
  { text, parent, start, end }: PendingBranch['words'] & object,
  url: string,
): void {
  const children = parent.children as Nodes[];
  const at = children.indexOf(text);
  const { position, value } = text;
  const link: Link = {
    type: 'link',
    url,
    children: [{ type: 'text', value: value.slice(start, end), position }],
    position,
  };
  const behind: Text = { type: 'text', value: value.slice(end), position };
  text.value = value.slice(0, start);
  children.splice(at + 1, 0, link, behind);
}
