import type { Database } from '../../db/open.ts';
import type { WallPlan, WallScene } from './schema.ts';

/** Scenes of the deployment's own, and those of the product that it changed. */
export async function listOwnScenes(sql: Database): Promise<WallScene[]> {
  const rows = await sql<{ definition: WallScene }[]>`select definition from wall_scene order by scene`;
  return rows.map(({ definition }) => definition);
}

/** Keeps a scene; every wall is told. */
export async function keepScene(sql: Database, scene: WallScene): Promise<void> {
  await sql`insert into wall_scene (scene, definition) values (${scene.id}, ${sql.json({ ...scene })})
    on conflict (scene) do update set definition = excluded.definition, updated_at = now()`;
}

/** Removes what is kept of a scene; false where nothing was. */
export async function dropScene(sql: Database, scene: string): Promise<boolean> {
  return (await sql`delete from wall_scene where scene = ${scene}`).count > 0;
}

/** Plans of walls that have one of their own, by the wall's name. */
export function listPlans(sql: Database): Promise<{ name: string; plan: WallPlan }[]> {
  return sql<
    { name: string; plan: WallPlan }[]
  >`select name, plan from wall where plan is not null order by area_code, id`;
}
