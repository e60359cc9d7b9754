import path from 'node:path';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { RequestLimits } from './access/request-limits.ts';
import type { Sealer } from './access/sealing.ts';
import { SignInLimits } from './access/sign-in-limits.ts';
import { TileGate } from './access/tile-gate.ts';
import { account } from './api/account/routes.ts';
import { alerts } from './api/alerts/routes.ts';
import { areaChanges } from './api/area-changes/routes.ts';
import { areas } from './api/areas/routes.ts';
import { auditEvents } from './api/audit-events/routes.ts';
import { buildings } from './api/buildings/routes.ts';
import { campaigns } from './api/campaigns/routes.ts';
import { changes } from './api/changes/routes.ts';
import { codes } from './api/codes/routes.ts';
import { compounds } from './api/compounds/routes.ts';
import type { ApiEnv } from './api/context.ts';
import { deployment } from './api/deployment/routes.ts';
import { devices } from './api/devices/routes.ts';
import { diary } from './api/diary/routes.ts';
import { doorPlans } from './api/door-plans/routes.ts';
import { duplicates } from './api/duplicates/routes.ts';
import { duties } from './api/duties/routes.ts';
import { dutyBodies } from './api/duty-chain/body-routes.ts';
import { dutyHolders } from './api/duty-chain/holder-routes.ts';
import { dutyChain } from './api/duty-chain/routes.ts';
import { emergencyResources } from './api/emergencies/resource-routes.ts';
import { emergencies } from './api/emergencies/routes.ts';
import { ExportLimits } from './api/exports/limits.ts';
import { layerFiles } from './api/exports/routes.ts';
import { facilities } from './api/facilities/routes.ts';
import { answerError, noSuchAddress } from './api/failures.ts';
import { geocodeReviews } from './api/geocode/review-routes.ts';
import { geocode } from './api/geocode/routes.ts';
import {
  limitBody,
  limitLoad,
  limitRate,
  limitTime,
  refuseForeignWrites,
  refuseOtherBodies,
  refuseUnreadable,
} from './api/guard.ts';
import { health } from './api/health/routes.ts';
import { households } from './api/households/routes.ts';
import { imports } from './api/imports/routes.ts';
import { incidents } from './api/incidents/routes.ts';
import { live, pokeFeed, startFeeds } from './api/live/routes.ts';
import { loop as loopReference } from './api/loop/routes.ts';
import { mediation } from './api/mediation/routes.ts';
import { needTags } from './api/need-tags/routes.ts';
import { openings } from './api/openings/routes.ts';
import { organisations } from './api/organisations/routes.ts';
import { past } from './api/past/routes.ts';
import { patrolPoints, patrolRoutes } from './api/patrol/routes.ts';
import { patrolActive } from './api/patrol-active/routes.ts';
import { patrolCoverage } from './api/patrol-coverage/routes.ts';
import { patrolPlanActs } from './api/patrol-plans/act-routes.ts';
import { patrolPlans } from './api/patrol-plans/routes.ts';
import { patrolProposals } from './api/patrol-proposals/routes.ts';
import { patrolStreets } from './api/patrol-streets/routes.ts';
import { WalkLimits } from './api/patrol-walk/limits.ts';
import { patrolWalk } from './api/patrol-walk/routes.ts';
import { handOvers } from './api/people/hand-over-routes.ts';
import { roles } from './api/people/role-routes.ts';
import { people } from './api/people/routes.ts';
import { peopleCounts } from './api/people-counts/routes.ts';
import { photos } from './api/photos/routes.ts';
import { quality } from './api/quality/routes.ts';
import { dataClasses, processingRecord, retention } from './api/register/routes.ts';
import { registerBooks } from './api/registers/routes.ts';
import { replies } from './api/replies/routes.ts';
import { reportPacks } from './api/report-packs/routes.ts';
import { reportContact } from './api/reports/contact-routes.ts';
import { PublicLimits } from './api/reports/limits.ts';
import { reports } from './api/reports/routes.ts';
import { residents } from './api/residents/routes.ts';
import { roads } from './api/roads/routes.ts';
import { search } from './api/search/routes.ts';
import { session } from './api/session/routes.ts';
import { squads } from './api/squads/routes.ts';
import { patrolShifts } from './api/squads/shift-routes.ts';
import { statistics } from './api/statistics/routes.ts';
import { tiles } from './api/tiles/routes.ts';
import { visits } from './api/visits/routes.ts';
import { wallFigures } from './api/wall/figure-routes.ts';
import { wall } from './api/wall/routes.ts';
import { WallLimits } from './api/walls/limits.ts';
import { walls } from './api/walls/routes.ts';
import { wallScenes } from './api/walls/scene-routes.ts';
import { clientFiles } from './client-files.ts';
import { type Config, rootFolder } from './config.ts';
import type { Database } from './db/open.ts';
import { ImportRuns } from './import/batches/runs.ts';
import { inThread } from './import/batches/threaded.ts';
import type { Live } from './live/live.ts';
import { createLog, describeFailure, type Log, logRequests } from './log.ts';
import { type Loop, readLoop } from './loop/catalogue.ts';
import { pageHeaders, tileHeaders } from './page-headers.ts';
import { lookBack } from './past/look-back.ts';
import { PlanRuns } from './planning/runs.ts';
import type { TileService } from './tiles/service.ts';

