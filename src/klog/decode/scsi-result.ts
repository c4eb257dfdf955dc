// How a SCSI command ended, as the host adapter's driver and the SCSI layer saw it.
//   sd 0:0:0:0: [sda] tag#6 FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE cmd_age=0s
// Source: drivers/scsi/scsi_logging.c (scsi_print_result), drivers/scsi/constants.c (hostbyte_table,
// driverbyte_table: a name's place is its number), include/scsi/scsi_status.h (DID_*).

const hostBytes: [name: string, meaning: string][] = [
  ['DID_OK', 'controller and cable did their work: what failed is in the sense data'],
  [
    'DID_NO_CONNECT',
    'the disk could not be reached: pulled, without power, its path gone, or declared dead',
  ],
  ['DID_BUS_BUSY', 'the bus stayed busy: another device holds it, or the path is failing over'],
  [
    'DID_TIME_OUT',
    'the disk did not answer in time: look at cable, backplane, controller, then the disk',
  ],
  ['DID_BAD_TARGET', 'there is no such disk at this address (any more)'],
  ['DID_ABORT', 'the kernel or the controller gave the command up'],
  ['DID_PARITY', 'data was damaged on the bus: look at the cable and the backplane'],
  ['DID_ERROR', 'the controller reports an error of its own, often of the cable or its firmware'],
  ['DID_RESET', 'a reset of the bus, or of the disk, ended the command'],
  ['DID_BAD_INTR', 'an interrupt came that the driver did not expect'],
  ['DID_PASSTHROUGH', 'the command was passed on by force'],
  ['DID_SOFT_ERROR', 'the controller asks to try again: links and cables do this before they fail'],
  ['DID_IMM_RETRY', 'it is tried again at once'],
  ['DID_REQUEUE', 'it is tried again'],
  [
    'DID_TRANSPORT_DISRUPTED',
    'the path to the storage broke off (SAS, Fibre Channel or iSCSI); the kernel waits for it',
  ],
  [
    'DID_TRANSPORT_FAILFAST',
    'the path to the storage did not come back in time: multipath takes another',
  ],
  ['DID_TARGET_FAILURE', 'the storage failed the command for good: another path will not help'],
  ['DID_NEXUS_FAILURE', 'another host holds a reservation on the disk'],
  ['DID_ALLOC_FAILURE', 'the storage behind is full (thin provisioning)'],
  ['DID_MEDIUM_ERROR', 'the medium is damaged at that place'],
  ['DID_TRANSPORT_MARGINAL', 'the path to the storage is unreliable: multipath takes another'],
];

const driverBytes: [name: string, meaning: string | null][] = [
  ['DRIVER_OK', null],
  ['DRIVER_BUSY', 'the driver was busy'],
  ['DRIVER_SOFT', 'the driver asks to try again'],
  ['DRIVER_MEDIA', 'the driver reports an error of the medium'],
  ['DRIVER_ERROR', 'the driver failed'],
  ['DRIVER_INVALID', 'the driver does not know the command'],
  ['DRIVER_TIMEOUT', 'the driver waited in vain for the disk'],
  ['DRIVER_HARD', 'the driver reports an error that trying again does not mend'],
  ['DRIVER_SENSE', 'the device said why it failed: see its sense key'],
];

export function decodeHostByte(value: string): string | null {
  return meaningOf(hostBytes, value);
}

export function decodeDriverByte(value: string): string | null {
  return meaningOf(driverBytes, value);
}

/** By name, or by number as kernels without the names print it. */
function meaningOf(table: readonly [string, string | null][], value: string): string | null {
  const row = /^0x[0-9a-f]{1,2}$/i.test(value)
    ? table[Number(value)]
    : table.find(([name]) => name === value);
  return row?.[1] ?? null;
}
