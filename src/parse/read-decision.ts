// Lists, tables and sentences that say how to go on after what was seen → decisions.
//
//     - `CONSTRAINT_MEMCG`: one cgroup reached its limit, go to step 3
//       ^~~~~~~~~~~~~~~~~~  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ then
//       when                                            ^~~~~~ target
//     If it prints `X`, go to [the fix](#fix); otherwise call somebody.
//     | it prints | it means | go to |
//
// A list is a decision where every item is a condition and one of them leads somewhere; a sentence
// where its condition leads somewhere; a table where its header says so. All else stays what it was.

import type { List, Nodes, Paragraph, Parents, RootContent, Table, Text } from 'mdast';
import type { Block, Branch, Decision } from '../model/runbook.ts';
import { findTarget, type PendingBranch } from './branch-targets.ts';
import { squeeze } from './item-words.ts';
import { reportEmpty } from './listed-parts.ts';
import { codeMark, type Phrase, readPhrase } from './phrase.ts';
import { type BlockContext, nodeSpan, type RunbookParts } from './runbook-parts.ts';

interface ReadBranch {
  branch: Branch;
  wanted: PendingBranch['wanted'];
  asks: number | null;
  words: PendingBranch['words'];
  /** Where `then` begins in the phrase. */
  from: number;
  /** How its condition was written; a bare one counts only beside others. */
  by: 'if' | 'code' | 'words' | 'otherwise';
}

type DecisionBlock = Extract<Block, { type: 'decision' }>;

const conditional =
  /^\s*(?:(?:and|but|or|then)\s+)?(?:if|when|whenever|unless|where|in case|should|as soon as|as long as)\s+(?=\S)/i;
const otherwise =
  /^\s*(?:and |but )?(?:otherwise|or else|else|if (?:not|neither|none(?: of (?:these|them|those|this|the above))?)(?=\s*(?:[,:.;→–—]|->|=>|-\s))|in (?:all|any) other cases?|any(?:thing)? else|all others?|everything else|none of (?:these|them|those|the above)|in every other case)\b\s*(?:[,:.]|->|=>|→|[–—]|-(?=\s))?\s*/i;
/** Between what was seen and what it means. */
const separator = /:(?=\s|$)|\s(?:-|–|—|->|=>|→)\s|\s?(?:=>|→)\s?|,?\s{1,3}then\s/;
const asksStep = /\bstep\s+#?(\d{1,3})\b/i;
const code = new RegExp(codeMark, 'u');
/** `X`, `Y` or `Z`, with a word or two of grammar around them. */
const codesAlone = new RegExp(
  String.raw`^\s*(?:(?:prints?|output|shows?|says|contains|exit code|status)\s+)?(?:${codeMark}|["“”]|\s|,|\b(?:and|or|only|alone|with|lines?)\b)+$`,
  'iu',
);
const longestBareCondition = 60;
/** Nobody decides on a page of text; and what is looked for in it stays bounded. */
const longestPhrase = 4_000;
/** Options of a command and paths are explained, not seen: `-k`: kernel messages only. */
const optionOrPath = /^(?:--?\w|~?\/[\w.])/;

/** What stands right above: a command, and what was said behind it. */
export interface Above {
  /** Id of the command; null where there is none. */
  command: string | null;
  words: string;
}

const speaksOfOutput = /\b(?:prints?|output|shows?|returns?|reports?|says?|see|result|answers?)\b/i;

/** A list of conditions; null where it is none. */
export function readDecisionList(
  list: List,
  context: BlockContext,
  above: Above,
  parts: RunbookParts,
): DecisionBlock | null {
  if (isListOfSomethingElse(context)) return null;
  const items: ReadBranch[][] = [];
  for (const item of list.children) {
    const [first, ...others] = item.children;
    if (first?.type !== 'paragraph' || others.some((node) => node.type !== 'paragraph'))
      return null;
    const phrase = readPhrase(first.children);
    if (phrase.plain.length > longestPhrase) return null;
    const read = readItem(phrase, first, item, parts);
    if (read.length === 0) return null;
    items.push(read);
  }
  const all = items.flat();
  const leads = all.some(({ wanted }) => wanted !== null);
  const conditions = all.filter(({ by }) => by !== 'otherwise');
  if (conditions.length === 0) return null;
  const codes = conditions.every(({ by, branch }) => {
    return by === 'code' && !branch.outputs.some((output) => optionOrPath.test(output));
  });
  if (!leads) {
    const isOutput =
      above.command !== null && (above.words === '' || speaksOfOutput.test(above.words));
    const isDecide = context.role === 'decide' && conditions.every(({ by }) => by !== 'words');
    if (!isDecide && !(isOutput && codes && list.children.length > 1)) return null;
  }
  return decisionOf(all, [list], list, context, above.command, parts);
}