const tagAnswer = etag();
/** What is only read bears a tag, by which a browser need not fetch it again; nobody asks that of a write. */
const tagged: MiddlewareHandler = (c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' ? tagAnswer(c, next) : next();

/** What the app works with; tests hand in their own. */
export interface AppOptions {
  /** The API's own pool, which passes every row policy. */
  sql: Database;
  config: Config;
  tiles: TileService;
  sealer: Sealer;
  /** Shared with the short way of tiles; the app's own when not given. */
  tileGate?: TileGate;
  /** The feed to open screens; without one, feeds are empty. */
  live?: Live;
  /** Where failures and requests are written; the standard output when not given. */
  log?: Log;
  /** The district's loop; read from the catalogues when not given. */
  loop?: Loop;
  /** The runs of planning; the app's own when not given. */
  planRuns?: PlanRuns;
  /** What is done with files that come in; in threads of the app's own when not given. */
  importRuns?: ImportRuns;
  /** The clock that due dates are reckoned by; the machine's when not given. */
  now?: () => Date;
  /** Absolute path of the built client; `client/dist` when not given. */
  clientFolder?: string;
}

/** The whole server without a port: the API under /api, the built client everywhere else. */
export function createApp(options: AppOptions) {
  const { sql, config, now = () => new Date() } = options;
  const app = new Hono<ApiEnv>();
  // Failing to note a use must not fail the request that was answered.
  const touch = (digest: Buffer) => void sql`select touch_credential(${digest})`.catch(() => {});
  const signInLimits = new SignInLimits();
  const limits = new RequestLimits(config.rateLimitPerMin);
  const publicLimits = new PublicLimits(config.rateLimitPerMin > 0);
  const wallLimits = new WallLimits(config.rateLimitPerMin > 0);
  const exportLimits = new ExportLimits(config.rateLimitPerMin > 0);
  const walkLimits = new WalkLimits(config.rateLimitPerMin > 0);
  const log = options.log ?? createLog(config);
  const { photoFolder, scanCommand } = config;
  const onFault = (error: unknown) => log.error(describeFailure(error as Error), 'photos');
  const runs = options.planRuns ?? new PlanRuns((error) => log.error(describeFailure(error as Error), 'planning'));
  const importFault = (error: unknown) => log.error(describeFailure(error as Error), 'imports');
  const importRuns = options.importRuns ?? new ImportRuns(inThread(config), importFault);
  const photoStore = { photoFolder, scanCommand, sealer: options.sealer, onFault };
  const tileGate = options.tileGate ?? new TileGate();
  const guardPage = pageHeaders(config);
  const limit = limitLoad();
  // Screens come back by the thousand when a server was away: one question each, and each connection is counted already.
  const loadLimit: MiddlewareHandler = (c, next) => (c.req.path === '/api/live' ? next() : limit(c, next));
  const loop = options.loop ?? readLoop({ variant: config.loopVariant, timeZone: config.timeZone });
  app.onError(answerError);
  app.use('/api/live', startFeeds(options.live));
  app.use(logRequests(log));
  app.use((c, next) => (c.req.path.startsWith('/api/tiles/') ? tileHeaders : guardPage)(c, next));
  app.use('/api/*', async (c, next) => {
    c.set('database', sql);
    c.set('sealer', options.sealer);
    c.set('touch', touch);
    c.set('config', config);
    c.set('tiles', options.tiles);
    c.set('tileGate', tileGate);
    c.set('limits', limits);
    c.set('live', options.live);
    c.set('photos', photoStore);
    c.set('loop', loop);
    c.set('now', now());
    await next();
    // State changes at any time: it may be kept, but must be asked for again.
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache');
  });
  app.use('/api/*', loadLimit, limitTime(), refuseUnreadable, limitRate);
  app.use('/api/*', refuseForeignWrites, refuseOtherBodies, limitBody, lookBack, pokeFeed(options.live));
  // Tiles are compressed once for all, and bear tags of their own.
  app.route('/api/tiles', tiles);
  app.route('/api/live', live);
  app.use('/api/*', compress(), tagged);
  const typed = app
    .route('/api/session', session(signInLimits))
    .route('/api/account', account(signInLimits))
    .route('/api/people', people)
    .route('/api/hand-overs', handOvers)
    .route('/api/roles', roles)
    .route('/api/audit-events', auditEvents)
    .route('/api/deployment', deployment)
    .route('/api/codes', codes)
    .route('/api/areas', areas)
    .route('/api/area-changes', areaChanges())
    .route('/api/buildings', buildings)
    .route('/api/door-plans', doorPlans)
    .route('/api/duty-chain', dutyChain)
    .route('/api/duty-holders', dutyHolders)
    .route('/api/duty-bodies', dutyBodies)
    .route('/api/households', households)
    .route('/api/openings', openings)
    .route('/api/alerts', alerts)
    .route('/api/compounds', compounds)
    .route('/api/organisations', organisations)
    .route('/api/exports', layerFiles(exportLimits))
    .route('/api/facilities', facilities)
    .route('/api/devices', devices)
    .route('/api/imports', imports(importRuns))
    .route('/api/incidents', incidents)
    .route('/api/incidents', reportContact)
    .route('/api/photos', photos)
    .route('/api/reports', reports(publicLimits))
    .route('/api/replies', replies)
    .route('/api/loop', loopReference)
    .route('/api/mediation', mediation)
    .route('/api/patrol-points', patrolPoints)
    .route('/api/patrol-routes', patrolRoutes)
    .route('/api/patrol-streets', patrolStreets)
    .route('/api/squads', squads)
    .route('/api/patrol-shifts', patrolShifts)
    .route('/api/patrol-plans', patrolPlans(runs))
    .route('/api/patrol-plans', patrolPlanActs(runs))
    .route('/api/patrol-walk', patrolWalk(walkLimits))
    .route('/api/patrol-active', patrolActive)
    .route('/api/patrol-coverage', patrolCoverage)
    .route('/api/patrol-proposals', patrolProposals)
    .route('/api/people-counts', peopleCounts)
    .route('/api/need-tags', needTags)
    .route('/api/duties', duties)
    .route('/api/visits', visits)
    .route('/api/diary', diary)
    .route('/api/campaigns', campaigns)
    .route('/api/past', past)
    .route('/api/data-classes', dataClasses)
    .route('/api/retention', retention)
    .route('/api/processing-record', processingRecord)
    .route('/api/registers', registerBooks)
    .route('/api/changes', changes)
    .route('/api/residents', residents)
    .route('/api/duplicates', duplicates)
    .route('/api/quality', quality())
    .route('/api/roads', roads)
    .route('/api/search', search)
    .route('/api/geocode', geocode)
    .route('/api/geocode-reviews', geocodeReviews)
    .route('/api/report-packs', reportPacks)
    .route('/api/statistics', statistics)
    .route('/api/wall', wall(wallLimits))
    .route('/api/wall', wallFigures)
    .route('/api/walls', walls(wallLimits))
    .route('/api/wall-scenes', wallScenes)
    .route('/api/emergencies', emergencies)
    .route('/api/emergency-resources', emergencyResources)
    .route('/api/health', health);
  app.all('/api', (c) => Promise.reject(noSuchAddress(c.req.path)));
  app.all('/api/*', (c) => Promise.reject(noSuchAddress(c.req.path)));
  app.route('/', clientFiles(options.clientFolder ?? path.join(rootFolder, 'client/dist')));
  return typed;
}

/** The app's type, from which the client's `hc<App>()` knows every address and answer. */
export type App = ReturnType<typeof createApp>;
