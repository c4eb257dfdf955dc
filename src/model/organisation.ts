// The organisation whose own runbooks and corrections lie over the library, and whose words a part of
// a runbook are.

export interface Organisation {
  /** As it stands in `panicroom.yaml`; "Your organisation" where it gives none. */
  name: string;
  /** Colour of links, as #rrggbb; null: the library's own. */
  accent: { light: string; dark: string } | null;
  /** `organisation-logo.svg`, below the site's assets; null: none. */
  logo: string | null;
  /** Whom to call, in the order in which they are to be tried. */
  contacts: Contact[];
}

export interface Contact {
  /** A role or a team: `storage on-call`. */
  who: string;
  /** When they are called; null: whenever somebody is needed. */
  when: string | null;
  /** How they are reached, in the order of the settings' schema; at least one. */
  ways: ContactWay[];
  /** Slugs of areas that they are for; with no runbooks either: for all. */
  areas: string[];
  /** Ids of runbooks that they are for. */
  runbooks: string[];
}

export interface ContactWay {
  by: 'phone' | 'chat' | 'mail' | 'page';
  /** A number, a channel, an address, an https address. */
  at: string;
}

/** Not the library's own words. Where there is none, they are the library's. */
export interface Origin {
  /** Name of the organisation. */
  whose: string;
  /** `overlay/runbooks/storage/array.md`: the same on every machine, whatever the folder is called. */
  file: string;
}

/** An area that the organisation adds to content/vocabulary/areas.json. */
export interface AddedArea {
  slug: string;
  label: string;
  about: string;
}
