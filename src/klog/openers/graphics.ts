// Graphics processors, and the displays behind them.
// Sources: drivers/gpu/drm/amd/amdgpu/{amdgpu_job,amdgpu_device,gmc_v8_0,gmc_v9_0}.c,
// drivers/gpu/drm/i915/i915_gpu_error.c, drivers/gpu/drm/i915/gt/intel_reset.c,
// drivers/gpu/drm/xe/{xe_guc_submit,xe_device}.c, drivers/gpu/drm/radeon/{radeon_fence,radeon_ring}.c,
// drivers/gpu/drm/nouveau/nvkm/engine/fifo/gf100.c, drivers/gpu/drm/nouveau/nouveau_chan.c,
// drivers/gpu/drm/{panfrost/panfrost_job,etnaviv/etnaviv_gpu,msm/msm_gpu,lima/lima_sched,v3d/v3d_gem}.c,
// drivers/gpu/drm/drm_atomic_helper.c; NVIDIA's open kernel modules (src/nvidia, kernel-open/nvidia/nv.c).

import type { Opener } from './opener.ts';

const card = String.raw`(?:[\w-]{1,24} (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?`;

export const graphics: Opener[] = [
  {
    kind: 'gpu-hang',
    literals: [
      '*ERROR* ring ',
      'GPU HANG',
      'GPU lockup',
      ' timeout, signaled seq=',
      ' timeout, but soft recovered',
      'stalled for more than ',
    ],
    pattern: new RegExp(
      String.raw`^${card}.{0,80}?(?:\*ERROR\* ring (?<ring>\S{1,24}) timeout|ring (?<ring2>\S{1,24}) (?:timeout, (?:signaled seq|but soft recovered)|stalled for more than \d{1,9}msec)|GPU HANG: ecode (?<ecode>[0-9a-f:x]{3,24})(?:, in (?<comm>.{1,32}?) \[(?<pid>\d{1,10})\])?|GPU lockup)`,
    ),
    title: 'GPU hang',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    // What the driver does about it; by itself where the log begins behind the hang.
    kind: 'gpu-hang',
    literals: [
      'Resetting rcs',
      'Resetting bcs',
      'Resetting vcs',
      'Resetting vecs',
      'Resetting ccs',
      'Resetting chip for ',
      'Resetting chip after gpu hang',
      'GPU reset begin!',
      ' reset request timed out: ',
      '[drm] stuck on ',
      'cancelling all in-flight rendering',
      'Engine reset: engine_class=',
      'Timedout job: seqno=',
      'Xe has declared device ',
      'device lost from bus!',
      'recover hung GPU!',
      'gpu sched timeout, js=',
      'hangcheck recover!',
      'hangcheck detected gpu lockup',
      ' job timeout',
      'SCHED_ERROR ',
      'Resetting GPU for hang',
    ],
    pattern: new RegExp(
      String.raw`^${card}(?:drm\/i915: )?(?:(?:\[drm(?::\w{1,48}(?: \[\w{1,24}\])?)?\]|amdgpu:) ?){0,2}(?:\*ERROR\* )?(?:GT\d: )?(?:Resetting (?:[a-z]{3,4}\d{1,2}(?:,[a-z]{3,4}\d{1,2}){0,8}|chip) (?:for|after) (?<hang_reason>.{3,60}?)|GPU reset begin!|(?<ring2>[a-z]{3,4}\d{1,2}) reset request timed out: .{1,80}|stuck on (?<ring3>\w{3,12} ring)|(?:GPU recovery|\w{3,40}) timed out, cancelling all in-flight rendering|Engine reset: engine_class=(?<ring>\w{2,8}), .{1,80}|fifo: SCHED_ERROR [0-9a-f]{2}(?: \[(?<gpu_fault>\w{0,32})\])?|Timedout job: seqno=\d{1,10}.{0,80} in (?<comm>\S.{0,31}?) \[(?<pid>-?\d{1,10})\]|CRITICAL: Xe has declared device (?<device2>\S{1,24}) as wedged|device lost from bus!|Resetting GPU for hang|\w{1,24} job timeout)\.?$|^(?:panfrost|etnaviv-gpu|msm\w{0,12}|adreno|v3d) (?<device3>[\w.:-]{1,40}): .{0,60}?(?:gpu sched timeout, js=|recover hung GPU!|hangcheck (?:recover!|detected gpu lockup))`,
    ),
    title: 'GPU hang',
    form: 'line',
    rank: 2,
    joins: true,
    sameBy: ['device'],
  },
  {
    // A program's commands touched memory of the GPU that is not theirs.
    kind: 'gpu-hang',
    literals: ['page fault (src_id:', 'GPU fault detected: ', 'fifo: fault '],
    pattern: new RegExp(
      String.raw`^${card}(?:amdgpu: )?(?:\[(?<hub>\w{4,12})\] (?:(?:no-)?retry )?page fault \(src_id:\d{1,5} ring:\d{1,5} vmid:\d{1,3} pasid:\d{1,10}(?:, for process (?<comm>\S.{0,31}?) pid (?<pid>\d{1,10}) |\))|GPU fault detected: \d{1,5} 0x[0-9a-f]{8}|fifo: fault [0-9a-f]{2} \[(?<gpu_access>\w{0,16})\].{0,200}?reason [0-9a-f]{2} \[(?<gpu_fault>\w{0,32})\](?: on channel -?\d{1,5} \[[0-9a-f]{10} (?<comm2>.{1,32}?)\[(?<pid2>\d{1,10})\]\])?)`,
    ),
    title: 'GPU page fault',
    form: 'line',
    rank: 2,
    sameBy: ['device', 'comm'],
  },
  {
    kind: 'gpu-hang',
    literals: ['failed to idle channel '],
    pattern: new RegExp(
      String.raw`^${card}(?:\[drm\] )?(?<comm>.{1,32}?)\[(?<pid>\d{1,10})\]: failed to idle channel \d{1,6}`,
    ),
    title: 'GPU hang',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'gpu-hang',
    literals: ['flip_done timed out', 'commit wait timed out', 'vblank wait timed out'],
    pattern: new RegExp(
      String.raw`^${card}(?:\[drm[^\]]{0,64}\]{1,2} )?(?:\*ERROR\* )?(?:\[(?:CRTC|CONNECTOR|PLANE|ENCODER):\d{1,5}:(?<output>[\w .-]{1,32})\] )?(?<display_error>(?:flip_done|commit wait|vblank wait) timed out)`,
    ),
    title: 'display {output}: {display_error}',
    form: 'line',
    rank: 1,
    sameBy: ['device', 'display_error'],
  },
  {
    kind: 'nvidia-xid',
    literals: ['NVRM: Xid'],
    pattern:
      /NVRM: Xid \((?<device>[^)]{4,40})\): (?<xid>\d{1,4})(?:, pid='?(?<pid>\d{1,10}))?(?:, name=(?<comm>[\w./:-]{1,32}))?/,
    title: 'NVRM: Xid {xid}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'xid'],
  },
  {
    kind: 'nvidia-xid',
    literals: [
      'has fallen off the bus',
      'fallen off the bus and is not responding',
      'RmInitAdapter failed',
      'rm_init_adapter failed',
    ],
    pattern:
      /^NVRM: (?:(?:The NVIDIA )?GPU (?:at )?(?<device>(?:PCI:)?[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-7])?)(?: \([^)]{1,80}\))?:? )?(?:.{0,40}?has fallen off the bus|fallen off the bus and is not responding|RmInitAdapter failed! \((?<rm_status>[0-9a-fx:]{3,24})\)|rm_init_adapter failed)/,
    title: 'NVRM: the GPU could not be used',
    form: 'line',
    rank: 2,
    joins: true,
    sameBy: ['device'],
  },
  {
    kind: 'module-load-failure',
    literals: ['NVRM: API mismatch'],
    pattern: /^(?<module>NVRM): API mismatch: /,
    title: 'NVRM: API mismatch between the driver and its libraries',
    form: 'line',
    rank: 2,
  },
];
