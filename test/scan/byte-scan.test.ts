import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { wasmFile } from '../../scripts/wasm.ts';

test('the WebAssembly that runs is made of the source beside it', async () => {
  const file = resolve(import.meta.dirname, '../../src/scan/byte-scan.wasm.ts');
  expect(readFileSync(file, 'utf8'), 'run `npm run wasm`').toBe(await wasmFile());
});
