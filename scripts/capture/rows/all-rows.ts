// The table that `npm run capture` works through, in this order.

import type { Scenario } from '../scenario.ts';
import { bootRows } from './boot.ts';
import { faultRows } from './faults.ts';
import { hardwareRows } from './hardware.ts';
import { healthyRows } from './healthy.ts';
import { memoryRows } from './memory.ts';
import { networkRows } from './network.ts';
import { policyRows } from './policy.ts';
import { stallRows } from './stalls.ts';
import { storageRows } from './storage.ts';

export const allRows: readonly Scenario[] = [
  ...storageRows,
  ...memoryRows,
  ...stallRows,
  ...faultRows,
  ...bootRows,
  ...hardwareRows,
  ...networkRows,
  ...policyRows,
  ...healthyRows,
];
