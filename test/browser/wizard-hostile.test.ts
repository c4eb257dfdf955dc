// Whoever can make a kernel print can write into a log: task names, module names, hardware strings,
// device names. None of it may become anything but text.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { copiedTexts, dropFiles, openWizard, pasteText, type WizardPage } from './wizard-page.ts';

const payloads = [
  '<script>globalThis.hit=1</script>',
  '</script><script>globalThis.hit=1</script>',
  '<SCRIPT/SRC=data:,globalThis.hit=1></SCRIPT>',
  '<img src=x onerror=globalThis.hit=1>',
  '<svg onload=globalThis.hit=1>',
  '<svg><animate onbegin=globalThis.hit=1 attributeName=x dur=1s>',
  '<body onload=globalThis.hit=1>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '<iframe src="javascript:parent.hit=1">',
  '<a href="javascript:globalThis.hit=1">x</a>',
  'javascript:globalThis.hit=1',
  '"><img src=x onerror=globalThis.hit=1>',
  "' onmouseover='globalThis.hit=1",
  '" autofocus onfocus="globalThis.hit=1',
  '`\x24{globalThis.hit=1}`',
  '{{constructor.constructor("globalThis.hit=1")()}}',
  '\x24{globalThis.hit=1}',
  '<%= globalThis.hit=1 %>',
  '</textarea><script>globalThis.hit=1</script>',
  '</title></style></noscript><img src=x onerror=globalThis.hit=1>',
  '<!--<img src="--><img src=x onerror=globalThis.hit=1>',
  '<math><mtext></table><img src=x onerror=globalThis.hit=1>',
  '<details open ontoggle=globalThis.hit=1>',
  '<meta http-equiv=refresh content="0;url=javascript:globalThis.hit=1">',
  '<base href=//example.invalid/>',
  '<form action=javascript:globalThis.hit=1><input type=submit autofocus>',
  '<style>@import url(//example.invalid/x.css)</style>',
  '<object data=data:text/html,<script>parent.hit=1</script>>',
  '&lt;script&gt;globalThis.hit=1&lt;/script&gt;',
  '\\u003cscript\\u003eglobalThis.hit=1\\u003c/script\\u003e',
  '\0<script\0>globalThis.hit=1</script>',
  '\u202E<script>globalThis.hit=1</script>\u202C',
  '\u2066gpj.exe\u2069\u200B\u200D\uFEFF',
  '\u001B]8;;javascript:globalThis.hit=1\u0007x\u001B]8;;\u0007',
  '\uD800\uDFFF\uD800<b>',
  '__proto__',
  'constructor',
  '$(globalThis.hit=1);`reboot`;reboot',
] as const;

/** Where a hostile word stands in an otherwise honest report. */
const places: Record<string, (word: string) => string> = {
  'task name': (word) => report({ comm: word }),
  module: (word) => report({ module: word }),
  hardware: (word) => report({ hardware: word }),
  function: (word) => report({ function: word }),
  'a line of its own': (word) => `${report({})}\n${word}`,
};

interface Words {
  comm?: string;
  module?: string;
  hardware?: string;
  function?: string;
}

function report(words: Words): string {
  const {
    comm = 'insmod',
    module = 'kfail',
    hardware = 'QEMU',
    function: code = 'kfail_init',
  } = words;
  return [
    '[    0.000000] Linux version 6.1.0-56-amd64 (x@y) (gcc) #1 SMP',
    '[    5.803722] BUG: kernel NULL pointer dereference, address: 0000000000000040',
    '[    5.804322] Oops: 0000 [#1] PREEMPT SMP NOPTI',
    `[    5.804322] CPU: 0 PID: 92 Comm: ${comm} Tainted: G           OE      6.1.0-56-amd64 #1`,
    `[    5.804322] Hardware name: ${hardware}`,
    `[    5.804322] RIP: 0010:${code}+0x61/0x2000 [${module}]`,
    '[    5.804322] Call Trace:',
    `[    5.804322]  ${code}+0x59/0x220 [${module}]`,
    `[    5.804322] Modules linked in: ${module}(OE+)`,
    '[    5.804322] ---[ end trace 0000000000000000 ]---',
  ].join('\n');
}

/** All that the wizard ever draws; whatever else appears came out of a paste. */
const drawn = new Set(
  'a b button code dd details dialog div dl dt fieldset h1 h2 h3 h4 input kbd label legend li mark nav ol option p pre progress section select span strong summary textarea time ul'.split(
    ' ',
  ),
);

let browser: Browser;
let wizard: WizardPage;

beforeAll(async () => {
  browser = await launchBrowser();
  wizard = await openWizard(browser);
});
afterAll(async () => {
  await wizard?.close();
  await browser?.close();
});

