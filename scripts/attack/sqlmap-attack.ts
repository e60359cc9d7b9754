import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from './program.ts';
import type { AttackResult } from './result.ts';
import type { AttackTarget } from './target.ts';

/** What sqlmap injects into: `*` marks the place. Each as the role whose rights reach furthest there. */
const addresses: readonly { as: string; address: string; method?: string; body?: string }[] = [
  { as: 'street_leader', address: '/api/search?q=a*' },
  { as: 'street_leader', address: '/api/areas?level=grid*' },
  { as: 'street_leader', address: '/api/areas/990106*' },
  { as: 'street_leader', address: '/api/areas/indicators?within=99*&level=grid*' },
  { as: 'street_leader', address: '/api/areas/at?longitude=112.1*&latitude=32*' },
  { as: 'street_leader', address: '/api/people-counts?measure=household*&area_code=99*&by=category*' },
  { as: 'street_leader', address: '/api/buildings?area_code=99*&limit=5*&page=a*' },
  { as: 'street_leader', address: '/api/incidents?area_code=99*&status=open*&category=noise*&from=2026-01-01*' },
  { as: 'street_leader', address: '/api/incidents/1*' },
  { as: 'street_leader', address: '/api/households/1*' },
  { as: 'street_leader', address: '/api/openings?area_code=99*&account_id=1*&from=2026-01-01*' },
  { as: 'street_leader', address: '/api/people?q=a*&role=grid_worker*' },
  { as: 'auditor', address: '/api/alerts?open=true*&page=a*' },
  { as: 'auditor', address: '/api/audit-events?page=a*' },
  { as: 'registrar', address: '/api/residents/search', method: 'POST', body: '{"name":"a*","phone":"1*"}' },
  { as: 'registrar', address: '/api/retention/visit*', method: 'PUT', body: '{"keep_days":"400*"}' },
  { as: 'street_leader', address: `/api/photos/${'0'.repeat(64)}*?size=small*` },
  { as: 'public', address: '/api/replies?area_code=99*&category=noise*&page=a*' },
  { as: 'public', address: '/api/reports/nearby?longitude=112.1*&latitude=32*' },
  { as: 'public', address: '/api/reports/ABCDEFGH23*' },
  {
    as: 'public',
    address: '/api/reports/ABCDEFGH23/events',
    method: 'POST',
    body: '{"kind":"noted","version":"1*","text":"a*"}',
  },
  { as: 'public', address: '/api/session', method: 'POST', body: '{"login":"a*","password":"b*"}' },
];

/** Tries each address with sqlmap, the time shared between them. Nothing injectable is what is wanted. */
export async function attack(target: AttackTarget, { minutes }: { minutes: number }): Promise<AttackResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-sqlmap-'));
  const seconds = (minutes * 60) / addresses.length;
  const found: string[] = [];
  const unfinished: string[] = [];
  let parameters = 0;
  let tests = 0;
  try {
    for (const { as, address, method = 'GET', body } of addresses) {
      const credential = target.credentials[as];
      const { code, output } = await runProgram(
        'sqlmap',
        [
          ...['-u', target.url + address, '--batch', '--disable-coloring', '--output-dir', folder, '--flush-session'],
          ...['--method', method, '--dbms', 'PostgreSQL', '--level', '2', '--risk', '2', '--threads', '4', '-v', '1'],
          ...['--technique', 'BEUS', '--ignore-code', '*', '--timeout', '10', '--retries', '1'],
          ...(credential === undefined ? [] : ['--cookie', `jingwei=${credential}`]),
          ...(body === undefined ? [] : ['--data', body, '--headers', 'Content-Type: application/json']),
        ],
        seconds,
      );
      parameters += output.match(/does not seem to be injectable/g)?.length ?? 0;
      tests += output.match(/\[INFO\] testing '/g)?.length ?? 0;
      if (/is vulnerable|identified the following injection|appears to be .* injectable/.test(output)) {
        found.push(`${method} ${address}: ${output.slice(-1000)}`);
      }
      if (code === null) unfinished.push(address);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // Where sqlmap came to a verdict on no parameter, it has not looked.
  const clean = found.length === 0 && parameters >= addresses.length - unfinished.length;
  return { clean, addresses: addresses.length, parameters, tests, unfinished, found };
}
