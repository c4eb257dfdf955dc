// `npm run dev`: the site as it is being written, on 127.0.0.1.
//
// In: a content folder, perhaps an organisation's own over it. Out: a server whose pages, graph and knowledge are those of the files as they
// are now; open pages reload by themselves and show what the checks say of their runbook.
//
// Astro's own server renders a page when it is asked for, from the same components as the build; what
// the build puts beside the pages (scripts, knowledge, graph) comes from memory here. Search needs
// the built index, and says that it has none.

import { readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import type { ViteDevServer } from 'vite';
// @ts-expect-error The settings file is JavaScript, as Astro wants it.
import settings from '../../astro.config.mjs';
import type { LibraryCache } from '../library/content-cache.ts';
import type { Runbook } from '../model/runbook.ts';
import { bundleClient, classic } from '../offline/bundle-client.ts';
import { accentSheet } from '../offline/organisation-assets.ts';
import { openFolder } from '../offline/scratch-folder.ts';
import { knowledgeScript, samplesScript } from '../offline/site-scripts.ts';
import { type AuthorState, readingTiming } from './author-messages.ts';
import { authorRemarks } from './author-remarks.ts';
import { Workbench } from './workbench.ts';

export interface DevOptions {
  folder: string;
  /** An organisation's own, to lie over it; null: none. */
  overlay: string | null;
  port: number;
  cache: LibraryCache | null;
  today: string;
  /** A sentence for the person at the terminal. */
  say(line: string): void;
}

export interface DevServer {
  address: string;
  /** The library as it is shown. */
  workbench: Workbench;
  stop(): Promise<void>;
}

const project = fileURLToPath(new URL('../../', import.meta.url));
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
/** Editors write a file in several strokes. */
const settleMs = 25;

export async function startDevServer(options: DevOptions): Promise<DevServer> {
  const { folder, overlay, port, cache, today, say } = options;
  const listeners = new Set<ServerResponse>();
  const tell = (event: string) => {
    for (const listener of listeners) listener.write(`event: ${event}\ndata: \n\n`);
  };
  const state: Reading = {
    reading: 0,
    tookMs: null,
    checking: true,
    failure: null,
  };
  let vite: ViteDevServer | null = null;
  const waiting = new Set<ServerResponse>();
  const workbench = new Workbench({
    folder,
    overlay,
    cache,
    today,
    onRead(tookMs) {
      Object.assign(state, {
        reading: state.reading + 1,
        tookMs,
        checking: true,
        failure: null,
      });
      // Astro remembers which pages there are until it hears that the content changed.
      vite?.environments.ssr?.hot.send('astro:content-changed', {});
      tell('read');
    },
    whenIdle: () => (vite === null ? Promise.resolve() : whenIdle(waiting)),
    onChecked() {
      state.checking = false;
      tell('checked');
      say(wordOf(workbench, state.tookMs ?? 0));
    },
    onFailed(why) {
      Object.assign(state, { checking: false, failure: `The library could not be read: ${why}.` });
      tell('checked');
      say(state.failure!);
    },
  });
  await workbench.changed(null);

  const root = await openFolder(join(project, '.build'), 'dev-');
  const assets = join(root, 'assets');
  await bundleClient(join(project, 'src/site'), assets);
  await bundlePanel(assets);
  const siteSheet = await readFile(join(assets, 'site.css'), 'utf8');

  const serve = async (path: string, response: ServerResponse): Promise<boolean> => {
    const content = workbench.content;
    if (content === null) return false;
    const made: Record<string, () => string> = {
      // The organisation's colour may change while the site is written.
      '/assets/site.css': () =>
        siteSheet + (content.site.organisation ? accentSheet(content.site.organisation) : ''),
      '/assets/knowledge.js': () => knowledgeScript(content.knowledge),
      '/assets/samples.js': () => samplesScript(content.samples),
      '/graph.json': () => `${JSON.stringify(content.site.graph, null, 1)}\n`,
      '/panicroom-dev/state.json': () => JSON.stringify(authorState(workbench, state)),
    };
    const { logo } = content;
    const body =
      made[path]?.() ??
      (logo !== null && path === `/assets/${logo.name}` ? logo.bytes : null) ??
      (/^\/(?:assets|panicroom-dev)\/[\w-]+\.(?:js|css)$/.test(path)
        ? await readFile(join(assets, path.split('/').at(-1)!)).catch(() => null)
        : null);
    if (body === null) return false;
    response.writeHead(200, { 'Content-Type': types[extname(path)]!, 'Cache-Control': 'no-store' });
    response.end(body);
    return true;
  };

  const integration: AstroIntegration = {
    name: 'panicroom-dev',
    hooks: {
      'astro:config:setup': ({ injectScript }) => injectScript('head-inline', loadPanel),
      'astro:server:setup': ({ server }) => {
        vite = server;
        server.middlewares.use((request, response, next) => {
          const path = new URL(request.url ?? '/', 'http://localhost').pathname;
          response.setHeader('Server-Timing', `${readingTiming};desc="${state.reading}"`);
          if (path === '/panicroom-dev/events/') return listen(request, response, listeners);
          waiting.add(response);
          response.on('close', () => waiting.delete(response));
          void serve(path, response).then((served) => served || next(), next);
        });
        let timer: NodeJS.Timeout | undefined;
        const folders = overlay === null ? [folder] : [folder, overlay];
        server.watcher.add(folders);
        server.watcher.on('all', (_, path) => {
          if (!folders.some((each) => path === each || path.startsWith(each + sep))) return;
          clearTimeout(timer);
          timer = setTimeout(() => void workbench.changed(path), settleMs);
        });
      },
    },
  };

  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.ASTRO_DISABLE_UPDATE_CHECK = 'true';
  const { dev } = await import('astro');
  const server = await dev({
    configFile: false,
    ...settings,
    root,
    srcDir: join(project, 'src/site'),
    publicDir: join(project, 'src/site/static'),
    cacheDir: join(root, 'cache'),
    server: { host: '127.0.0.1', port },
    integrations: [integration],
    logLevel: 'error',
    // The pages' scripts are bundled above: there is nothing for Vite to look for.
    vite: { cacheDir: join(root, 'vite'), logLevel: 'error', optimizeDeps: { noDiscovery: true } },
  });
  return {
    address: `http://127.0.0.1:${server.address.port}/`,
    workbench,
    async stop() {
      for (const listener of listeners) listener.end();
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

const loadPanel = `for (const [tag, what] of [['script', { src: '/panicroom-dev/author-panel.js', defer: true }], ['link', { rel: 'stylesheet', href: '/panicroom-dev/author-panel.css' }]]) {
  document.head.append(Object.assign(document.createElement(tag), what));
}
`;

async function bundlePanel(assets: string): Promise<void> {
  await build({
    ...classic,
    entryPoints: ['author-panel.tsx', 'author-panel.css'].map((file) =>
      join(project, 'src/dev', file),
    ),
    outdir: assets,
  });
}

function listen(
  request: IncomingMessage,
  response: ServerResponse,
  listeners: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('\n');
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
}

/** A page that is open asks anew when it hears of an edit. */
const pageAsksWithinMs = 100;
/** Whoever is as slow as this is not waited for. */
const mostIdleRounds = 20;

async function whenIdle(waiting: ReadonlySet<unknown>): Promise<void> {
  for (let round = 0; round === 0 || (waiting.size > 0 && round < mostIdleRounds); round++) {
    await wait(pageAsksWithinMs);
  }
}

type Reading = Pick<AuthorState, 'reading' | 'tookMs' | 'checking' | 'failure'>;

function authorState(workbench: Workbench, state: Reading): AuthorState {
  const content = workbench.content;
  return {
    ...state,
    remarks: authorRemarks(workbench.diagnostics, content?.sources ?? new Map()),
    files: filesById(content?.checked ?? []),
  };
}

/** A corrected runbook has two: ours and theirs. */
function filesById(runbooks: readonly Pick<Runbook, 'id' | 'file'>[]): Record<string, string[]> {
  const files: Record<string, string[]> = {};
  for (const { id, file } of runbooks) files[id] = [...(files[id] ?? []), file];
  return files;
}

function wordOf(workbench: Workbench, tookMs: number): string {
  const runbooks = workbench.content?.site.runbooks.length ?? 0;
  const errors = workbench.diagnostics.filter(({ level }) => level === 'error').length;
  const warnings = workbench.diagnostics.length - errors;
  return `${runbooks} runbooks read in ${Math.round(tookMs)} ms: ${errors} errors, ${warnings} warnings.`;
}
