// An access by a device to memory, or an interrupt of it, that the IOMMU refused.
//   DMAR: [DMA Write NO_PASID] Request device [3b:00.0] fault addr 0xbdf53000 [fault reason 0x05] PTE Write access is not set
//   nvme 0000:04:00.0: AMD-Vi: Event logged [IO_PAGE_FAULT domain=0x000c address=0x10b4a0100 flags=0x0020]
// Source: drivers/iommu/intel/dmar.c (dmar_fault_do_one, dma_remap_fault_reasons, irq_remap_fault_reasons),
// drivers/iommu/amd/iommu.c (iommu_print_event, amd_iommu_report_page_fault),
// drivers/iommu/amd/amd_iommu_types.h (EVENT_FLAG_RW, EVENT_FLAG_I),
// drivers/iommu/arm/arm-smmu/arm-smmu.h (ARM_SMMU_CB_FSR_*),
// drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.h (EVT_ID_*).

import { pciName } from './tlp-header.ts';

/** What has to do with interrupts stands first: it speaks of tables too. */
const reasons: [RegExp, string][] = [
  [/IRTE|interrupt/i, 'an interrupt that the kernel did not set up for this device'],
  [
    /^PTE Write access is not set/,
    'the device wrote to memory that it was not given (any more): its driver or its firmware is wrong',
  ],
  [
    /^PTE Read access is not set/,
    'the device read memory that it was not given (any more): its driver or its firmware is wrong',
  ],
  [
    /^Present bit in (?:root|context) entry|^Invalid context entry/,
    'no driver gave this device any memory: firmware that still uses it, or an address that is not its own',
  ],
  [/^Access beyond MGAW/, 'an address that no memory has: the device works with a wrong pointer'],
  [
    /^non-zero reserved|table|^Root|^Context/i,
    'the tables of the IOMMU are damaged or wrong: a fault of the kernel or of memory',
  ],
];

export function decodeIommuReason(words: string): string | null {
  return reasons.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const events: Record<string, string> = {
  IO_PAGE_FAULT:
    'the device used memory that it was not given (any more): its driver or its firmware is wrong',
  ILLEGAL_DEV_TABLE_ENTRY: 'the tables of the IOMMU are wrong for this device',
  DEV_TAB_HARDWARE_ERROR: 'the IOMMU could not read its tables: memory or the processor',
  PAGE_TAB_HARDWARE_ERROR: 'the IOMMU could not read its tables: memory or the processor',
  COMMAND_HARDWARE_ERROR: 'the IOMMU could not read its commands: memory or the processor',
  ILLEGAL_COMMAND_ERROR: 'the kernel gave the IOMMU a command that it does not know',
  IOTLB_INV_TIMEOUT: 'the device did not answer the IOMMU: it hangs, or is gone from the bus',
  INVALID_DEVICE_REQUEST: 'the device sent a request that breaks the rules',
};

export function decodeIommuEvent(name: string): string | null {
  return events[name] ?? null;
}

/** `flags=0x0020` of an AMD event. */
export function decodeIommuFlags(value: string): string | null {
  if (!/^0x[0-9a-f]{1,4}$/i.test(value)) return null;
  const flags = Number(value);
  if (flags & 0x008) return 'an interrupt';
  return flags & 0x020 ? 'the device wanted to write' : 'the device wanted to read';
}

/** `300` of `VT-d detected Invalidation Time-out Error: SID 300`: a PCI address as one number. */
export function decodeIommuSource(value: string): string | null {
  if (!/^[0-9a-f]{1,4}$/i.test(value)) return null;
  return `PCI device ${pciName(Number.parseInt(value, 16))}: it did not answer, and may be hung or gone`;
}

const contextFaults: [bit: number, meaning: string][] = [
  [1, 'there is no mapping for that address'],
  [2, 'the mapping may not be used yet (access flag)'],
  [3, 'the mapping does not allow that kind of access'],
  [4, 'the tables of the IOMMU could not be read'],
  [5, 'the IOMMU holds two mappings that contradict each other'],
  [6, 'the IOMMU could not lock a mapping'],
  [7, 'the address is larger than the tables allow'],
  [8, 'a kind of access that the IOMMU does not support'],
];

/** The fault status of `Unhandled context fault: fsr=0x402`. */
export function decodeContextFault(value: string): string | null {
  const status = Number(value);
  if (!Number.isInteger(status)) return null;
  const set = contextFaults.filter(([bit]) => (status >>> bit) & 1).map(([, meaning]) => meaning);
  return set.join('; ') || null;
}

const smmuEvents: Record<string, string> = {
  '0x10': 'there is no mapping for that address',
  '0x11': 'the address is larger than the tables allow',
  '0x12': 'the mapping may not be used yet (access flag)',
  '0x13': 'the mapping does not allow that kind of access',
};

/** The event of an SMMUv3, by its number or, since 6.14, by its name. */
export function decodeSmmuEvent(value: string): string | null {
  const names = ['F_TRANSLATION', 'F_ADDR_SIZE', 'F_ACCESS', 'F_PERMISSION'];
  const number = names.indexOf(value);
  return smmuEvents[number < 0 ? value : `0x1${number}`] ?? null;
}
