// In: the finished site. Out: panicroom.html, the same in one file: the home page with its scripts
// and style inside, every other page and the search index packed into an inert element. Its policy
// names each script and style by hash and allows no other.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, serializeOuter } from 'parse5';
import { addPolicy, policyForInline } from './content-security.ts';
import { attributeOf, elementsOf, firstElement, readHtml, writeHtml } from './html-tree.ts';
import { unmarkInstallable } from './installable.ts';

type Document = DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

const gzipped = promisify(gzip);
const home = 'index.html';
/** Pages that have no place in it: the header's field searches everywhere, and nothing is missing. */
const leftOut = new Set([home, '404.html', 'search/index.html']);
const scripts = [
  'knowledge.js',
  'samples.js',
  'single-file.js',
  'wizard.js',
  'page.js',
  'taint.js',
  'pagefind.js',
  'search.js',
];

/** A page as the single file holds it: its entry in a list in JSON. Null where it has no place there. */
export function packPage(path: string, tree: Document): Uint8Array | null {
  if (leftOut.has(path)) return null;
  const title = firstElement(tree, 'title').childNodes[0];
  const page = {
    title: title && 'value' in title ? title.value : 'Panicroom',
    main: serializeOuter(firstElement(tree, 'main'), { treeAdapter: showingInward(path) }),
  };
  return Buffer.from(`${JSON.stringify(path)}:${JSON.stringify(page)}`);
}

/** Every page but the home page. */
export class PackedPages {
  readonly #pages: Uint8Array[] = [];

  add(page: Uint8Array): void {
    this.#pages.push(page);
  }

  /** With the files of the search index below `siteFolder`, which are read before this returns. */
  packed(siteFolder: string): Promise<string> {
    const files: Record<string, string> = {};
    const names = readdirSync(join(siteFolder, 'search-index'), {
      recursive: true,
      encoding: 'utf8',
    });
    for (const name of names.filter((each) => each.endsWith('.js')).sort()) {
      const path = `search-index/${name.split(sep).join('/')}`;
      files[path] = readFileSync(join(siteFolder, path), 'utf8');
    }
    const comma = Buffer.from(',');
    const json = Buffer.concat([
      Buffer.from('{"pages":{'),
      ...this.#pages.flatMap((page, index) => (index === 0 ? [page] : [comma, page])),
      Buffer.from(`},"files":${JSON.stringify(files)}}`),
    ]);
    return gzipped(json, { level: 9 }).then((bytes) => bytes.toString('base64'));
  }
}

/** All that it is made of is read before this returns; packing it takes a while. */
export async function singleFile(siteFolder: string, pages: PackedPages): Promise<string> {
  const packed = pages.packed(siteFolder);
  const asset = (name: string) => readFileSync(join(siteFolder, 'assets', name), 'utf8');
  const tree = readHtml(readFileSync(join(siteFolder, home), 'utf8'));
  for (const element of elementsOf(tree)) element.attrs = inwardAttributes(element, home);
  unmarkInstallable(tree);
  for (const element of elementsOf(tree)) {
    const rel = attributeOf(element, 'rel');
    const isPolicy = attributeOf(element, 'http-equiv') !== undefined;
    if (isPolicy || element.tagName === 'script' || rel === 'stylesheet' || rel === 'icon') {
      defaultTreeAdapter.detachNode(element);
    }
  }
  turnPicturesIn(tree, siteFolder);
  const head = firstElement(tree, 'head');
  const body = firstElement(tree, 'body');
  const theme = asset('theme.js');
  const sheets = ['site.css', 'lists.css', 'wizard-log.css', 'report-picture.css', 'binder.css'];
  const style = sheets.map((name) => asset(name)).join('');
  const icon = Buffer.from(asset('icon.svg')).toString('base64');
  append(head, 'link', { rel: 'icon', href: `data:image/svg+xml;base64,${icon}` });
  append(head, 'script', {}, theme);
  append(head, 'style', {}, style);
  const texts = scripts.map((name) => asset(name));
  append(body, 'script', { type: 'text/plain', id: 'packed' }, await packed);
  for (const [index, text] of texts.entries()) {
    if (/<\/script|<!--/i.test(text)) {
      throw new Error(
        `assets/${scripts[index]} cannot stand inside a page: it holds “</script” or “<!--”.`,
      );
    }
    append(body, 'script', {}, text);
  }
  addPolicy(tree, policyForInline([theme, ...texts], [style]));
  return writeHtml(tree);
}

/** The serialiser sees the links turned inward; the tree stays as it is. */
const showingInward = (page: string): typeof defaultTreeAdapter => ({
  ...defaultTreeAdapter,
  getAttrList: (element) => inwardAttributes(element, page),
});

/** `../taint/index.html#flag-P` in a page below becomes `#taint/index.html#flag-P`. */
function inwardAttributes(element: Element, page: string): Element['attrs'] {
  const href = element.tagName === 'a' ? attributeOf(element, 'href') : undefined;
  if (href === undefined || /^(?:[a-z]+:|#)/i.test(href)) return element.attrs;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(page), path);
  const value = `#${target}${anchor ? `#${anchor}` : ''}`;
  return element.attrs.map((each) => (each.name === 'href' ? { ...each, value } : each));
}

const pictureTypes: Record<string, string> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** A picture of the site stands in the page itself. */
function turnPicturesIn(tree: Document, siteFolder: string): void {
  for (const element of elementsOf(tree)) {
    const src = element.tagName === 'img' && element.attrs.find(({ name }) => name === 'src');
    if (!src || src.value.startsWith('data:')) continue;
    const bytes = readFileSync(join(siteFolder, src.value));
    src.value = `data:${pictureTypes[posix.extname(src.value)]};base64,${bytes.toString('base64')}`;
  }
}

function append(
  parent: Element,
  name: string,
  attributes: Record<string, string>,
  text = '',
): void {
  const attrs = Object.entries(attributes).map(([key, value]) => ({ name: key, value }));
  const element = defaultTreeAdapter.createElement(name, html.NS.HTML, attrs);
  if (text) defaultTreeAdapter.insertText(element, text);
  defaultTreeAdapter.appendChild(parent, element);
}
