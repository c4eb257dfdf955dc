// Whom of an organisation's contacts a failure or a page is for: those of the runbook first, then of
// the area, then those for everything, each in the order of the settings.

import type { Contact } from '../model/organisation.ts';

export interface ContactsWanted {
  /** Ids of the runbooks that it is about. */
  runbooks: readonly string[];
  /** Slugs of the areas that it belongs to. */
  areas: readonly string[];
}

export function contactsFor(
  contacts: readonly Contact[],
  { runbooks, areas }: ContactsWanted,
): Contact[] {
  const ranks = contacts.map((contact) => {
    if (contact.runbooks.some((id) => runbooks.includes(id))) return 0;
    if (contact.areas.some((slug) => areas.includes(slug))) return 1;
    return isForAll(contact) ? 2 : null;
  });
  return [0, 1, 2].flatMap((rank) => contacts.filter((_, index) => ranks[index] === rank));
}

export const isForAll = ({ areas, runbooks }: Contact): boolean =>
  areas.length === 0 && runbooks.length === 0;

/** `tel:` and `mailto:` addresses, which a phone acts on; null for a channel, which has none. */
export function contactAddress({ by, at }: Contact['ways'][number]): string | null {
  switch (by) {
    case 'phone':
      return `tel:${at.replace(/[^+\d]/g, '')}`;
    case 'mail':
      return `mailto:${at}`;
    case 'page':
      return at;
    default:
      return null;
  }
}
