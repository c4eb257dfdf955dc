// What the wizard reads, as classic scripts that set a global: fetch is refused on file://.

import type { Knowledge } from '../model/knowledge.ts';

export interface WizardSample {
  name: string;
  title: string;
  text: string;
}

export const knowledgeScript = (knowledge: Knowledge): string =>
  `globalThis.panicroomKnowledge=${asScript(knowledge)};\n`;

export const samplesScript = (samples: WizardSample[]): string =>
  `globalThis.panicroomSamples=${asScript(samples)};\n`;

/** JSON that is safe inside a script element as well. */
function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
