// What the page's other classic scripts leave for the wizard: knowledge.js and samples.js.

import type { Knowledge } from '../../../model/knowledge.ts';

export interface Sample {
  name: string;
  title: string;
  text: string;
}

interface PageGlobals {
  panicroomKnowledge?: Knowledge;
  panicroomSamples?: Sample[];
}

/** Null where the script did not load: a copy of the site without its assets. */
export function pageKnowledge(): Knowledge | null {
  return (globalThis as PageGlobals).panicroomKnowledge ?? null;
}

export function pageSamples(): Sample[] {
  return (globalThis as PageGlobals).panicroomSamples ?? [];
}