/** Sentences with a condition and a way on; null where none of them has both. */
export function readDecisionParagraph(
  paragraph: Paragraph,
  context: BlockContext,
  above: Above,
  parts: RunbookParts,
): DecisionBlock | null {
  if (isListOfSomethingElse(context)) return null;
  const phrase = readPhrase(paragraph.children);
  if (phrase.plain.length > longestPhrase) return null;
  if (!/\b(?:if|when|unless|otherwise|in case|should)\b/i.test(phrase.masked)) return null;
  const read = readClauses(phrase, paragraph, paragraph, parts);
  const leading = read.filter(({ wanted, by }) => wanted !== null && by !== 'otherwise');
  if (leading.length === 0) return null;
  const branches = read.filter(({ wanted, by }) => wanted !== null || by === 'otherwise');
  return decisionOf(branches, [paragraph], paragraph, context, above.command, parts);
}

const seenHeader =
  /^(?:(?:the |what |if |when |it |you |its |your )*(?:output|prints?|printed|shows?|sees?|says?|returns?|result|results|value|finding|findings|exit ?code|exit status|status|state|message|line|condition|case|observation|if|when)(?: (?:is|you see|says|of .*|it prints|it shows|printed))?)$/i;
const wayHeader =
  /^(?:go(?: on)? (?:to|with|at)|goto|next(?: steps?| action)?|then|continue(?: with| at)?|action|what to do(?: next)?|do(?: this| next)?|so|step|proceed(?: to| with)?|follow|look at|fix)$/i;
const emptyCell = /^\s*(?:[-–—]|none|n\/a|any(?:thing)? else|otherwise|else|other)?\s*$/i;

/** A table whose header says output → way on; null where it says something else. */
export function readDecisionTable(
  table: Table,
  context: BlockContext,
  above: Above,
  parts: RunbookParts,
): DecisionBlock | null {
  const header = table.children[0]!.children.map((cell) =>
    squeeze(readPhrase(cell.children).plain).replace(/[:?…]+$/, ''),
  );
  const seen = header.findIndex((words) => seenHeader.test(words));
  const way = header.findIndex((words, index) => index !== seen && wayHeader.test(words));
  if (seen < 0 || way < 0) return null;
  const { lines } = parts;
  const rows = table.children.slice(1);
  if (rows.some((row) => length(nodeSpan(row, lines)) > longestPhrase)) return null;
  const all = rows.map((row): ReadBranch => {
    const condition = readPhrase(row.children[seen]?.children ?? []);
    const leads = row.children[way];
    const phrase = readPhrase(leads?.children ?? []);
    const found = findTarget(phrase, 0, phrase.plain.length, parts.file, parts.titles, true);
    const meanings = row.children.flatMap((cell, index) =>
      index === seen ? [] : [squeeze(readPhrase(cell.children).plain)],
    );
    const when = squeeze(condition.plain);
    return {
      branch: {
        when: emptyCell.test(when) ? null : when,
        outputs: condition.codes.map(({ value }) => value),
        step: null,
        advice: meanings.filter((words) => words !== '').join(': '),
        target: null,
        missing: null,
        span: nodeSpan(row, lines),
      },
      wanted: found?.wanted ?? null,
      asks: numberIn(condition.masked),
      words: found && leads ? wordsAt(leads, found.start, found.end) : null,
      from: 0,
      by: 'code',
    };
  });
  const read = all.filter(saysSomething);
  if (read.every(({ branch }) => branch.when === null)) return null;
  const leads = read.some(({ wanted }) => wanted !== null);
  if (!leads && above.command === null && context.role !== 'decide') return null;
  reportEmpty(
    rows.filter((_, index) => !saysSomething(all[index]!)),
    'row',
    parts,
  );
  return decisionOf(read, [table], table, context, above.command, parts);
}

