import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { MOST_PIECE_BYTES } from './schema.ts';

const refuseOther: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (!/^application\/octet-stream$/i.test(c.req.header('Content-Type') ?? '')) throw noPiece();
  if (Number(c.req.header('Content-Length') ?? 0) > MOST_PIECE_BYTES) throw tooLarge();
  await next();
};
/** Refuses (400) a body that is no piece of a file, and (413) one that is too large. The mark tells what the route takes. */
export const pieceBody = Object.assign(refuseOther, { takesPiece: true });

/** Reads a piece. @throws AppError 413 as soon as it turns out too large, 400 where it is empty or breaks off. */
export async function readPiece(c: Context<ApiEnv>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > MOST_PIECE_BYTES) throw tooLarge();
      parts.push(part);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'bad_input',
      { 'zh-CN': '这一段没有传完，请从已收到的位置继续。', en: 'This piece broke off. Go on from what was received.' },
      { field: 'content', cause },
    );
  }
  if (length === 0) throw noPiece();
  return Buffer.concat(parts, length);
}

function noPiece(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '请直接发送文件的一段内容，并带有 Content-Type: application/octet-stream。',
      en: 'Send a piece of the file as the body, with Content-Type: application/octet-stream.',
    },
    { field: 'content' },
  );
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    { 'zh-CN': '一段至多8 MB，请分段上传。', en: 'A piece has at most 8 MB. Please upload the file in pieces.' },
    { field: 'content' },
  );
}
