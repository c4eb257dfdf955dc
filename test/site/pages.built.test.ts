// All pages of the built site: what holds for every one of them, read from the files.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src/offline/content-security.ts';
import { attributeOf, elementsOf, readHtml } from '../../src/offline/html-tree.ts';
import { siteFolder } from '../dist-folder.ts';

interface Page {
  path: string;
  elements: DefaultTreeAdapterTypes.Element[];
  ids: string[];
}

const files = new Set<string>();
const pages = new Map<string, Page>();

beforeAll(() => {
  for (const entry of readdirSync(siteFolder(), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = posix.relative(
      siteFolder().split(sep).join('/'),
      join(entry.parentPath, entry.name).split(sep).join('/'),
    );
    files.add(path);
    if (!path.endsWith('.html')) continue;
    const elements = elementsOf(readHtml(readFileSync(join(siteFolder(), path), 'utf8')));
    const ids = elements.flatMap((element) => attributeOf(element, 'id') ?? []);
    pages.set(path, { path, elements, ids });
  }
});

/** What is wrong, over all pages, as `page: complaint`. */
function complaints(of: (page: Page) => string[]): string[] {
  return [...pages.values()].flatMap((page) => of(page).map((each) => `${page.path}: ${each}`));
}

const addresses = (page: Page) =>
  page.elements.flatMap((element) =>
    ['href', 'src', 'action', 'poster', 'data', 'srcset'].flatMap((name) => {
      const value = attributeOf(element, name);
      return value === undefined ? [] : [{ element, value }];
    }),
  );

test('the pages that there must be', () => {
  const wanted = ['index', '404', 'runbooks/index', 'symptoms/index', 'taint/index', 'kinds/index'];
  wanted.push('signatures/index', 'search/index', 'about/index', 'authors/index', 'tools/index');
  wanted.push('paths/index', 'map/index', 'changes/index');
  expect(wanted.filter((name) => !pages.has(`${name}.html`))).toEqual([]);
  expect(
    [...pages.keys()].filter((path) => /^runbooks\/[^/]+\/.+\/index\.html$/.test(path)).length,
  ).toBeGreaterThan(1);
});

describe('every page', () => {
  test('begins its head with the content policy, and with no other', () => {
    expect(
      complaints(({ elements }) => {
        const head = elements.findIndex((element) => element.tagName === 'head');
        const policies = elements.filter(
          (element) => attributeOf(element, 'http-equiv') === 'Content-Security-Policy',
        );
        const first = elements[head + 1];
        const good = policies.length === 1 && first === policies[0];
        return good && attributeOf(first!, 'content') === contentSecurityPolicy
          ? []
          : ['the policy is missing, doubled or not first'];
      }),
    ).toEqual([]);
  });

  test('holds no inline script, style or handler, which the policy would refuse', () => {
    expect(
      complaints(({ elements }) =>
        elements.flatMap((element) => {
          const inline =
            (element.tagName === 'script' && attributeOf(element, 'src') === undefined) ||
            element.tagName === 'style' ||
            element.attrs.some(({ name }) => name.startsWith('on') || name === 'style');
          const module = element.tagName === 'script' && attributeOf(element, 'type') === 'module';
          return inline || module ? [`<${element.tagName}>`] : [];
        }),
      ),
    ).toEqual([]);
  });

  test('asks nothing of another host: only links that a person follows lead there', () => {
    expect(
      complaints((page) =>
        addresses(page).flatMap(({ element, value }) =>
          /^(?:[a-z]+:)?\/\//i.test(value) && element.tagName !== 'a' ? [value] : [],
        ),
      ),
    ).toEqual([]);
  });

  test('has links that are relative and lead to a file, and to an anchor in it', () => {
    expect(
      complaints((page) =>
        addresses(page).flatMap(({ value }) => {
          if (/^https?:\/\//.test(value)) return [];
          if (/^[a-z]+:|^\//i.test(value)) return [`${value} is not relative`];
          const [path = '', anchor] = value.split('#');
          const target = path === '' ? page.path : posix.join(posix.dirname(page.path), path);
          if (!files.has(target)) return [`${value} leads to no file`];
          const found = !anchor || (pages.get(target)?.ids.includes(anchor) ?? false);
          return found ? [] : [`${value} leads to no anchor`];
        }),
      ),
    ).toEqual([]);
  });

  test('uses an id once, and points labels at ids that exist', () => {
    expect(
      complaints(({ elements, ids }) => {
        const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
        const pointed = elements.flatMap((element) =>
          ['aria-labelledby', 'aria-describedby', 'for'].flatMap(
            (name) => attributeOf(element, name)?.split(' ') ?? [],
          ),
        );
        const missing = pointed.filter((id) => !ids.includes(id));
        return [...twice.map((id) => `#${id} twice`), ...missing.map((id) => `#${id} missing`)];
      }),
    ).toEqual([]);
  });

  test('has a language, a title, one h1 at most beside the script’s, and one main', () => {
    expect(
      complaints(({ elements }) => {
        const count = (name: string) => elements.filter(({ tagName }) => tagName === name).length;
        const wrong: string[] = [];
        if (!elements.some((each) => each.tagName === 'html' && attributeOf(each, 'lang') === 'en'))
          wrong.push('lang');
        // A drawing has a title of its own.
        const titles = elements.filter(
          ({ tagName, parentNode }) => tagName === 'title' && parentNode?.nodeName === 'head',
        );
        if (titles.length !== 1) wrong.push('title');
        if (count('main') !== 1) wrong.push('main');
        if (count('h1') > 1) wrong.push('h1');
        return wrong;
      }),
    ).toEqual([]);
  });
});

describe('a runbook page', () => {
  const runbooks = () =>
    [...pages.values()].filter(({ path }) => /^runbooks\/[^/]+\/.+/.test(path));

  test('gives each command its risk in a word and its place', () => {
    for (const { path, elements } of runbooks()) {
      const withClass = (name: string) =>
        elements.filter((each) => attributeOf(each, 'class')?.split(' ').includes(name)).length;
      const commands = withClass('command');
      expect(commands, path).toBeGreaterThan(0);
      expect([withClass('risk'), withClass('place')], path).toEqual([commands, commands]);
    }
  });
});
