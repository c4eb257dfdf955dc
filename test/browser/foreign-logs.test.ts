// Logs that the wizard was not written for: whole serial consoles of kernels that failed in QEMU, as
// the shared corpus has them, pasted over file:// with the network off and followed to commands with the
// values from the log. Left out, and said so, where the corpus is not here.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { distFolder } from '../dist-folder.ts';
import { openWizard } from './wizard-page.ts';

const corpus = join(process.env.PANICROOM_CORPORA ?? resolve('../shared/corpus'), 'qemu');
const present = existsSync(join(corpus, 'labels.jsonl'));

interface Label {
  id: string;
  kind: string;
  module?: string;
  device?: string;
}

const labels: Label[] = present
  ? readFileSync(join(corpus, 'labels.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  : [];
const graph = JSON.parse(readFileSync(join(distFolder(), 'graph.json'), 'utf8')) as {
  edges: { from: string; to: string; type: string }[];
};
const covered = new Set(
  graph.edges.filter(({ type }) => type === 'covers').map(({ to }) => to.replace('kind:', '')),
);
// Every third: enough of each area, and the run stays short.
const chosen = labels.filter(({ kind }) => covered.has(kind)).filter((_, index) => index % 3 === 0);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.skipIf(!present)(
  present ? 'a log from elsewhere' : 'logs from elsewhere: left out, the shared corpus is not here',
  () => {
    test.each(chosen)('$id, $kind, leads to commands with its values', async (label) => {
      const wizard = await openWizard(browser);
      await wizard.page.context().setOffline(true);
      await wizard.log.fill(readFileSync(join(corpus, `${label.id}.txt`), 'utf8'));
      await wizard.result.getByRole('heading', { level: 2, name: label.kind }).waitFor();
      expect(await wizard.page.locator('.plan-command').count()).toBeGreaterThan(3);
      // A disk's filesystem is looked at by the disk's name, not by its module's.
      const value = label.device ?? label.module;
      if (value !== undefined) {
        const filled = await wizard.page
          .locator('.plan-command .filled-value')
          .evaluateAll((values) => values.map((value) => value.textContent));
        expect(filled).toContain(value);
      }
      expect(await wizard.page.locator('.log-line.is-evidence').count()).toBeGreaterThan(0);
      expect(wizard.complaints).toEqual([]);
      await wizard.close();
    });
  },
);
