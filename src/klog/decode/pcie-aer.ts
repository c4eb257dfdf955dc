// PCIe Advanced Error Reporting: how bad, on which layer, and what the bits' names mean.
//   nvme 0000:3b:00.0: PCIe Bus Error: severity=Corrected, type=Physical Layer, (Receiver ID)
//   nvme 0000:3b:00.0:   device [144d:a808] error status/mask=00000001/0000e000
//   nvme 0000:3b:00.0:    [ 0] RxErr                  (First)
// Source: drivers/pci/pcie/aer.c (aer_print_error, aer_error_layer, aer_agent_string, the two tables of
// bits); the longer names of kernels before 5.3 as include/ras/ras_event.h still has them.

const severities: [RegExp, string][] = [
  [/^correct/i, 'the link mended it by itself: no harm, but a link that does it often is failing'],
  [
    /^uncorrect\w{1,4} \(non-?fatal\)/i,
    'one transfer was lost, the link works on: the driver of the device has to recover',
  ],
  [
    /^uncorrect\w{1,4} \(fatal\)/i,
    'the link cannot be trusted any more: the device behind it is reset or lost',
  ],
];

export function decodeAerSeverity(value: string): string | null {
  return severities.find(([pattern]) => pattern.test(value))?.[1] ?? null;
}

const layers: Record<string, string> = {
  'Physical Layer': 'the signal: slot, riser, cable, dirt, or a device at its limit',
  'Data Link Layer':
    'packets damaged or lost on one link: slot, riser, cable, or power saving (ASPM)',
  'Transaction Layer': 'a request that was refused or not answered: device, driver or firmware',
  Inaccessible: 'the device did not even answer the question what was wrong: it is gone',
};

export function decodeAerLayer(value: string): string | null {
  return layers[value] ?? null;
}

const agents: Record<string, string> = {
  'Receiver ID': 'seen by the receiving end of the link',
  'Requester ID': 'seen by the device that asked',
  'Completer ID': 'seen by the device that was to answer',
  'Transmitter ID': 'seen by the sending end of the link',
};

export function decodeAerAgent(value: string): string | null {
  return agents[value] ?? null;
}

/** The short name of today's kernels, how older ones began it, what it means. */
const bits: [name: string, older: string, meaning: string][] = [
  ['RxErr', 'Receiver Error', 'the signal was unreadable: slot, riser, cable or dirt'],
  ['BadTLP', 'Bad TLP', 'a packet arrived damaged, and was sent again'],
  ['BadDLLP', 'Bad DLLP', 'a small packet of the link arrived damaged'],
  ['Rollover', 'RELAY_NUM Rollover', 'a packet was sent again and again: the link is bad'],
  [
    'Timeout',
    'Replay Timer Timeout',
    'the other end did not confirm in time: a bad link, or power saving (ASPM)',
  ],
  ['NonFatalErr', 'Advisory Non-Fatal', 'an error that software can handle; often harmless'],
  ['CorrIntErr', 'Corrected Internal', 'the device mended an error inside itself'],
  ['HeaderOF', 'Header Log Overflow', 'more errors than could be noted'],
  ['Undefined', 'Undefined', 'an error without a name'],
  ['DLP', 'Data Link Protocol', 'the two ends of the link disagree: reseat, or replace one'],
  [
    'SDES',
    'Surprise',
    'the link went down without notice: pulled, lost its power, or the device died',
  ],
  ['TLP', 'Poisoned TLP', 'data that was known to be bad was passed on: look for a memory error'],
  ['FCP', 'Flow Control Protocol', 'the two ends of the link disagree: a fault of the hardware'],
  [
    'CmpltTO',
    'Completion Timeout',
    'the device did not answer in time: it hangs, or lost its power or its link',
  ],
  ['CmpltAbrt', 'Completer Abort', 'the device refused to answer'],
  ['UnxCmplt', 'Unexpected Completion', 'an answer that nobody had asked for'],
  [
    'RxOF',
    'Receiver Overflow',
    'more came than the receiver has room for: a fault of the hardware',
  ],
  ['MalfTLP', 'Malformed TLP', 'a packet that breaks the rules: device, switch or firmware'],
  ['ECRC', 'ECRC', 'the checksum from end to end failed: something in between damaged the data'],
  [
    'UnsupReq',
    'Unsupported Request',
    'the device does not know the request: driver, firmware, or it has lost its settings',
  ],
  ['ACSViol', 'ACS Violation', 'a device addressed another one that it may not'],
  [
    'UncorrIntErr',
    'Uncorrectable Internal',
    'the device failed inside: replace it if it happens again',
  ],
  ['BlockedTLP', 'MC Blocked TLP', 'a packet was blocked'],
  ['AtomicOpBlocked', 'AtomicOp', 'an atomic operation was blocked'],
  ['TLPBlockedErr', 'TLP Prefix Blocked', 'a packet was blocked'],
  [
    'PoisonTLPBlocked',
    'Poisoned TLP Egr',
    'data that was known to be bad was held back: look for a memory error',
  ],
  ['DMWrReqBlocked', 'DMWrReqBlocked', 'a deferred write was blocked'],
  ['IDECheck', 'IDECheck', 'the encryption of the link found a packet that does not fit'],
  ['MisIDETLP', 'MisIDETLP', 'an encrypted packet went to the wrong stream'],
  ['PCRC_CHECK', 'PCRC_CHECK', 'the checksum of encrypted data failed'],
  ['TLPXlatBlocked', 'TLPXlatBlocked', 'a translated request was blocked on its way out'],
];

