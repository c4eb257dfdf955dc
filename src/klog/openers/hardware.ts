// Hardware that reports itself broken, buses that carry errors, firmware and graphics.
// Sources: arch/x86/kernel/cpu/mce/core.c (print_mce), drivers/edac/edac_mc.c, drivers/acpi/apei/ghes.c,
// drivers/firmware/efi/cper.c, drivers/pci/pcie/aer.c, arch/x86/kernel/nmi.c, arch/arm64/kernel/traps.c
// (arm64_serror_panic), arch/arm64/mm/fault.c (fault_info), arch/arm/mm/fault.c, drivers/iommu/intel/dmar.c,
// drivers/iommu/amd/iommu.c, kernel/irq/spurious.c, kernel/time/clocksource.c,
// drivers/thermal/intel/therm_throt.c, drivers/gpu/drm/amd/amdgpu/amdgpu_job.c; NVIDIA's Xid catalogue.

import type { Opener } from './opener.ts';

export const hardware: Opener[] = [
  {
    kind: 'mce-hardware-error',
    literals: [
      '[Hardware Error]: CPU ',
      'HARDWARE ERROR',
      'Machine Check Exception',
      'Machine Check: ',
    ],
    pattern:
      /^(?:mce: |EDAC )?\[Hardware Error\]: CPU (?<cpu>\d{1,5}): Machine Check(?: Exception)?: {1,2}(?<mcg>[0-9a-f]{1,16}) Bank (?<bank>\d{1,3}): (?<status>[0-9a-f]{16})|CPU (?<cpu2>\d{1,5}): Machine Check(?: Exception)?: {1,20}[0-9a-f]{1,16} Bank (?<bank2>\d{1,3}): (?<status2>[0-9a-f]{16})|^(?:CPU|HARDWARE ERROR)[: ].{0,40}(?:Machine Check Exception|machine check)/,
    title: 'Machine check on CPU {cpu} bank {bank}',
    form: 'line',
    rank: 3,
  },
  {
    // The errors themselves stand behind it, or in the log of mcelog or rasdaemon.
    kind: 'mce-hardware-error',
    literals: ['Machine check events logged'],
    pattern: /^(?:mce: )?\[Hardware Error\]: Machine check events logged/,
    title: 'Machine check',
    form: 'line',
    rank: 2,
  },
  {
    // AMD's processors, decoded by the kernel.
    kind: 'mce-hardware-error',
    literals: ['_STATUS['],
    pattern:
      /^\[Hardware Error\]: CPU:(?<cpu>\d{1,5})\s(?:\([0-9a-f:]{3,16}\) )?MC(?<bank>\d{1,3})_STATUS\[[^\]]{1,80}\]: 0x(?<status>[0-9a-f]{16})/,
    title: 'Machine check on CPU {cpu} bank {bank}',
    form: 'line',
    rank: 3,
  },
  {
    // A processor's error in a record of the firmware.
    kind: 'mce-hardware-error',
    literals: ['section_type: '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {1,8}section_type: (?<section>(?:general|IA32\/X64|ARM) processor error)/,
    title: 'Firmware reports a {section}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'edac-memory-error',
    literals: ['EDAC MC'],
    pattern:
      /^EDAC (?<device>MC\d{1,3}): (?:(?<errors>\d{1,9}) )?(?<type>CE|UE) (?:[^(]{0,160}?\bon (?<dimm>[^(]{1,200}?) \((?:[^)]{0,400}? page:(?<page>0x[0-9a-f]{1,13}))?|page .{0,120}?label "(?<dimm2>[^"]{1,64})")?/,
    title: 'EDAC {device}: {type} memory error',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'type', 'dimm'],
  },
  {
    kind: 'edac-memory-error',
    literals: ['section_type: memory error'],
    pattern: /^(?:\{\d{1,9}\})?(?:\[Hardware Error\]: )? {0,8}section_type: memory error/,
    title: 'Firmware reports a memory error',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'pcie-aer',
    literals: ['device_id: '],
    pattern:
      /^(?:\{\d{1,9}\})?\[Hardware Error\]: {1,8}device_id: (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])/,
    title: 'PCIe Bus Error on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'pcie-aer',
    literals: ['PCIe Bus Error: '],
    pattern:
      /^(?:(?:(?<driver>[\w-]{1,32}) )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d): )?(?:AER: )?PCIe Bus Error: severity=(?<severity>[^,]{1,40})(?:, type=(?<layer>[A-Z][A-Za-z ]{2,24}))?(?:, (?:id=[0-9a-f]{4})?\((?<agent>[A-Z][a-z]{3,16} ID)\))?/,
    title: 'PCIe Bus Error on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'severity'],
  },
  {
    // A port passes on what a device behind it reports. The device's own lines follow, if it can speak.
    kind: 'pcie-aer',
    literals: [' received'],
    pattern:
      /^(?:[\w-]{1,32} )?(?<port>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d): (?:AER: )?(?:Multiple )?(?<severity>(?:Corrected|Uncorrected|Correctable|Uncorrectable)(?: \([A-Za-z-]{5,9}\))?) error(?: message)? received(?:: | from )(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d)/,
    title: 'PCIe Bus Error on {device}',
    form: 'line',
    rank: 2,
    sameBy: ['device', 'severity'],
  },
  {
    kind: 'pcie-aer',
    literals: [' received'],
    pattern:
      /^(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d): (?:AER: )?(?:Multiple )?(?<severity>(?:Corrected|Uncorrected|Correctable|Uncorrectable)(?: \([A-Za-z-]{5,9}\))?) error(?: message)? received/,
    title: 'PCIe Bus Error on {device}',
    form: 'line',
    rank: 2,
    sameBy: ['device', 'severity'],
  },
  {
    kind: 'pcie-aer',
    literals: ['device recovery failed', "can't recover"],
    pattern:
      /^(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d): (?:AER: )?(?<recovery>device recovery failed|can't recover(?: \([\w ]{3,40}\))?)/,
    title: 'PCIe Bus Error on {device}',
    form: 'line',
    rank: 2,
    joins: true,
  },
  {
    kind: 'nmi-unknown',
    literals: ['NMI received for unknown reason', 'PCI system error (SERR)', 'NMI: IOCK error'],
    pattern:
      /Uhhuh\. NMI received for unknown reason (?<nmi_reason>[0-9a-f]{2})(?: on CPU (?<cpu>\d{1,5}))?|^NMI: (?:PCI system error \(SERR\)|IOCK error)(?:.{0,20}for reason (?<nmi_reason2>[0-9a-f]{2}) on CPU (?<cpu2>\d{1,5}))?/,
    title: 'NMI received for unknown reason {nmi_reason}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nmi-unknown',
    literals: ['Dazed and confused'],
    pattern: /^(?:nmi: )?Dazed and confused, but trying to continue/,
    title: 'NMI received for unknown reason {nmi_reason}',
    form: 'line',
    rank: 1,
  },
  {
    kind: 'arm64-serror',
    literals: ['SError Interrupt on CPU', 'Asynchronous SError', 'Bad mode in Error handler'],
    pattern:
      /(?:SError Interrupt|^Bad mode in Error handler detected) on CPU(?<cpu>\d{1,5}), code (?<esr>0x[0-9a-f]{8,16})/,
    title: 'SError Interrupt in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'arm64-synchronous-external-abort',
    literals: [
      'synchronous external abort',
      'ynchronous parity ',
      'ynchronous parity or ECC error',
    ],
    pattern:
      /^(?:Internal error: |Unhandled fault: (?=.{0,80}\(0x9[0-9a-f]{7}\) at 0x[0-9a-f]{16}))?(?:level -?\d )?[sS]ynchronous (?:external abort|parity (?:or ECC )?error)(?: \(translation table walk\))?(?:[:,] .{0,40}?(?<esr>[0-9a-f]{8,16})| \((?<esr2>0x9[0-9a-f]{7})\))?/,
    title: 'Internal error in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'arm-external-abort',
    literals: ['external abort '],
    pattern:
      /Unhandled (?:fault|prefetch abort): (?:imprecise |synchronous |asynchronous )?external abort (?:on (?:non-)?line|\()/,
    title: 'external abort in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'iommu-fault',
    literals: ['DMAR: [', 'DMAR:['],
    pattern:
      /^(?:dmar: )?DMAR: ?\[(?<dma_access>DMA Read|DMA Write|INTR-REMAP)[^\]]{0,32}\] (?:PASID \S{1,10} )?Request device \[?(?<device>[0-9a-f:.]{5,16})\]?(?: PASID [0-9a-f]{1,8})?(?: fault (?:addr|index) (?<dma_address>(?:0x)?[0-9a-f]{1,16})(?: {1,2}\[fault reason (?:0x)?[0-9a-f]{2}h?\] (?<iommu_reason>[A-Za-z].{2,90}))?)?/,
    title: 'IOMMU fault by device {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'iommu-fault',
    literals: ['AMD-Vi: ', 'IO_PAGE_FAULT'],
    pattern:
      /^(?:[\w-]{1,32} (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.\d): )?(?:AMD-Vi: )?Event logged \[(?<iommu_event>[A-Z_]{4,32})(?: device=(?<device2>[0-9a-f:.]{5,16}))?(?: (?:pasid|domain)=0x[0-9a-f]{1,8})?(?: address=(?<dma_address>0x[0-9a-f]{1,16}))?(?: flags=(?<iommu_flags>0x[0-9a-f]{1,4}))?/,
    title: 'IOMMU fault by device {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'iommu-fault',
    literals: ['arm-smmu'],
    pattern:
      /^arm-smmu\S{0,8} (?<smmu>\S{1,40}): .{0,30}(?:Unhandled context fault(?:: fsr=0x[0-9a-f]{1,8}, iova=(?<dma_address>0x[0-9a-f]{1,16}))?|event 0x10)/,
    title: 'IOMMU fault by device {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'irq-nobody-cared',
    literals: [': nobody cared'],
    pattern: /^irq (?<irq>\d{1,6}): nobody cared/,
    title: 'irq {irq}: nobody cared',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'clocksource-unstable',
    literals: [
      "Marking clocksource '",
      'Clocksource ',
      ', marking ',
      'due to clocksource watchdog',
      'check_tsc_sync_source failed',
      'turning off TSC clock',
    ],
    pattern:
      /(?:watchdog on CPU(?<cpu>\d{1,5}): )?Marking clocksource '?(?<clock>[\w-]{1,32})'? as unstable|^Clocksource (?<clock2>[\w-]{1,32}) unstable|watchdog(?: on CPU(?<cpu2>\d{1,5}))?: wd-(?<clock3>[\w-]{1,32}?)-wd .{10,160}, marking (?:[\w-]{1,32} )?unstable|^(?:tsc: )?Marking (?<clock4>TSC) unstable due to (?:clocksource watchdog|check_tsc_sync_source failed)|^Measured \d{1,20} cycles (?<clock5>TSC) warp between CPUs/,
    title: 'clocksource {clock} is unstable',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'thermal-throttle',
    literals: [
      'temperature above threshold',
      'temperature is above threshold',
      'critical temperature reached',
    ],
    pattern:
      /CPU(?<cpu>\d{1,5}): .{1,20} temperature (?:is )?above threshold, cpu clock (?:is )?throttled|critical temperature reached/,
    title: 'CPU {cpu} throttled by heat',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'firmware-bug',
    literals: ['[Firmware Bug]: '],
    pattern: /\[Firmware Bug\]: (?<bug>.{1,120})/,
    title: 'Firmware bug: {bug}',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
  {
    kind: 'gpu-hang',
    literals: [
      '*ERROR* ring ',
      'GPU HANG',
      'GPU lockup',
      ' timeout, signaled seq=',
      'GPU fault detected',
    ],
    pattern:
      /^(?:(?:amdgpu|i915|radeon|xe) (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?.{0,80}?(?:\*ERROR\* ring (?<ring>\S{1,24}) timeout|ring (?<ring2>\S{1,24}) timeout, signaled seq|GPU HANG: ecode (?<ecode>[0-9a-f:x]{3,24})(?:, in (?<comm>.{1,32}?) \[(?<pid>\d{1,10})\])?|GPU lockup)/,
    title: 'GPU hang',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nvidia-xid',
    literals: ['NVRM: Xid'],
    pattern:
      /NVRM: Xid \((?<device>[^)]{4,40})\): (?<xid>\d{1,4})(?:, pid=(?<pid>\d{1,10}))?(?:, name=(?<comm>[\w./:-]{1,32}))?/,
    title: 'NVRM: Xid {xid}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'xid'],
  },
];
