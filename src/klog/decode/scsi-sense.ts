// What a SCSI device said as it failed a command.
//   sd 0:0:0:0: [sda] tag#6 Sense Key : Medium Error [current]
//   sd 0:0:0:0: [sda] tag#6 Add. Sense: Unrecovered read error
//   sd 0:0:0:0: [sda] tag#6 ASC=0x11 ASCQ=0x4          as kernels without the table of names have it
// Source: drivers/scsi/scsi_logging.c (scsi_format_sense_hdr, scsi_format_extd_sense),
// drivers/scsi/constants.c (snstext, additional2), drivers/scsi/sense_codes.h.

const keys: Record<string, string> = {
  'no sense': 'the device reports nothing in particular',
  'recovered error':
    'the device needed its error correction, and succeeded: the data is good, the medium is wearing',
  'not ready':
    'the device cannot be used now: it is starting, stopped, without a medium, or failing',
  'medium error': 'the medium is damaged at that place: a bad sector, no fault of cable or kernel',
  'hardware error': 'the device itself is broken, not only one place of its medium: replace it',
  'illegal request':
    'the device does not know the command or a field of it: mostly harmless, no broken disk',
  'unit attention':
    'the device has news (it was reset, its medium or its size changed); the command is tried again',
  'data protect': 'the device is write protected, or locked',
  'blank check': 'a place was read that had never been written, or the other way round',
  'copy aborted': 'a copy command was given up',
  'aborted command':
    'the device gave the command up: look at cable, backplane and controller before the disk',
  'volume overflow': 'the medium is full',
  miscompare: 'the data compared is not equal',
};

/** Null for a key that only its vendor can explain. */
export function decodeSenseKey(value: string): string | null {
  return keys[value.toLowerCase()] ?? null;
}

/**
 * Additional sense: the code's first byte, words of the kernel's text for it in small letters,
 * what it means. More specific texts stand before general ones.
 */
