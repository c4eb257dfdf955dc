// What a SCSI device said as it failed a command.
//   sd 0:0:0:0: [sda] tag#6 Sense Key : Medium Error [current]
//   sd 0:0:0:0: [sda] tag#6 Add. Sense: Unrecovered read error
//   sd 0:0:0:0: [sda] tag#6 ASC=0x11 ASCQ=0x4          as kernels without the table of names have it
// Source: drivers/scsi/scsi_logging.c (scsi_format_sense_hdr, scsi_format_extd_sense),
// drivers/scsi/constants.c (snstext; additional2 has the codes whose qualifier is a number of a part),
// drivers/scsi/sense_codes.h (all other texts).

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

type AdditionalSense = [
  asc: number,
  ascqs: readonly number[] | null,
  text: RegExp,
  meaning: string,
];

/**
 * Additional sense: the code, the qualifiers that mean it (null: all of them), words of the kernel's text
 * for these in small letters, what it means. Code and text of one reason stand in one row, as in
 * sense_codes.h. More specific texts stand before general ones.
 */
const additional: AdditionalSense[] = [
  [
    0x03,
    [0x00, 0x02],
    /^peripheral device write fault|^excessive write errors/,
    'the disk could not write',
  ],
  [0x04, [0x01], /is in process of becoming ready/, 'the device is still starting: wait'],
  [0x04, [0x02], /initializing command required/, 'the disk is spun down and waits to be started'],
  [0x04, [0x03], /manual intervention required/, 'somebody has to go to the device'],
  [0x04, [0x04], /format in progress/, 'the device is being formatted'],
  [0x04, [0x05], /rebuild in progress/, 'an array is being rebuilt: it works, slowly'],
  [0x04, [0x09], /self-test in progress/, 'the device tests itself'],
  [
    0x04,
    [0x0a],
    /^logical unit not accessible, asymmetric access state transition/,
    'the storage array is changing controllers; wait for the path',
  ],
  [0x04, [0x0b], /target port in standby state/, 'this path of the array is passive: no fault'],
  [0x04, [0x0c], /target port in unavailable state/, 'this path of the array is not available'],
  [0x04, [0x12], /not ready, offline/, 'the device was taken offline'],
  [0x04, [0x1b], /sanitize in progress/, 'the device is being erased'],
  [0x04, [0x22], /power cycle required/, 'only taking its power away brings the device back'],
  [
    0x04,
    [0x00],
    /^logical unit not ready, cause not reportable/,
    'the device is not ready, and does not say why',
  ],
  [
    0x05,
    [0x00],
    /^logical unit does not respond to selection/,
    'the enclosure or bridge gets no answer from the disk: dead, or not plugged in',
  ],
  [
    0x08,
    [0x03],
    /communication crc error/,
    'data was damaged on the way: look at the cable and the backplane',
  ],
  [
    0x08,
    [0x00, 0x01, 0x02],
    /^logical unit communication/,
    'the bridge or enclosure lost touch with the disk: look at cable and backplane',
  ],
  [
    0x09,
    [0x00, 0x01, 0x02, 0x03, 0x04],
    /^track following|^(?:tracking|focus|spindle) servo|^head select/,
    'the mechanics of the disk fail: replace it',
  ],
  [0x0b, [0x01], /specified temperature exceeded/, 'the device is too hot: look at the fans'],
  [
    0x0b,
    [
      0x00, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f,
      0x10, 0x11, 0x12, 0x13, 0x14,
    ],
    /^warning/,
    'the device warns of its own condition',
  ],
  [
    0x0c,
    [0x02],
    /auto reallocation failed/,
    'a bad place could not be replaced, its spares are used up: replace the disk',
  ],
  [0x0c, [0x01], /recovered with auto reallocation/, 'a bad place was replaced; the data is good'],
  [
    0x0c,
    [0x00, 0x03, 0x07, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x0e, 0x11, 0x12],
    /^(?:multiple )?write errors?/,
    'the disk could not write: replace it if it happens again',
  ],
  [
    0x10,
    [0x00, 0x01, 0x02, 0x03],
    /^id crc or ecc|^logical block (?:guard|application tag|reference tag) check failed/,
    'the checksum kept beside the data does not fit it: cable, controller or firmware damaged it',
  ],
  [
    0x11,
    [0x04],
    /auto reallocate failed/,
    'a bad sector: its data is lost, and the disk could not replace it',
  ],
  [
    0x11,
    [0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x0b, 0x0c],
    /^unrecovered read error|^read retries exhausted|^multiple read errors|^error too long|uncorrectable error|^circ unrecovered/,
    'a bad sector: its data is lost; writing to it makes the disk replace it',
  ],
  [
    0x14,
    [0x00, 0x01, 0x05, 0x06],
    /^recorded entity not found|^record not found/,
    'the disk cannot find the sector: its medium or its heads fail',
  ],
  [
    0x15,
    [0x00, 0x01, 0x02],
    /^(?:random |mechanical )?positioning error/,
    'the heads miss their place: replace the disk',
  ],
  [
    0x16,
    [0x00, 0x01, 0x02, 0x03, 0x04],
    /^data sync/,
    'the disk cannot find the sector: its medium or its heads fail',
  ],
  [
    0x17,
    [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09],
    /^recovered data/,
    'the data was read after all, with retries or correction: the medium is wearing',
  ],
  [
    0x18,
    [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08],
    /^recovered data/,
    'the data was read after all, with retries or correction: the medium is wearing',
  ],
  [
    0x19,
    [0x00, 0x02, 0x03],
    /defect list error/,
    'the list of bad places is damaged or full: replace the disk',
  ],
  [
    0x20,
    [0x00],
    /^invalid command operation code/,
    'the device does not know this command: harmless by itself',
  ],
  [
    0x21,
    [0x00],
    /^logical block address out of range/,
    'an address beyond the end: the partition table or filesystem is larger than the device',
  ],
  [
    0x24,
    [0x00],
    /^invalid field in cdb/,
    'the device refused a field of the command: harmless by itself',
  ],
  [
    0x25,
    [0x00],
    /^logical unit not supported/,
    'there is no such LUN on the storage (any more): it was unmapped or renumbered',
  ],
  [
    0x27,
    [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06],
    /^(?:hardware |logical unit software |associated |persistent |permanent |conditional )?write protect/,
    'the device is write protected',
  ],
  [0x29, [0x07], /nexus loss/, 'the path to the storage was lost, and came back'],
  [
    0x29,
    [0x00, 0x01, 0x02, 0x03, 0x04],
    /^power on|reset (?:function )?occurred|^device internal reset/,
    'the device has been powered on or reset; if nobody did, look at its power',
  ],
  [0x2a, [0x09], /capacity data has changed/, 'the size of the device was changed'],
  [
    0x2a,
    [0x00, 0x01, 0x02, 0x06, 0x11, 0x12],
    /parameters changed|asymmetric access state changed/,
    'its settings were changed',
  ],
  [0x31, [0x00], /^medium format corrupted/, 'the format of the medium is damaged'],
  [
    0x32,
    [0x00],
    /^no defect spare location available/,
    'the disk has no spare places left: replace it',
  ],
  [0x34, [0x00], /^enclosure failure/, 'the enclosure around the disk failed'],
  [
    0x35,
    [0x00, 0x02, 0x03, 0x04, 0x05],
    /^enclosure services/,
    'the enclosure around the disk does not answer as it should',
  ],
  [
    0x38,
    [0x07],
    /thin provisioning soft threshold reached/,
    'the storage behind is running full: act before it is',
  ],
  [0x27, [0x07], /space allocation failed/, 'the storage behind is full'],
  [0x3a, [0x00, 0x01, 0x02, 0x03, 0x04], /^medium not present/, 'there is no medium in the drive'],
  [0x3e, [0x00], /has not self-configured/, 'the device has not finished its own start'],
  [
    0x3e,
    [0x01, 0x02, 0x03],
    /^logical unit fail(?:ure|ed self-test)$|^timeout on logical unit/,
    'the device failed: replace it',
  ],
  [0x3f, [0x0e], /reported luns data has changed/, 'LUNs were added or taken away on the storage'],
  [0x40, null, /^ram failure|^diagnostic failure/, 'the device failed its own test: replace it'],
  [0x41, null, /^data path failure/, 'the device failed its own test: replace it'],
  [0x42, null, /^power-on or self-test failure/, 'the device failed its own test: replace it'],
  [
    0x44,
    [0x00],
    /^internal target failure/,
    'the device or the array failed inside: ask its own log',
  ],
  [
    0x47,
    [0x00, 0x01, 0x02, 0x03, 0x05],
    /^scsi parity error|^data phase crc error|^information unit iucrc error|^protocol service crc error/,
    'data was damaged on the way: look at the cable and the backplane',
  ],
  [
    0x4b,
    [0x00, 0x03, 0x04, 0x06, 0x07],
    /^data phase error|^nak received|^ack\/nak timeout|^initiator response timeout|^connection lost/,
    'the transfer broke off: look at cable, backplane and controller',
  ],
  [
    0x4e,
    [0x00],
    /^overlapped commands/,
    'two commands bore the same tag: a fault of driver or firmware',
  ],
  [
    0x5d,
    [
      0x00, 0x01, 0x02, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b,
      0x1c, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x30,
      0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x40, 0x41, 0x42,
      0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x50, 0x51, 0x52, 0x53, 0x54,
      0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
      0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x73, 0xff,
    ],
    /failure prediction threshold exceeded|impending failure/,
    'the disk expects to fail (SMART): copy its data and replace it',
  ],
  [0x65, [0x00], /^voltage fault/, 'the supply voltage is wrong: look at the power supply'],
  [0x00, [0x00], /^no additional sense/, 'the device gives no further reason'],
];

/** Null for a text or code that says nothing beyond itself. */
export function decodeAdditionalSense(value: string): string | null {
  const codes = /ASC=0x([0-9a-f]{1,2}) .{0,12}ASCQ=0x([0-9a-f]{1,2})/i.exec(value);
  if (codes) {
    const asc = Number.parseInt(codes[1]!, 16);
    const ascq = Number.parseInt(codes[2]!, 16);
    const row = additional.find(
      ([code, qualifiers]) => code === asc && (qualifiers === null || qualifiers.includes(ascq)),
    );
    return row?.[3] ?? null;
  }
  const text = value.toLowerCase();
  return additional.find(([, , words]) => words.test(text))?.[3] ?? null;
}
