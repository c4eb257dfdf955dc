// A text as gzip holds it: the same bytes on any machine and day. Node's own zlib has other ways on other
// processors, and names the system.

import { gzipSync } from 'fflate';

export function packed(text: string): Uint8Array {
  return gzipSync(new TextEncoder().encode(text), { level: 9, mtime: 0 });
}
