// A PostgreSQL server with PostGIS in a temporary folder, for tests and benchmarks; never the machine's own cluster.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Folder of the newest installed server programs that have PostGIS, or null. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => path.join(debian, version, 'bin'));
  const onPath = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  if (onPath.status === 0) folders.push(onPath.stdout.trim());
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && hasPostgis(folder)) ?? null;
}

function hasPostgis(folder) {
  const version = path.basename(path.dirname(folder));
  if (existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`)) return true;
  const share = spawnSync(path.join(folder, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
  return share.status === 0 && existsSync(path.join(share.stdout.trim(), 'extension/postgis.control'));
}

/**
 * Starts a server on a free port of 127.0.0.1; `stop()` ends it and removes its folder. Nothing here outlives the run, so
 * nothing has to reach the disk, unless `isDurable`; benchmarks say how they ran.
 */
export async function startPostgres(folder, isDurable = false) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'jingwei-postgres-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    execFileSync('chown', ['postgres', home]);
    chmodSync(home, 0o700);
  }
  const run = (program, args) => {
    const command = path.join(folder, program);
    // PostgreSQL refuses to run as root.
    if (asRoot)
      return execFileSync('runuser', ['-u', 'postgres', '--', command, ...args], { stdio: 'pipe', cwd: home });
    return execFileSync(command, args, { stdio: 'pipe', cwd: home });
  };
  const data = path.join(home, 'data');
  const port = await freePort();
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8']);
  const disk = isDurable ? '-c fsync=on -c synchronous_commit=on' : '-c fsync=off -c full_page_writes=off';
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${home} ${disk} -c shared_buffers=512MB -c work_mem=32MB -c max_connections=100`;
  run('pg_ctl', ['-D', data, '-w', '-l', path.join(home, 'log'), '-o', settings, 'start']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
