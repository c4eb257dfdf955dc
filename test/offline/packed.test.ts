import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packed } from '../../src/offline/packed.ts';

test('a packed text names no day and no machine, and comes back as it was', () => {
  const bytes = packed('Süd: soft lockup\n'.repeat(100));
  expect(gunzipSync(bytes).toString()).toBe('Süd: soft lockup\n'.repeat(100));
  // RFC 1952: the time in seconds, then flags of the compression, then the system.
  expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(packed('x')[9]).toBe(bytes[9]);
  expect(bytes[9]).toBe(3);
});
