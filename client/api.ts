import { type ClientResponse, hc } from 'hono/client';
import type { Owed, SessionState } from '../server/api/session/schema.ts';
import type { ErrorBody } from '../server/api/wire.ts';
import type { App } from '../server/app.ts';
import { activity } from './state/activity.ts';
import { lookingBack } from './state/past.ts';
import { session } from './state/session.ts';
import { store } from './state/store.ts';
import { wallHeaders } from './state/wall-page.ts';

/** The typed API client; every call asks in the language of the screen, and says whether a person caused it. */
export const api = hc<App>('/', {
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(lookingBack(input, init?.method), init),
  headers: () => ({ 'Accept-Language': store.state.language, ...activity.headers, ...wallHeaders }),
}).api;

/**
 * Sends bytes that are no JSON, such as a photo: `await upload<KeptPhoto>('/api/photos', file)`.
 * @throws ApiError as `answer` does; what a signal broke off, as an AbortError.
 */
export function upload<Body>(
  path: string,
  bytes: Blob,
  signal?: AbortSignal,
  method: 'POST' | 'PUT' = 'POST',
): Promise<Body> {
  const headers = { 'Accept-Language': store.state.language, 'Content-Type': bytes.type, ...activity.headers };
  const sent = fetch(path, { method, headers, body: bytes, ...(signal && { signal }) });
  return answer(sent as unknown as Promise<ClientResponse<Body>>);
}

/** An answer that was not a success; `message` is fit for the screen. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly field?: string,
    /** Seconds after which asking again may succeed. */
    readonly retry_s?: number,
  ) {
    super(message);
  }
}

/**
 * The body of a successful answer, undefined where it has none (204): `await answer(api.areas[':area_code'].$get({ param }))`.
 * @throws ApiError with the server's sentence, or with one of our own when there was no answer (status 0).
 */
export async function answer<Body>(response: Promise<ClientResponse<Body>>): Promise<Body> {
  const received = await successful(response);
  return (received.status === 204 ? undefined : await received.json()) as Body;
}

/**
 * The bytes of a successful answer.
 * @throws ApiError as `answer` does.
 */
export async function answerBytes(response: Promise<Received>): Promise<ArrayBuffer> {
  return (await successful(response)).arrayBuffer();
}

/** A file as it was received, whole. */
export interface ReceivedFile {
  /** As the server named it. */
  name: string;
  bytes: Blob;
}

/**
 * A successful answer as a file.
 * @param told hears how many bytes have come so far.
 * @throws ApiError as `answer` does, also where the answer breaks off: half a file is none. What a signal broke off, as an AbortError.
 */
export async function answerFile(response: Promise<Received>, told: (bytes: number) => void): Promise<ReceivedFile> {
  const { headers, body } = await successful(response);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = (body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
      told(size);
    }
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ApiError(0, brokenOff());
  }
  const type = headers.get('Content-Type') ?? 'application/octet-stream';
  return { name: fileNameIn(headers.get('Content-Disposition') ?? ''), bytes: new Blob(pieces, { type }) };
}

/** The name of a file in the header that carries it (RFC 6266): in any script, else in ASCII; '' where it has none. */
export function fileNameIn(disposition: string): string {
  const [, escaped] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  if (escaped) return decodeURIComponent(escaped);
  return /filename="([^"]*)"/i.exec(disposition)?.[1] ?? '';
}

/** What all kinds of answers have in common. */
type Received = Pick<ClientResponse<unknown>, 'ok' | 'status' | 'headers' | 'json' | 'arrayBuffer' | 'body'>;

async function successful<Answer extends Received>(response: Promise<Answer>): Promise<Answer> {
  let received: Answer;
  try {
    received = await response;
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ApiError(0, unreachable());
  }
  if (received.ok) return received;
  const body = (await received.json().catch(() => null)) as ErrorBody | null;
  const field = body?.error.field;
  if (received.status === 401 || (received.status === 403 && steps.has(field))) void askSession().catch(() => {});
  const wait = Number(received.headers.get('Retry-After'));
  throw new ApiError(received.status, body?.error.message ?? unreachable(), field, wait > 0 ? wait : undefined);
}

/** Steps of signing in that a refusal names when one of them is owed. */
const steps = new Set<string | undefined>([
  'second_factor',
  'second_factor_set_up',
  'password_change',
] satisfies Owed[]);
let asking: Promise<void> | null = null;

/**
 * Asks who is signed in and keeps the answer in `session`; whoever asks meanwhile waits for the same answer. Any answer that
 * says one must sign in asks here by itself: main.ts then shows signing in.
 * @throws ApiError as `answer` does.
 */
export function askSession(): Promise<void> {
  asking ??= answer<SessionState>(api.session.$get())
    .then((state) => session.set(state))
    .finally(() => {
      asking = null;
    });
  return asking;
}

function brokenOff(): string {
  return store.state.language === 'en'
    ? 'The file broke off half-way and was not saved. Check the connection and try again.'
    : '文件接收到一半中断，没有保存，请检查网络后重试。';
}

function unreachable(): string {
  return store.state.language === 'en'
    ? 'The server cannot be reached. Check the connection and try again.'
    : '暂时连不上服务器，请检查网络后重试。';
}