/** Elements and attributes that no honest page has, and whether a payload ran. */
function inspect() {
  return wizard.page.evaluate(() => {
    const strange: string[] = [];
    const tags = new Set<string>();
    for (const element of document.querySelectorAll('#wizard *')) {
      tags.add(element.localName);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || /^\s*javascript:/i.test(value))
          strange.push(`${name}=${value}`);
      }
    }
    const ran = 'hit' in globalThis || Object.hasOwn(Object.prototype, 'hit');
    return { strange, tags: [...tags], ran, title: document.title };
  });
}

let cases = 0;
async function paste(text: string): Promise<void> {
  cases += 1;
  const mark = `case ${cases} of the hostile pastes`;
  await pasteText(wizard.page, `${text}\n[    5.900000] ${mark}`);
  await wizard.page.waitForFunction(
    (last) =>
      document.querySelector('.result')?.getAttribute('aria-busy') === 'false' &&
      document.querySelector('.log-lines')?.textContent?.includes(last),
    mark,
  );
}

describe.each(Object.entries(places))('hostile words as %s', (_, place) => {
  test.each(payloads)('%j', async (word) => {
    await paste(place(word));
    const { strange, tags, ran, title } = await inspect();
    expect({ ran, strange, title }).toEqual({ ran: false, strange: [], title: 'Panicroom' });
    expect(tags.filter((tag) => !drawn.has(tag))).toEqual([]);
    expect(wizard.complaints).toEqual([]);
  });
});

test('a right-to-left override is shown as what it is', async () => {
  await paste(report({ comm: 'a\u202Ebcd' }));
  const chips = await wizard.page.locator('.log-lines .hidden-character').allTextContents();
  expect(chips).toContain('U+202E');
  const said = await wizard.page.locator('#wizard .panes').textContent();
  expect(said).not.toContain('\u202E');
});

test('a hostile module cannot put a second command on the clipboard', async () => {
  await paste(report({ module: 'x;reboot', function: 'f' }));
  const buttons = wizard.page.locator('.plan-command .copy');
  for (const button of await buttons.all()) {
    await button.evaluate((element) => (element as HTMLElement).click());
    const dialog = wizard.page.getByRole('dialog');
    if (await dialog.isVisible()) {
      await wizard.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  }
  const copied = await copiedTexts(wizard.page);
  expect(copied.length).toBeGreaterThan(10);
  for (const command of copied) {
    expect(command.replaceAll(/'[^']*'/g, '')).not.toContain(';reboot');
    expect(command).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

test('a hostile file name is text too', async () => {
  const name = '<img src=x onerror=globalThis.hit=1>\u202Egol.txt';
  await dropFiles(wizard.page, [
    { name, content: Buffer.from(report({})) },
    { name: `2${name}`, content: Buffer.from('x') },
  ]);
  await wizard.page.getByRole('navigation', { name: 'Files' }).waitFor();
  await wizard.result.getByRole('heading', { level: 2 }).waitFor();
  const { strange, tags, ran } = await inspect();
  expect({ ran, strange }).toEqual({ ran: false, strange: [] });
  expect(tags.filter((tag) => !drawn.has(tag))).toEqual([]);
  expect(wizard.complaints).toEqual([]);
});

test('the page itself could not make markup or code of a text', async () => {
  const refused = await wizard.page.evaluate(() => {
    const attempts: Record<string, () => void> = {
      markup: () => {
        document.createElement('p').innerHTML = '<b>x</b>';
      },
      script: () => {
        document.createElement('script').src = 'x.js';
      },
      worker: () => {
        new Worker('x.js');
      },
      'a policy of another name': () => {
        (
          globalThis as unknown as {
            trustedTypes: { createPolicy(name: string, rules: object): void };
          }
        ).trustedTypes.createPolicy('other', {});
      },
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [];
      } catch {
        return [name];
      }
    });
  });
  expect(refused).toEqual(['markup', 'script', 'worker', 'a policy of another name']);
  // The browser complains of each of them, and of nothing else.
  expect(wizard.complaints.filter((each) => !/Trusted|policy/i.test(each))).toEqual([]);
  wizard.complaints.length = 0;
});

describe('text that is hostile by its size or shape', () => {
  test.each([
    ['one line of five million characters', 'A'.repeat(5_000_000)],
    ['a million empty lines', '\n'.repeat(1_000_000)],
    ['nothing but control characters', '\u0001\u001B\0'.repeat(2000)],
    ['ten thousand oopses', `${report({})}\n`.repeat(10_000)],
    ['brackets that never close', '[[[[ '.repeat(200_000)],
  ])('%s is answered', async (_, text) => {
    await dropFiles(wizard.page, [{ name: 'big.txt', content: Buffer.from(text) }]);
    await wizard.result.getByRole('heading', { level: 2 }).waitFor();
    expect(await wizard.result.getByText('Not read').count()).toBe(0);
    expect(wizard.complaints).toEqual([]);
  });
});
