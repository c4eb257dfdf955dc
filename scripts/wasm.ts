// `npm run wasm`: src/scan/byte-scan.wat → src/scan/byte-scan.wasm.ts, the same module as bytes in a string,
// so that the core needs neither a compiler nor a file when it runs. A test holds the one against the other.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import compiler from 'wabt';

const folder = resolve(import.meta.dirname, '../src/scan');
const lineLength = 96;

/** The file that belongs beside the source. Throws with the compiler's words, its line and column. */
export async function wasmFile(): Promise<string> {
  const source = readFileSync(resolve(folder, 'byte-scan.wat'), 'utf8');
  const module = (await compiler()).parseWat('byte-scan.wat', source, { simd: true });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${lineLength}}`, 'g'))!;
  return [
    '// Made of byte-scan.wat by `npm run wasm`.',
    '',
    '/** The module, in Base64. */',
    'export const byteScanModule =',
    ...lines.map((line, i) => `  '${line}'${i < lines.length - 1 ? ' +' : ';'}`),
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(resolve(folder, 'byte-scan.wasm.ts'), await wasmFile());
