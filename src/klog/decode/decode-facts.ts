// What a fact's value means, where a tired person would have to look it up: a table of decoders, a
// file each.

import type { Fact } from '../../model/kernel-log.ts';
import { describeTaint } from '../taint.ts';
import { decodeAddress, decodeKasanRange, poisonIn } from './address.ts';
import {
  decodeAtaErrorBits,
  decodeAtaFailure,
  decodeAtaLink,
  decodeAtaStatusBits,
  decodeEmask,
  decodeSerror,
} from './ata-error.ts';
import { decodePageReason } from './bad-page.ts';
import { decodeBlockNumber } from './block-number.ts';
import {
  decodeBlockError,
  decodeBlockOperation,
  decodeDeviceLimit,
  decodeSector,
} from './block-request.ts';
import {
  decodeEfiStatus,
  decodeFirmwareFileError,
  decodeInitError,
  decodeRootError,
  decodeUnpackReason,
} from './boot-error.ts';
import { decodeCheckerWords } from './checker-words.ts';
import { decodeErrno } from './errno.ts';
import { decodeEsr } from './esr.ts';
import { decodeExitCode } from './exit-code.ts';
import { decodeGfpMask } from './gfp-mask.ts';
import {
  decodeContextFault,
  decodeIommuEvent,
  decodeIommuFlags,
  decodeIommuReason,
  decodeIommuSource,
  decodeSmmuEvent,
} from './iommu-fault.ts';
import { decodeIscsiError } from './iscsi-error.ts';
import { decodeMachineCheck, decodeMachineCheckFlags } from './machine-check.ts';
import {
  decodeDimmLabel,
  decodeEdacType,
  decodeFirmwareSeverity,
  decodeMemoryErrorType,
  decodePage,
} from './memory-error.ts';
import { decodeModuleFlags, decodeSupported } from './module-flags.ts';
import { decodeNmiReason } from './nmi-reason.ts';
import { decodeXid } from './nvidia-xid.ts';
import { decodeCsts } from './nvme-csts.ts';
import { decodeNvmeStatus, decodePciStatus, decodeQueue } from './nvme-status.ts';
import { decodeObjectMisuse } from './object-misuse.ts';
import { decodeOomConstraint } from './oom-constraint.ts';
import { decodePageFaultError } from './page-fault-error.ts';
import {
  decodeAerAgent,
  decodeAerBit,
  decodeAerCorrected,
  decodeAerLayer,
  decodeAerSeverity,
  decodeAerUncorrected,
  decodeDpcStatus,
  decodePciId,
  decodeRecovery,
} from './pcie-aer.ts';
import { decodeSasLogInfo } from './sas-log-info.ts';
import { decodeDriverByte, decodeHostByte } from './scsi-result.ts';
import { decodeAdditionalSense, decodeSenseKey } from './scsi-sense.ts';

import { decodeTlpHeader } from './tlp-header.ts';

/** `release`: of the kernel that spoke, where the report names it. */
type Decoder = (value: string, release: string | null) => string | null;

const decoders: Record<string, Decoder> = {
  taint: (letters, release) =>
    describeTaint(letters, release)
      .map((flag) => `${flag.letter}: ${flag.meaning}`)
      .join(' '),
  'oops-error-code': (code) => decodePageFaultError(Number.parseInt(code, 16)),
  exitcode: (code) => decodeExitCode(Number(code)),
  address: decodeAddress,
  'kasan-range': decodeKasanRange,
  'poisoned-register': (text) => {
    const [register = '', value = ''] = text.split(/:\s*/);
    const meaning = poisonIn(value);
    return meaning === null ? null : `${register} held ${meaning}`;
  },
  esr: decodeEsr,
  bug: decodeCheckerWords,
  misuse: decodeObjectMisuse,
  'page-reason': decodePageReason,
  'root-error': decodeRootError,
  'init-error': decodeInitError,
  'load-error': decodeFirmwareFileError,
  'efi-status': decodeEfiStatus,
  'unpack-reason': decodeUnpackReason,
  'kernel-stack': () =>
    'The word at the end of the stack is overwritten: the task used more stack than it has, or something wrote over it.',
  status: (value) => decodeMachineCheck(value),
  'deferred-status': (value) => decodeMachineCheck(value, true),
  'mce-flags': decodeMachineCheckFlags,
  csts: decodeCsts,
  device: decodeBlockNumber,
  map: decodeBlockNumber,
  'nvme-queue': decodeQueue,
  gfp: decodeGfpMask,
  constraint: decodeOomConstraint,
  'pci-status': decodePciStatus,
  'nvme-status': decodeNvmeStatus,
  'abort-status': decodeNvmeStatus,
  'block-error': decodeBlockError,
  operation: decodeBlockOperation,
  sector: decodeSector,
  'device-limit': decodeDeviceLimit,
  'controller-log': decodeSasLogInfo,
  hostbyte: decodeHostByte,
  driverbyte: decodeDriverByte,
  'sense-key': decodeSenseKey,
  'additional-sense': decodeAdditionalSense,
  emask: decodeEmask,
  serr: decodeSerror,
  serror: decodeSerror,
  'ata-failure': decodeAtaFailure,
  'ata-link': decodeAtaLink,
  'ata-status': decodeAtaStatusBits,
  'ata-error': decodeAtaErrorBits,
  type: decodeEdacType,
  dimm: decodeDimmLabel,
  page: decodePage,
  'firmware-severity': decodeFirmwareSeverity,
  'memory-error': decodeMemoryErrorType,
  severity: decodeAerSeverity,
  layer: decodeAerLayer,
  agent: decodeAerAgent,
  'aer-error': decodeAerBit,
  'pci-id': decodePciId,
  'iommu-reason': decodeIommuReason,
  'iommu-event': decodeIommuEvent,
  'iommu-flags': decodeIommuFlags,
  'iommu-source': decodeIommuSource,
  'smmu-event': decodeSmmuEvent,
  fsr: decodeContextFault,
  'aer-corrected': decodeAerCorrected,
  'aer-uncorrected': decodeAerUncorrected,
  'tlp-header': decodeTlpHeader,
  'dpc-status': decodeDpcStatus,
  errno: decodeErrno,
  'iscsi-error': decodeIscsiError,
  'nmi-reason': decodeNmiReason,
  recovery: decodeRecovery,
  xid: decodeXid,
  'flagged-module': decodeModuleFlags,
  supported: decodeSupported,
};

export function decodeFacts(facts: Fact[], release: string | null): Fact[] {
  return facts.map((fact) => {
    if (fact.meaning !== null) return fact;
    const meaning = decoders[fact.name]?.(fact.value, release) ?? null;
    return meaning === null || meaning === '' ? fact : { ...fact, meaning };
  });
}
