/** Reads a picture back from the graphics card and packs it: on a thread of its own, as the page would stand still meanwhile. */

// The types of workers and of pages cannot stand side by side; this is what is used of them.
interface PictureWorker {
  onmessage: ((event: MessageEvent<ImageBitmap>) => void) | null;
  postMessage(packed: Blob): void;
}
const worker = globalThis as unknown as PictureWorker;

/** One for all pictures: what a canvas holds is large, and a thread that does little else is hardly ever swept. */
const canvas = new OffscreenCanvas(1, 1);

worker.onmessage = async ({ data: picture }) => {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
  worker.postMessage(await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }));
};

export {};
