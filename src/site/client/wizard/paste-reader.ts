// Holds what was pasted, and has it read: one text at a time, the one on screen first. A text that
// was opened goes to the worker before its first drawing, so that both happen at the same time; one
// that is typed waits for a pause.

import { changePastes, nextToRead, noPastes, type Pastes, type PastesAction } from './pastes.ts';
import type { TriageClient } from './triage-client.ts';

export interface PasteReader {
  change(action: PastesAction): void;
}

/** @param show is told of each change; the reading that it asks for has begun by then. */
export function createPasteReader(
  client: Pick<TriageClient, 'start'>,
  show: (pastes: Pastes) => void,
): PasteReader {
  let pastes = noPastes;
  let awaited = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  const change = (action: PastesAction) => {
    pastes = changePastes(pastes, action);
    readNext();
    show(pastes);
  };

  const readNext = () => {
    const next = nextToRead(pastes);
    const wanted = next === null ? '' : `${next.id}.${next.revision}`;
    if (wanted === awaited) return;
    awaited = wanted;
    clearTimeout(pause);
    if (next?.work?.state !== 'waiting') return;
    const { id: paste, revision, name, source } = next;
    const start = () => {
      change({ type: 'started', paste, revision });
      client.start(
        { name, source },
        {
          heard: (message) => change({ type: 'heard', paste, revision, message }),
          stopped: (why, wayOut) => change({ type: 'stopped', paste, revision, why, wayOut }),
        },
      );
    };
    if (next.work.delayMs === 0) start();
    else pause = setTimeout(start, next.work.delayMs);
  };

  return { change };
}
