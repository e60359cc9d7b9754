import { randomUUID } from 'node:crypto';
import { ReadableStream as Pieces } from 'node:stream/web';
import type { Context } from 'hono';
import { describeFailure } from '../log.ts';
import type { ApiEnv } from './context.ts';

/** What is given away as a file. */
export interface Download {
  /** In the reader's language. */
  name: string;
  /** In ASCII, for programs that know no other. */
  plain_name: string;
  /** Media type. */
  type: string;
}

/**
 * Answers with a file that is kept nowhere on the way: made as fast as it is read, and no longer once nobody reads. Its name stands in the
 * header twice, as RFC 6266 has it. Who asks for the head alone gets that. What fails on the way breaks the answer off, so that nobody takes
 * half a file for a whole one.
 */
export function download(
  c: Context<ApiEnv>,
  { name, plain_name, type }: Download,
  bytes: AsyncGenerator<string | Uint8Array>,
) {
  const body = c.req.method === 'HEAD' ? '' : streamed(c, bytes);
  return c.body(body as ReadableStream<Uint8Array>, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain_name}"; filename*=UTF-8''${escaped(name)}`,
    'Cache-Control': 'private, no-store',
    // One of its own, as the usual one would be reckoned from the whole file before its first byte is sent.
    ETag: `"${randomUUID()}"`,
  });
}

/** A name as RFC 5987 has it in a header; signs that no file system takes become spaces. */
function escaped(name: string): string {
  const plain = name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ').trim();
  return encodeURIComponent(plain).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function streamed(c: Context<ApiEnv>, bytes: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  async function* guarded() {
    try {
      for await (const piece of bytes) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
    } catch (error) {
      c.get('log').error(describeFailure(error as Error), 'download');
      // The server below writes out what it is given, which may be a query with its values.
      throw new Error('the file could not be made');
    }
  }
  return Pieces.from(guarded()) as ReadableStream<Uint8Array>;
}
