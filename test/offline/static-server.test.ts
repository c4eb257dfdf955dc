import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';

let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-'));
  await mkdir(join(folder, 'site/taint'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site/index.html'), 'home');
  await writeFile(join(folder, 'site/404.html'), 'none such');
  await writeFile(join(folder, 'site/taint/index.html'), 'taint');
  await writeFile(join(folder, 'site/a.js'), '1');
  await symlink(join(folder, 'secret.txt'), join(folder, 'site/link.txt'));
  server = staticServer(join(folder, 'site'), '/docs/');
  port = await listenLocally(server, 0, true);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

interface Answer {
  status: number;
  type: string | undefined;
  policy: string | undefined;
  location: string | undefined;
  body: string;
}

/** Unlike fetch, sends the path as it is. */
function get(path: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          policy: response.headers['content-security-policy']?.toString(),
          location: response.headers.location,
          body,
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test('pages and scripts, with their types and the policy', async () => {
  expect(await get('/docs/')).toMatchObject({ status: 200, body: 'home' });
  expect(await get('/docs/taint/?x#y')).toMatchObject({ status: 200, body: 'taint' });
  expect((await get('/docs/a.js')).type).toBe('text/javascript; charset=utf-8');
  expect((await get('/docs/')).policy).toContain("default-src 'none'");
});

test('a folder without its slash leads to the one with it', async () => {
  expect(await get('/docs/taint')).toMatchObject({ status: 301, location: '/docs/taint/' });
});

test('what is not there is said by the site’s own page', async () => {
  expect(await get('/docs/nothing.html')).toMatchObject({ status: 404, body: 'none such' });
});

test.each([
  '/docs/../secret.txt',
  '/docs/%2e%2e/secret.txt',
  '/docs/..%2fsecret.txt',
  '/docs/..%5csecret.txt',
  '/docs/link.txt',
  '/docs/%00',
  '/docs/%',
  '/secret.txt',
])('%s does not lead out of the folder', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).not.toContain('secret');
});

test('nothing can be written', async () => {
  expect((await get('/docs/', 'PUT')).status).toBe(405);
});

test('the next port is taken where one is in use', async () => {
  const second = staticServer(join(folder, 'site'));
  const taken = await listenLocally(second, port, false);
  expect(taken).not.toBe(port);
  await new Promise((resolve) => second.close(resolve));
});
