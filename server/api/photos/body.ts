import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { MOST_PHOTO_BYTES } from './schema.ts';

const refuseOther: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (!/^image\/[\w.+-]+$/i.test(c.req.header('Content-Type') ?? '')) throw noImage();
  if (Number(c.req.header('Content-Length') ?? 0) > MOST_PHOTO_BYTES) throw tooLarge();
  await next();
};
/**
 * Refuses (400) a body that does not say that it is an image, which a form of another site cannot say without asking, and (413)
 * one that says that it is too large. The mark tells whoever lists routes what this one takes.
 */
export const imageBody = Object.assign(refuseOther, { takesPhoto: true });

/**
 * Reads a request's body.
 * @throws AppError 413 as soon as it turns out larger than a photo may be, 400 where it is empty or breaks off.
 */
export async function readImage(c: Context<ApiEnv>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > MOST_PHOTO_BYTES) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof AppError ? error : brokenOff(error);
  }
  if (length === 0) throw noImage();
  return Buffer.concat(parts, length);
}

function noImage(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '请直接发送照片的内容，并带有 Content-Type: image/jpeg 等图片类型。',
      en: 'Send the photo’s bytes as the body, with a Content-Type such as image/jpeg.',
    },
    { field: 'photo' },
  );
}

/** A phone that loses its network is no failure of the server. */
function brokenOff(cause: unknown): AppError {
  return new AppError(
    'bad_input',
    { 'zh-CN': '照片没有传完，请重新上传。', en: 'The photo did not arrive whole. Please send it again.' },
    { field: 'photo', cause },
  );
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    {
      'zh-CN': '照片过大，至多12 MB。',
      en: 'This photo is too large: 12 MB is the most.',
    },
    { field: 'photo' },
  );
}
