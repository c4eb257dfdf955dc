// An NVMe command's status, in
//   nvme0n1: Read(0x2) @ LBA 12345, 8 blocks, Unrecovered Read Error (sct 0x2 / sc 0x81) DNR
//   nvme nvme0: Abort status: 0x371
//                                    ^^^ ^^ type (bits 10 to 8) and code (bits 7 to 0)
// Source: drivers/nvme/host/core.c (nvme_log_error), drivers/nvme/host/pci.c (abort_endio),
// drivers/nvme/host/constants.c (nvme_statuses), include/linux/nvme.h (NVME_SC_*).

/** Type in the third digit, code in the two behind it. */
const statuses: Record<number, string> = {
  0: 'it succeeded',
  1: 'the drive does not know this command: a difference of firmware, not a broken drive',
  2: 'the drive refused a field of the command: a difference of firmware or driver, not a broken drive',
  4: 'the data did not get across the bus: look at the slot, the riser and PCIe errors',
  5: 'the drive was losing power',
  6: 'the drive failed inside; if it happens again, replace it',
  7: 'the kernel asked to give the command up, after it had waited too long for it',
  8: 'the queue was deleted under the command, as a reset does',
  11: 'there is no such namespace on the drive, or not in this format',
  19: 'the kernel gave the drive an address that it cannot use: a fault of the driver',
  21: 'the drive does not allow the command in its present state',
  25: 'the drive heard nothing from the host for too long (keep-alive): the network, or a host that hangs',
  28: 'an erasure of the whole drive (sanitize) failed',
  29: 'the whole drive is being erased (sanitize)',
  32: 'the namespace is write protected',
  33: 'the drive interrupted the command; it is tried again',
  34: 'a passing fault of the transport; it is tried again',
  128: 'an address beyond the end of the drive: the partition table or filesystem is larger than it',
  129: 'the drive is full (capacity exceeded)',
  130: 'the namespace is not ready yet',
  131: 'another host holds a reservation on the drive',
  132: 'the drive is being formatted',
  385: 'the settings for the integrity of data do not fit the namespace',
  386: 'a write to a range that is read-only: a worn-out drive may have locked itself',
  401: 'the drive wants the host to prove who it is (authentication)',
  441: 'the zone is full',
  442: 'the zone is read-only: the drive gave it up for writing',
  443: 'the zone is offline: the drive gave it up, its data is lost',
  444: 'a write that was not at the end of the zone',
  445: 'too many zones are active at once',
  446: 'too many zones are open at once',
  640: 'the drive could not write the block: the flash is failing, replace the drive',
  641: 'the drive cannot read the block any more: its data is lost, restore it and replace the drive',
  642: 'the checksum kept beside the block does not fit its data',
  643: 'the application tag kept beside the block does not fit',
  644: 'the block holds the data of another address (reference tag)',
  645: 'the data compared is not equal',
  646: 'the drive denies access (it may be locked)',
  647: 'the block was never written, or was trimmed',
  768: 'the drive reports a fault of the path inside it',
  769: 'this path to the storage is lost for good',
  770: 'the storage cannot be reached on this path; another may work',
  771: 'the storage is changing paths; it is tried again',
  864: 'the controller reports a fault of the path',
  880: 'the host lost the path to the drive; the block itself may be good',
  881: 'the host gave the command up, as it does when it resets the drive; the block itself may be good',
};

const types = [
  'a general error',
  'an error of this kind of command',
  'an error of the medium or of the integrity of data',
  'an error of the path to the drive',
];

/** Null for what is no status. */
export function decodeNvmeStatus(value: string): string | null {
  const pair = /^sct 0x([0-9a-f]) \/ sc 0x([0-9a-f]{1,2})$/i.exec(value);
  const whole = /^0x[0-9a-f]{1,4}$/i.test(value) ? Number(value) : null;
  if (pair === null && whole === null) return null;
  const type = pair ? Number.parseInt(pair[1]!, 16) : (whole! >> 8) & 7;
  const code = pair ? Number.parseInt(pair[2]!, 16) : whole! & 0xff;
  const known = statuses[(type << 8) | code];
  if (known) return known;
  const kind = type === 7 ? 'an error that only its vendor can explain' : types[type];
  return kind === undefined ? null : `${kind}, code 0x${code.toString(16)}`;
}

/** The PCI status word that the driver read as the controller went down: `PCI_STATUS=0xffff`. */
export function decodePciStatus(value: string): string | null {
  if (!/^0x[0-9a-f]{1,4}$/i.test(value)) return null;
  return Number(value) === 0xffff
    ? 'all ones: the device does not answer on the bus any more (power, slot, link, or it is dead)'
    : 'the device still answers on the bus: its own firmware has stopped, not the link';
}

/** `QID 0` of a command that timed out. Source: drivers/nvme/host/pci.c (nvme_timeout, nvmeq->qid). */
export function decodeQueue(value: string): string | null {
  if (!/^\d{1,6}$/.test(value)) return null;
  return Number(value) === 0
    ? 'the admin queue: the controller itself did not answer'
    : 'a queue of reads and writes';
}
