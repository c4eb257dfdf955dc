// What a device's name says of itself: a disk or a partition of one, a PCI function, a network interface.
//
// In: names as the kernel prints them. Out: the names under which commands ask for them, each a part of
// the printed one, so that it has a place in the text.
// Sources: block/partitions/core.c (disk_name: `p` stands before the number where the disk's name ends in
// a digit), drivers/pci/probe.c (dev_set_name of pci_setup_device), net/core/dev.c (dev_valid_name).

/** `sda` of `sda1`, `nvme0n1` of `nvme0n1p2`; null for what is no disk by its name. */
export function diskOf(device: string): string | null {
  const disk =
    /^(?:([shv]d[a-z]{1,3}|xvd[a-z]{1,3})(?:\d{1,3})?|(nvme\d{1,4}(?:c\d{1,4})?n\d{1,6}|mmcblk\d{1,3}|nbd\d{1,5}|drbd\d{1,7}|loop\d{1,5}|md\d{1,5})(?:p\d{1,3})?)$/.exec(
      device,
    );
  return disk?.[1] ?? disk?.[2] ?? null;
}

/**
 * With its domain or, as the IOMMU prints it, without; without a function, behind `PCI:`, as NVIDIA's
 * driver does.
 */
function pciAddressOf(device: string): string | null {
  return (
    /^(?:PCI:)?((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]|[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2})$/.exec(
      device,
    )?.[1] ?? null
  );
}

/** Kinds whose device is a network interface, or else the card. */
const ofInterfaces = new Set([
  'netdev-watchdog',
  'unregister-netdevice',
  'nic-firmware',
  'bridge-loop',
  'duplicate-address',
  'link-down',
]);

/** Names that commands use: `lspci -s <pci>`, `ethtool <interface>`, `smartctl -a /dev/<disk>`. */
export const deviceRoles = ['pci', 'interface', 'disk'] as const;

/** Which of them a device of this kind of event has, and what stands for it in the printed name. */
export function rolesOf(kind: string, device: string): [role: string, value: string][] {
  const pci = pciAddressOf(device);
  if (pci !== null) return [['pci', pci]];
  if (ofInterfaces.has(kind)) return /[:/]|^phy\d/.test(device) ? [] : [['interface', device]];
  const disk = diskOf(device);
  return disk === null ? [] : [['disk', disk]];
}
