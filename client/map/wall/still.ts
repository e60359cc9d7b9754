/** A picture is kept at most this often: reading it back from the graphics card costs a moment. */
const every_ms = 30_000;
/** Width of the kept picture at most, pixels: it is seen for some seconds at worst. */
const most_px = 1920;

/** The last good picture of a map, on a canvas of its own beneath it. */
export class Still {
  /** When it was taken, ms of the page's own clock; null: there is none. */
  #taken: number | null = null;
  taken_at_ms: number | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  /** Takes the picture that was just drawn; to be called in the task that drew it, before the browser shows it and clears it. */
  take(source: HTMLCanvasElement, at_ms: number): void {
    const now = performance.now();
    if (this.#taken !== null && now - this.#taken < every_ms) return;
    const pen = this.canvas.getContext('2d', { alpha: false });
    if (!pen || source.width === 0) return;
    const shrink = Math.min(1, most_px / source.width);
    const [width, height] = [Math.round(source.width * shrink), Math.round(source.height * shrink)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    pen.drawImage(source, 0, 0, width, height);
    this.#taken = now;
    this.taken_at_ms = at_ms;
  }
}
