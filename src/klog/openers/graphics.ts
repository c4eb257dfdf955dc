// Graphics processors.
// Sources: drivers/gpu/drm/amd/amdgpu/amdgpu_job.c, drivers/gpu/drm/i915/i915_gpu_error.c,
// drivers/gpu/drm/radeon/radeon_fence.c; NVIDIA's Xid catalogue.

import type { Opener } from './opener.ts';

export const graphics: Opener[] = [
  {
    kind: 'gpu-hang',
    literals: [
      '*ERROR* ring ',
      'GPU HANG',
      'GPU lockup',
      ' timeout, signaled seq=',
      'GPU fault detected',
    ],
    pattern:
      /^(?:(?:amdgpu|i915|radeon|xe) (?<device>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?.{0,80}?(?:\*ERROR\* ring (?<ring>\S{1,24}) timeout|ring (?<ring2>\S{1,24}) timeout, signaled seq|GPU HANG: ecode (?<ecode>[0-9a-f:x]{3,24})(?:, in (?<comm>.{1,32}?) \[(?<pid>\d{1,10})\])?|GPU lockup)/,
    title: 'GPU hang',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nvidia-xid',
    literals: ['NVRM: Xid'],
    pattern:
      /NVRM: Xid \((?<device>[^)]{4,40})\): (?<xid>\d{1,4})(?:, pid=(?<pid>\d{1,10}))?(?:, name=(?<comm>[\w./:-]{1,32}))?/,
    title: 'NVRM: Xid {xid}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'xid'],
  },
];
