// The head of the PCIe packet that an error is about: `TLP Header: 40000001 0000000f fee00000 00000000`.
//
//   40 000001   0000 000f   fee00000
//   ^^ kind     ^^^^ who    ^^^^^^^^ where to
// Source: PCI Express Base Specification, "Transaction Layer Protocol" (Fmt and Type, requester ID);
// include/uapi/linux/pci_regs.h (PCI_ERR_HEADER_LOG).

interface Packet {
  what: string;
  /** Words of address behind the requester; 0 where there is none. */
  address: 0 | 1 | 2;
}

const packets: Record<number, Packet> = {
  0: { what: 'a read of memory', address: 1 },
  32: { what: 'a read of memory', address: 2 },
  64: { what: 'a write to memory', address: 1 },
  96: { what: 'a write to memory', address: 2 },
  2: { what: 'a read of an I/O port', address: 1 },
  66: { what: 'a write to an I/O port', address: 1 },
  4: { what: 'a read of configuration space', address: 0 },
  68: { what: 'a write to configuration space', address: 0 },
  5: { what: 'a read of configuration space', address: 0 },
  69: { what: 'a write to configuration space', address: 0 },
  10: { what: 'an answer without data', address: 0 },
  74: { what: 'an answer with data', address: 0 },
};

/** Null for a packet that is none of the usual ones. */
export function decodeTlpHeader(value: string): string | null {
  const words = value.split(' ').map((word) => Number.parseInt(word.replace(/^0x/i, ''), 16));
  if (words.length !== 4 || words.some((word) => Number.isNaN(word))) return null;
  const [first, second, third, fourth] = words as [number, number, number, number];
  const packet = packets[first >>> 24];
  if (packet === undefined) return null;
  // An answer names who answers there; a request, who asks.
  const by = `${packet.what.startsWith('an answer') ? 'from' : 'by'} ${pciName(second >>> 16)}`;
  const to =
    packet.address === 0
      ? ''
      : ` at 0x${(packet.address === 2 ? (BigInt(third) << 32n) | BigInt(fourth) : BigInt(third)).toString(16)}`;
  return `${packet.what}${to}, ${by}`;
}

/** A requester's number as `lspci` writes it: bus, device, function. */
export function pciName(id: number): string {
  const hex = (number: number) => number.toString(16).padStart(2, '0');
  return `${hex((id >> 8) & 0xff)}:${hex((id >> 3) & 0x1f)}.${id & 7}`;
}
