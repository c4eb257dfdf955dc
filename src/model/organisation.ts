// The organisation whose own runbooks and corrections lie over the library, and whose words a part of
// a runbook are.

export interface Organisation {
  /** As it stands in `panicroom.yaml`; "Your organisation" where it gives none. */
  name: string;
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
