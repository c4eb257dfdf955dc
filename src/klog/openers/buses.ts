// What travels on buses and goes wrong there: PCIe errors and lost devices, memory that a device may not
// touch, USB.
// Sources: drivers/pci/pcie/{aer,dpc}.c, drivers/pci/hotplug/pciehp_ctrl.c, drivers/pci/pci.c,
// drivers/acpi/apei/ghes.c, drivers/firmware/efi/cper.c, drivers/edac/edac_pci_sysfs.c,
// arch/powerpc/kernel/eeh_driver.c, drivers/iommu/intel/{dmar,iommu}.c, drivers/iommu/amd/iommu.c,
// drivers/iommu/arm/arm-smmu/arm-smmu.c, drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c,
// drivers/usb/core/{hub,hcd,generic}.c, drivers/usb/host/{xhci,xhci-ring,ehci-hcd}.c.

import type { Opener } from './opener.ts';

const pci = String.raw`(?:[\w-]{1,32} )?(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])`;

export const buses: Opener[] = [
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
    // The port cuts off what is behind it before wrong data can spread.
    kind: 'pcie-aer',
    literals: [
      'DPC: containment event',
      'DPC: unmasked uncorrectable',
      'DPC: ERR_',
      'DPC: RP PIO error',
    ],
    pattern: new RegExp(
      `^${pci}: DPC: (?:containment event, status:(?<dpc_status>0x[0-9a-f]{4})|(?:unmasked uncorrectable error|RP PIO error|ERR_(?:FATAL|NONFATAL)) detected)`,
    ),
    title: 'DPC: containment event on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'dpc_status'],
    joins: true,
  },
  {
    kind: 'pcie-aer',
    literals: ['EDAC PCI'],
    pattern:
      /^EDAC PCI\d{0,3}: (?:Bridge )?(?<parity>Signaled System Error|Master Data Parity Error|Detected Parity Error) on (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])/,
    title: 'PCI {parity} on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'parity'],
  },
  {
    // Power Systems freeze what reports an error until it was reset.
    kind: 'pcie-aer',
    literals: ['EEH: '],
    pattern:
      /^EEH: (?:Frozen (?<device>(?:PHB#[0-9a-f]{1,4}-)?PE#[0-9a-f]{1,8}) (?:.{0,60} )?detected|(?<device2>PHB#[0-9a-f]{1,4}(?:-PE#[0-9a-f]{1,8})?) (?:failure detected|has failed \d{1,5} times in the last hour))/,
    title: 'EEH: {device} frozen after an error',
    form: 'line',
    rank: 3,
  },
  {
    // Somebody pulled it, or it fell off by itself: the lines before say which.
    kind: 'pci-device-lost',
    literals: ['): Link Down', '): Card not present', '): Power fault'],
    pattern: new RegExp(
      String.raw`^${pci}: pciehp: Slot\((?<slot>[\w.-]{1,24})\): (?<link>Link Down|Card not present|Power fault)`,
    ),
    title: 'PCIe slot {slot}: {link}',
    form: 'line',
    rank: 2,
    severity: 'notice',
    sameBy: ['device', 'slot'],
  },
  {
    kind: 'pci-device-lost',
    literals: [
      '; giving up',
      'device inaccessible',
      'config space inaccessible',
      'PCIe link lost',
      'AHCI controller unavailable',
      'Adapter removed',
    ],
    pattern: new RegExp(
      String.raw`^${pci}(?: (?<interface>[\w.-]{1,16}))?(?: \(\w{1,20}\))?: (?:not ready \d{1,9}ms after [\w ]{2,32}; giving up|(?:Unable to|can't) change power state from \w{1,10} to \w{1,10},? \(?(?:device|config space) inaccessible|Device config space inaccessible|PCIe link lost|AHCI controller unavailable|Adapter removed)`,
    ),
    title: 'PCI device {device} does not answer any more',
    form: 'line',
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
    // The IOMMU itself: it waits for a device that does not answer, or cannot use its own queue.
    kind: 'iommu-fault',
    literals: [
      'VT-d detected Invalidation ',
      'Completion-Wait loop timed out',
      'DMA PTE for vPFN ',
    ],
    pattern:
      /^(?:dmar: |DMAR: )?(?:VT-d detected Invalidation (?:Queue Error: Reason [0-9a-f]{1,8}|(?:Time-out|Completion) Error: SID (?<iommu_source>[0-9a-f]{1,4})\b)|AMD-Vi: Completion-Wait loop timed out|ERROR: DMA PTE for vPFN 0x[0-9a-f]{1,16} already set)/,
    title: 'IOMMU error',
    form: 'line',
    rank: 2,
    sameBy: ['iommu_source'],
  },
  {
    kind: 'iommu-fault',
    literals: ['arm-smmu'],
    pattern:
      /^arm-smmu(?:-v3)? (?<smmu>\S{1,40}): (?:Unhandled context fault: fsr=(?<fsr>0x[0-9a-f]{1,8})(?:, iova=(?<dma_address>0x[0-9a-f]{1,16}))?|Unhandled context fault|event:? (?<smmu_event>0x1[0-3]|F_\w{4,16})(?: client: (?<device>\S{1,40}))?.{0,60}?(?: iova: (?<dma_address2>0x[0-9a-f]{1,16}))?|Blocked unknown Stream ID|[Uu]nexpected global (?:fault|error)|CMDQ (?:timeout|error)|CMD_SYNC timeout|TLB sync timed out|device has entered Service Failure Mode)/,
    title: 'IOMMU fault by device {device}',
    form: 'line',
    rank: 3,
    sameBy: ['smmu', 'device'],
  },
  {
    kind: 'usb-error',
    literals: [
      ': device descriptor read/',
      ': device not accepting address ',
      ": can't set config #",
      ": can't read configurations, error ",
      ': Device not responding to setup address',
    ],
    pattern:
      /^usb (?<device>\d{1,3}-\d{1,3}(?:\.\d{1,3}){0,6}): (?:device descriptor read\/\w{1,3}, error (?<errno>-\d{1,3})|device not accepting address \d{1,3}, error (?<errno2>-\d{1,3})|can't set config #\d{1,3}, error (?<errno3>-\d{1,3})|can't read configurations, error (?<errno4>-\d{1,3})|Device not responding to setup address)/,
    title: 'usb {device}: the device does not answer',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'usb-error',
    literals: [
      'unable to enumerate USB device',
      'over-current condition',
      'Maybe the USB cable is bad',
      'disabled by hub (EMI?)',
    ],
    pattern:
      /^(?:usb|hub) (?<device>usb\d{1,3}-port\d{1,3}|[\d.:-]{1,24}(?:-port\d{1,3})?): (?<usb_error>(?:port \d{1,3} )?(?:unable to enumerate USB device|over-current condition|Cannot enable\. Maybe the USB cable is bad|disabled by hub \(EMI\?\)))/,
    title: 'usb {device}: {usb_error}',
    form: 'line',
    rank: 3,
  },
  {
    // The controller, and with it everything that hangs on it.
    kind: 'usb-error',
    literals: ['HC died; cleaning up', 'not responding, assume dead', 'hci_hcd '],
    pattern:
      /^(?:xhci|ehci|ohci|uhci)[\w-]{0,16} (?:(?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])|(?<device2>[\w:.-]{1,40})): (?:HC died; cleaning up|xHCI host controller not responding, assume dead|Host halt failed|WARNING: Host System Error|fatal error$)/,
    title: 'USB controller {device} died',
    form: 'line',
    rank: 3,
  },
];
