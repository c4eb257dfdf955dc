// Errors of memory as EDAC and the firmware (APEI) report them: how bad, and which module.
//   EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x…
//   {1}[Hardware Error]: event severity: corrected
//   {1}[Hardware Error]:   error_type: 2, single-bit ECC
// Source: drivers/edac/edac_mc.c (edac_ce_error, edac_ue_error, the labels it makes up),
// drivers/edac/sb_edac.c and skx_common.c (labels), drivers/firmware/efi/cper.c
// (severity_strs, mem_err_type_strs, cper_mem_err_status_str), drivers/acpi/apei/ghes.c.

/** `CE` or `UE`; null for any other word. */
export function decodeEdacType(value: string): string | null {
  if (value === 'CE')
    return 'corrected: no data was lost; a module whose count keeps growing is failing';
  if (value === 'UE') return 'not corrected: data was lost, replace the module';
  return null;
}

/** Parts of a label, in small letters. */
const places: Record<string, string> = {
  cpu_srcid: 'socket',
  cpu: 'socket',
  ha: 'home agent',
  mc: 'memory controller',
  branch: 'branch',
  channel: 'channel',
  chan: 'channel',
  csrow: 'chip-select row',
  slot: 'slot',
  dimm: 'DIMM',
  memory: 'memory module',
};
const placeNumber =
  /(cpu_srcid|cpu|ha|mc|branch|channel|chan|csrow|slot|dimm|memory)#(\d{1,4})_?/gi;

/**
 * A label that the driver made up, `CPU_SrcID#0_Chan#1_DIMM#0` or `mc#0csrow#2channel#1`, as the parts
 * that it is made of. Null for a name that somebody gave: `DIMM_A1` needs no words.
 */
export function decodeDimmLabel(label: string): string | null {
  if (/^(?:any|unknown) memory$/.test(label)) return 'the controller cannot tell which module';
  if (/ or /.test(label)) return 'one of these modules: the controller cannot tell which';
  if (label.replace(placeNumber, '') !== '') return null;
  const words = [...label.matchAll(placeNumber)].map(
    ([, name, number]) => `${places[name!.toLowerCase()]} ${number}`,
  );
  if (words.length < 2) return null;
  return `${words.join(', ')}, counted from 0; the board's manual says which slot that is`;
}

/** `page:0x12345`: a page's number as its physical address, with pages of 4 KiB. */
export function decodePage(value: string): string | null {
  if (!/^0x[0-9a-f]{1,13}$/i.test(value) || Number(value) === 0) return null;
  return `physical address 0x${(BigInt(value) << 12n).toString(16)}, with pages of 4 KiB`;
}

const severities: Record<string, string> = {
  corrected: 'the hardware mended it; no data was lost, but count how often it happens',
  recoverable:
    'not corrected, but contained: the kernel can go on without what was hit, or end who used it',
  fatal: 'not corrected and not contained: the machine has to stop',
  info: 'the firmware only tells of it',
};

/** How the firmware rates an error: `event severity: fatal`. */
export function decodeFirmwareSeverity(value: string): string | null {
  return severities[value] ?? null;
}

const kinds: [RegExp, string][] = [
  [/^single-bit ECC|^single-symbol chipkill|^scrub corrected/, 'corrected by the ECC'],
  [
    /^multi-bit ECC|^multi-symbol chipkill|^scrub uncorrected/,
    'more bits than the ECC can correct: the data is lost',
  ],
  [/^parity error/, 'on the way to the module: seat and slot as well as the module'],
  [/^memory sparing|^mirror/i, 'the spare or the mirror of the memory was used'],
  [/^physical memory map-out/, 'the firmware takes that memory out of use'],
];

/** `single-bit ECC` of `error_type: 2, single-bit ECC`. */
export function decodeMemoryErrorType(words: string): string | null {
  return kinds.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
