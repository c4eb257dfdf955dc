// In: the first bytes of a file. Out: what it is and how to get the kernel's text out of it, where
// it is something that holds no plain text; null where it may be a log.

export interface UnreadableFile {
  what: string;
  wayOut: WayOut;
}

/** What a person does instead: a sentence, or a command in which FILE stands for the file. */
export type WayOut = { advice: string } | { command: string };

interface Signature extends UnreadableFile {
  magic: readonly number[];
  /** Where these bytes stand; at the beginning where it is absent. */
  at?: number;
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

const signatures: readonly Signature[] = [
  {
    magic: ascii('LPKSHHRH'),
    what: 'a systemd journal file',
    wayOut: { command: 'journalctl --dmesg --file=FILE > kernel.log' },
  },
  {
    magic: ascii('KDUMP   '),
    what: 'a kernel crash dump (kdump format)',
    wayOut: { command: 'makedumpfile --dump-dmesg FILE kernel.log' },
  },
  {
    magic: [0x7f, ...ascii('ELF')],
    what: 'an ELF file, perhaps a vmcore',
    wayOut: { command: 'makedumpfile --dump-dmesg FILE kernel.log' },
  },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'zstd data',
    wayOut: { command: 'zstd --decompress --stdout FILE > kernel.log' },
  },
  {
    magic: [0xfd, ...ascii('7zXZ'), 0],
    what: 'xz data',
    wayOut: { command: 'xz --decompress --stdout FILE > kernel.log' },
  },
  {
    magic: ascii('BZh'),
    what: 'bzip2 data',
    wayOut: { command: 'bzip2 --decompress --stdout FILE > kernel.log' },
  },
  {
    magic: ascii('PK\x03\x04'),
    what: 'a zip archive',
    wayOut: { command: 'unzip -p FILE > kernel.log' },
  },
  {
    magic: [0x04, 0x22, 0x4d, 0x18],
    what: 'lz4 data',
    wayOut: { command: 'lz4 -dc FILE > kernel.log' },
  },
  {
    magic: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c],
    what: 'a 7z archive',
    wayOut: { command: '7z e -so FILE > kernel.log' },
  },
  {
    // tar.h: the magic of a member's header. Logs of several boots in one are not one log.
    magic: ascii('ustar'),
    at: 257,
    what: 'a tar archive',
    wayOut: {
      advice: 'Unpack it into an empty folder with tar -xf, and take the kernel log out of that.',
    },
  },
  {
    magic: [0x89, ...ascii('PNG')],
    what: 'a picture',
    wayOut: {
      advice: 'Type the line that says BUG, Oops or panic from the picture; one line is enough.',
    },
  },
  {
    magic: [0xff, 0xd8, 0xff],
    what: 'a picture',
    wayOut: {
      advice: 'Type the line that says BUG, Oops or panic from the picture; one line is enough.',
    },
  },
  { magic: ascii('%PDF'), what: 'a PDF', wayOut: { command: 'pdftotext FILE kernel.log' } },
];

/** As many of the first bytes as it looks at. */
export const headLength = 512;

const packedTwice: UnreadableFile = {
  what: 'gzip data inside gzip data',
  wayOut: { command: 'gzip --decompress --stdout FILE | gzip --decompress > kernel.log' },
};

/** The same of the first bytes that were unpacked: one layer of gzip is taken off, no more. */
export function unreadableWithin(head: Uint8Array): UnreadableFile | null {
  return head[0] === 0x1f && head[1] === 0x8b ? packedTwice : unreadableFile(head);
}

export function unreadableFile(head: Uint8Array): UnreadableFile | null {
  const found = signatures.find(({ magic, at = 0 }) =>
    magic.every((byte, index) => head[at + index] === byte),
  );
  return found ? { what: found.what, wayOut: found.wayOut } : null;
}
