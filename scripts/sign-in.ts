/** What a program needs to ask a running server as somebody. */
export interface SignedIn {
  /** Name and value of the session's cookie. */
  cookie: { name: string; value: string };
  headers: { Cookie: string };
}

/**
 * Signs in with account and password.
 * @throws Error with the server's sentence when it refuses.
 */
export async function signIn(address: string, login: string, password: string): Promise<SignedIn> {
  const response = await send(address, 'session', { login, password });
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '') ?? [];
  if (!name || !value) throw new Error(`${address} set no cookie for ${login}`);
  return { cookie: { name, value }, headers: { Cookie: `${name}=${value}` } };
}

/**
 * Makes an account that sees everything exactly: the duties of a street's leader over the whole of a demo city.
 * `maker` is signed in as its district leader.
 */
export async function makeLeader(address: string, maker: SignedIn, login: string, password: string): Promise<void> {
  const { root } = (await (await fetch(`${address}/api/deployment`, { headers: maker.headers })).json()) as {
    root: { area_code: string };
  };
  const { area_code } = root;
  const made = (await (
    await send(address, 'people', { login, display_name: '全区查看', area_code }, maker)
  ).json()) as {
    person: { id: number };
    password: string;
  };
  await send(address, `people/${made.person.id}/grants`, { role: 'street_leader', area_code }, maker);
  const own = await signIn(address, login, made.password);
  await send(address, 'account/password', { current: made.password, next: password }, own);
}

async function send(address: string, route: string, body: unknown, as?: SignedIn): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', ...as?.headers };
  const response = await fetch(`${address}/api/${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
  return response;
}
