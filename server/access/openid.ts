import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { OpenidConfig } from '../config.ts';
import type { Sealer } from './sealing.ts';

/** Where the provider sends people back to, below PUBLIC_URL. */
const CALLBACK = '/api/session/openid/callback';
/** Longest wait for an answer of the provider, in seconds. */
const ANSWER_S = 10;

/** What the way back is checked against; it waits in the browser, signed. */
const proof = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Path of this site to go to afterwards. */
  to: z.string(),
  /** Milliseconds since 1970 after which it is over. */
  until: z.number(),
});
/** What was remembered of somebody who was sent to the provider. */
export type OpenidProof = z.infer<typeof proof>;

/** An OpenID Connect provider: authorization code with PKCE, state and nonce, ID tokens whose signature is checked. */
export class OpenidProvider {
  readonly #config: OpenidConfig;
  readonly #callback: string;
  #client: Promise<Configuration> | undefined;

  /** @param publicUrl address of this server for browsers, without a slash at the end. */
  constructor(config: OpenidConfig, publicUrl: string) {
    this.#config = config;
    this.#callback = publicUrl + CALLBACK;
  }

  /** Where to send somebody who wants to sign in, and what to check them against when they come back. @throws Error where the provider does not answer. */
  async begin(): Promise<{ address: URL } & Pick<OpenidProof, 'state' | 'nonce' | 'verifier'>> {
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const address = buildAuthorizationUrl(await this.#discovered(), {
      ...{ redirect_uri: this.#callback, scope: 'openid', state, nonce },
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { address, state, nonce, verifier };
  }

  /**
   * Who came back, by their number at the provider.
   * @param search the address's query, with its question mark.
   * @throws Error where the provider refused, or anything does not fit what was begun.
   */
  async finish(search: string, begun: OpenidProof): Promise<string> {
    const tokens = await authorizationCodeGrant(await this.#discovered(), new URL(this.#callback + search), {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider gave no ID token');
    return claims.sub;
  }

  /** The provider's own description, asked for once; again after a failure. */
  #discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#config;
    const execute = [enableNonRepudiationChecks];
    // Settings allow http on this machine only.
    if (issuer.startsWith('http:')) execute.push(allowInsecureRequests);
    this.#client ??= discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
      execute,
      timeout: ANSWER_S,
    }).catch((error) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }
}

/** By header where the provider takes that, which every one does that says nothing. */
function authentication(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

const PURPOSE = 'openid';

/** A proof as the browser keeps it. */
export function packProof(sealer: Sealer, begun: OpenidProof): string {
  const text = Buffer.from(JSON.stringify(begun)).toString('base64url');
  return `${text}.${sealer.sign(PURPOSE, text)}`;
}

/** The proof that a browser brings back; undefined where there is none, it is not ours, or it is over. */
export function unpackProof(sealer: Sealer, packed: string | undefined, now: Date): OpenidProof | undefined {
  const [, text, signature] = /^([\w-]{1,4000})\.([\w-]{43})$/.exec(packed ?? '') ?? [];
  if (!text || !signature || !sealer.isSigned(PURPOSE, text, signature)) return undefined;
  const begun = proof.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return begun.until > now.getTime() ? begun : undefined;
}
