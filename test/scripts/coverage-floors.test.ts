// A floor that is not reached fails, by the name of its folder; and none is lowered.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Floors,
  fallenFloors,
  type Measured,
  raisedFloors,
} from '../../scripts/coverage-floors.ts';

const share = (covered: number, total = 1000) => ({ covered, total });
const measured: Record<string, Measured> = {
  klog: { branches: share(950), lines: share(990) },
  parse: { branches: share(900), lines: share(1000) },
};

test.each<[string, Floors, string[]]>([
  ['reached', { klog: { branches: 94, lines: 99 }, parse: { branches: 90, lines: 100 } }, []],
  [
    'branches too few',
    { klog: { branches: 96, lines: 99 }, parse: { branches: 90, lines: 100 } },
    ['klog branches: 95.00 %, floor 96 %'],
  ],
  [
    'both parts of both folders',
    { klog: { branches: 95.1, lines: 99.1 }, parse: { branches: 90.1, lines: 100.1 } },
    [
      'klog branches: 95.00 %, floor 95.1 %',
      'klog lines: 99.00 %, floor 99.1 %',
      'parse branches: 90.00 %, floor 90.1 %',
      'parse lines: 100.00 %, floor 100.1 %',
    ],
  ],
  [
    'a folder that nothing was measured of',
    { scan: { branches: 1, lines: 1 } },
    ['scan branches: 0.00 %, floor 1 %', 'scan lines: 0.00 %, floor 1 %'],
  ],
])('%s', (_, floors, fallen) => {
  expect(fallenFloors(floors, measured)).toEqual(fallen);
});

test("each of the project's own floors can fail", () => {
  const file = join(import.meta.dirname, '../coverage-floors.json');
  const floors: Floors = JSON.parse(readFileSync(file, 'utf8'));
  for (const [folder, { branches, lines }] of Object.entries(floors)) {
    const at = (part: number) => share(part * 10);
    const just = { [folder]: { branches: at(branches), lines: at(lines) } };
    const only = { [folder]: { branches, lines } };
    expect(fallenFloors(only, just)).toEqual([]);
    const below = { [folder]: { branches: at(branches - 0.1), lines: at(lines - 0.1) } };
    expect(fallenFloors(only, below).map((line) => line.split(':')[0])).toEqual([
      `${folder} branches`,
      `${folder} lines`,
    ]);
  }
  expect(Object.keys(floors).length).toBeGreaterThan(6);
});

test('floors rise to half a percent below what was measured, and never sink', () => {
  const floors = { klog: { branches: 97, lines: 90 }, gone: { branches: 50, lines: 50 } };
  expect(raisedFloors(floors, measured)).toEqual({
    klog: { branches: 97, lines: 98 },
    gone: { branches: 50, lines: 50 },
    parse: { branches: 89, lines: 99 },
  });
});
