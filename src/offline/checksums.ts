// In: a folder. Out: SHA256SUMS as sha256sum(1) reads it back, of all files below it in the order of
// their names: `sha256sum --check SHA256SUMS` in that folder says whether all is as it was built.

import type { FileDigests } from './file-digests.ts';

export const checksums = (paths: readonly string[], digests: FileDigests): string =>
  paths.map((path) => checksumLine(path, digests.of(path))).join('');

export const checksumLine = (path: string, digest: string): string => `${digest}  ${path}\n`;
