import { expect, it } from 'vitest';
import { faultOf } from '../../../scripts/attack/verdict.ts';

const judge = (
  text: string,
  status = 200,
  route = 'GET /api/areas',
  headers: Record<string, string> = {},
  path = '/api/areas',
) =>
  faultOf({ route, path, status, headers: new Headers(headers), text }, (word) =>
    ['张伟', '13800001234'].includes(word),
  );

it.each([
  ['status 500', judge('{}', 500)],
  ['status 503', judge('{}', 503)],
  ['a stack', judge('Error: x\n    at run (/srv/app.js:10:3)')],
  ['a stack', judge('{"error":"server/app.ts:12"}')],
  ['a statement', judge('syntax error at or near "union"')],
  ['a table', judge('relation "resident" does not exist')],
  ['a password', judge('{"hash":"scrypt$16$8$1$abc"}')],
  ['a page from the API', judge('', 200, 'GET /api/areas', { 'Content-Type': 'text/html' })],
  ['a header of the attacker’s', judge('', 200, 'GET /api/areas', { 'X-Evil': '1' })],
  ['a secret of a person', judge('{"name":"张伟"}')],
  ['a secret of a person', judge('{"phone":"13800001234"}')],
  ['a secret of a person', judge('{"items":["张伟"]}', 200, 'GET /api/search', {}, '/api/%E5%BC%A0%E4%BC%9F')],
  ['a secret of a person', judge('张伟 lives elsewhere', 404, 'GET /api/areas', {}, '/api/areas')],
])('finds %s', (expected, found) => {
  expect(found).toBe(expected);
});

it('finds nothing wrong with an answer that is as it must be', () => {
  expect(judge('{"name":"张*","phone":"138****1234"}')).toBeUndefined();
  expect(
    judge('{"error":{"code":"bad_input","message":"“id” is wrong: an id is a whole number."}}', 400),
  ).toBeUndefined();
  expect(judge('{"name":"张伟"}', 200, 'GET /api/households/:id')).toBeUndefined();
  expect(judge('nothing at /api/x/张伟.', 404, 'GET /api/x/:id', {}, '/api/x/%E5%BC%A0%E4%BC%9F?q=1')).toBeUndefined();
});