/** A row of bars alone would be "in all other cases", and then nothing. */
function saysSomething({ branch: { when, advice }, wanted }: ReadBranch): boolean {
  return when !== null || advice !== '' || wanted !== null;
}

function length({ start, end }: Branch['span']): number {
  return end.offset - start.offset;
}

/** What is seen, why it happens, what to attach: no decision, whatever its grammar. */
function isListOfSomethingElse({ role }: BlockContext): boolean {
  return ['symptoms', 'causes', 'cause', 'sources', 'signatures', 'escalation'].includes(
    role ?? '',
  );
}

function decisionOf(
  read: ReadBranch[],
  nodes: RootContent[],
  node: Nodes,
  context: BlockContext,
  command: string | null,
  parts: RunbookParts,
): DecisionBlock {
  const span = nodeSpan(node, parts.lines);
  // Of several ways on at least one has a condition.
  const words = read.find(({ branch }) => branch.when !== null)!.branch.when!;
  const decision: Decision = {
    id: parts.anchors.part(context.section, 'decision', words),
    section: context.section,
    command,
    branches: read.map(({ branch }) => branch),
    nodes,
    span,
  };
  parts.decisions.push(decision);
  for (const { branch, wanted, asks, words: place } of read) {
    parts.pendingBranches.push({ branch, decision, wanted, asks, words: place });
  }
  return { type: 'decision', decision, span };
}

/** The branches of a list's item; none where it is no condition. */
function readItem(
  phrase: Phrase,
  paragraph: Paragraph,
  item: Nodes,
  parts: RunbookParts,
): ReadBranch[] {
  const { masked } = phrase;
  if (conditional.test(masked) || otherwise.test(masked)) {
    return readClauses(phrase, paragraph, item, parts);
  }
  const cut = separator.exec(masked);
  if (!cut || cut.index === 0) return [];
  const condition = masked.slice(0, cut.index);
  const isCode = code.test(condition) && codesAlone.test(condition);
  if (!isCode && (condition.length > longestBareCondition || /[.;]/.test(condition))) return [];
  const end = cut.index + cut[0].length;
  const branch = branchOf(phrase, [0, cut.index], [end, masked.length], paragraph, item, parts);
  if (!isCode && branch.wanted === null) {
    return /^(?:no output|nothing|empty|no lines?|no such lines?)\b/i.test(condition)
      ? [{ ...branch, by: 'words' }]
      : [];
  }
  return [{ ...branch, by: isCode ? 'code' : 'words' }];
}

/** Conditions in running text, clause by clause. */
function readClauses(
  phrase: Phrase,
  paragraph: Paragraph,
  node: Nodes,
  parts: RunbookParts,
): ReadBranch[] {
  const found: ReadBranch[] = [];
  for (const [start, end] of clauses(phrase.masked)) {
    const words = phrase.masked.slice(start, end);
    const rest = otherwise.exec(words);
    if (rest && rest[0].length < words.length) {
      const then: [number, number] = [start + rest[0].length, end];
      const read = branchOf(phrase, null, then, paragraph, node, parts);
      found.push({ ...read, by: 'otherwise' });
      continue;
    }
    const lead = conditional.exec(words);
    if (lead) {
      const cut = cutCondition(words, lead[0].length);
      if (cut === null) continue;
      const when: [number, number] = [start + lead[0].length, start + cut.at];
      const then: [number, number] = [start + cut.behind, end];
      found.push({ ...branchOf(phrase, when, then, paragraph, node, parts), by: 'if' });
      continue;
    }
    // "Go to step 4 if it prints `X`."
    const behind = / (?:only )?(?:if|when|unless|in case) (?=\S)/i.exec(words);
    if (behind) {
      const then: [number, number] = [start, start + behind.index];
      const when: [number, number] = [start + behind.index + behind[0].length, end];
      const read = branchOf(phrase, when, then, paragraph, node, parts);
      if (read.wanted) {
        found.push({ ...read, by: 'if' });
        continue;
      }
    }
    // A sentence behind a condition goes on with what to do then.
    const last = found.at(-1);
    if (!last) continue;
    last.branch.advice = squeeze(phrase.plain.slice(last.from, end));
    if (last.wanted === null) Object.assign(last, targetIn(phrase, [start, end], paragraph, parts));
  }
  return found;
}

