// All tables, and the literals that lead to them.

import { HeaderPattern } from '../header-match.ts';
import { boot } from './boot.ts';
import { buses } from './buses.ts';
import { debugReports } from './debug-reports.ts';
import { details } from './details.ts';
import { disks } from './disks.ts';
import { faults } from './faults.ts';
import { filesystems } from './filesystems.ts';
import { graphics } from './graphics.ts';
import { hardware } from './hardware.ts';
import { memory } from './memory.ts';
import { network } from './network.ts';
import type { Opener } from './opener.ts';
import { policy } from './policy.ts';
import { stalls } from './stalls.ts';
import { volumes } from './volumes.ts';

export const allOpeners: readonly Opener[] = [
  ...debugReports,
  ...stalls,
  ...memory,
  ...faults,
  ...boot,
  ...hardware,
  ...buses,
  ...disks,
  ...volumes,
  ...filesystems,
  ...graphics,
  ...network,
  ...policy,
  ...details,
];

/** An opener, and its pattern made ready to be asked of many lines. */
export interface KnownOpener {
  readonly opener: Opener;
  readonly pattern: HeaderPattern;
}

export const knownOpeners: readonly KnownOpener[] = allOpeners.map((opener) => ({
  opener,
  pattern: new HeaderPattern(opener.pattern),
}));
