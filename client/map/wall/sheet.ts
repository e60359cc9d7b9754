import type { OwnWall } from '../../../server/api/wall/schema.ts';
import type { WallScene } from '../../../server/api/walls/schema.ts';
import { remOf, stageRoom } from '../../elements/wall/stage.ts';
import { type CutOut, cutOut, mapRem_px, type Stage } from './viewport.ts';

/** Whose panels stand around the map. */
interface Staged {
  own: OwnWall;
  scene: Pick<WallScene, 'panels'>;
}

/**
 * The sheet on which a wall's map lies: it is laid out as on a screen of 1920 × 1080 and enlarged to the screen, so that every screen
 * shows the same zoom of the same style; the map draws as many pixels as the screen has.
 */
export class Sheet {
  /** CSS pixels of the screen. */
  #width = 0;
  #height = 0;

  constructor(private readonly element: HTMLElement) {}

  /** Fits the sheet to the screen; false where it has the same size as before. */
  measure(): boolean {
    const { clientWidth: width, clientHeight: height } = this.element.parentElement ?? document.documentElement;
    const host = this.element.getRootNode() as ShadowRoot;
    const [wide, high] = [host.host?.clientWidth || width, host.host?.clientHeight || height];
    if (wide === this.#width && high === this.#height) return false;
    this.#width = wide;
    this.#height = high;
    const { style } = this.element;
    style.width = `${wide / this.#scale}px`;
    style.height = `${high / this.#scale}px`;
    style.transform = `scale(${this.#scale})`;
    return true;
  }

  /** Pixels of the screen to one of the map. */
  get pixelRatio(): number {
    return window.devicePixelRatio * this.#scale;
  }

  /** The whole wall, of which this screen is a part. */
  stage({ own, scene }: Staged): Stage {
    const scale = this.#scale;
    const room = stageRoom(own, scene.panels, { width_px: this.#width, height_px: this.#height });
    return {
      width: (this.#width / scale) * own.wall.column_count,
      height: (this.#height / scale) * own.wall.row_count,
      room: {
        left: room.left / scale,
        right: room.right / scale,
        top: room.top / scale,
        bottom: room.bottom / scale,
      },
    };
  }

  /** What this screen shows of the wall. */
  cutOut(staged: Staged): CutOut {
    const { wall, part } = staged.own;
    return cutOut(this.stage(staged), { column_count: wall.column_count, row_count: wall.row_count, part });
  }

  get #scale(): number {
    return remOf({ width_px: this.#width || 1920, height_px: this.#height || 1080 }) / mapRem_px;
  }
}
