import { keepGood, lastGood } from '../../state/wall/last-good.ts';

/** A picture is kept at most this often: reading it back from the graphics card costs a moment. */
const every_ms = 30_000;
/** Width of the kept picture at most, pixels: it is seen for some seconds at worst. */
const most_px = 1920;

/** The last good picture of a map, on a canvas of its own beneath it; it outlives the page. */
export class Still {
  /** When it was taken, ms; null: there is none. */
  taken_at_ms: number | null = null;
  /** When the last one was taken by the page's own clock, ms. */
  #taken: number | null = null;
  readonly #packer = new Worker(new URL('./still-worker.ts', import.meta.url), { type: 'module' });

  /** @param key names the picture among those of other screens on the same machine */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly key: string,
  ) {
    this.#packer.onmessage = ({ data }: MessageEvent<Blob>) => keepGood(this.key, data);
  }

  /** Brings back what was kept before the page was loaded, unless there is a newer one already. */
  async recall(): Promise<void> {
    const kept = await lastGood<Blob>(this.key);
    if (!kept || this.#taken !== null) return;
    const picture = await createImageBitmap(kept.value);
    if (this.#taken === null) {
      this.#draw(picture, picture.width, picture.height);
      this.taken_at_ms = kept.kept_at_ms;
    }
    picture.close();
  }

  /** Takes the picture that was just drawn; to be called in the task that drew it, before the browser shows it and clears it. */
  take(source: HTMLCanvasElement, at_ms: number): void {
    const now = performance.now();
    if (source.width === 0 || (this.#taken !== null && now - this.#taken < every_ms)) return;
    const shrink = Math.min(1, most_px / source.width);
    this.#draw(source, Math.round(source.width * shrink), Math.round(source.height * shrink));
    this.#taken = now;
    this.taken_at_ms = at_ms;
    void createImageBitmap(this.canvas).then((picture) => this.#packer.postMessage(picture, [picture]));
  }

  /** Takes no more pictures. */
  release(): void {
    this.#packer.terminate();
  }

  #draw(source: CanvasImageSource, width: number, height: number): void {
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.canvas.getContext('2d', { alpha: false })?.drawImage(source, 0, 0, width, height);
  }
}
