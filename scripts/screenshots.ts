import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { buildClient } from './build.mjs';
import { launchChromium } from './chromium.ts';
import { startFreshServer } from './fresh-server.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { takeScenes } from './wall-screenshots.ts';

// Pictures of every level of the drill-down and every tool, to be looked at by people.
//   npm run screenshots -- --out FOLDER [--address URL --login LOGIN --password PASSWORD] [--only grid,door]
//     [--size desktop,phone,wall] [--theme day,night]
// With --scenes [--token DISPLAY_TOKEN], of every scene of a wall instead.

const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  wall: { viewport: { width: 3840, height: 2160 } },
} as const;
type Size = keyof typeof sizes;

/** Chapters of the administration that a leader has. */
const sections = ['people', 'hand-overs', 'roles', 'openings'];

/** The address of each view behind the server's, without theme. */
type Views = Record<string, string>;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: '.jingwei/screenshots' },
      address: { type: 'string' },
      login: { type: 'string', default: 'leader' },
      password: { type: 'string' },
      only: { type: 'string' },
      size: { type: 'string', default: 'desktop,phone' },
      theme: { type: 'string', default: 'day,night' },
      scenes: { type: 'boolean', default: false },
      token: { type: 'string' },
    },
  });
  mkdirSync(values.out, { recursive: true });
  buildClient();
  const server = values.address ? null : await startFreshServer();
  const browser = await launchChromium();
  try {
    const address = values.address ?? server!.address;
    if (values.scenes) {
      await takeScenes(browser, { address, token: values.token ?? server?.accounts.wall ?? '', out: values.out });
      return;
    }
    const caller = await signIn(address, values.login, values.password ?? server?.accounts[values.login] ?? '');
    const views = await findViews(address, caller);
    const wanted = values.only?.split(',') ?? Object.keys(views);
    for (const size of values.size.split(',') as Size[]) {
      for (const theme of values.theme.split(',')) {
        for (const name of wanted) {
          const file = path.join(values.out, `${name}-${size}-${theme}.png`);
          const url = `${address}/${views[name] ?? '#v=1'}&theme=${theme}`;
          await take(browser, { url, caller: name === 'sign-in' ? null : caller, size, file });
          console.log(file);
        }
      }
    }
  } finally {
    await browser.close();
    await server?.stop();
  }
}

interface Picture {
  url: string;
  /** Null: nobody is signed in. */
  caller: SignedIn | null;
  size: Size;
  file: string;
}

async function take(browser: Browser, { url, caller, size, file }: Picture): Promise<void> {
  const context = await browser.newContext({ ...sizes[size], locale: 'zh-CN', reducedMotion: 'reduce' });
  if (caller) await context.addCookies([{ ...caller.cookie, url }]);
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${path.basename(file)}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${path.basename(file)}: ${message.text()}`);
  });
  await page.goto(url);
  if (new URL(url).pathname === '/' && caller) {
    await page
      .waitForFunction(() => document.documentElement.dataset.mapDrawn === 'true', undefined, { timeout: 60_000 })
      .catch(() => console.error(`${path.basename(file)}: the map was not drawn within a minute`));
  }
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: file });
  await context.close();
}

/** Asks the API for one thing of each kind, the fullest where there is a choice. */
async function findViews(address: string, { headers }: SignedIn): Promise<Views> {
  const get = async (route: string) => (await fetch(`${address}/api/${route}`, { headers })).json();
  const { root } = await get('deployment');
  const down = async (code: string) => {
    const { items } = await get(`areas/${code}/children`);
    return items.sort((a: Counted, b: Counted) => b.incident_open_count - a.incident_open_count)[0]?.area_code;
  };
  const street = await down(root.area_code);
  const community = await down(street);
  const grid = await down(community);
  const buildings: { id: number; household_count: number }[] = (await get(`buildings?area_code=${grid}&limit=200`))
    .items;
  const tower = buildings.sort((a, b) => b.household_count - a.household_count)[0]!;
  const { doors, units } = await get(`buildings/${tower.id}/households`);
  const occupied = doors.find((door: { door_state: string }) => door.door_state === 'occupied');
  const unit = units.find((each: { id: number }) => each.id === occupied.unit_id).unit_no;
  const first = async (route: string) => (await get(`${route}?area_code=${community}&limit=1`)).items[0]?.id;
  return {
    start: '#v=1',
    english: '#v=1&lang=en',
    district: `#v=1&at=area:${root.area_code}`,
    street: `#v=1&at=area:${street}`,
    community: `#v=1&at=area:${community}`,
    grid: `#v=1&at=area:${grid}`,
    building: `#v=1&at=building:${tower.id}`,
    unit: `#v=1&at=building:${tower.id}/unit${unit}`,
    floor: `#v=1&at=building:${tower.id}/unit${unit}/floor${occupied.floor}`,
    household: `#v=1&at=household:${occupied.household_id}`,
    incident: `#v=1&at=incident:${await first('incidents')}`,
    organisation: `#v=1&at=organisation:${await first('organisations')}&layers=organisations:1`,
    facility: `#v=1&at=facility:${await first('facilities')}`,
    device: `#v=1&at=device:${await first('devices')}&layers=devices:1`,
    compound: `#v=1&at=compound:${await first('compounds')}`,
    patrol: `#v=1&at=patrol_route:${await first('patrol-routes')}&layers=patrol:1`,
    layers: '#v=1&tool=layers',
    incidents: '#v=1&tool=incidents',
    measure: '#v=1&tool=measure',
    print: '#v=1&tool=print',
    help: '#v=1&tool=help',
    'sign-in': 'sign-in#sign-in',
    account: 'account#account',
    ...Object.fromEntries(sections.map((section) => [section, `admin#${section}`])),
    freshness: `#v=1&at=area:${community}&fresh=1&layers=organisations:1,devices:1`,
  };
}

interface Counted {
  area_code: string;
  incident_open_count: number;
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
