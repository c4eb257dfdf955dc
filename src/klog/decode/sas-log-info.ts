// What a SAS controller of the LSI family says of a command that went wrong.
//   mpt3sas_cm0: log_info(0x31110d00): originator(PL), code(0x11), sub_code(0x0d00)
//   mptbase: ioc1: LogInfo(0x31140000): Originator={PL}, Code={IO Executed}, SubCode(0x0000)
//                           ^ SAS
//                            ^ who: 0 the controller's processor, 1 the protocol layer, 2 its RAID
//                             ^^ code, ^^ and where a reset or an abort came from
// Source: drivers/scsi/mpt3sas/mpt3sas_base.c (_base_sas_log_info), drivers/message/fusion/mptbase.c
// (mpt_sas_log_info, pl_code_str), drivers/message/fusion/lsi/mpi_log_sas.h (PL_LOGINFO_CODE_*).

const frames = 'frames were damaged or lost on the SAS link: cable, backplane or expander';
const sataError = 'a SATA drive failed a command, and what was queued with it: see its sense data';

const protocol: Record<number, string> = {
  1: 'the disk could not be connected to: cable, backplane, expander, or the disk',
  2: 'driver and controller disagree on the memory to use',
  3: frames,
  4: frames,
  6: sataError,
  7: sataError,
  8: sataError,
  9: sataError,
  10: frames,
  11: frames,
  12: frames,
  13: 'the link to a SATA drive went down: cable, backplane, power, or the drive',
  14: 'a SATA drive was being looked for while commands ran',
  16: 'a SATA drive did not answer when it was looked for',
  17: 'the command was ended by a reset of the disk or its link',
  18: 'the command was given up on the SAS link: cable, backplane, expander, or the disk',
  19: 'the command was given up before it was sent, mostly after it had waited too long',
  20: 'the command was given up while the disk worked on it, mostly after a timeout',
  23: 'the disk was gone from the link for a moment: cable, backplane, power, or the disk',
  24: frames,
};

/** `0x31110d00`; null for another bus or a code that says nothing more. */
export function decodeSasLogInfo(value: string): string | null {
  if (!/^0x3[0-9a-f]{7}$/i.test(value)) return null;
  const info = Number.parseInt(value, 16);
  const origin = (info >>> 24) & 0xf;
  if (origin === 0) return 'said by the processor of the controller itself';
  if (origin === 2) return 'said by the RAID firmware of the controller';
  const code = (info >>> 16) & 0xff;
  const meaning = protocol[code];
  const within = code === 0x11 || code === 0x12 ? protocol[(info >>> 8) & 0xff] : undefined;
  if (meaning === undefined || origin !== 1) return null;
  return within === undefined ? meaning : `${meaning}; because ${within}`;
}
