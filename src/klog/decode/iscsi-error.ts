// Why an iSCSI connection broke: `connection1:0: detected conn error (1020)`.
// Source: include/scsi/iscsi_if.h (enum iscsi_err, ISCSI_ERR_BASE is 1000).

const protocol = 'initiator and target disagree: a fault of one of the two programs';
const errors: Record<number, string> = {
  1001: protocol,
  1002: protocol,
  1003: protocol,
  1004: protocol,
  1005: protocol,
  1006: protocol,
  1007: protocol,
  1008: protocol,
  1009: 'the target named a disk that the command was not for',
  1010: protocol,
  1011: 'the connection failed: the network, or the target went away',
  1012: protocol,
  1013: 'the session failed',
  1014: 'the head of a packet arrived damaged: network cards, cables, switches',
  1015: 'the data of a packet arrived damaged: network cards, cables, switches',
  1019: 'sending failed: the network, or the target went away',
  1020: 'the target closed the connection: it was restarted, is overloaded, or another host took its session',
  1021: 'the kernel broke the session off because commands had waited too long',
  1022: 'the target did not answer a ping in time: the network, or a target that hangs',
};

/** Null for a number that says nothing more. */
export function decodeIscsiError(value: string): string | null {
  return errors[Number(value)] ?? null;
}
