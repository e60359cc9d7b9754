import type { Indicator } from '../../server/api/areas/schema.ts';
import type { Colouring } from './colouring.ts';
import type { Days } from './period.ts';
import type { Selection } from './selection.ts';
import type { StatusFilter } from './status.ts';

/** Where the map looks from. Degrees; zoom and pitch as MapLibre counts them. */
export interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
  bearing: number;
  pitch: number;
}

export const layerIds = [
  'ground',
  'buildings',
  'grids',
  'gaps',
  'staleness',
  'compounds',
  'incidents',
  'whistles',
  'patrol',
  'organisations',
  'facilities',
  'devices',
] as const;
export type LayerId = (typeof layerIds)[number];
/** Opacity from 0 to 1. */
export type LayerSettings = { visible: boolean; opacity: number };

export type Tool = 'report' | 'layers' | 'incidents' | 'measure' | 'chain' | 'print' | 'help';
export type ThemeChoice = 'auto' | 'day' | 'night';
export type LanguageChoice = 'zh-CN' | 'en';

/** All that a link reopens: small, immutable, changed only through actions.ts. */
export interface ViewState {
  /** Null until the first fit to the data's bounds. */
  camera: Camera | null;
  layers: Readonly<Record<LayerId, LayerSettings>>;
  indicator: Indicator;
  /** What the colours of incidents say. */
  colouring: Colouring;
  /** Living-map objects coloured by the day they were last confirmed instead of by kind. */
  freshness: boolean;
  /** First and last day, `YYYY-MM-DD`, both included; null: the last 30 days, moving on with today. */
  period: Days | null;
  /** Only this category of incident; null: all. */
  category: string | null;
  /** Only incidents in this status or group of statuses; null: all. */
  status: StatusFilter | null;
  selection: Selection | null;
  /** The day that is looked at, `YYYY-MM-DD`; null: today. */
  on: string | null;
  /** What was known by the end of that day, not what is known of it now. */
  knownThen: boolean;
  /** The other day that the map shows beside it, `YYYY-MM-DD`; null: none. */
  compared: string | null;
  /** Tool whose sheet is open; null: none. */
  tool: Tool | null;
  theme: ThemeChoice;
  language: LanguageChoice;
}

const hidden = { visible: false, opacity: 1 };
const shown = { visible: true, opacity: 1 };

/** The view of somebody who opens the page without a link. */
export const initialState: ViewState = {
  camera: null,
  layers: {
    ground: shown,
    buildings: shown,
    grids: { visible: true, opacity: 0.8 },
    gaps: hidden,
    staleness: hidden,
    compounds: shown,
    incidents: shown,
    whistles: shown,
    patrol: hidden,
    organisations: hidden,
    facilities: shown,
    devices: hidden,
  },
  indicator: 'incident_open_count',
  colouring: 'urgency',
  freshness: false,
  period: null,
  category: null,
  status: null,
  selection: null,
  on: null,
  knownThen: false,
  compared: null,
  tool: null,
  theme: 'auto',
  language: 'zh-CN',
};

type Listener = (state: ViewState, before: ViewState) => void;

/** Holds the one ViewState. Listeners are called once a change, in the order in which they came. */
export class Store {
  #state: ViewState;
  #listeners = new Set<Listener>();

  constructor(state: ViewState = initialState) {
    this.#state = state;
  }

  get state(): ViewState {
    return this.#state;
  }

  /** Replaces some fields; equal values are no change. Only actions.ts calls this. */
  update(fields: Partial<ViewState>): void {
    const before = this.#state;
    const changed = (Object.keys(fields) as (keyof ViewState)[]).some((key) => fields[key] !== before[key]);
    if (!changed) return;
    this.#state = { ...before, ...fields };
    for (const listener of [...this.#listeners]) listener(this.#state, before);
  }

  /** Calls back on every change; the answer ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The page's store. */
export const store = new Store();
