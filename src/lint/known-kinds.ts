// The kinds that there are, and which of them an author may have meant.

import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { didYouMean } from '../parse/nearest-word.ts';

const slugs = kinds.map(({ slug }) => slug);

export const knownKinds: ReadonlySet<string> = new Set(slugs);

/** A kind of this area, for an example that is near to what is meant. */
export function kindOfArea(area: string): string {
  return kinds.find((kind) => kind.area === area)?.slug ?? 'soft-lockup';
}

/** A sentence or two for whoever wrote a kind that is none. */
export function kindMeant(wanted: string): string {
  const meant =
    didYouMean(wanted, slugs) || 'Choose the one that `panicroom triage` names for such a log. ';
  return `${meant}Their list is content/vocabulary/kinds.json.`;
}
