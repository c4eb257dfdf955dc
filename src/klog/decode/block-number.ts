// A block device by its number, as the device-mapper and the swap code name their devices: `8:32`.
// Source: Documentation/admin-guide/devices.txt (block majors), block/genhd.c (/dev/block is udev's,
// rules.d/50-udev-default.rules); drivers/scsi/sd.c (sd_major, sd_format_disk_name).

/** Majors of SCSI disks, sixteen disks each, sixteen minors a disk. */
const scsiMajors = [8, 65, 66, 67, 68, 69, 70, 71, 128, 129, 130, 131, 132, 133, 134, 135];

const names: Record<number, (minor: number) => string> = {
  7: (minor) => `loop${minor}`,
  9: (minor) => `md${minor}`,
  11: (minor) => `sr${minor}`,
  43: (minor) => `nbd${minor >> 4} or a partition of it`,
};

/** Null for what is no number of a device. */
export function decodeBlockNumber(value: string): string | null {
  const number = /^(\d{1,4}):(\d{1,7})$/.exec(value);
  if (number === null) return null;
  const [major, minor] = [Number(number[1]), Number(number[2])];
  const path = `/dev/block/${major}:${minor}`;
  const name = nameOf(major, minor);
  return name === null ? path : `${name} (${path})`;
}

function nameOf(major: number, minor: number): string | null {
  const block = scsiMajors.indexOf(major);
  if (block >= 0) {
    const partition = minor & 15;
    return `sd${letters(block * 16 + (minor >> 4))}${partition || ''}`;
  }
  // 240 to 254 are given out at boot; the device-mapper is the usual taker of the last ones.
  if (major >= 252 && major <= 254)
    return `dm-${minor}, if ${major} is the device-mapper's number here`;
  return names[major]?.(minor) ?? null;
}

/** 0 is a, 25 is z, 26 is aa. */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
