import type { MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { LonLat } from '../../../server/api/wire.ts';
import { picking } from '../../state/picking.ts';
import { Handles } from './handles.ts';
import { type PatrolChart, placeOfEvent } from './patrol-chart.ts';
import type { Pointed } from './scene.ts';
import {
  type DrawnLine,
  draftLine,
  emptyDraft,
  type StreetDraft,
  StreetDrawing,
  type WayBetween,
} from './street-drawing.ts';

/** What the hand on the map tells. */
export interface HandHost {
  /** Points and squads' starts may be dragged. */
  movable: () => boolean;
  chosen: (pointed: Pointed | null) => void;
  moved: (kind: 'point' | 'squad', id: number, centre: LonLat) => void;
  /** Something else stands in the line that is drawn. */
  drawn: (drawn: DrawnLine) => void;
  cornerLabel: (index: number, count: number) => string;
  way: WayBetween;
}

/** Pixels that a pointer moves before it drags. */
const drag_px = 4;

/** What a person's hand does on a chart: choosing, dragging plates, drawing a street. */
export class MapHand {
  readonly #drawing: StreetDrawing;
  readonly #handles: Handles;
  #draws = false;
  #dragged: { kind: 'point' | 'squad'; id: number; from: { x: number; y: number }; moves: boolean } | null = null;

  constructor(
    private readonly chart: PatrolChart,
    private readonly host: HandHost,
  ) {
    this.#drawing = new StreetDrawing(host.way, (draft, straight) => this.#show(draft, straight));
    this.#handles = new Handles(chart.map, {
      label: host.cornerLabel,
      moved: (index, centre) => void this.#drawing.move(index, centre),
      dropped: (index) => void this.#drawing.drop(index),
    });
    this.#listen();
  }

  /** Begins to draw a street, with what stands already; null: draws no more. */
  draw(draft: StreetDraft | null): void {
    const goesOn = this.#draws && draft !== null;
    this.#draws = draft !== null;
    this.chart.map.getContainer().classList.toggle('picking', this.#draws);
    if (this.#draws) this.chart.map.doubleClickZoom.disable();
    else this.chart.map.doubleClickZoom.enable();
    this.#drawing.begin(draft ?? emptyDraft, goesOn);
  }

  /** What is drawn so far. */
  get draft(): StreetDraft {
    return this.#drawing.draft;
  }

  /** Takes the last change of the line back. */
  undoCorner(): void {
    void this.#drawing.undo();
  }

  /** What Enter does: the middle of the map is pointed at. */
  enter(): void {
    const { lng, lat } = this.chart.map.getCenter();
    if (this.#draws) void this.#drawing.add([lng, lat]);
    else if (picking.value) picking.move([lng, lat]);
    else {
      const { clientWidth, clientHeight } = this.chart.container;
      this.host.chosen(this.chart.pointed({ x: clientWidth / 2, y: clientHeight / 2 }));
    }
  }

  /** Draws again what stands, after the style was set anew. */
  again(): void {
    this.#show(this.#drawing.draft, this.#drawing.isStraight);
  }

  #show(draft: StreetDraft, straight: boolean): void {
    this.#handles.show(draft.corners);
    const line = draftLine(draft);
    this.chart.fill('drawing', {
      type: 'FeatureCollection',
      features:
        line.length < 2
          ? []
          : [{ type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: {} }],
    });
    if (this.#draws)
      this.host.drawn({ line, straight, full: this.#drawing.isFull, undoable: this.#drawing.isUndoable });
  }

  #listen(): void {
    const { map } = this.chart;
    map.on('click', (event) => {
      // PlacePin has it while a place is asked for.
      if (picking.value) return;
      if (this.#draws) void this.#drawing.add(placeOfEvent(event));
      else this.host.chosen(this.chart.pointed(event.point));
    });
    map.on('mousemove', (event) => {
      if (this.#dragged || this.#draws || picking.value) return;
      map.getCanvas().style.cursor = this.chart.pointed(event.point) ? 'pointer' : '';
    });
    for (const begin of ['mousedown', 'touchstart'] as const) map.on(begin, (event) => this.#take(event));
    for (const go of ['mousemove', 'touchmove'] as const) map.on(go, (event) => this.#drag(event));
    for (const end of ['mouseup', 'touchend'] as const) map.on(end, (event) => this.#drop(event));
    map.on('touchcancel', () => this.#letGo());
  }

  #take(event: MapMouseEvent | MapTouchEvent): void {
    this.#letGo();
    if (this.#draws || picking.value || !this.host.movable()) return;
    if ('touches' in event.originalEvent && event.originalEvent.touches.length > 1) return;
    const { kind, id } = this.chart.pointed(event.point) ?? {};
    if ((kind !== 'point' && kind !== 'squad') || id === undefined || id < 0) return;
    // Else the map goes along.
    event.preventDefault();
    this.#dragged = { kind, id, from: event.point, moves: false };
  }

  #drag(event: MapMouseEvent | MapTouchEvent): void {
    const dragged = this.#dragged;
    if (!dragged) return;
    // The button was let go outside the map.
    if ('buttons' in event.originalEvent && event.originalEvent.buttons === 0) {
      this.#letGo();
      return;
    }
    const { x, y } = event.point;
    dragged.moves ||= Math.hypot(x - dragged.from.x, y - dragged.from.y) > drag_px;
    if (!dragged.moves) return;
    this.chart.map.getCanvas().style.cursor = 'grabbing';
    this.chart.fill('drawing', {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: {
            type: 'LineString',
            coordinates: [this.chart.map.unproject([dragged.from.x, dragged.from.y]).toArray(), placeOfEvent(event)],
          },
          properties: {},
        },
      ],
    });
  }

  #drop(event: MapMouseEvent | MapTouchEvent): void {
    const dragged = this.#dragged;
    this.#letGo();
    if (dragged?.moves) this.host.moved(dragged.kind, dragged.id, placeOfEvent(event));
  }

  /** Nothing is dragged any more. */
  #letGo(): void {
    const { moves } = this.#dragged ?? {};
    this.#dragged = null;
    if (!moves) return;
    this.chart.map.getCanvas().style.cursor = '';
    this.chart.fill('drawing', { type: 'FeatureCollection', features: [] });
  }
}
