import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { EmergencyPlan } from '../../../server/api/emergencies/schema.ts';
import type { Matter } from '../../../server/api/loop/schema.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../server/api/wall/schema.ts';
import { restingState, type ScreenReport } from '../../../server/api/walls/schema.ts';
import { ApiError, answer, api, askSession } from '../../api.ts';
import { live } from '../../state/live.ts';
import { loopReference } from '../../state/loop.ts';
import { session } from '../../state/session.ts';
import { forgetGood, keepGood, lastGood } from '../../state/wall/last-good.ts';
import type { Programme, Showing } from '../../state/wall/programme.ts';
import { serverClock } from '../../state/wall/server-clock.ts';
import { Turns } from '../../state/wall/turns.ts';
import { startUpkeep, type UpkeepFacts } from '../../state/wall/upkeep.ts';
import { WallData } from '../../state/wall/wall-data.ts';
import { FreshReference } from '../fresh-reference.ts';

/** Time between two words of the screen about itself, and between two looks at the server's clock, ms. */
const REPORT_MS = 30_000;
const SYNC_MS = 300_000;
/** Time after which a server that is away is asked again, ms. */
const AGAIN_MS = 5000;

/** What names are looked up in: the deployment's, the loop's and those of plans for emergencies. */
export interface WallReference {
  deployment: Deployment;
  catalogues: Catalogues;
  matters: readonly Matter[];
  plans: readonly EmergencyPlan[];
}

/** What the screen asks of its page. */
export interface WallScreenHost {
  /** Something happened that the screen has not shown yet. */
  appeared(moves: readonly WallMove[]): void;
  /** How often the map had to be rebuilt. */
  rebuilt(): number;
}

/** What an address asks of one screen: a scene that stands (`?scene=`), and which part of the wall it is (`?part=`). */
interface Asked {
  scene: string | null;
  part: number | null;
}

