// In: the finished site. Out: panicroom.html, the same in one file: the home page with its scripts
// and style inside, every other page and the search index packed into an inert element. Its policy
// names each script and style by hash and allows no other.

import { readdir, readFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, serializeOuter } from 'parse5';
import { addPolicy, policyForInline } from './content-security.ts';
import { attributeOf, elementsOf, readHtml, writeHtml } from './html-tree.ts';
import { unmarkInstallable } from './installable.ts';
import { listPages } from './post-process.ts';

type Document = DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

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

export async function singleFile(siteFolder: string): Promise<string> {
  const asset = (name: string) => readFile(join(siteFolder, 'assets', name), 'utf8');
  const tree = readHtml(await readFile(join(siteFolder, home), 'utf8'));
  turnLinksInward(tree, home);
  unmarkInstallable(tree);
  for (const element of [...elementsOf(tree)]) {
    const rel = attributeOf(element, 'rel');
    const isPolicy = attributeOf(element, 'http-equiv') !== undefined;
    if (isPolicy || element.tagName === 'script' || rel === 'stylesheet' || rel === 'icon') {
      defaultTreeAdapter.detachNode(element);
    }
  }
  await turnPicturesIn(tree, siteFolder);
  const head = first(tree, 'head');
  const body = first(tree, 'body');
  const theme = await asset('theme.js');
  const sheets = ['site.css', 'lists.css', 'report-picture.css', 'binder.css'];
  const style = (await Promise.all(sheets.map((name) => asset(name)))).join('');
  const icon = Buffer.from(await asset('icon.svg')).toString('base64');
  append(head, 'link', { rel: 'icon', href: `data:image/svg+xml;base64,${icon}` });
  append(head, 'script', {}, theme);
  append(head, 'style', {}, style);
  append(body, 'script', { type: 'text/plain', id: 'packed' }, await packed(siteFolder));
  const texts = await Promise.all(scripts.map((name) => asset(name)));
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

async function packed(siteFolder: string): Promise<string> {
  const pages: Record<string, { title: string; main: string }> = {};
  for (const page of await listPages(siteFolder)) {
    if (leftOut.has(page)) continue;
    const tree = readHtml(await readFile(join(siteFolder, page), 'utf8'));
    turnLinksInward(tree, page);
    const title = first(tree, 'title').childNodes[0];
    pages[page] = {
      title: title && 'value' in title ? title.value : 'Panicroom',
      main: serializeOuter(first(tree, 'main')),
    };
  }
  const files: Record<string, string> = {};
  const names = await readdir(join(siteFolder, 'search-index'), { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.js')).sort()) {
    const path = `search-index/${name.split(sep).join('/')}`;
    files[path] = await readFile(join(siteFolder, path), 'utf8');
  }
  return gzipSync(JSON.stringify({ pages, files }), { level: 9 }).toString('base64');
}

/** `../taint/index.html#flag-P` in a page below becomes `#taint/index.html#flag-P`. */
function turnLinksInward(tree: Document, page: string): void {
  for (const element of elementsOf(tree)) {
    const href = element.tagName === 'a' && element.attrs.find(({ name }) => name === 'href');
    if (!href || /^(?:[a-z]+:|#)/i.test(href.value)) continue;
    const [path = '', anchor] = href.value.split('#');
    const target = posix.join(posix.dirname(page), path);
    href.value = `#${target}${anchor ? `#${anchor}` : ''}`;
  }
}

const pictureTypes: Record<string, string> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** A picture of the site stands in the page itself. */
async function turnPicturesIn(tree: Document, siteFolder: string): Promise<void> {
  for (const element of elementsOf(tree)) {
    const src = element.tagName === 'img' && element.attrs.find(({ name }) => name === 'src');
    if (!src || src.value.startsWith('data:')) continue;
    const bytes = await readFile(join(siteFolder, src.value));
    src.value = `data:${pictureTypes[posix.extname(src.value)]};base64,${bytes.toString('base64')}`;
  }
}

function first(tree: Document, name: string): Element {
  for (const element of elementsOf(tree)) if (element.tagName === name) return element;
  throw new Error(`The page has no <${name}>.`);
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
