// An organisation's colour and logo: only what can be read, and only what can draw.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostics } from '../../src/library/format-diagnostics.ts';
import { readOverlay, showOverlayPaths } from '../../src/library/read-overlay.ts';
import { accentSheet } from '../../src/offline/organisation-assets.ts';
import {
  contrastOnPapers,
  leastContrast,
  nearestReadable,
  papers,
  type Scheme,
} from '../../src/overlay/accent-contrast.ts';
import { cleanPng } from '../../src/overlay/clean-png.ts';
import { cleanSvg } from '../../src/overlay/clean-svg.ts';

const root = join(import.meta.dirname, '../..');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-brand-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function read(settings: string) {
  mkdirSync(join(folder, 'theirs'), { recursive: true });
  writeFileSync(join(folder, 'theirs/panicroom.yaml'), settings);
  const overlay = await readOverlay(join(folder, 'theirs'));
  const { diagnostics, sources } = showOverlayPaths('DIR', overlay.diagnostics, overlay.sources);
  return { overlay, said: formatDiagnostics(diagnostics, sources) };
}

describe('the accent', () => {
  test('the papers are those of the style sheet', () => {
    const sheet = readFileSync(join(root, 'src/site/styles/tokens.css'), 'utf8');
    const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
    for (const [scheme, text] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      const names = ['--paper', '--paper-2', '--paper-3'];
      const written = names.map((name) => new RegExp(`${name}: (#[0-9a-f]{6});`).exec(text)![1]);
      expect(papers[scheme]).toEqual(written);
      const accent = /--accent: (#[0-9a-f]{6});/.exec(text)![1]!;
      expect(contrastOnPapers(accent, scheme)).toBeGreaterThanOrEqual(leastContrast);
    }
  });

  test('contrast as the specification counts it', () => {
    // Black on #fbfaf8, #f4f2ee and #eae7e1 and the tinted paper: the last is the darkest.
    expect(contrastOnPapers('#000000', 'light')).toBeCloseTo(16.2, 0);
    expect(contrastOnPapers('#777777', 'light')).toBeLessThan(4.5);
  });

  test('the nearest colour can be read, whatever was wanted; one that can stays as it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffff }),
        fc.constantFrom<Scheme>('light', 'dark'),
        (value, scheme) => {
          const colour = `#${value.toString(16).padStart(6, '0')}`;
          const near = nearestReadable(colour, scheme);
          expect(contrastOnPapers(near, scheme)).toBeGreaterThanOrEqual(leastContrast);
          if (contrastOnPapers(colour, scheme) >= leastContrast) expect(near).toBe(colour);
        },
      ),
    );
  });

  test('one that cannot be read is told with its contrast and the nearest that can', async () => {
    expect((await read('accent: "#0b6e4f"\n')).said).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:9 error overlay/accent-contrast  On the dark page #0b6e4f has a contrast of 2.22 to 1; links need 4.5 to 1.
          accent: "#0b6e4f"
                  ^^^^^^^^^
        Fix: The nearest that can be read is #4ea280: \`accent: { light: "#0b6e4f", dark: "#4ea280" }\`.
      "
    `);
    expect(
      (await read('accent: { light: "#fc0", dark: "#ffcc00" }\n')).said,
    ).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:18 error overlay/accent-contrast  On the light page #fc0 has a contrast of 1.22 to 1; links need 4.5 to 1.
          accent: { light: "#fc0", dark: "#ffcc00" }
                           ^^^^^^
        Fix: The nearest that can be read is #806500: \`accent: { light: "#806500", dark: "#ffcc00" }\`.
      "
    `);
    expect((await read('accent: teal\n')).said).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:9 error overlay/setting-value  \`accent\` has a value that it cannot have.
          accent: teal
                  ^^^^
        Fix: Write the colour in quotes, as #rrggbb: "#0b6e4f".
      "
    `);
    expect(
      (await read('accent: { light: "#0b6e4f", darc: "#fff" }\n')).said,
    ).toMatchInlineSnapshot(`
      "DIR/panicroom.yaml:1:9 error overlay/setting-value  \`accent\` has a value that it cannot have.
          accent: { light: "#0b6e4f", darc: "#fff" }
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Fix: Write a colour in quotes, "#0b6e4f", or one for each: { light: "#0b6e4f", dark: "#4cae8c" }.
      "
    `);
  });

  test('its sheet has the cascade of ours, and nothing where there is no colour', async () => {
    const { overlay } = await read('accent: { light: "#0b6e4f", dark: "#4cb592" }\n');
    expect(accentSheet(overlay.organisation)).toMatchInlineSnapshot(`
      ":root{--accent:#0b6e4f;--accent-paper:#e3ece7}
      @media (prefers-color-scheme:dark){:root:not([data-theme="light"]){--accent:#4cb592;--accent-paper:#21312a}}
      :root[data-theme="dark"]{--accent:#4cb592;--accent-paper:#21312a}
      @media print{:root,:root[data-theme]{--accent:#000}}
      "
    `);
    expect(accentSheet({ accent: null })).toBe('');
  });
});

