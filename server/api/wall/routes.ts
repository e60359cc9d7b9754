import { Hono } from 'hono';
import { AppError } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { listWallEmergencies } from '../emergencies/wall-sql.ts';
import { entranceOf } from '../granted.ts';
import { clearWallCredential } from '../session/cookies.ts';
import { reportBody } from '../walls/bodies.ts';
import type { WallLimits } from '../walls/limits.ts';
import { remoteCodeOf } from '../walls/remote.ts';
import { listScenes, wallCatalogue } from '../walls/scene-routes.ts';
import { workingDays } from '../walls/working-days.ts';
import { display } from './display.ts';
import { findOwnWall, noteScreen } from './own-sql.ts';
import { pairing } from './pairing.ts';
import type { OwnWall, WallClock } from './schema.ts';

/** What a screen of a wall asks for, with its display token; before it has one, how it gets it. */
export function wall(limits: WallLimits) {
  return (
    new Hono<ApiEnv>()
      .route('/pairing', pairing(limits))
      .get('/', display(), async (c) => {
        const [sql, now] = [c.get('sql'), c.get('now')];
        const own = await findOwnWall(sql, entranceOf(c).digest!);
        if (!own) throw noArea();
        const answer: OwnWall = {
          ...own,
          scenes: await listScenes(sql),
          product_plan: wallCatalogue.plan,
          ...workingDays(c.get('loop').reference.calendar, dayOf(now, c.get('config').timeZone)),
          emergencies: await listWallEmergencies(sql, own.wall.area_code),
          remote: remoteCodeOf(c.get('sealer'), own.wall.id, now.getTime()),
          expires_at: c.get('caller').expires_at,
          now_ms: now.getTime(),
        };
        return c.json(answer);
      })
      // Asks nothing of the database, so that nothing stands between the question and the answer.
      .get('/clock', (c) => {
        c.header('Cache-Control', 'no-store');
        return c.json<WallClock>({ now_ms: c.get('now').getTime() });
      })
      .post('/report', display(), validated('json', reportBody), async (c) => {
        await noteScreen(c.get('sql'), entranceOf(c).digest!, c.req.valid('json'));
        return c.body(null, 204);
      })
      .post('/leave', display(), (c) => {
        clearWallCredential(c);
        return c.body(null, 204);
      })
  );
}

/** A district was loaded anew under other codes. */
function noArea(): AppError {
  return new AppError('not_found', {
    'zh-CN': '这面大屏所在的区域已不存在，请在后台按新区域重新建立大屏。',
    en: 'The area of this wall is no more. Please make the wall anew over another area.',
  });
}
