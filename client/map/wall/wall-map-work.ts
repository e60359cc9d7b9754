import type { Indicator } from '../../../server/api/areas/schema.ts';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../server/api/wall/schema.ts';
import { AHEAD_MS, steeringAt, type WallScene } from '../../../server/api/walls/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { countsPeople } from '../../state/indicators.ts';
import { live } from '../../state/live.ts';
import { type Camera, initialState, type LanguageChoice, type LayerId } from '../../state/store.ts';
import { night } from '../../theme/palette.ts';
import { reducedMotion } from '../camera.ts';
import { Pace } from '../pace.ts';
import { ChartKeeper, type Seen } from './chart-keeper.ts';
import type { Excursion } from './course.ts';
import { Director } from './director.ts';
import { cameraFor } from './fit.ts';
import { flight_ms } from './flight.ts';
import { LightShow } from './light-show.ts';
import { Lights, mark_ms, type Spark } from './lights.ts';
import { Sheet } from './sheet.ts';
import { Sights } from './sights.ts';
import { Still } from './still.ts';
import { WallChart } from './wall-chart.ts';
import { type Classes, wallContext } from './wall-context.ts';
import { WallIncidents } from './wall-incidents.ts';

/** What the page gives a wall's map. */
export interface WallInputs {
  deployment: Deployment;
  catalogues: Catalogues;
  own: OwnWall;
  scene: WallScene;
  since_ms: number;
  figures: WallFigures | null;
  moves: readonly WallMove[];
  clock: () => number;
  language: LanguageChoice;
}

/** What the work needs of its element, and tells it. */
export interface WallMapHost {
  sheet: HTMLElement;
  container: HTMLElement;
  still: HTMLCanvasElement;
  lights: HTMLCanvasElement;
  show(seen: Seen, taken_at_ms: number | null): void;
  drawn(scene: string, took_ms: number): void;
  /** The camera stands. @param room pixels of the sheet that panels cover at its left and foot */
  rested(camera: Camera, room: { left: number; bottom: number }): void;
  rebuilt(rebuilt_count: number): void;
  lost(): void;
}

/** Counts of areas follow the feed at most this often, and so do incidents where a picture takes long: what is new the lights show at once. */
const countsPace_ms = 5000;
const slowPace_ms = 5000;
/** The camera stays at an urgent event for so long; one that came longer ago than `fresh_ms` is marked only. */
const stay_ms = 8000;
const fresh_ms = 10_000;
/** How near the camera comes to an urgent event: levels beyond the scene's, and at most. */
const nearer = 1.7;
const nearest = 17;
/** How the camera leans over what somebody pointed at. */
const pointed = { pitch: 50, bearing: -14, closer: 0 };

/** Everything that a wall's map does: the camera, the lights and the incidents, which outlive one chart after another. */
export class WallMapWork {
  #inputs: WallInputs;
  /** What areas were coloured by last: colours that are clear stay as they are. */
  #indicator: Indicator = initialState.indicator;
  #classes: Classes = { breaks: [], small_count_below: null };
  readonly #sheet: Sheet;
  readonly #keeper: ChartKeeper;
  readonly #show: LightShow;
  readonly #director: Director;
  readonly #incidents: WallIncidents;
  readonly #sights = new Sights(() => this.#aim());
  readonly #countsPace = new Pace(countsPace_ms, () => this.#keeper.chart?.staleCounts());
  readonly #slowPace = new Pace(slowPace_ms, () => this.#drawIncidents());
  readonly #ends: (() => void)[];
  readonly #warm = new Set<LayerId>();
  #routes: readonly (readonly LonLat[])[] = [];
  #urgent: Excursion | null = null;
  /** False: the camera waits for the bounds of what the scene looks at. */
  #isAimed = false;
  #isTold = false;