/** All names of bits, longer ones first: some begin alike. */
export const aerBitNames: readonly string[] = [
  ...new Set(bits.flatMap((bit) => bit.slice(0, 2))),
].sort((a, b) => b.length - a.length);

/** `RxErr` of `[ 0] RxErr`; the longest older name wins, since some begin alike. */
export function decodeAerBit(name: string): string | null {
  const exact = bits.find(([short]) => short === name);
  if (exact) return exact[2];
  const older = bits
    .filter(([, words]) => name.startsWith(words))
    .sort((a, b) => b[1].length - a[1].length);
  return older[0]?.[2] ?? null;
}

/** Bits of the two status registers, as drivers/pci/pcie/aer.c names them. */
const corrected: Record<number, string> = {
  0: 'RxErr',
  6: 'BadTLP',
  7: 'BadDLLP',
  8: 'Rollover',
  12: 'Timeout',
  13: 'NonFatalErr',
  14: 'CorrIntErr',
  15: 'HeaderOF',
};
const uncorrected: Record<number, string> = {
  4: 'DLP',
  5: 'SDES',
  12: 'TLP',
  13: 'FCP',
  14: 'CmpltTO',
  15: 'CmpltAbrt',
  16: 'UnxCmplt',
  17: 'RxOF',
  18: 'MalfTLP',
  19: 'ECRC',
  20: 'UnsupReq',
  21: 'ACSViol',
  22: 'UncorrIntErr',
  23: 'BlockedTLP',
  24: 'AtomicOpBlocked',
  25: 'TLPBlockedErr',
  26: 'PoisonTLPBlocked',
  27: 'DMWrReqBlocked',
  28: 'IDECheck',
  29: 'MisIDETLP',
  30: 'PCRC_CHECK',
  31: 'TLPXlatBlocked',
};

/** `0x00100000` of `aer_uncor_status: 0x00100000`; null for none. */
export function decodeAerUncorrected(value: string): string | null {
  return decodeAerStatus(value, uncorrected);
}

/** `0x00000001` of `aer_cor_status: 0x00000001`; null for none. */
export function decodeAerCorrected(value: string): string | null {
  return decodeAerStatus(value, corrected);
}

function decodeAerStatus(value: string, names: Record<number, string>): string | null {
  const status = Number(value);
  if (!Number.isInteger(status)) return null;
  const set = Object.entries(names).filter(([bit]) => (status >>> Number(bit)) & 1);
  return set.map(([, name]) => `${name}: ${decodeAerBit(name)}`).join('; ') || null;
}

/**
 * `0x1f01` of `DPC: containment event, status:0x1f01`: why the port cut off what is behind it.
 * Source: include/uapi/linux/pci_regs.h (PCI_EXP_DPC_STATUS_*).
 */
export function decodeDpcStatus(value: string): string | null {
  if (!/^0x[0-9a-f]{1,4}$/i.test(value)) return null;
  const status = Number(value);
  const reason = [
    'the port itself saw an uncorrectable error',
    'a device behind the port reported a non-fatal error (ERR_NONFATAL)',
    'a device behind the port reported a fatal error (ERR_FATAL)',
    ['a request of the processor failed (RP PIO)', 'software asked for it'][(status >> 5) & 3],
  ][(status >> 1) & 3];
  return reason === undefined ? null : `${reason}; everything behind the port was cut off`;
}

/** What became of the device: `device recovery failed`, `can't recover (no error_detected callback)`. */
export function decodeRecovery(words: string): string | null {
  if (/no error_detected callback/.test(words))
    return 'its driver cannot recover from bus errors: the device stays unusable until a reset or reboot';
  return /recover/.test(words)
    ? 'the kernel could not bring the device back: it stays unusable until a reset or reboot'
    : null;
}

const vendors: Record<string, string> = {
  '1000': 'Broadcom (LSI)',
  '1002': 'AMD (graphics)',
  '1022': 'AMD',
  '10de': 'NVIDIA',
  '10ec': 'Realtek',
  '1077': 'QLogic (Marvell)',
  '10df': 'Emulex (Broadcom)',
  '1179': 'Toshiba (Kioxia)',
  '1344': 'Micron',
  '144d': 'Samsung',
  '14e4': 'Broadcom',
  '15b3': 'Mellanox (NVIDIA)',
  '15b7': 'SanDisk (Western Digital)',
  '1b21': 'ASMedia',
  '1b4b': 'Marvell',
  '1b96': 'Western Digital',
  '1c5c': 'SK hynix',
  '1d0f': 'Amazon',
  '1e0f': 'Kioxia',
  '8086': 'Intel',
  '9005': 'Adaptec (Microchip)',
};

/** `144d:a808`: whose device it is, for the vendors that a server room knows; null for others. */
export function decodePciId(value: string): string | null {
  const vendor = vendors[value.slice(0, 4).toLowerCase()];
  return vendor ? `made by ${vendor}; \`lspci -nn -d ${value.toLowerCase()}\` names it` : null;
}
