// What the pages are rendered with, apart from Astro.

import { describe, expect, test } from 'vitest';
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { ageInWords } from '../../src/site/render/age.ts';
import { commandParts } from '../../src/site/render/command-parts.ts';
import { firstSafeCommand } from '../../src/site/render/first-command.ts';
import { graphWays } from '../../src/site/render/neighbourhood.ts';
import { proseHtml } from '../../src/site/render/prose-html.ts';
import { sectionsInOrder } from '../../src/site/render/section-order.ts';
import { runbooksFor, sightings } from '../../src/site/render/sightings.ts';
import { command, commands, fixtureGraph, prose, runbook, section } from './fixture-library.ts';

describe('prose', () => {
  const book = runbook('memory/oom-kill', 'OOM', []);
  const point = { line: 1, column: 1, offset: 0 };
  book.links = [
    {
      url: './a.md#x',
      text: 'a',
      runbook: 'memory/a',
      next: false,
      span: { start: point, end: point },
    },
    {
      url: './gone',
      text: 'gone',
      runbook: 'memory/gone',
      next: false,
      span: { start: point, end: point },
    },
  ];
  const html = (markdown: string) => {
    const block = prose(markdown);
    if (block.type !== 'prose') throw new Error('not prose');
    return proseHtml(block.nodes, { runbook: book, known: new Set(['memory/a']) });
  };

  test('links to runbooks lead to their pages; to missing ones they are text', () => {
    expect(html('[a](./a.md#x)')).toBe('<p><a href="/runbooks/memory/a/#x">a</a></p>');
    expect(html('[gone](./gone)')).toBe('<p><span>gone</span></p>');
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '![x](https://outside.example/a.png)',
    '[x](data:text/html,<script>alert(1)</script>)',
    '<a href="#" onclick="alert(1)">x</a>',
    '<iframe src="https://outside.example"></iframe>',
  ])('%s does nothing', (markdown) => {
    expect(html(markdown)).not.toMatch(/<script|onerror|onclick|javascript:|<img|<iframe|data:/);
  });

  test('what a parser or a plug-in of it makes of a node is filtered as well', () => {
    const made = proseHtml(
      [
        {
          type: 'paragraph',
          data: { hName: 'script', hProperties: { src: 'https://outside.example' } },
          children: [{ type: 'text', value: 'hit()' }],
        },
        {
          type: 'paragraph',
          data: { hProperties: { onClick: 'hit()', style: 'position:fixed' } },
          children: [{ type: 'text', value: 'words' }],
        },
      ] as never,
      { runbook: runbook('memory/b', 'B', []), known: new Set() },
    );
    expect(made).toContain('<p>words</p>');
    expect(made).not.toMatch(/<script|onclick|style=|outside/i);
  });
});

test('a command in parts gives the command back', () => {
  const parts = commandParts(command('c', 'ps -p <pid> -o <field>'));
  expect(parts.map((part) => part.text).join('')).toBe('ps -p <pid> -o <field>');
  expect(parts.flatMap((part) => part.blank ?? [])).toEqual(['pid', 'field']);
});

test('sections stand in the order of need, the author’s within a rank', () => {
  const sections = [
    section('sources', 'sources', 'Sources', []),
    section('fix', 'fixes', 'Fix', []),
    section('two', 'step', 'Two', []),
    section('one', 'step', 'One', []),
    section('save', 'save', 'Save', []),
  ];
  expect(sectionsInOrder(sections).map(({ id }) => id)).toEqual([
    'save',
    'two',
    'one',
    'fix',
    'sources',
  ]);
});

describe('the first command', () => {
  const fix = section('fix', 'fixes', 'Fix', [commands(command('a', 'free'))]);
  const look = section('look', 'step', 'Look', [
    commands(
      command('b', 'reboot', { risk: 'reboots' }),
      command('c', 'ps -p <pid>'),
      command('d', 'dmesg'),
    ),
  ]);
  test('only looks, needs no value, and comes from where one looks first', () => {
    expect(firstSafeCommand([fix, look])?.id).toBe('d');
  });
  test('there may be none', () => {
    expect(
      firstSafeCommand([
        section('x', 'step', 'X', [commands(command('b', 'reboot', { risk: 'reboots' }))]),
      ]),
    ).toBeNull();
  });
});

test('age is told from a month on', () => {
  expect(ageInWords('2026-05-01', '2026-05-20')).toBeNull();
  expect(ageInWords('2026-05-01', '2026-11-22')).toBe('6 months before the newest page');
  expect(ageInWords('2023-01-01', '2026-11-22')).toBe('3 years before the newest page');
  expect(ageInWords('soon', '2026-11-22')).toBeNull();
});

describe('what you see', () => {
  test('names only kinds that exist', () => {
    const known = new Set(kinds.map(({ slug }) => slug));
    expect(
      sightings.flatMap((sighting) => sighting.kinds).filter((kind) => !known.has(kind)),
    ).toEqual([]);
  });
  test('leads through the graph to runbooks and their symptoms', () => {
    const ways = graphWays(fixtureGraph);
    const killed = sightings.find(({ id }) => id === 'killed')!;
    expect(runbooksFor(killed, ways)).toEqual([
      { runbook: fixtureGraph.nodes[0], symptoms: [fixtureGraph.nodes[2]] },
    ]);
    const network = sightings.find(({ id }) => id === 'network')!;
    expect(runbooksFor(network, ways)).toEqual([]);
  });
});
