import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider in a test is told to get wrong. */
export interface Misbehaviour {
  nonce?: string;
  audience?: string;
  issuer?: string;
  /** Signs with a key that is not among the published ones. */
  foreignKey?: boolean;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A small OpenID provider on this machine: discovery, keys, tokens for codes that it was told to give out. */
export async function startProvider(client: { id: string; secret: string; redirect: string }) {
  const codes = new Map<string, { challenge: string; nonce: string; subject: string; wrong: Misbehaviour }>();
  let issuer = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answerTo(request.url ?? '', request.headers.authorization, Buffer.concat(chunks).toString());
      response.writeHead(answer ? 200 : 400, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
    });
  });

  function answerTo(path: string, authorization: string | undefined, body: string): object | undefined {
    if (path === '/.well-known/openid-configuration')
      return {
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'] },
        id_token_signing_alg_values_supported: ['RS256'],
      };
    if (path === '/keys')
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] };
    return path === '/token' ? token(authorization, new URLSearchParams(body)) : undefined;
  }

  function token(authorization: string | undefined, form: URLSearchParams): object | undefined {
    const given = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    // Both are form-encoded before they are joined (RFC 6749, 2.3.1).
    const credentials = Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    const known = decodeURIComponent(credentials) === `${client.id}:${client.secret}`;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!given || !known || challenge !== given.challenge || form.get('redirect_uri') !== client.redirect)
      return undefined;
    return { access_token: 'unused', token_type: 'Bearer', id_token: idToken(given) };
  }

  function idToken({ nonce, subject, wrong }: { nonce: string; subject: string; wrong: Misbehaviour }): string {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: wrong.issuer ?? issuer, aud: wrong.audience ?? client.id, sub: subject };
    const parts = [
      { alg: 'RS256', kid: '1' },
      { ...claims, nonce: wrong.nonce ?? nonce, iat, exp: iat + 60 },
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const key = wrong.foreignKey ? foreign.privateKey : privateKey;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    /** Signs somebody in who was sent here with this address; the query with which they go back. */
    approve(address: string, subject: string, wrong: Misbehaviour = {}): string {
      const asked = new URL(address).searchParams;
      const code = `code-${codes.size}-${subject}`;
      codes.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')!, subject, wrong });
      return `?code=${code}&state=${asked.get('state')}`;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
