// What libata says of a failed command: whose fault it is, in bits and in words.
//   ata1.00: exception Emask 0x10 SAct 0x0 SErr 0x280100 action 0x6 frozen
//   ata1.00: irq_stat 0x08000000, interface fatal error
//   ata1: SError: { UnrecovData 10B8B BadCRC }
//            res 51/40:00:80:1f:85/00:00:00:00:00/e0 Emask 0x9 (media error)
//   ata1.00: status: { DRDY ERR }
//   ata1.00: error: { UNC }
// Source: drivers/ata/libata-eh.c (ata_eh_link_report, ata_err_string, ata_eh_analyze_serror),
// include/linux/libata.h (AC_ERR_*), drivers/ata/ahci.c (ahci_error_intr); the bits of SError as
// include/linux/ata.h (SERR_*) has them.

/** Most telling first, as the kernel's own words for a mask are chosen. */
const failures: [bit: number, words: string, meaning: string][] = [
  [0x20, 'host bus error', 'the controller could not reach memory: controller, slot or mainboard'],
  [
    0x10,
    'ATA bus error',
    'data was damaged on the way between controller and drive: cable, plug, backplane or power',
  ],
  [
    0x04,
    'timeout',
    'the drive did not answer in time: a dying drive, its power or its cable; see SError',
  ],
  [
    0x02,
    'HSM violation',
    'drive and controller lost step with each other: cable, firmware, or a drive that fails',
  ],
  [0x40, 'internal error', 'the kernel or the controller failed, not the drive'],
  [0x08, 'media error', 'a bad sector: its data is lost; cable and controller are fine'],
  [0x80, 'invalid argument', 'the drive was asked for what it cannot do'],
  [0x01, 'device error', 'the drive itself refused or failed the command: see its error bits'],
];

/** `0x9` of `Emask 0x9`; null where no bit says anything. */
export function decodeEmask(value: string): string | null {
  if (!/^0x[0-9a-f]{1,4}$/i.test(value)) return null;
  const mask = Number(value);
  return failures.find(([bit]) => mask & bit)?.[2] ?? null;
}

/** `media error` of `Emask 0x9 (media error)`. */
export function decodeAtaFailure(words: string): string | null {
  return failures.find(([, name]) => name === words)?.[2] ?? null;
}

const linkBits: [bit: number, word: string, meaning: string][] = [
  [21, 'BadCRC', 'checksums of the link fail: cable, plug or backplane'],
  [8, 'UnrecovData', 'data was damaged on the link and could not be sent again: cable or plug'],
  [19, '10B8B', 'the signal is unreadable: cable, plug or backplane'],
  [20, 'Dispar', 'the signal is unreadable: cable, plug or backplane'],
  [22, 'Handshk', 'the other side of the link refuses what it gets: cable, plug or backplane'],
  [16, 'PHYRdyChg', 'the link went away and came back: plug, power of the drive, or a reset'],
  [26, 'DevExch', 'a drive was plugged in or out, or lost its power'],
  [18, 'CommWake', 'the link woke up'],
  [23, 'LinkSeq', 'the link lost its order: cable, or firmware'],
  [24, 'TrStaTrns', 'the link lost its order: cable, or firmware'],
  [25, 'UnrecFIS', 'the controller did not understand the drive: firmware or cable'],
  [9, 'Persist', 'the link fails again and again: cable, plug or backplane'],
  [10, 'Proto', 'drive and controller do not agree: firmware or cable'],
  [11, 'HostInt', 'the controller failed inside'],
  [17, 'PHYInt', 'the physical part of the link failed inside'],
  [0, 'RecovData', 'data was damaged on the link, and sent again with success'],
  [1, 'RecovComm', 'the link was lost for a moment'],
];

/** Hexadecimal (`0x280100`) or the kernel's words (`UnrecovData 10B8B BadCRC`). */
export function decodeSerror(value: string): string | null {
  const hex = /^0x[0-9a-f]{1,8}$/i.test(value) ? Number(value) : null;
  if (hex === 0) return 'the link itself saw no error';
  const words = value.trim().split(/\s+/);
  const found = linkBits.find(([bit, word]) =>
    hex === null ? words.includes(word) : (hex >>> bit) & 1,
  );
  return found?.[2] ?? null;
}

const errorBits: [word: string, meaning: string][] = [
  ['ICRC', 'the checksum of the transfer failed: a bad cable or plug, the drive may be fine'],
  ['UNC', 'a bad sector: the drive cannot read it any more; the cable is fine'],
  ['AMNF', 'the drive cannot find the sector: its medium or heads fail'],
  [
    'IDNF',
    'the drive cannot find the sector: its medium or heads fail, or it is beyond the end of the drive',
  ],
  ['ABRT', 'the drive gave the command up, or does not know it'],
];

/** `UNC` of `error: { UNC }`: what decides comes first. */
export function decodeAtaErrorBits(value: string): string | null {
  const words = value.trim().split(/\s+/);
  return errorBits.find(([word]) => words.includes(word))?.[1] ?? null;
}

/** `DRDY ERR` of `status: { DRDY ERR }`. */
export function decodeAtaStatusBits(value: string): string | null {
  const words = value.trim().split(/\s+/);
  if (words.includes('Busy')) return 'the drive is still busy: it hangs, or takes very long';
  if (words.includes('DF')) return 'the drive reports that it is broken (device fault): replace it';
  if (words.includes('ERR')) return 'the drive reports an error: see its error bits';
  if (words.includes('SENSE')) return 'the drive has sense data that say why';
  if (words.includes('DRDY')) return 'the drive is ready and reports no error of its own';
  return null;
}

const linkWords: [RegExp, string][] = [
  [
    /interface fatal error/,
    'the transfer between controller and drive broke: cable, plug, backplane or power',
  ],
  [/connection status changed/, 'a drive was plugged in or out, or lost its power'],
  [/PHY RDY changed/, 'the link went away and came back: plug or power of the drive'],
  [/host bus/, 'the controller could not reach memory'],
  [/SATA link down/, 'no drive answers at this port: no power, no cable, or a dead drive'],
  [
    /limiting SATA link speed/,
    'the kernel slows the link down because it keeps failing: cable, plug or backplane',
  ],
  [/COMRESET failed/, 'the port gets no answer to a reset: power, cable, or a dead drive'],
  [/reset failed, giving up/, 'the kernel could not bring the drive back'],
  [
    /disabled|disable device/,
    'the kernel has given the drive up; it is gone until it is plugged anew',
  ],
];

/** What the kernel says of the port or the drive beside the bits. */
export function decodeAtaLink(words: string): string | null {
  return linkWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