  constructor(
    private readonly host: WallMapHost,
    inputs: WallInputs,
  ) {
    this.#inputs = inputs;
    this.#sheet = new Sheet(host.sheet);
    this.#sheet.measure();
    const still = new Still(host.still, `picture ${inputs.own.part}`);
    this.#keeper = new ChartKeeper(
      {
        container: host.container,
        make: () => this.#chart(),
        show: (seen) => host.show(seen, still.taken_at_ms),
        rebuilt: (count) => host.rebuilt(count),
        gaveUp: () => host.lost(),
      },
      still,
    );
    this.#show = new LightShow(new Lights(host.lights, night), {
      map: () => this.#keeper.chart?.map ?? null,
      played: () => this.#played(),
      clock: () => this.#now,
      motion: () => !reducedMotion(),
    });
    this.#director = this.#newDirector();
    this.#incidents = new WallIncidents({
      time_zone: () => this.#inputs.deployment.time_zone,
      clock: () => this.#now,
      changed: () => (this.#director.slow ? this.#slowPace.ask() : this.#drawIncidents()),
    });
    this.#ends = this.#listen();
    this.#begin();
    this.#aim();
    this.#keeper.build();
  }

  /** Takes what the page gives now. */
  take(inputs: WallInputs): void {
    const before = this.#inputs;
    this.#inputs = inputs;
    const isScene = before.scene !== inputs.scene || before.since_ms !== inputs.since_ms;
    const isWall = before.own !== inputs.own;
    const isFigures = before.figures !== inputs.figures;
    if (isScene) this.#begin();
    if (isScene || isWall) {
      this.#keeper.chart?.frame(this.#sheet.cutOut(inputs));
      this.#drawResources();
    }
    if (isScene || isWall || isFigures) this.#aim();
    if (before.deployment.data_version !== inputs.deployment.data_version) this.#keeper.chart?.staleCounts();
    if (isScene || isFigures || before.deployment !== inputs.deployment || before.language !== inputs.language) {
      this.#keeper.chart?.restyle();
    }
    if (isScene) {
      // A scene that looks like the last one is told as drawn, too.
      this.#keeper.chart?.map.triggerRepaint();
      this.#show.draw();
    }
  }

  /** Shows where something new is; to what is urgent the camera goes, to the last where there are more, unless somebody points elsewhere. */
  pulse(sparks: readonly Spark[]): void {
    const now = this.#now;
    const recent = sparks.filter(({ at_ms }) => now - at_ms <= mark_ms);
    if (recent.length === 0) return;
    // All screens have heard of it by then.
    this.#show.add(recent.map((spark) => ({ ...spark, at_ms: spark.at_ms + AHEAD_MS })));
    const urgent = recent.findLast(({ severity, at_ms }) => severity === 'urgent' && now - at_ms <= fresh_ms);
    const scene = this.#sceneCamera();
    if (!urgent || !scene) return;
    const at_ms = urgent.at_ms + AHEAD_MS;
    const [longitude, latitude] = urgent.centre;
    const zoom = Math.min(nearest, scene.zoom + nearer);
    this.#urgent = { camera: { ...scene, longitude, latitude, zoom }, at_ms, until_ms: at_ms + flight_ms + stay_ms };
    this.#aim();
  }

  /** The screen may have another size. */
  resize(): void {
    if (!this.#sheet.measure()) return;
    this.#keeper.chart?.resize(this.#sheet.cutOut(this.#inputs), this.#sheet.pixelRatio);
    this.#aim();
    this.#show.moved();
  }

  get state() {
    return {
      scene: this.#inputs.scene.id,
      camera: this.#director.camera,
      rebuilt_count: this.#keeper.rebuilt_count,
      drawn: this.#isTold && !this.#keeper.waiting,
    };
  }

  /** The map, for tests: nothing else touches it. */
  get map() {
    return this.#keeper.chart?.map ?? null;
  }

  release(): void {
    for (const end of this.#ends) end();
    this.#director.stop();
    this.#show.stop();
    this.#countsPace.stop();
    this.#slowPace.stop();
    this.#incidents.release();
    this.#keeper.release();
  }

  get #now(): number {
    return this.#inputs.clock();
  }

  #newDirector(): Director {
    return new Director({
      clock: () => this.#now,
      span: () => this.#sheet.stage(this.#inputs).width,
      place: (camera) => this.#keeper.chart?.place(camera),
      cut: () => this.#keeper.cut(),
      rested: () => this.#keeper.chart?.map.triggerRepaint(),
      reducedMotion,
    });
  }

  #listen(): (() => void)[] {
    return [
      live.subscribe((event) => {
        const { indicator } = this.#inputs.scene;
        if (event.event === 'change' && indicator !== null && !countsPeople(indicator)) this.#countsPace.later();
      }),
      live.standing.subscribe(({ state }) => {
        if (state === 'live') this.#keeper.chart?.retry();
      }),
    ];
  }

  #chart(): WallChart {
    const camera = this.#director.camera ?? this.#sceneCamera() ?? this.#fitted(this.#inputs.own.area.bounds);
    return new WallChart(
      this.host.container,
      { camera, cutOut: this.#sheet.cutOut(this.#inputs), pixelRatio: this.#sheet.pixelRatio },
      {
        context: () => wallContext(this.#inputs, this.#indicator, this.#classes),
        view: () => ({
          scene: this.#inputs.scene,
          area: this.#inputs.own.area,
          squads: this.#squads,
          warm: this.#warm,
        }),
        breaks: (breaks, small_count_below) => this.#reclass({ breaks, small_count_below }),
        ready: () => {
          this.#drawIncidents();
          this.#drawResources();
        },
        complete: () => this.#complete(),
        drawn: () => this.#show.moved(),
        lost: () => this.#keeper.lost(),
      },
    );
  }

  /** A scene begins. */
  #begin(): void {
    const { scene, own } = this.#inputs;
    this.#isTold = false;
    for (const id of scene.layers) this.#warm.add(id);
    if (scene.indicator !== null) this.#indicator = scene.indicator;
    this.#incidents.show(own.area.area_code, scene.layers.includes('incidents') ? scene : null);
    this.#drawIncidents();
  }

  #drawIncidents(): void {
    this.#keeper?.chart?.incidents(this.#incidents.shapes());
  }

  /** What the gravest emergency can call upon, where the scene has a panel of it. */
  #drawResources(): void {
    const { scene, own } = this.#inputs;
    const isWanted = [...scene.panels.left, ...scene.panels.right].includes('resources');
    const resources = (isWanted && own.emergencies[0]?.resources) || [];
    this.#keeper.chart?.resources({
      type: 'FeatureCollection',
      features: resources.map(({ kind, centre }) => ({
        type: 'Feature',
        properties: { kind },
        geometry: { type: 'Point', coordinates: centre },
      })),
    });
  }

  /** Tells the director where the camera is wanted. */
  #aim(): void {
    const camera = this.#sceneCamera();
    this.#isAimed = camera !== null;
    if (!camera) return;
    const { own, since_ms } = this.#inputs;
    const { focus } = steeringAt(own.wall.state, this.#now);
    this.#director.follow({
      scene: { camera, at_ms: since_ms },
      urgent: this.#urgent,
      focus: focus && { ...focus, camera: cameraFor(focus.bounds, pointed, this.#sheet.stage(this.#inputs)) },
    });
  }

  /** Null while it is not known what the scene looks at. */
  #sceneCamera(): Camera | null {
    const bounds = this.#sights.boundsOf(this.#inputs);
    return bounds && this.#fitted(bounds);
  }

  #fitted(bounds: OwnWall['area']['bounds']): Camera {
    return cameraFor(bounds, this.#inputs.scene.camera, this.#sheet.stage(this.#inputs));
  }

  #reclass(classes: Classes): void {
    if (JSON.stringify(classes) === JSON.stringify(this.#classes)) return;
    this.#classes = classes;
    this.#keeper.chart?.restyle();
  }

  /** Squads whose shift runs now, where the scene shows them. */
  get #squads(): number[] {
    const { scene, figures } = this.#inputs;
    return scene.layers.includes('patrol') ? (figures?.patrol.squads ?? []).map(({ id }) => id) : [];
  }

  #played() {
    const { moves, since_ms, scene, deployment } = this.#inputs;
    return { moves, since_ms, replay_s: scene.replay_s, time_zone: deployment.time_zone, routes: this.#routes };
  }

  #complete(): void {
    const { chart } = this.#keeper;
    if (!chart || this.#director.moving || !this.#isAimed) return;
    this.#keeper.complete(this.#now);
    this.#routes = chart.routes(this.#squads);
    if (this.#director.camera) this.host.rested(this.#director.camera, this.#sheet.stage(this.#inputs).room);
    this.#show.moved();
    if (this.#isTold || this.#keeper.waiting || chart.busy || this.#incidents.busy) return;
    this.#isTold = true;
    const { scene, since_ms } = this.#inputs;
    this.host.drawn(scene.id, this.#now - since_ms);
  }
}
