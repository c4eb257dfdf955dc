// What the wizard can do now, told to the palette (../palette.ts) whenever it opens.

import { useEffect, useRef } from 'preact/hooks';
import type { ActionsEvent, PaletteAction } from '../palette.ts';

export function usePalette(actions: () => readonly PaletteAction[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const answer = (event: Event) => (event as ActionsEvent).detail.add(latest.current());
    document.addEventListener('panicroom:actions', answer);
    return () => document.removeEventListener('panicroom:actions', answer);
  }, []);
}