/** A screen of a wall: from the first question to the clock, the feed and its upkeep. The page draws what stands here. */
export class WallScreen implements ReactiveController {
  /** `starting`: nothing is known. `pairing`: the server does not know the screen. `showing`: it goes on, with what it has. */
  phase: 'starting' | 'pairing' | 'showing' = 'starting';
  shown: Showing | null = null;
  /** The server's clock at the last second, ms. */
  now_ms = serverClock.now();
  /** The wall as this screen shows it; null before it is known. The same object as long as nothing in it changes: the map looks. */
  own: OwnWall | null = null;
  readonly #page: WallScreenHost;
  readonly #asked: Asked = askedBy(location.search);
  readonly #fresh: FreshReference;
  #names: Pick<WallReference, 'matters' | 'plans'> = { matters: [], plans: [] };
  #ends: (() => void)[] = [];
  #timers: ReturnType<typeof setInterval>[] = [];
  #again: ReturnType<typeof setTimeout> | undefined;
  /** To be done when the next scene begins. */
  #between: (() => void)[] = [];
  readonly #data = new WallData({
    ask: {
      own: () => answer(api.wall.$get()),
      figures: () => answer(api.wall.figures.$get()),
      moves: (after) => answer(api.wall.moves.$get({ query: after === undefined ? {} : { after: String(after) } })),
    },
    feed: live,
    now: () => serverClock.now(),
    refused: () => this.#refuse(),
    keep: (name, value) => keepGood(name, value),
    isRefusal: (error) => error instanceof ApiError && error.status === 401,
  });
  readonly #turns = new Turns({
    programme: () => this.#programme(),
    now: () => serverClock.now(),
    turned: (shown) => {
      this.shown = shown;
      this.host.requestUpdate();
      for (const work of this.#between.splice(0)) work();
    },
    ticked: (now_ms) => {
      this.now_ms = now_ms;
      const { value: own } = this.#data.own;
      if (own && now_ms > own.remote.until_ms) this.#data.renewOwn();
      this.host.requestUpdate();
    },
  });

  constructor(
    private readonly host: ReactiveControllerHost,
    page: WallScreenHost,
  ) {
    this.#page = page;
    this.#fresh = new FreshReference(host);
    host.addController(this);
  }

  get figures(): WallFigures | null {
    return this.#data.figures.value;
  }

  get moves(): readonly WallMove[] {
    return this.#data.moves.value;
  }

  get reference(): WallReference | null {
    return this.#fresh.reference && { ...this.#fresh.reference, ...this.#names };
  }

  hostConnected(): void {
    const draw = () => this.host.requestUpdate();
    this.#ends = [
      this.#data.own.subscribe((own) => {
        this.own = own && asAsked(own, this.#asked);
        this.#turns.look();
        draw();
      }),
      this.#data.figures.subscribe(draw),
      this.#data.moves.subscribe(draw),
      this.#data.news.subscribe((moves) => this.#page.appeared(moves)),
      live.standing.subscribe(draw),
      startUpkeep({
        between: (work) => this.#between.push(work),
        onWake: () => this.#wake(),
        facts: () => this.#facts(),
      }),
    ];
    this.#timers = [
      setInterval(() => void this.#report().catch(() => {}), REPORT_MS),
      setInterval(() => void this.#sync(), SYNC_MS),
    ];
    void this.begin();
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#again);
    this.#turns.stop();
    this.#data.stop();
    live.stop();
  }

  /** Shows what was kept, and asks who this screen is; again and again while the server is away. */
  async begin(): Promise<void> {
    clearTimeout(this.#again);
    const known = askSession().then(
      () => session.caller,
      () => undefined,
    );
    if (this.phase === 'starting') await this.#recall();
    const caller = await known;
    if (!this.#ends.length) return;
    if (caller?.kind === 'display') await this.#show();
    else if (caller === undefined) this.#again = setTimeout(() => void this.begin(), AGAIN_MS);
    else this.#refuse();
  }

  /** What stood there when the page was last open. */
  async #recall(): Promise<void> {
    const [own, figures, moves, reference] = await Promise.all([
      lastGood<OwnWall>('own'),
      lastGood<WallFigures>('figures'),
      lastGood<WallMove[]>('moves'),
      lastGood<WallReference>('reference'),
    ]);
    if (!own || !reference || this.phase !== 'starting') return;
    this.#data.recall({ own: own.value, figures: figures?.value ?? null, moves: moves?.value ?? [] });
    this.#take(reference.value);
    this.phase = 'showing';
    this.#turns.start();
  }

  async #show(): Promise<void> {
    this.phase = 'showing';
    live.start(`display ${session.caller?.display_name}`);
    this.#data.start();
    await Promise.all([this.#sync(), this.#refer()]);
    this.#turns.start();
    void this.#report().catch(() => {});
  }

  /** Fetches what names are looked up in; tries again while the server is away. */
  async #refer(): Promise<void> {
    try {
      const [deployment, catalogues, loop, plans] = await Promise.all([
        answer(api.deployment.$get({})),
        answer(api.codes.$get({})),
        loopReference(),
        answer(api.emergencies.plans.$get()),
      ]);
      const reference = { deployment, catalogues, matters: loop.catalogue.matters, plans: plans.items };
      this.#take(reference);
      keepGood('reference', reference);
    } catch {
      this.#again = setTimeout(() => void this.#refer().then(() => this.#turns.look()), AGAIN_MS);
    }
  }

  #take({ deployment, catalogues, matters, plans }: WallReference): void {
    this.#names = { matters, plans };
    this.#fresh.start({ deployment, catalogues });
    this.host.requestUpdate();
  }

  /** The token is unknown, over or revoked: the screen asks to be let in. */
  #refuse(): void {
    this.phase = 'pairing';
    clearTimeout(this.#again);
    void forgetGood();
    this.#turns.stop();
    this.#data.stop();
    live.stop();
    this.host.requestUpdate();
  }

  /** After a sleep the clock may have stood still, and much may have happened. */
  #wake(): void {
    if (this.phase !== 'showing') return;
    serverClock.forget();
    void this.#sync();
    this.#data.renew();
  }

  async #sync(): Promise<void> {
    if (this.phase !== 'showing') return;
    await serverClock.sync().catch(() => {});
    this.#turns.look();
  }

  async #report(): Promise<void> {
    if (this.phase !== 'showing' || !this.shown) return;
    const { memory } = performance as { memory?: { usedJSHeapSize: number } };
    const report: ScreenReport = {
      scene: this.shown.scene.id,
      width_px: Math.round(window.innerWidth * window.devicePixelRatio),
      height_px: Math.round(window.innerHeight * window.devicePixelRatio),
      feed_age_s:
        live.standing.value.state === 'live' ? 0 : Math.round((Date.now() - live.standing.value.since) / 1000),
      rebuilt_count: this.#page.rebuilt(),
      up_s: Math.round(performance.now() / 1000),
      heap_mb: memory ? Math.round(memory.usedJSHeapSize / 2 ** 20) : null,
      clock_ms: Math.round(serverClock.ahead_ms),
      clock_error_ms: Math.min(60_000, Math.round(serverClock.error_ms)),
    };
    await answer(api.wall.report.$post({ json: report }));
  }

  /** What says when this screen is to be loaded anew. */
  #facts(): UpkeepFacts | null {
    const { own, reference } = this;
    if (!own || !reference) return null;
    const { reload_at_ms } = own.wall.state;
    return { now_ms: serverClock.now(), reload_at_ms, part: own.part, time_zone: reference.deployment.time_zone };
  }

  #programme(): Programme | null {
    const { own, reference } = this;
    if (!own || !reference) return null;
    return {
      scenes: own.scenes,
      plan: own.wall.plan ?? own.product_plan,
      state: own.wall.state,
      emergency: own.emergencies.length > 0,
      time_zone: reference.deployment.time_zone,
      holidays: own.holidays,
      worked_weekends: own.worked_weekends,
    };
  }
}

/** The wall as a screen shows it whose address asks for something. */
function asAsked(own: OwnWall, { scene, part }: Asked): OwnWall {
  if (scene === null && part === null) return own;
  const state = scene === null ? own.wall.state : { ...restingState, pinned: { scene, at_ms: 0, until_ms: null } };
  return { ...own, part: part ?? own.part, wall: { ...own.wall, state } };
}

function askedBy(search: string): Asked {
  const asked = new URLSearchParams(search);
  const part = Number(asked.get('part'));
  return { scene: asked.get('scene'), part: Number.isInteger(part) && part >= 1 && part <= 8 ? part : null };
}