const additional: [asc: number, ascq: number | null, text: RegExp, meaning: string][] = [
  [
    0x03,
    null,
    /^peripheral device write fault|^excessive write errors/,
    'the disk could not write',
  ],
  [0x04, 0x01, /is in process of becoming ready/, 'the device is still starting: wait'],
  [0x04, 0x02, /initializing command required/, 'the disk is spun down and waits to be started'],
  [0x04, 0x03, /manual intervention required/, 'somebody has to go to the device'],
  [0x04, 0x04, /format in progress/, 'the device is being formatted'],
  [0x04, 0x05, /rebuild in progress/, 'an array is being rebuilt: it works, slowly'],
  [0x04, 0x09, /self-test in progress/, 'the device tests itself'],
  [
    0x04,
    0x0a,
    /asymmetric access state transition/,
    'the storage array is changing controllers; wait for the path',
  ],
  [0x04, 0x0b, /target port in standby state/, 'this path of the array is passive: no fault'],
  [0x04, 0x0c, /target port in unavailable state/, 'this path of the array is not available'],
  [0x04, 0x12, /not ready, offline/, 'the device was taken offline'],
  [0x04, 0x1b, /sanitize in progress/, 'the device is being erased'],
  [0x04, 0x22, /power cycle required/, 'only taking its power away brings the device back'],
  [
    0x04,
    null,
    /^logical unit not (?:ready|accessible)/,
    'the device is not ready, and does not say why',
  ],
  [
    0x05,
    null,
    /^logical unit does not respond to selection/,
    'the enclosure or bridge gets no answer from the disk: dead, or not plugged in',
  ],
  [
    0x08,
    0x03,
    /communication crc error/,
    'data was damaged on the way: look at the cable and the backplane',
  ],
  [
    0x08,
    null,
    /^logical unit communication/,
    'the bridge or enclosure lost touch with the disk: look at cable and backplane',
  ],
  [0x09, null, /servo|^track following|^head select/, 'the mechanics of the disk fail: replace it'],
  [0x0b, 0x01, /specified temperature exceeded/, 'the device is too hot: look at the fans'],
  [0x0b, null, /^warning/, 'the device warns of its own condition'],
  [
    0x0c,
    0x02,
    /auto reallocation failed/,
    'a bad place could not be replaced, its spares are used up: replace the disk',
  ],
  [0x0c, 0x01, /recovered with auto reallocation/, 'a bad place was replaced; the data is good'],
  [
    0x0c,
    null,
    /^(?:multiple )?write errors?/,
    'the disk could not write: replace it if it happens again',
  ],
  [
    0x10,
    null,
    /^id crc or ecc|^logical block (?:guard|application tag|reference tag) check failed/,
    'the checksum kept beside the data does not fit it: cable, controller or firmware damaged it',
  ],
  [
    0x11,
    0x04,
    /auto reallocate failed/,
    'a bad sector: its data is lost, and the disk could not replace it',
  ],
  [
    0x11,
    null,
    /^unrecovered read error|^read retries exhausted|^multiple read errors|^error too long|uncorrectable error|^circ unrecovered/,
    'a bad sector: its data is lost; writing to it makes the disk replace it',
  ],
  [
    0x14,
    null,
    /^recorded entity not found|^record not found/,
    'the disk cannot find the sector: its medium or its heads fail',
  ],
  [0x15, null, /positioning error/, 'the heads miss their place: replace the disk'],
  [0x16, null, /^data sync/, 'the disk cannot find the sector: its medium or its heads fail'],
  [
    0x17,
    null,
    /^recovered data/,
    'the data was read after all, with retries or correction: the medium is wearing',
  ],
  [0x18, null, /^recovered data/, 'the data was read after all, with correction'],
  [0x19, null, /defect list error/, 'the list of bad places is damaged or full: replace the disk'],
  [
    0x20,
    null,
    /^invalid command operation code/,
    'the device does not know this command: harmless by itself',
  ],
  [
    0x21,
    null,
    /^logical block address out of range/,
    'an address beyond the end: the partition table or filesystem is larger than the device',
  ],
  [
    0x24,
    null,
    /^invalid field in cdb/,
    'the device refused a field of the command: harmless by itself',
  ],
  [
    0x25,
    null,
    /^logical unit not supported/,
    'there is no such LUN on the storage (any more): it was unmapped or renumbered',
  ],
  [0x27, null, /write protected/, 'the device is write protected'],
  [0x29, 0x07, /nexus loss/, 'the path to the storage was lost, and came back'],
  [
    0x29,
    null,
    /^power on|reset occurred|^scsi bus reset/,
    'the device has been powered on or reset; if nobody did, look at its power',
  ],
  [0x2a, 0x09, /capacity data has changed/, 'the size of the device was changed'],
  [0x2a, null, /parameters changed|asymmetric access state changed/, 'its settings were changed'],
  [0x31, null, /^medium format corrupted/, 'the format of the medium is damaged'],
  [
    0x32,
    null,
    /^no defect spare location available/,
    'the disk has no spare places left: replace it',
  ],
  [0x35, null, /^enclosure/, 'the enclosure around the disk failed'],
  [
    0x38,
    0x07,
    /thin provisioning soft threshold reached/,
    'the storage behind is running full: act before it is',
  ],
  [0x27, 0x07, /space allocation failed/, 'the storage behind is full'],
  [0x3a, null, /^medium not present/, 'there is no medium in the drive'],
  [0x3e, 0x00, /has not self-configured/, 'the device has not finished its own start'],
  [0x3e, null, /^logical unit failure|^timeout on logical unit/, 'the device failed: replace it'],
  [0x3f, 0x0e, /reported luns data has changed/, 'LUNs were added or taken away on the storage'],
  [0x40, null, /^ram failure|^diagnostic failure/, 'the device failed its own test: replace it'],
  [0x41, null, /^data path failure/, 'the device failed its own test: replace it'],
  [0x42, null, /^power-on or self-test failure/, 'the device failed its own test: replace it'],
  [
    0x44,
    null,
    /^internal target failure/,
    'the device or the array failed inside: ask its own log',
  ],
  [
    0x47,
    null,
    /parity error|crc error|^protocol service/,
    'data was damaged on the way: look at the cable and the backplane',
  ],
  [
    0x4b,
    null,
    /^data phase error|nak received|timeout/,
    'the transfer broke off: look at cable, backplane and controller',
  ],
  [
    0x4e,
    null,
    /^overlapped commands/,
    'two commands bore the same tag: a fault of driver or firmware',
  ],
  [
    0x5d,
    null,
    /failure prediction threshold exceeded|impending failure/,
    'the disk expects to fail (SMART): copy its data and replace it',
  ],
  [0x65, null, /^voltage fault/, 'the supply voltage is wrong: look at the power supply'],
  [0x00, 0x00, /^no additional sense/, 'the device gives no further reason'],
];

/** Null for a text or code that says nothing beyond itself. */
export function decodeAdditionalSense(value: string): string | null {
  const codes = /ASC=0x([0-9a-f]{1,2}) .{0,12}ASCQ=0x([0-9a-f]{1,2})/i.exec(value);
  if (codes) {
    const asc = Number.parseInt(codes[1]!, 16);
    const ascq = Number.parseInt(codes[2]!, 16);
    const row =
      additional.find(([code, qualifier]) => code === asc && qualifier === ascq) ??
      additional.find(([code, qualifier]) => code === asc && qualifier === null);
    return row?.[3] ?? null;
  }
  const text = value.toLowerCase();
  return additional.find(([, , words]) => words.test(text))?.[3] ?? null;
}
