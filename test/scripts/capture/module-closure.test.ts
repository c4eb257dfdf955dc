import { describe, expect, test } from 'vitest';
import {
  moduleClosure,
  moduleName,
  readModulesDep,
} from '../../../scripts/capture/module-closure.ts';

const dep = readModulesDep(
  [
    'kernel/fs/ext4/ext4.ko.xz: kernel/fs/jbd2/jbd2.ko.xz kernel/fs/mbcache.ko.xz',
    'kernel/fs/jbd2/jbd2.ko.xz:',
    'kernel/fs/mbcache.ko.xz:',
    'kernel/drivers/scsi/sd_mod.ko.xz: kernel/drivers/scsi/scsi_mod.ko.xz',
    'kernel/drivers/scsi/scsi_mod.ko.xz: kernel/drivers/scsi/scsi_common.ko.xz',
    'kernel/drivers/scsi/scsi_common.ko.xz:',
    'kernel/crypto/crc32c-generic.ko.xz:',
    '',
  ].join('\n'),
);
const builtin = 'kernel/drivers/virtio/virtio_pci.ko\nkernel/fs/exportfs/exportfs.ko\n';
const names = (wanted: string[]) => moduleClosure(wanted, dep, builtin).map(moduleName);

describe('the modules that a guest needs', () => {
  test('come before what needs them, each once', () => {
    expect(names(['ext4', 'jbd2', 'ext4'])).toEqual(['jbd2', 'mbcache', 'ext4']);
  });

  test('are followed where a file names only what is needed directly', () => {
    expect(names(['sd_mod'])).toEqual(['scsi_common', 'scsi_mod', 'sd_mod']);
  });

  test('are the same with a hyphen and an underscore, as for modprobe', () => {
    expect(names(['crc32c_generic'])).toEqual(['crc32c_generic']);
    expect(names(['crc32c-generic'])).toEqual(['crc32c_generic']);
  });

  test('are not files where the kernel has them built in', () => {
    expect(names(['virtio-pci', 'exportfs'])).toEqual([]);
  });

  test('are named where the kernel has them in no form', () => {
    expect(() => names(['ext5'])).toThrow('this kernel has no module ext5');
  });

  test('end where two name each other', () => {
    const ring = readModulesDep('a.ko: b.ko\nb.ko: a.ko\n');
    expect(moduleClosure(['a'], ring, '').map(moduleName)).toEqual(['b', 'a']);
  });
});
