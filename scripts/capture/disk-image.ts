// In: a disk of a row. Out: its image, a scratch file, with a file system that is whole or damaged.
//
// Damage is done to structures found by reading the image, not at places learnt from one mkfs.

import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noise } from './build-initrd.ts';
import { runTool } from './run-tool.ts';
import type { Damage, Disk } from './scenario.ts';

export interface DiskImage {
  path: string;
  /** Runs of the ext4 journal: first sector of 512 bytes, and how many. */
  journal: [first: number, count: number][];
}

const blockBytes = 4096;

export async function makeDiskImage(disk: Disk, index: number, folder: string): Promise<DiskImage> {
  const path = join(folder, `disk${index}.img`);
  const file = await open(path, 'w+');
  try {
    await file.truncate(disk.megabytes * 1024 * 1024);
    if (disk.holds === undefined) return { path, journal: [] };
    await makeFileSystem(disk, path, folder);
    if (disk.damage !== undefined) await damage(disk.damage, disk, path, file);
    return { path, journal: disk.holds === 'ext4' ? await journalRuns(path) : [] };
  } finally {
    await file.close();
  }
}

/** Names and contents by which the damage finds what it is after. */
const markedName = 'report-of-the-night';
const marked = 'contents that the checksum knows ';

async function makeFileSystem(disk: Disk, path: string, folder: string): Promise<void> {
  const contents = join(folder, 'contents');
  for (let number = 1; number <= 5; number++) {
    const directory = join(contents, `directory${number}`);
    await mkdir(directory, { recursive: true });
    for (let file = 1; file <= 40; file++) {
      await writeFile(join(directory, `${markedName}-${file}`), `file ${number} ${file}\n`);
    }
  }
  await writeFile(join(contents, 'blob'), noise(3_000_000));
  await writeFile(join(contents, 'marked'), marked.repeat(8192));
  switch (disk.holds) {
    case 'ext4':
      await runTool('mke2fs', [
        ...['-q', '-F', '-t', 'ext4', '-b', String(blockBytes), '-d', contents, path],
      ]);
      return;
    case 'xfs':
      await runTool('mkfs.xfs', ['-q', '-f', path]);
      return;
    case 'btrfs':
      await runTool('mkfs.btrfs', ['-q', '-f', '--rootdir', contents, path]);
  }
}

async function damage(what: Damage, disk: Disk, path: string, file: FileHandle): Promise<void> {
  const wreck = (at: number, bytes: number) => file.write(noise(bytes), 0, bytes, at);
  if (disk.holds === 'btrfs') {
    const needle = what === 'file-contents' ? marked : markedName;
    const places = await findBlocks(file, needle);
    if (places.length === 0) throw new Error(`"${needle}" is nowhere on the btrfs image`);
    // A tree block has a checksum and a second copy: all copies are wrecked, behind their header.
    for (const place of what === 'file-contents' ? places.slice(0, 4) : places) {
      await wreck(place + 256, 512);
    }
    return;
  }
  if (disk.holds === 'xfs') {
    const xfs = await readXfsSuperblock(file);
    const at = {
      'root-inode': xfs.rootInode,
      'allocation-header': xfs.sectorBytes,
      superblock: 100,
    };
    await wreck(at[what as keyof typeof at], what === 'root-inode' ? 16_384 : 64);
    return;
  }
  const groups = await runTool('dumpe2fs', [path]);
  const block = (name: string) => {
    const found = new RegExp(`${name} at (\\d+)`).exec(groups);
    if (!found) throw new Error(`dumpe2fs names no ${name}`);
    return Number(found[1]) * blockBytes;
  };
  switch (what) {
    case 'inode-table':
      // The first eleven inodes are the file system's own: without them there is no mount at all.
      await wreck(block('Inode table') + 256 * 11, 12_000);
      return;
    case 'block-bitmap':
      await file.write(new Uint8Array(blockBytes), 0, blockBytes, block('Block bitmap'));
      return;
    case 'group-descriptors':
      await wreck(blockBytes, blockBytes);
      return;
    case 'superblock':
      await wreck(1024 + 200, 40);
      return;
    case 'directory': {
      const blocks = await runTool('debugfs', ['-R', 'blocks /directory3', path]);
      await wreck(Number(blocks.trim().split(/\s+/)[0]) * blockBytes, blockBytes);
    }
  }
}

/** Places of the blocks that hold a text, at most one a block. */
async function findBlocks(file: FileHandle, text: string): Promise<number[]> {
  const found: number[] = [];
  const { size } = await file.stat();
  const buffer = Buffer.alloc(1024 * 1024);
  for (let at = 0; at < size; at += buffer.length) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    for (let block = 0; block < bytesRead; block += blockBytes) {
      if (buffer.subarray(block, block + blockBytes).includes(text)) found.push(at + block);
    }
  }
  return found;
}

/** Fields of the superblock (fs/xfs/libxfs/xfs_format.h, struct xfs_dsb), big endian. */
async function readXfsSuperblock(file: FileHandle) {
  const block = Buffer.alloc(512);
  await file.read(block, 0, 512, 0);
  const inode = block.readBigUInt64BE(56);
  const inodesPerBlockLog = block.readUInt8(123);
  const inodeBytes = block.readUInt16BE(104);
  const perBlock = 1n << BigInt(inodesPerBlockLog);
  const rootInode =
    Number(inode / perBlock) * block.readUInt32BE(4) + Number(inode % perBlock) * inodeBytes;
  return { rootInode, sectorBytes: block.readUInt16BE(102) };
}

async function journalRuns(path: string): Promise<[number, number][]> {
  const blocks = (await runTool('debugfs', ['-R', 'blocks <8>', path])).trim().split(/\s+/);
  const perBlock = blockBytes / 512;
  const runs: [number, number][] = [];
  for (const number of blocks.map(Number)) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === number * perBlock) last[1] += perBlock;
    else runs.push([number * perBlock, perBlock]);
  }
  return runs;
}