describe('a logo as SVG', () => {
  const svg = (inside: string, more = 'viewBox="0 0 8 8"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${more}>${inside}</svg>`;

  test('is written anew from what can draw', () => {
    const { svg: clean, refused } = cleanSvg(
      `<?xml version="1.0"?><!DOCTYPE svg><!-- by a program -->${svg(
        '<metadata><x/></metadata><sodipodi:namedview id="v"/>' +
          '<g style="fill:#123;behavior:url(x)" onclick="alert(1)" class="a"><path d="M0 0h8" fill="url(#g)"/></g>' +
          '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>',
        'viewBox="0 0 8 8" onload="alert(1)" inkscape:version="1"',
      )}`,
    );
    expect(refused).toEqual([]);
    expect(clean).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g fill="#123"><path d="M0 0h8" fill="url(#g)"></path></g><linearGradient id="g"><stop offset="0" stop-color="red"></stop></linearGradient></svg>\n',
    );
  });

  test.each([
    '<script>alert(1)</script>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    '<image href="https://example.org/x.png"/>',
    '<use href="#a"/>',
    '<style>@import "https://example.org/x.css";</style>',
    '<animate attributeName="x"/>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<filter id="f"><feImage href="https://example.org/x"/></filter>',
  ])('refuses %s, with its place', (inside) => {
    const { svg: clean, refused } = cleanSvg(svg(`\n${inside}`));
    expect(clean).toBeNull();
    expect(refused[0]).toMatchObject({ line: 2, column: 1 });
  });

  test('what it lets through holds no address, no script and no markup but its own', () => {
    const piece = fc.constantFrom(
      '<path d="M0 0"',
      ' fill="url(https://example.org)"',
      ' fill="url( \'https://example.org\' )"',
      ' style="fill:url(//example.org)"',
      ' onload="x"',
      ' href="javascript:x"',
      ' xlink:href="#x"',
      '/>',
      '>',
      '</path>',
      '<title>&lt;script&gt;',
      '</title>',
      '<![CDATA[<script>x</script>]]>',
      '<!-- ',
      ' -->',
      '</svg>',
      '<p>',
      '&amp;"\'',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { svg: clean } = cleanSvg(svg(pieces.join('')));
        if (clean === null) return;
        // Text is text: only tags and their attributes can do anything.
        const tags = clean.match(/<[^>]*>/g)!.join('');
        expect(tags).not.toMatch(/example\.org|javascript:|onload|href|<script|<!|<p>/);
      }),
    );
  });

  test('without a viewBox, too deep, too large, or no SVG at all', () => {
    expect(cleanSvg(svg('', 'width="8"')).refused[0]!.what).toContain('viewBox');
    expect(cleanSvg('<b>').refused[0]!.what).toContain('no <svg>');
    expect(cleanSvg(svg('<g>'.repeat(3000))).refused[0]!.what).toContain('more than');
    expect(cleanSvg(svg('<path d=""/>'.repeat(3000))).svg).toBeNull();
  });
});

describe('a logo as PNG', () => {
  const chunk = (type: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    // The check sum is the browser's business.
    return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
  };
  const png = (width = 1, ...more: Buffer[]) => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(1, 4);
    head.set([8, 0], 8);
    return Buffer.concat([
      Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
      chunk('IHDR', head),
      ...more,
      chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  };

  test('keeps the picture and drops what else is in it', () => {
    const text = chunk('tEXt', Buffer.from('Author\0somebody'));
    expect(Buffer.from(cleanPng(png(1, text, chunk('eXIf', Buffer.from('place')))))).toEqual(png());
    expect(cleanPng(Buffer.concat([png(), Buffer.from('behind the end')]))).toHaveLength(
      png().length,
    );
  });

  test('refuses what is no whole picture', () => {
    expect(() => cleanPng(Buffer.from('GIF89a'))).toThrow('no PNG');
    expect(() => cleanPng(png(5000))).toThrow('5000 × 1');
    for (let length = 8; length < png().length; length++) {
      expect(() => cleanPng(png().subarray(0, length))).toThrow(/ends before/);
    }
  });
});

describe('the file of a logo', () => {
  test('must lie in the folder, be small, and be one of the two', async () => {
    writeFileSync(join(folder, 'outside.svg'), '<svg viewBox="0 0 1 1"></svg>');
    mkdirSync(join(folder, 'theirs'));
    symlinkSync('../outside.svg', join(folder, 'theirs/link.svg'));
    symlinkSync('loop.svg', join(folder, 'theirs/loop.svg'));
    writeFileSync(
      join(folder, 'theirs/big.svg'),
      `<svg viewBox="0 0 1 1">${' '.repeat(70_000)}</svg>`,
    );
    writeFileSync(join(folder, 'theirs/logo.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    writeFileSync(
      join(folder, 'theirs/bad.svg'),
      '<svg viewBox="0 0 1 1">\n <script>x</script></svg>',
    );
    writeFileSync(join(folder, 'theirs/größe 1.svg'), '<svg viewBox="0 0 1 1"></svg>');
    const said: string[] = [];
    const files = [
      '../outside.svg',
      'link.svg',
      'loop.svg',
      'gone.svg',
      '.',
      'big.svg',
      'logo.jpg',
      'bad.svg',
    ];
    for (const file of files) {
      const result = await read(`logo: "${file}"\n`);
      expect(result.overlay.logo).toBeNull();
      said.push(result.said.split('\n')[0]!);
    }
    expect(said).toMatchInlineSnapshot(`
      [
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo does not lie in this folder.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo does not lie in this folder.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo cannot be read: it links to itself.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo cannot be read: it is not there.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo does not lie in this folder.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo has 69 KB; it may have up to 64, since every page carries it.",
        "DIR/panicroom.yaml:1:7 error overlay/logo  The logo is neither SVG nor PNG.",
        "DIR/bad.svg:2:2 error overlay/logo  A logo may not hold <script>.",
      ]
    `);
    expect((await read('logo: größe 1.svg\n')).overlay.organisation.logo).toBe(
      'organisation-logo.svg',
    );
  });
});
