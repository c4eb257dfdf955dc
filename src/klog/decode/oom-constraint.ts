// Whose memory ran out, in `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=…`.
// Source: include/linux/oom.h (enum oom_constraint), mm/oom_kill.c (constrained_alloc).

const constraints: Record<string, string> = {
  CONSTRAINT_NONE: 'the whole machine ran out of memory',
  CONSTRAINT_CPUSET:
    'the memory nodes that its cpuset allows ran out; other nodes may have had memory (cpuset.mems)',
  CONSTRAINT_MEMORY_POLICY:
    'the memory nodes that its NUMA policy allows ran out; other nodes may have had memory (numactl, mbind)',
  CONSTRAINT_MEMCG: 'a cgroup reached its limit, whatever memory the machine had left',
};

/** Null for a word that no kernel prints. */
export function decodeOomConstraint(value: string): string | null {
  return constraints[value] ?? null;
}
