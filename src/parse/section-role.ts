// What each section is for: by the words of its title, by the section around it, and by whether it
// holds commands. The words are a table (section-words.ts); what a section's parts are by default,
// where their own titles say nothing, is the table below.

import type { SectionRole } from '../model/runbook.ts';
import { isLongTerm, roleOfTitle } from './heading-title.ts';
import type { OutlineNode } from './outline.ts';

export type Term = 'immediate' | 'long-term';

/** Role of a part whose title names none; `work`: a step where it holds commands or is numbered. */
const partOf: Record<SectionRole, SectionRole | 'work'> = {
  overview: 'work',
  symptoms: 'symptoms',
  signatures: 'signatures',
  before: 'work',
  save: 'work',
  investigation: 'step',
  step: 'step',
  decide: 'work',
  causes: 'cause',
  cause: 'other',
  fixes: 'fix',
  fix: 'other',
  verify: 'work',
  prevention: 'measure',
  measure: 'other',
  practices: 'other',
  procedure: 'step',
  escalation: 'work',
  sources: 'other',
  next: 'next',
  other: 'work',
};

/** Parts of these are what they are; only a title that is nothing but another role's name differs. */
const understood = new Set<SectionRole>([
  'symptoms',
  'signatures',
  'before',
  'save',
  'investigation',
  'step',
  'decide',
  'causes',
  'cause',
  'fixes',
  'fix',
  'verify',
  'prevention',
  'measure',
  'practices',
  'procedure',
  'escalation',
  'sources',
  'next',
]);

export interface RoleContext {
  role: SectionRole | null;
  /** The nearest enclosing fix's term, if any. */
  term: Term | null;
  /** For which distributions what stands inside is; empty: for all. */
  distributions: readonly string[];
}

export interface SectionPurpose {
  role: SectionRole;
  term: Term | null;
}

/** `hasCommands`: whether the section or anything below it holds a command. */
export function sectionPurpose(
  node: OutlineNode,
  parent: RoleContext,
  hasCommands: boolean,
): SectionPurpose {
  const role = roleOf(node, parent.role, hasCommands);
  const isFix = role === 'fixes' || role === 'fix';
  const term = !isFix
    ? null
    : isLongTerm(node.heading.title) || parent.term === 'long-term'
      ? 'long-term'
      : 'immediate';
  return { role, term };
}

function roleOf(node: OutlineNode, parent: SectionRole | null, hasCommands: boolean): SectionRole {
  const { title, marker, number } = node.heading;
  const nested = parent !== null && understood.has(parent);
  const group = node.children.length > 0;
  const byMarker = markerRole(marker, parent);
  if (byMarker) return byMarker;

  const named = roleOfTitle(title, nested || node.form !== 'heading');
  if (named && !(nested && isPartRole(named, parent!, group))) {
    return named === 'fixes' && !group && hasContent(node) ? 'fix' : named;
  }
  const part = parent === null ? 'work' : partOf[parent];
  if (part !== 'work') return part;
  if (parent !== null && nested) return hasCommands || number !== null ? 'step' : 'other';
  if (number !== null && parent === null) return 'step';
  return hasCommands ? 'procedure' : 'other';
}

function markerRole(
  marker: OutlineNode['heading']['marker'],
  parent: SectionRole | null,
): SectionRole | null {
  const inFix = parent === 'fixes' || parent === 'fix';
  switch (marker) {
    case 'step':
      if (parent === 'fix') return 'other';
      return parent === 'fixes' ? 'fix' : parent === 'prevention' ? 'measure' : 'step';
    case 'option':
      return inFix || parent === null || parent === 'other'
        ? parent === 'fix'
          ? 'other'
          : 'fix'
        : null;
    case 'cause':
      return parent === 'causes' || parent === null ? 'cause' : null;
    default:
      return null;
  }
}

/**
 * A title that names the role of the section around it, or a kin of it, is an ordinary part:
 * "Check" under Investigation is a step. A group with parts of its own stays a group.
 */
function isPartRole(named: SectionRole, parent: SectionRole, group: boolean): boolean {
  if (named === 'causes') return parent === 'cause';
  if (named === 'fixes') return parent === 'fix';
  if (named === 'symptoms' || named === 'signatures') return false;
  if (parent === 'step' || parent === 'procedure' || parent === 'measure') {
    return !['verify', 'escalation', 'next', 'sources'].includes(named);
  }
  return named === parent && !group;
}

function hasContent(node: OutlineNode): boolean {
  return node.content.length > 0;
}
