import type { Popup } from '../../layers/layer.ts';
import { PopupSheet } from '../popup.ts';
import type { CoverPiece } from './cover-classes.ts';
import type { PatrolChart } from './patrol-chart.ts';

/** Where a chart shows streets by when they were passed: tells of the one that is pointed at, tapped, or in the middle of the map. */
export class CoverTeller {
  readonly #sheet: PopupSheet;
  #frame = 0;

  /** @param said what is said of a piece */
  constructor(
    private readonly chart: PatrolChart,
    private readonly said: (piece: CoverPiece) => Popup,
  ) {
    const { map, container } = chart;
    this.#sheet = new PopupSheet(container);
    map.on('mousemove', ({ point }) => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => {
        if (!map.isMoving()) this.#tell(point);
      });
    });
    map.on('click', ({ point }) => this.#tell(point));
    for (const left of ['mouseout', 'movestart'] as const) map.on(left, () => this.hide());
  }

  /** Tells of what lies in the middle, for the keyboard's crosshair. */
  tellMiddle(): void {
    const { clientWidth, clientHeight } = this.chart.container;
    this.#tell({ x: clientWidth / 2, y: clientHeight / 2 });
  }

  hide(): void {
    cancelAnimationFrame(this.#frame);
    this.#sheet.hide();
  }

  remove(): void {
    this.hide();
    this.#sheet.remove();
  }

  #tell({ x, y }: { x: number; y: number }): void {
    const piece = this.chart.covered({ x, y });
    if (piece) this.#sheet.show(this.said(piece), x, y);
    else this.#sheet.hide();
  }
}
