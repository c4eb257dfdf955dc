// An SVG as drawing programs write it → one that can only draw: a list of elements and attributes is
// let through, all else is left out or refused, and the result is written anew from what was let
// through. Nothing that could run, load or style anything outside of it is on the list.

import { type DefaultTreeAdapterTypes, html, parseFragment } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

export interface CleanSvg {
  /** Null where something was refused. */
  svg: string | null;
  refused: { line: number; column: number; what: string; fix: string }[];
}

const drawing = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask title desc text tspan'.split(
    ' ',
  ),
);
/** Says nothing to the eye: left out without a word. */
const unseen = new Set(['metadata']);
const properties = new Set(
  'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity stop-color stop-opacity clip-path clip-rule mask display visibility font-size font-weight font-family text-anchor color'.split(
    ' ',
  ),
);
const attributes = new Set([
  ...properties,
  ...'id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox points transform gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits preserveAspectRatio'.split(
    ' ',
  ),
]);
const mostElements = 2000;
const deepest = 40;
const asPlain =
  'Export it as plain SVG with paths alone (in Inkscape: “Plain SVG”), or give a PNG.';

export function cleanSvg(source: string): CleanSvg {
  const refused: CleanSvg['refused'] = [];
  const tree = parseFragment(source, { sourceCodeLocationInfo: true });
  const root = tree.childNodes.find(
    (node): node is Element => 'tagName' in node && node.tagName === 'svg',
  );
  if (root === undefined) {
    return {
      svg: null,
      refused: [{ line: 1, column: 1, what: 'There is no <svg> element in it.', fix: asPlain }],
    };
  }
  let count = 0;
  let tooDeep = false;
  const write = (element: Element, depth: number): string => {
    count += 1;
    tooDeep ||= depth > deepest;
    if (count > mostElements || tooDeep) return '';
    const { tagName, sourceCodeLocation: at } = element;
    if (!drawing.has(tagName) || element.namespaceURI !== html.NS.SVG) {
      // `sodipodi:namedview` and the like are the drawing program's own.
      if (!unseen.has(tagName) && !tagName.includes(':')) {
        refused.push({
          line: at?.startLine ?? 1,
          column: at?.startCol ?? 1,
          what: `A logo may not hold <${tagName}>.`,
          fix: asPlain,
        });
      }
      return '';
    }
    const inside = element.childNodes
      .map((node) => {
        if ('tagName' in node) return write(node, depth + 1);
        const isText = ['title', 'desc', 'text', 'tspan'].includes(tagName);
        return node.nodeName === '#text' && 'value' in node && isText ? escapeXml(node.value) : '';
      })
      .join('');
    const own = new Map(element === root ? [['xmlns', html.NS.SVG as string]] : []);
    for (const { name, value, prefix } of element.attrs) {
      if (prefix !== undefined && prefix !== '') continue;
      if (name === 'style') for (const [key, each] of declarations(value)) own.set(key, each);
      else if (attributes.has(name) && isHarmless(value)) own.set(name, value);
    }
    const written = [...own].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
    return `<${tagName}${written}>${inside}</${tagName}>`;
  };
  const svg = write(root, 0);
  const size = root.attrs.some(({ name }) => name === 'viewBox');
  if (!size) {
    const at = root.sourceCodeLocation;
    refused.push({
      line: at?.startLine ?? 1,
      column: at?.startCol ?? 1,
      what: 'It has no viewBox, so it cannot be drawn in another size.',
      fix: 'Add viewBox="0 0 WIDTH HEIGHT" to <svg>, or give a PNG.',
    });
  }
  if (count > mostElements || tooDeep) {
    refused.push({
      line: 1,
      column: 1,
      what: `It has more than ${mostElements} elements, or they stand more than ${deepest} deep.`,
      fix: 'Simplify it, or give a PNG.',
    });
  }
  return { svg: refused.length === 0 ? `${svg}\n` : null, refused };
}

function* declarations(style: string): Generator<[string, string]> {
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, colon).trim();
    const value = declaration.slice(colon + 1).trim();
    if (properties.has(name) && isHarmless(value)) yield [name, value];
  }
}

/** Points nowhere but into itself. */
function isHarmless(value: string): boolean {
  return !/url\s*\(\s*(?!['"]?#)|javascript:|data:|@import|expression/i.test(value);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
