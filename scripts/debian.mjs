// What tests and benchmarks need from the system: Chromium with Chinese fonts, PostgreSQL with PostGIS, GDAL; nginx and
// wrk. As root on Debian the missing ones are installed; elsewhere the caller learns what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findPostgres } from './throw-away-postgres.mjs';

const onPath = (program) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));

/** The Chromium to drive, or null. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return candidates.find((file) => file && existsSync(file)) ?? null;
}

const hasChineseFonts = () =>
  existsSync('/usr/share/fonts/opentype/noto') &&
  readdirSync('/usr/share/fonts/opentype/noto').some((name) => name.includes('CJK'));

/** Installs what is missing by apt, where that is possible; says nothing and does nothing when all is there. */
export function installSystemPackages() {
  install([
    ...(findChromium() ? [] : ['chromium']),
    ...(hasChineseFonts() ? [] : ['fonts-noto-cjk']),
    ...(findPostgres() ? [] : ['postgresql', 'postgresql-postgis', 'postgresql-postgis-scripts']),
    ...(onPath('ogrinfo') ? [] : ['gdal-bin']),
  ]);
}

/** The same for the web server and the load generator of benchmarks; returns the programs that are still missing. */
export function installBenchTools() {
  const missing = () => ['nginx', 'wrk'].filter((program) => !onPath(program));
  install(missing().map((program) => (program === 'nginx' ? 'nginx-light' : program)));
  return missing();
}

/** The same for the programs of attacks; nikto lies in Debian's component non-free. */
export function installAttackTools() {
  const missing = () => ['sqlmap', 'nikto'].filter((program) => !onPath(program));
  install(missing());
  return missing();
}

function install(wanted) {
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get');
  if (wanted.length === 0 || !canInstall) return;
  console.log(`Installing ${wanted.join(', ')} from Debian …`);
  // The run level keeps services from being started.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  apt('update');
  apt('install', '--no-install-recommends', ...wanted);
}
