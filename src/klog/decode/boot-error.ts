// Numbers and words that a boot ends with: why the root could not be opened, why a program did not start, why a
// firmware file was not loaded, what the machine's own firmware answered, why a kernel did not unpack.
// Sources: include/uapi/asm-generic/errno-base.h; init/do_mounts.c (mount_root_generic), fs/exec.c and
// fs/binfmt_elf.c (do_open_execat, load_elf_binary), drivers/base/firmware_loader/main.c;
// include/linux/efi.h (EFI_*), UEFI specification, appendix D; lib/decompress_*.c,
// arch/x86/boot/compressed/misc.c.

const ofRoot: Record<string, string> = {
  '-2': 'no device has this name',
  '-5': 'the device is there, but reading it failed',
  '-6': 'no driver offers such a device: its driver is missing, or the name is wrong',
  '-13': 'the device may not be opened for writing',
  '-16': 'something else holds the device',
  '-19': 'there is no such device, or no driver for its filesystem',
  '-30': 'the device is read-only',
  '-117': 'the filesystem on it is damaged',
};

const ofProgram: Record<string, string> = {
  '-2': 'the file is not there, or the loader or interpreter that it names is not',
  '-5': 'reading the file failed',
  '-8': 'it is no program for this processor, or a script without its first line (#!)',
  '-13': 'it is not marked executable, or its filesystem is mounted noexec',
  '-12': 'there was not enough memory to start it',
  '-40': 'too many symbolic links lead to it',
};

const ofFirmwareFile: Record<string, string> = {
  '-2': 'the file is not in /lib/firmware, nor in the initramfs if it was needed that early',
  '-5': 'reading the file failed',
  '-12': 'there was not enough memory to load it',
  '-11': 'it was asked for before any filesystem was there',
};

/** Behind `EFI_ERROR`, the highest bit of the word. */
const ofEfi: Record<number, string> = {
  1: 'the firmware could not load it (EFI_LOAD_ERROR)',
  2: 'a wrong parameter (EFI_INVALID_PARAMETER)',
  3: 'not supported (EFI_UNSUPPORTED)',
  5: 'a buffer was too small (EFI_BUFFER_TOO_SMALL)',
  6: 'not ready (EFI_NOT_READY)',
  7: 'the device failed (EFI_DEVICE_ERROR)',
  8: 'the firmware forbids writing (EFI_WRITE_PROTECTED)',
  9: 'no memory was left (EFI_OUT_OF_RESOURCES)',
  14: 'there is no such file (EFI_NOT_FOUND)',
  15: 'not allowed (EFI_ACCESS_DENIED)',
  18: 'it took too long (EFI_TIMEOUT)',
  21: 'given up (EFI_ABORTED)',
  26: 'Secure Boot refused it (EFI_SECURITY_VIOLATION)',
};

export const decodeRootError = (code: string): string | null => ofRoot[code] ?? null;
export const decodeInitError = (code: string): string | null => ofProgram[code] ?? null;
export const decodeFirmwareFileError = (code: string): string | null =>
  ofFirmwareFile[code] ?? null;

/** `0x800000000000000e`, of a firmware of 64 bits or 32; null for a status that is no error. */
export function decodeEfiStatus(status: string): string | null {
  const number = /^0x8(?:0{14}|0{6})?(?<code>[0-9a-f])$/.exec(status)?.groups?.code;
  const wide = /^0x8(?:0{13}|0{5})(?<code>[0-9a-f]{2})$/.exec(status)?.groups?.code;
  const code = number ?? wide;
  return code === undefined ? null : (ofEfi[Number.parseInt(code, 16)] ?? null);
}

/** The unpacker's words above `-- System halted`, of what the pattern in ../openers/details.ts takes. */
export function decodeUnpackReason(words: string): string {
  return /memory|phdrs|Destination/.test(words)
    ? 'there was no room in memory where the kernel has to be'
    : "the kernel's file is damaged or cut short, or memory is";
}
