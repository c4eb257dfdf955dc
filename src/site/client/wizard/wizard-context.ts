// What the whole wizard shares and no part owns.

import { createContext } from 'preact';

export interface WizardShared {
  /** The way from this page to the site's root. */
  root: string;
  /** Of the program and its content, as in the footer. */
  version: string;
  /** Of the machine whose log is shown: as the log tells it, else as the person does; null: unknown. */
  distribution: string | null;
  /** Whether single keys do something. */
  singleKeys: boolean;
  /** Says a short sentence on screen and to screen readers. */
  announce(sentence: string): void;
}

export const WizardContext = createContext<WizardShared>({
  root: '',
  version: '',
  distribution: null,
  singleKeys: true,
  announce() {},
});
