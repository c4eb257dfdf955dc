// Which disk is at which SCSI address, where the log says so.
//
//   sd 0:0:0:0: [sda] 131072 512-byte logical blocks: (67.1 MB/64.0 MiB)     names it
//   sd 0:0:0:0: rejecting I/O to offline device                              is about sda
//   I/O error, dev sda, sector 80 …                                          and so is this
//
// In: lines in order by `learn`, names of devices by `diskAt`. An address may get another disk later:
// what counts is what the log said last.
// Source: drivers/scsi/scsi_logging.c (sdev_prefix_printk).

import type { Fact, LogLine } from '../model/kernel-log.ts';
import { spanIn } from './pasted-columns.ts';

/** Stands in each line that names a disk: `sd 0:0:0:0: [sda] …`. */
export const diskNameLiteral = ': [sd';

const naming = /^sd (?<address>\d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}): \[(?<disk>sd[a-z]{1,3})\] /d;
const scsiAddress = /^\d{1,5}:\d{1,5}:\d{1,5}:\d{1,20}$/;
/** More disks than any machine in a log has had. */
const mostDisks = 4096;

export function isScsiAddress(device: string): boolean {
  return scsiAddress.test(device);
}

export class ScsiDisks {
  readonly #disks = new Map<string, Fact>();

  /** Whether the line was the first to say which disk is there: facts may point at it. */
  learn(line: LogLine): boolean {
    if (!line.text.includes(diskNameLiteral)) return false;
    const named = naming.exec(line.text);
    if (named === null) return false;
    const { address, disk } = named.groups!;
    const known = this.#disks.get(address!);
    if (known?.value === disk || (known === undefined && this.#disks.size >= mostDisks))
      return false;
    const at = spanIn(line, ...named.indices!.groups!.disk!);
    this.#disks.set(address!, { name: 'disk', value: disk!, meaning: null, at });
    return true;
  }

  /** The disk's name and where it stands; null for what is no address, or one that nobody named. */
  diskAt(device: string | null): Fact | null {
    return (device !== null && this.#disks.get(device)) || null;
  }
}
