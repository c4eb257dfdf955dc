import type { Scenario } from '../scenario.ts';
import { bootRows } from './boot.ts';
import { memoryRows } from './memory.ts';
import { storageRows } from './storage.ts';

export const allRows: readonly Scenario[] = [...bootRows, ...memoryRows, ...storageRows];
