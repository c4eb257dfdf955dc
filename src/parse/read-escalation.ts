// The section on escalation → when to wake whom, and what to hand them.
//
//     Wake the storage owner when the disk is gone, and the platform owner when …     two calls
//     ## Escalation / ### When / ### Who / ### What to attach      parts by their titles
//     Attach:                                                      lists by the words above them
//     - **Storage team** - if a disk is gone                       whom, when
//     | When | Whom |                                              tables by their header
//
// Without such a section the front matter's `escalation:` is read in the same way.

import type { List, Nodes, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Block, Escalation, EscalationCall, Section } from '../model/runbook.ts';
import { itemWords, squeeze } from './item-words.ts';

type About = 'when' | 'whom' | 'attach' | null;

const conditions = '(?:when|whenever|if|(?<!at )once|as soon as|in case|unless|after)';
const verb =
  /\b(?:wake(?: up)?|call|page|contact|notify|inform|phone|ring|alert|tell|involve|ask|escalate(?: it| this)? to|hand (?:it |this )?(?:over )?to|reach out to|open an? [\w -]{0,30}?(?:case|ticket|incident) (?:with|at))\s+/i;
const whomThenWhen = new RegExp(String.raw`^(.{1,120}?)(?:,)?\s+(${conditions}\s+\S.*)$`, 'is');
const nextCall = new RegExp(
  String.raw`,?\s+and\s+(?=(?:the |your |an? )?[\p{L}\d /-]{2,60}? ${conditions}\s)`,
  'giu',
);
const leading = new RegExp(
  String.raw`^${conditions}\s+(.{1,400}?)(?:,\s+then\s+|,\s+|:\s+|\s+then\s+)(?=\S)`,
  'is',
);
const attachWords =
  /\b(?:attach(?:ed|ment|ments)?|include|provide|send|hand over|have ready|bring|collect|gather|information|what to (?:give|say|tell))\b/i;
const whenWords = /\b(?:when|if|criteria|conditions?|triggers?|reasons?)\b/i;
const whomWords = /\b(?:who|whom|contacts?|teams?|owners?|people|persons?|path|levels?|call)\b/i;

export function readEscalation(
  sections: readonly Section[],
  frontMatter: string | null,
): Escalation | null {
  const section = find(sections);
  const read: Escalation = { section: section?.id ?? null, calls: [], attach: [] };
  if (section) readSection(section, null, read);
  if (read.calls.length === 0 && frontMatter) read.calls.push(...callsIn(frontMatter, true));
  return section || read.calls.length > 0 ? read : null;
}

function find(sections: readonly Section[]): Section | null {
  for (const section of sections) {
    if (section.role === 'escalation') return section;
    const below = find(section.sections);
    if (below) return below;
  }
  return null;
}

function readSection(section: Section, about: About, read: Escalation): void {
  let now = about;
  for (const block of section.blocks) {
    for (const node of nodesOf(block)) now = readNode(node, now, about, read);
  }
  for (const part of section.sections) readSection(part, aboutOf(part.title) ?? about, read);
}

function nodesOf(block: Block): readonly Nodes[] {
  if (block.type === 'prose') return block.nodes;
  if (block.type === 'decision') return block.decision.nodes;
  return block.type === 'note' ? block.note.blocks.flatMap(nodesOf) : [];
}

/** Gives what the list behind this node is about. */
function readNode(node: Nodes, now: About, about: About, read: Escalation): About {
  if (node.type === 'list') {
    readItems(node, now, read);
    return about;
  }
  if (node.type === 'table') {
    readRows(node, read);
    return about;
  }
  if (node.type !== 'paragraph') return now;
  const text = squeeze(plainText(node)).slice(0, 4_000);
  const last = /(?:^|[.!?]\s+)([^.!?]*):$/.exec(text)?.[1] ?? null;
  const words = last === null ? text : text.slice(0, text.length - last.length - 1).trim();
  if (about === 'attach') read.attach.push(...(words ? [words] : []));
  else read.calls.push(...callsIn(words, about !== null, about));
  return last === null ? about : (aboutOf(last) ?? about);
}

function readItems(list: List, about: About, read: Escalation): void {
  for (const item of list.children) {
    const text = squeeze(plainText(item)).slice(0, 4_000);
    if (text === '') continue;
    if (about === 'attach') {
      read.attach.push(text);
      continue;
    }
    const [first] = item.children;
    const { label, detail } = itemWords(first?.type === 'paragraph' ? first.children : []);
    const field = detail === null ? null : fieldOf(label);
    if (detail === null || field === null) {
      if (detail !== null) read.calls.push({ when: withoutLead(detail), whom: label, text });
      else read.calls.push(...callsIn(text, true, about));
    } else if (field === 'attach') read.attach.push(detail);
    else read.calls.push(...callsIn(detail, true, field));
  }
}

function readRows(table: Table, read: Escalation): void {
  const [header, ...rows] = table.children.map((row) =>
    row.children.map((cell) => squeeze(plainText(cell))),
  );
  const column = (words: RegExp) => header!.findIndex((cell) => words.test(cell));
  const when = column(/\b(?:when|if|condition|case|symptom|problem|situation|severity)\b/i);
  const whom = column(/\b(?:who|whom|team|contact|owner|role|name|call)\b/i);
  if (when < 0 && whom < 0) return;
  for (const row of rows) {
    read.calls.push({
      when: row[when] || null,
      whom: row[whom] || null,
      text: row.filter((cell) => cell !== '').join(', '),
    });
  }
}

/** `whole`: a sentence counts as a call even where no verb says so. */
function callsIn(text: string, whole: boolean, about: About = null): EscalationCall[] {
  return text
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.replace(/[.!?]$/, '').trim())
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => sentenceCalls(sentence, whole, about));
}

function sentenceCalls(sentence: string, whole: boolean, about: About): EscalationCall[] {
  const lead = leading.exec(sentence);
  const body = lead ? sentence.slice(lead[0].length) : sentence;
  const found = verb.exec(body);
  if (!found) {
    if (!whole) return [];
    const both = about === 'when' ? null : whomThenWhen.exec(sentence);
    if (both) return [{ when: withoutLead(both[2]!), whom: both[1]!.trim(), text: sentence }];
    const isWhen = about === 'when' || new RegExp(`^${conditions}\\b`, 'i').test(sentence);
    return [
      {
        when: isWhen ? withoutLead(sentence) : null,
        whom: about === 'whom' ? sentence : null,
        text: sentence,
      },
    ];
  }
  return body
    .slice(found.index + found[0].length)
    .split(nextCall)
    .map((part) => {
      const both = whomThenWhen.exec(part);
      const when = both?.[2] ?? lead?.[1] ?? null;
      return {
        when: when === null ? null : withoutLead(when),
        whom: (both?.[1] ?? part).trim(),
        text: sentence,
      };
    });
}

function withoutLead(text: string): string {
  return text.replace(new RegExp(`^${conditions}\\s+`, 'i'), '').trim();
}

/** A label that names a field; "Storage team" names a team. */
function fieldOf(label: string): About {
  if (/^(?:when|if|criteria|conditions?)$/i.test(label)) return 'when';
  if (/^(?:who|whom|contacts?|call|wake|whom to wake)$/i.test(label)) return 'whom';
  return attachWords.test(label) ? 'attach' : null;
}

function aboutOf(title: string): About {
  if (attachWords.test(title)) return 'attach';
  if (whenWords.test(title)) return 'when';
  return whomWords.test(title) ? 'whom' : null;
}
