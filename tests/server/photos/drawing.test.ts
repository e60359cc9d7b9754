import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPhoto } from '../../../server/photos/drawing.ts';
import { bomb, phonePhoto, pictures, svg } from '../../fixtures/pictures.ts';

const noPhoto = { code: 'bad_input', options: { field: 'photo' } };

describe('drawing a photo anew', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('takes %s, told by its bytes', async (kind) => {
    const drawn = await drawPhoto(await pictures[kind]());
    expect(drawn).toMatchObject({ width_px: 300, height_px: 200 });
    expect(await sharp(drawn.bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', width: 300 });
    expect(await sharp(drawn.small).metadata()).toMatchObject({ format: 'jpeg', width: 300 });
  });

  it('leaves nothing of what the camera wrote, and stands it upright', async () => {
    const sent = await phonePhoto();
    const before = await sharp(sent).metadata();
    expect(before).toMatchObject({ orientation: 6, width: 300 });
    const words = ['SecretPhone', 'SecretName', 'SecretXmp'];
    expect(words.filter((word) => sent.includes(word))).toEqual(words);
    const drawn = await drawPhoto(sent);
    for (const bytes of [drawn.bytes, drawn.small]) {
      const { exif, xmp, icc, iptc, orientation } = await sharp(bytes).metadata();
      expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
      expect(words.filter((word) => bytes.includes(word))).toEqual([]);
      // 0x8825 is where EXIF would point at a place.
      expect(bytes.includes('Exif')).toBe(false);
    }
    expect(drawn).toMatchObject({ width_px: 200, height_px: 300 });
  });

  it('makes it no larger than 2,048 px, and the small one 320 px', async () => {
    const wide = await sharp({ create: { width: 4000, height: 1000, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const drawn = await drawPhoto(wide);
    expect(drawn).toMatchObject({ width_px: 2048, height_px: 512 });
    expect(await sharp(drawn.small).metadata()).toMatchObject({ width: 320, height: 80 });
  });

  it('leaves out what stands behind the picture', async () => {
    const page = '<html><script>alert(1)</script></html>';
    const polyglot = Buffer.concat([await pictures.jpeg(), Buffer.from(page), Buffer.from('PK\u0003\u0004')]);
    const { bytes } = await drawPhoto(polyglot);
    expect(bytes.includes('script')).toBe(false);
    expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['an SVG', () => svg],
    ['a TIFF', pictures.tiff],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj')],
    ['a page', () => Buffer.from('<!doctype html><img src=x onerror=alert(1)>')],
    ['nothing', () => Buffer.alloc(0)],
    ['noise', () => Buffer.alloc(5000, 'noise')],
    ['the head of a JPEG', async () => (await pictures.jpeg()).subarray(0, 300)],
  ])('refuses %s', async (_, make) => {
    await expect(drawPhoto(await make())).rejects.toMatchObject(noPhoto);
  });

  it('refuses a bomb by what it says of itself', async () => {
    await expect(drawPhoto(await bomb())).rejects.toMatchObject({
      ...noPhoto,
      message: 'This picture has too many pixels: 50 million are the most. Please make it smaller first.',
    });
  });
});