/** Sentences and their halves: at full stops, semicolons and "otherwise". */
function* clauses(masked: string): Generator<[number, number]> {
  let start = 0;
  const ends =
    /[.!?](?=\s+\S|\s*$)|;(?=\s)|:(?=\s+(?:if|when)\s)|,(?=\s+(?:otherwise|or else|else|if not)\b)/gi;
  for (const end of masked.matchAll(ends)) {
    if (masked.slice(start, end.index).trim() !== '') yield [start, end.index];
    start = end.index + 1;
  }
  if (masked.slice(start).trim() !== '') yield [start, masked.length];
}

/** Where a condition ends: at its colon or arrow, at "then", else at the comma before what to do. */
function cutCondition(words: string, from: number): { at: number; behind: number } | null {
  const body = words.slice(from);
  const cut = separator.exec(body);
  if (cut && cut.index > 0) {
    return { at: from + cut.index, behind: from + cut.index + cut[0].length };
  }
  const listGoesOn = new RegExp(String.raw`^\s*(?:(?:and|or)\b|${codeMark})`, 'iu');
  for (const comma of body.matchAll(/,(?=\s)/g)) {
    const behind = comma.index + 1;
    if (listGoesOn.test(body.slice(behind)) && /,|\bor\b/.test(body.slice(behind))) continue;
    return { at: from + comma.index, behind: from + behind };
  }
  return null;
}

function branchOf(
  phrase: Phrase,
  when: [number, number] | null,
  then: [number, number],
  paragraph: Paragraph,
  node: Nodes,
  parts: RunbookParts,
): Omit<ReadBranch, 'by'> {
  const [from, to] = when ?? [0, 0];
  const words = squeeze(phrase.plain.slice(from, to));
  return {
    branch: {
      when: when === null ? null : words,
      outputs: phrase.codes
        .filter(({ start, end }) => when !== null && start >= from && end <= to)
        .map(({ value }) => value),
      step: null,
      advice: squeeze(phrase.plain.slice(...then)),
      target: null,
      missing: null,
      span: spanOf(phrase, when, then, node, parts),
    },
    asks: when === null ? null : numberIn(phrase.masked.slice(from, to)),
    from: then[0],
    ...targetIn(phrase, then, paragraph, parts),
  };
}

/** An item's own place; of a sentence among others its first and last character. */
function spanOf(
  phrase: Phrase,
  when: [number, number] | null,
  then: [number, number],
  node: Nodes,
  { lines }: RunbookParts,
): Branch['span'] {
  if (node.type !== 'paragraph') return nodeSpan(node, lines);
  const start = Math.min(when?.[0] ?? then[0], then[0]);
  const end = Math.max(when?.[1] ?? then[1], then[1]);
  const whole = nodeSpan(node, lines);
  const from = Math.min(Math.max(phrase.fileOffset(start), whole.start.offset), whole.end.offset);
  const to = Math.min(Math.max(phrase.fileOffset(end - 1) + 1, from), whole.end.offset);
  return lines.span(from, to);
}

function targetIn(
  phrase: Phrase,
  [from, to]: [number, number],
  paragraph: Paragraph,
  parts: RunbookParts,
): Pick<ReadBranch, 'wanted' | 'words'> {
  const found = findTarget(phrase, from, to, parts.file, parts.titles, false);
  if (!found) return { wanted: null, words: null };
  const words = found.wanted.by === 'link' ? null : wordsAt(paragraph, found.start, found.end);
  return { wanted: found.wanted, words };
}

function numberIn(masked: string): number | null {
  const found = asksStep.exec(masked);
  return found ? Number(found[1]) : null;
}

/** The text node that holds these words of a phrase, whole; null where they lie across nodes. */
function wordsAt(parent: Parents, start: number, end: number): PendingBranch['words'] {
  let at = 0;
  let found: PendingBranch['words'] = null;
  const visit = (node: Nodes, inside: Parents) => {
    if (node.type === 'text') {
      if (start >= at && end <= at + node.value.length) {
        found = { text: node as Text, parent: inside, start: start - at, end: end - at };
      }
      at += node.value.length;
    } else if (node.type === 'inlineCode') {
      at += node.value.length;
    } else if (node.type === 'break') {
      at += 1;
    } else if ('children' in node) {
      for (const child of node.children) visit(child as Nodes, node);
    }
  };
  for (const child of parent.children) visit(child as Nodes, parent);
  return found;
}
