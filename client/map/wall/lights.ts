import type { Severity } from '../../../server/api/incidents/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { type ReplayMoment, replayKind } from '../../state/wall/replay.ts';
import type { Palette } from '../../theme/palette.ts';
import { lampSprite, type Pen, ring, sign } from './light-drawing.ts';

/** Something new on the map: when it came (ms of the server's clock), and where. */
export interface Spark {
  centre: LonLat;
  severity: Severity;
  at_ms: number;
}

/** How long the ring of a new event widens, and how long its quiet mark stays, ms. */
export const pulse_ms = 2400;
export const mark_ms = 600_000;
/** Radius to which a ring widens, pixels of the map. */
const pulse_px = 120;
/** Marks at once: more would not be told apart. */
const mostMarks = 80;
/** Length of a light that goes along a route, and of the dark between two, pixels; and how far it goes in a second. */
const dash = { light: 14, dark: 76, speed_px: 26 };

/** What lights need of the map they lie on. */
export interface LitMap {
  project(centre: LonLat): { x: number; y: number };
  getPitch(): number;
}

/** What is lit at a moment. */
export interface Lit {
  now_ms: number;
  /** Null: nothing is played. */
  replay: ReplayMoment | null;
  /** Share of daylight of the replayed hour, 0 to 1. */
  daylight: number;
  /** Routes of shifts that run now, in the direction in which they are walked. */
  routes: readonly (readonly LonLat[])[];
  motion: boolean;
}

/** Light that moves over a still map, on a canvas of its own: the map beneath need not be drawn anew for it. */
export class Lights {
  readonly #sparks: Spark[] = [];
  /** Routes as they lie on the picture, until it changes. */
  #path: { of: readonly (readonly LonLat[])[]; path: Path2D } | null = null;
  #blank = true;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly palette: Palette,
  ) {}

  add(spark: Spark): void {
    this.#sparks.push(spark);
    if (this.#sparks.length > mostMarks) this.#sparks.shift();
  }

  /** The camera moved: what lies on the picture lies elsewhere. */
  moved(): void {
    this.#path = null;
  }

  /** When the lights are to be drawn again, ms from a moment; null: they stand. */
  pace(lit: Pick<Lit, 'now_ms' | 'replay' | 'routes' | 'motion'>): number | null {
    const isRinging = this.#sparks.some(({ at_ms }) => lit.now_ms - at_ms < pulse_ms);
    if (lit.motion && isRinging) return 40;
    if (lit.replay || (lit.motion && lit.routes.length > 0)) return 90;
    const oldest = this.#sparks[0];
    return oldest ? Math.max(1000, oldest.at_ms + mark_ms - lit.now_ms) : null;
  }

  /** Draws what is lit now. */
  draw(map: LitMap, lit: Lit): void {
    while (this.#sparks[0] && lit.now_ms - this.#sparks[0].at_ms > mark_ms) this.#sparks.shift();
    const isDark = !lit.replay && lit.routes.length === 0 && this.#sparks.length === 0;
    if (isDark && this.#blank) return;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    // Drawn by the processor, so that the lights never wait for the graphics that draw the map.
    const pen = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!pen) return;
    pen.clearRect(0, 0, width, height);
    this.#blank = isDark;
    if (lit.daylight > 0) this.#sky(pen, lit.daylight);
    this.#routes(pen, map, lit);
    for (const spark of this.#sparks) this.#spark(pen, map, spark, lit);
    if (lit.replay) this.#replay(pen, map, lit.replay, lit.motion);
  }

  #sky(pen: Pen, daylight: number): void {
    const { width, height } = this.canvas;
    pen.globalAlpha = daylight * 0.06;
    pen.fillStyle = this.palette.accent;
    pen.fillRect(0, 0, width, height);
    pen.globalAlpha = 1;
  }

  #routes(pen: Pen, map: LitMap, { routes, now_ms, motion }: Lit): void {
    if (routes.length === 0) return;
    if (this.#path?.of !== routes) {
      const path = new Path2D();
      for (const route of routes) {
        route.forEach((point, place) => {
          const { x, y } = map.project(point);
          if (place === 0) path.moveTo(x, y);
          else path.lineTo(x, y);
        });
      }
      this.#path = { of: routes, path };
    }
    pen.strokeStyle = this.palette.indigo;
    pen.lineCap = 'round';
    pen.setLineDash([dash.light, dash.dark]);
    pen.lineDashOffset = motion ? -((now_ms / 1000) * dash.speed_px) % (dash.light + dash.dark) : 0;
    for (const [width, alpha] of [
      [13, 0.28],
      [5, 1],
    ] as const) {
      pen.lineWidth = width;
      pen.globalAlpha = alpha;
      pen.stroke(this.#path.path);
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  /** One ring, then a quiet mark. */
  #spark(pen: Pen, map: LitMap, { centre, severity, at_ms }: Spark, { now_ms, motion }: Lit): void {
    const age_ms = now_ms - at_ms;
    if (age_ms < 0) return;
    const at = map.project(centre);
    if (!this.#isSeen(at)) return;
    const isUrgent = severity === 'urgent';
    const colour = isUrgent ? this.palette.cinnabar : this.palette.lamp;
    const share = age_ms / pulse_ms;
    if (motion && share < 1) {
      const grown = 1 - (1 - share) ** 3;
      ring(pen, at, {
        radius: 8 + grown * pulse_px,
        width: 5,
        flat: this.#flat(map),
        colour,
        alpha: (1 - share) ** 1.5,
      });
    }
    const fresh = Math.max(0.35, 1 - age_ms / mark_ms);
    lampSprite(pen, at, { radius: 26, colour, alpha: 0.55 * fresh });
    sign(pen, at, { size: isUrgent ? 11 : 5, shape: isUrgent ? 'diamond' : 'disc', colour, edge: this.palette.paper });
  }

  #replay(pen: Pen, map: LitMap, { seen }: ReplayMoment, motion: boolean): void {
    const { lamp, jade, cinnabar, inkSoft, paper } = this.palette;
    for (const { move, age } of seen) {
      const at = map.project(move.centre);
      if (!this.#isSeen(at)) continue;
      const kind = replayKind(move);
      const isUrgent = kind === 'reported' && move.severity === 'urgent';
      const colour = kind === 'settled' ? jade : isUrgent ? cinnabar : kind === 'reported' ? lamp : inkSoft;
      const alpha = (1 - age) ** 1.4;
      if (kind === 'moved') {
        lampSprite(pen, at, { radius: 12, colour, alpha: alpha * 0.5 });
        continue;
      }
      lampSprite(pen, at, { radius: 46, colour, alpha: alpha * 0.9 });
      if (motion) ring(pen, at, { radius: 8 + age * 54, width: 3, flat: this.#flat(map), colour, alpha });
      const shape = kind === 'settled' ? 'hollow' : isUrgent ? 'diamond' : 'disc';
      sign(pen, at, { size: isUrgent ? 12 : 8, shape, colour, edge: paper, alpha });
    }
  }

  /** How much a circle on the ground is flattened. */
  #flat(map: LitMap): number {
    return Math.cos((map.getPitch() * Math.PI) / 180);
  }

  #isSeen({ x, y }: { x: number; y: number }): boolean {
    return x > -pulse_px && y > -pulse_px && x < this.canvas.width + pulse_px && y < this.canvas.height + pulse_px;
  }
}
