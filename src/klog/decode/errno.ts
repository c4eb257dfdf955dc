// Error numbers that drivers print raw: `error -71`, `errno=-28`.
// Source: include/uapi/asm-generic/errno-base.h, errno.h; Documentation/driver-api/usb/error-codes.rst for
// what USB means by them.

const meanings: Record<number, string> = {
  2: 'ENOENT: it is not there',
  4: 'EINTR: interrupted',
  5: 'EIO: input or output failed',
  6: 'ENXIO: no such device or address',
  11: 'EAGAIN: try again',
  12: 'ENOMEM: no memory',
  13: 'EACCES: not allowed',
  16: 'EBUSY: in use',
  17: 'EEXIST: it is there already',
  19: 'ENODEV: the device is gone',
  22: 'EINVAL: a value that makes no sense',
  27: 'EFBIG: too large',
  28: 'ENOSPC: no space left',
  30: 'EROFS: read-only',
  32: 'EPIPE: broken pipe; on USB, the device refused the request',
  62: 'ETIME: a timer ran out; on USB, no answer in time',
  71: 'EPROTO: protocol error; on USB, the signal was garbled: cable, port, power',
  74: 'EBADMSG: the data does not fit its checksum',
  75: 'EOVERFLOW: more came than fits',
  84: 'EILSEQ: damaged on the way; on USB and memory cards, a checksum of the transfer failed',
  95: 'EOPNOTSUPP: not supported',
  108: 'ESHUTDOWN: it was shut down',
  110: 'ETIMEDOUT: no answer in time',
  111: 'ECONNREFUSED: the other side refused',
  113: 'EHOSTUNREACH: no way to the other side',
  117: 'EUCLEAN: the filesystem is damaged',
  121: 'EREMOTEIO: the other side reports an error',
  122: 'EDQUOT: the quota is used up',
};

/** Null for a number that is not listed. */
export function decodeErrno(value: string): string | null {
  return meanings[Math.abs(Number(value))] ?? null;
}
