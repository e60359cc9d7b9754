import sharp from 'sharp';
import { AppError } from '../errors.ts';

/** Longest side of what is kept, and of what lists show, px. */
const LONGEST_PX = 2048;
const SMALL_PX = 320;
/** More pixels than this no camera of a phone makes; a few kilobytes can claim to be any number. */
const MOST_PIXELS = 50_000_000;
const QUALITY = 82;
/** A picture that takes longer to draw was made to. */
const LONGEST_S = 20;

// Whatever a file claims to be, only readers of photos ever see it: no SVG, no PDF, nothing that refers to other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((reader) => `VipsForeignLoad${reader}Buffer`),
});
// A photo takes one core, so that the other goes on answering.
sharp.concurrency(1);
sharp.cache(false);

/** A photo drawn anew as JPEG in sRGB, upright, of which nothing but the picture is left; and a small one of it. */
export interface DrawnPhoto {
  bytes: Buffer;
  small: Buffer;
  width_px: number;
  height_px: number;
}

/**
 * Draws a photo anew: JPEG, PNG, WebP, AVIF or the first picture of a GIF, told by its bytes and not by its name.
 * @throws AppError 400 where the bytes are no such picture, a damaged one, or one of more than 50 million pixels.
 */
export async function drawPhoto(bytes: Uint8Array): Promise<DrawnPhoto> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: LONGEST_S })
      .autoOrient()
      .resize({ width: LONGEST_PX, height: LONGEST_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(data)
      .resize({ width: SMALL_PX, height: SMALL_PX, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return { bytes: data, small, width_px: info.width, height_px: info.height };
  } catch (cause) {
    throw /pixel limit/i.test((cause as Error).message) ? tooManyPixels(cause) : noPhoto(cause);
  }
}

function noPhoto(cause: unknown): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '这不是可用的照片。请选择 JPEG、PNG、WebP、AVIF 或 GIF 图片；苹果手机的 HEIC 照片请先转存为 JPEG。',
      en: 'This is no photo that can be kept. Choose a JPEG, PNG, WebP, AVIF or GIF; save an iPhone’s HEIC as JPEG first.',
    },
    { field: 'photo', cause },
  );
}

function tooManyPixels(cause: unknown): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '照片的像素过多，至多5000万像素。请缩小后再上传。',
      en: 'This picture has too many pixels: 50 million are the most. Please make it smaller first.',
    },
    { field: 'photo', cause },
  );
}
