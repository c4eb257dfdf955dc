// The block layer's last word on a request that failed.
//   critical medium error, dev sda, sector 8724376 op 0x0:(READ) flags 0x80700 phys_seg 4 prio class 2
// Source: block/blk-mq.c (blk_print_req_error), block/blk-core.c (blk_errors, blk_op_name),
// include/linux/blk_types.h (a sector is 512 bytes, whatever the drive's own block is).

const errors: [RegExp, string][] = [
  [/^I\/O$/i, 'the request failed; the lines before it say on whose side'],
  [/medium$/, 'a bad sector: the data at that place is lost, the rest of the device may be good'],
  [/timeout$/, 'the device did not answer in time'],
  [/target$/, 'the device refused the request for good: trying again does not help'],
  [/nexus$|^reservation conflict/, 'another host holds a reservation on the device'],
  [/space allocation$/, 'the storage behind is full (thin provisioning)'],
  [/transport$/, 'the path to the device broke; the data on it is not touched'],
  [/^protection/, 'the checksum kept beside the data does not fit it'],
  [/kernel resource$/, 'the kernel ran out of memory for the request'],
  [/device resource$/, 'the device had no room for the request; it is tried again'],
  [/offline$/, 'the device was declared dead and gets no requests any more'],
  [
    /^operation not supported/,
    'the device does not know this operation (often a discard or write-zeroes): harmless by itself',
  ],
  [/zones exceeded$/, 'too many zones of the device are open at once'],
  [/duration limit/, 'the device did not keep the time limit that the request carried'],
];

/** `critical medium` of `critical medium error, dev sda`. */
export function decodeBlockError(words: string): string | null {
  return errors.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const operations: Record<string, string> = {
  READ: 'reading: nothing was changed',
  WRITE: 'writing: what was to be written may be lost',
  FLUSH: 'flushing the cache of the device: earlier writes may not have reached it',
  DISCARD: 'telling the device which blocks are unused: no data is at stake',
  SECURE_ERASE: 'erasing blocks for good',
  WRITE_ZEROES: 'writing zeroes',
  ZONE_RESET: 'resetting a zone',
  ZONE_APPEND: 'writing at the end of a zone: what was to be written may be lost',
};

/** `READ` of `op 0x0:(READ)`. */
export function decodeBlockOperation(name: string): string | null {
  return operations[name] ?? null;
}

const units: [bytes: bigint, name: string][] = [
  [1n << 40n, 'TiB'],
  [1n << 30n, 'GiB'],
  [1n << 20n, 'MiB'],
  [1n << 10n, 'KiB'],
];

/** `0` of `limit=0` (bio_check_eod): where the device ends, in sectors; null for what is no number. */
export function decodeDeviceLimit(value: string): string | null {
  if (!/^\d{1,18}$/.test(value)) return null;
  return Number(value) === 0
    ? 'the device has no size any more: it was pulled out, or its controller is gone'
    : 'where the device ends, in sectors of 512 bytes: it shrank, or the filesystem on it was made for a larger one';
}

/** Where a sector lies, in bytes from the start of the device; null for what is no number. */
export function decodeSector(value: string): string | null {
  if (!/^\d{1,18}$/.test(value)) return null;
  const bytes = BigInt(value) * 512n;
  const unit = units.find(([size]) => bytes >= size);
  const about = unit ? ` (${tenths(bytes, unit[0])} ${unit[1]})` : '';
  return `byte ${bytes}${about} from the start of the device, counted in sectors of 512 bytes`;
}

function tenths(bytes: bigint, size: bigint): string {
  const count = (bytes * 10n) / size;
  return `${count / 10n}.${count % 10n}`;
}
