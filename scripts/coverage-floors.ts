// What was measured beside what is asked for. Pure, so that the tests can see a floor fail.

export type Share = { covered: number; total: number };
export type Measured = { branches: Share; lines: Share };
export type Floors = Record<string, { branches: number; lines: number }>;

const parts = ['branches', 'lines'] as const;

export function percent({ covered, total }: Share): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

/** A line for each floor that is not reached, with its folder; a folder that is gone reaches none. */
export function fallenFloors(floors: Floors, measured: Record<string, Measured>): string[] {
  return Object.entries(floors).flatMap(([name, floor]) =>
    parts.flatMap((part) => {
      const share = measured[name]?.[part];
      const reached = share ? percent(share) : 0;
      return reached < floor[part]
        ? [`${name} ${part}: ${reached.toFixed(2)} %, floor ${floor[part]} %`]
        : [];
    }),
  );
}

/** Floors that are reached by now; none is ever lowered, and none is forgotten. */
export function raisedFloors(floors: Floors, measured: Record<string, Measured>): Floors {
  const raised = Object.entries(measured).map(([name, { branches, lines }]) => [
    name,
    {
      branches: Math.max(floors[name]?.branches ?? 0, floorOf(branches)),
      lines: Math.max(floors[name]?.lines ?? 0, floorOf(lines)),
    },
  ]);
  return { ...floors, ...Object.fromEntries(raised) };
}

/** Half a percent below, since random inputs reach a branch at one time and miss it at another. */
function floorOf(share: Share): number {
  return Math.max(0, Math.floor(percent(share) - 0.5));
}
