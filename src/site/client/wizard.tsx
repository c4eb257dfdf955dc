// Entry of the wizard's script: mounts it where the page left a place, with what the page's other
// scripts brought.

import workerSource from 'panicroom:triage-worker';
import { render } from 'preact';
import { scriptDoor } from './trusted-types.ts';
import { pageKnowledge, pageSamples } from './wizard/page-globals.ts';
import type { WorkerLike } from './wizard/triage-client.ts';
import { Wizard } from './wizard/wizard.tsx';

const workerUrl = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
const trusted = scriptDoor('panicroom-wizard', workerUrl);
const createWorker = () => new Worker(trusted(workerUrl)) as unknown as WorkerLike;

const place = document.getElementById('wizard');
const knowledge = pageKnowledge();
if (place) {
  // What was typed before this script came.
  const early = place.querySelector('textarea');
  const isFocused = early !== null && document.activeElement === early;
  place.replaceChildren();
  render(
    knowledge ? (
      <Wizard
        knowledge={knowledge}
        samples={pageSamples()}
        root={place.dataset.root ?? ''}
        version={place.dataset.version ?? ''}
        createWorker={createWorker}
      />
    ) : (
      <p role="alert">
        The knowledge did not load: <code>assets/knowledge.js</code> is missing beside this page.
        Copy the whole folder, or use the single file.
      </p>
    ),
    place,
  );
  const field = place.querySelector('textarea');
  if (field && early?.value) {
    field.value = early.value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (isFocused) field?.focus();
}
