// Serves a built site to this machine alone. In: its folder. Out: a node:http server that gives
// files below that folder and nothing else, with the headers that the pages ask for anyway.

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

const headers = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** It gathers the site's own files, which no page does. */
const ofWorker = { 'Content-Security-Policy': "default-src 'none'; connect-src 'self'" };

/** `base` is the path that the site stands under: `/` or `/docs/panicroom/`. */
export function staticServer(folder: string, base = '/'): Server {
  return createServer((request, response) => {
    answer(folder, base, request, response).catch(() => refuse(response, 500, 'Server error'));
  });
}

async function answer(
  folder: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD');
  }
  const path = pathOf(request.url ?? '/', base);
  if (path === null) return refuse(response, 400, 'Bad address');
  const file = await fileAt(folder, path);
  if (file === 'folder') {
    response.writeHead(301, { ...headers, Location: `${base}${path.slice(1)}/` });
    response.end();
    return;
  }
  const found = file ?? (await fileAt(folder, '/404.html'));
  if (found === null || found === 'folder') return refuse(response, 404, 'No such page');
  response.writeHead(file === null ? 404 : 200, {
    ...headers,
    ...(path === '/service-worker.js' ? ofWorker : {}),
    'Content-Type': types[extname(found.path)] ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(found.path).pipe(response);
}

/** The decoded path below `base`, with a leading slash; null for what no file of ours can have. */
function pathOf(address: string, base: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (!path.startsWith(base) || path.includes('\0') || path.includes('\\')) return null;
  const inside = `/${path.slice(base.length)}`;
  return inside.split('/').includes('..') ? null : inside;
}

/** A file below `folder`, links followed and checked to end there as well. */
async function fileAt(
  folder: string,
  path: string,
): Promise<{ path: string; size: number } | 'folder' | null> {
  try {
    const root = await realpath(folder);
    const wanted = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    if (!wanted.startsWith(root + sep)) return null;
    const found = await stat(wanted);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? { path: wanted, size: found.size } : null;
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number, words: string): void {
  if (!response.headersSent) {
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  }
  response.end(`${words}\n`);
}

/**
 * Listens on 127.0.0.1 at `port`, or the next free one of the twenty after it where `fixed` is false.
 * Rejects where none is free.
 */
export async function listenLocally(server: Server, port: number, fixed: boolean): Promise<number> {
  for (let at = port; ; at++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(at, '127.0.0.1', () => {
        server.removeListener('error', resolve);
        resolve(null);
      });
    });
    if (!error) {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : at;
    }
    if (error.code !== 'EADDRINUSE' || fixed || at >= port + 20) throw error;
  }
}
