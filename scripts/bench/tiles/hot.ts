import { get } from 'node:http';
import { median } from '../bench.ts';
import { type StoredAnswer, startNginx } from './nginx.ts';
import { requestRate } from './wrk.ts';

const SECONDS = 5;
const ROUNDS = 3;

/** Answers a second of the same tiles, median of the rounds. */
export interface HotRates {
  ours: number;
  nginx: number;
  /** Mean bytes of an answer's body. */
  bytes: number;
}

/** Requests cached tiles from the server and, in turn with it, the same bytes with the same headers from nginx. */
export async function measureHot(url: string, paths: readonly string[]): Promise<HotRates> {
  const answers = await Promise.all(paths.map((path) => answerOf(url, path)));
  const nginx = await startNginx(answers);
  try {
    const rates = { ours: [] as number[], nginx: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.ours.push(await requestRate(url, paths, SECONDS));
      rates.nginx.push(await requestRate(nginx.url, paths, SECONDS));
    }
    const bytes = answers.reduce((sum, { body }) => sum + body.length, 0) / answers.length;
    return { ours: median(rates.ours), nginx: median(rates.nginx), bytes };
  } finally {
    await nginx.stop();
  }
}

/** What the server sends, still compressed. */
export function answerOf(url: string, path: string): Promise<StoredAnswer> {
  return new Promise((resolve, reject) => {
    const request = get(url + path, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
        const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({ path, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) });
      });
    });
    request.on('error', reject);
  });
}
