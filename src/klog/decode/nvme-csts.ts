// NVMe's controller status, in `controller is down; will reset: CSTS=0x3, PCI_STATUS=0x10`.
// Source: include/linux/nvme.h (NVME_CSTS_RDY, _CFS, _SHST_*, _NSSRO), drivers/nvme/host/pci.c
// (nvme_should_reset, nvme_warn_reset).

/** Null for what is no status. */
export function decodeCsts(value: string): string | null {
  if (!/^0x[0-9a-f]{1,8}$/i.test(value)) return null;
  const csts = Number(value);
  if (csts === 0xffffffff) {
    return 'all ones: the drive does not answer on the bus any more (power, slot, link, or the drive is dead)';
  }
  const parts: string[] = [];
  if (csts & 2) parts.push('the controller reports a fatal error of its own');
  if (csts & 16) parts.push('the subsystem was reset');
  if ((csts & 12) === 8) parts.push('it has shut down');
  else if ((csts & 12) === 4) parts.push('it is shutting down');
  parts.push(csts & 1 ? 'it says it is ready' : 'it is not ready');
  return parts.join('; ');
}
