// MCi_STATUS, the sixteen digits behind `Machine Check: … Bank N:`.
//
//   9c00410000010091
//   ^^ flags           ^^^^ what kind of error (MCACOD)
// Source: arch/x86/include/asm/mce.h (MCI_STATUS_*, MCACOD_*); the classes of MCACOD as
// drivers/edac/mce_amd.h tests them (TLB_ERROR, MEM_ERROR, BUS_ERROR, INT_ERROR) and Intel's SDM,
// volume 3B, "Compound error codes".

const bit = (n: number) => 1n << BigInt(n);

/** Null for what is no status. `deferred`: as AMD's processors mean it, found bad and not used yet. */
export function decodeMachineCheck(value: string, deferred = false): string | null {
  if (!/^[0-9a-f]{16}$/i.test(value)) return null;
  const status = BigInt(`0x${value}`);
  if ((status & bit(63)) === 0n) return 'no valid error is recorded in this bank';
  const parts = [errorClass(Number(status & 0xffffn))];
  if (deferred) parts.push('not corrected, and not used yet');
  else if ((status & bit(61)) === 0n) parts.push('corrected by the hardware');
  else {
    parts.push('not corrected');
    if (status & bit(57)) parts.push('the processor lost its state');
    else if (status & bit(55)) parts.push('the task that used the data had to be stopped');
  }
  if (status & bit(62)) parts.push('more errors came before this one could be read');
  return parts.join('; ');
}

const transactions = ['instruction', 'data', 'generic', 'other'];
const levels = ['level 0', 'level 1', 'level 2', 'of any level'];
const memoryActions = [
  '',
  ' while reading',
  ' while writing',
  ' on the address or command lines',
  ' while scrubbing',
];

/** Codes that say it all. */
const simple: Record<number, string> = {
  1: 'an error that the processor has no class for',
  2: 'a parity error in the microcode',
  3: 'an error that another processor caused',
  4: 'two processors that should agree do not',
  5: 'a parity error inside the processor',
  6: 'firmware ran code outside its own memory',
  1024: 'a watchdog inside the processor ran out: nothing moved for too long',
  3595: 'an error of input or output, below a PCIe root port: look for PCIe errors',
};

/** What the bus leads to. */
const ends = [' towards memory', '', ' towards a device', ''];

function errorClass(code: number): string {
  const transaction = transactions[(code >> 2) & 3]!;
  const level = levels[code & 3]!;
  // The filtering bit (12) says only that corrected errors of this kind are counted, not each shown.
  const plain = code & 0xefff;
  const known = simple[plain];
  if (known) return known;
  // With bit 9 the memory in front of which other memory stands as a cache.
  if ((plain & 0xfd80) === 0x0080) {
    const channel = plain & 0xf;
    const where = channel === 0xf ? '' : `, channel ${channel}`;
    return `an error of the memory controller${memoryActions[(plain >> 4) & 7] ?? ''}${where}: look at the DIMMs`;
  }
  if ((plain & 0xfff0) === 0x0010) return `an error of the ${transaction} TLB, ${level}`;
  if ((plain & 0xff00) === 0x0100) return `an error of the ${transaction} cache, ${level}`;
  if ((plain & 0xfffc) === 0x000c) return `an error of a cache, ${level}`;
  if ((plain & 0xf800) === 0x0800) {
    const late = plain & 0x100 ? ', which did not answer in time' : '';
    return `an error on the bus or interconnect${ends[(plain >> 2) & 3]}${late}`;
  }
  if ((plain & 0xfc00) === 0x0400) return 'an error inside the processor';
  return `an error of class 0x${code.toString(16).padStart(4, '0')}`;
}

const flags: [word: string, meaning: string][] = [
  ['PCC', 'the processor lost its state'],
  ['TCC', 'the task that ran there lost its state'],
  ['Poison', 'data that had been marked as bad earlier was used'],
  ['Deferred', 'bad data was found before anybody used it'],
  ['UECC', 'more bits were wrong than the ECC can mend'],
  ['CECC', 'the ECC mended it'],
  ['Scrub', 'found while memory was being read through in the background'],
];

/**
 * `Over|CE|MiscV|-|-|-|SyndV|CECC|-|-`: the flags that AMD's processors have beside the number.
 * Source: drivers/edac/mce_amd.c (amd_decode_mce).
 */
export function decodeMachineCheckFlags(words: string): string | null {
  const set = words.split('|');
  return (
    flags
      .filter(([word]) => set.includes(word))
      .map(([, meaning]) => meaning)
      .join('; ') || null
  );
}
