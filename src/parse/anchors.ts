// Hands out the ids of a runbook's parts: readable, unique in the page, and the same tomorrow.
// They are made from content and the section around it, never from line numbers, so that an edit
// elsewhere in the file moves none of them.

import { slug as githubSlug } from 'github-slugger';

export interface Anchors {
  /** `title`'s own slug where it is free, else the parent's in front of it, else a number behind. */
  section(title: string, parent: string | null): string;
  /** An id for a part inside a section: `collect-logs--command-dmesg`. */
  part(section: string | null, kind: string, content: string): string;
}

const longest = 48;

export function anchors(): Anchors {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  const claim = (wanted: string): string => {
    let id = wanted;
    let count = repeats.get(wanted) ?? 1;
    while (taken.has(id)) id = `${wanted}-${++count}`;
    repeats.set(wanted, count);
    taken.add(id);
    return id;
  };
  return {
    section: (title, parent) => {
      const own = titleSlug(title);
      return claim(taken.has(own) && parent ? `${parent}-${own}` : own);
    },
    part: (section, kind, content) => {
      const own = `${kind}-${shortSlug(content) || hash(content)}`;
      return claim(section ? `${section}--${own}` : own);
    },
  };
}

/** The anchor that a title has where no other heading took it. */
export const titleSlug = (title: string): string => shortSlug(title) || 'section';

/** A slug of bounded length; what was cut off lives on in a hash. */
function shortSlug(text: string): string {
  const whole = githubSlug(text.trim()).replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
  if (whole.length <= longest) return whole;
  return `${whole.slice(0, longest).replace(/-[^-]*$/, '')}-${hash(text)}`;
}

/** FNV-1a, 32 bits: enough to tell apart the parts of one section. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36);
}
