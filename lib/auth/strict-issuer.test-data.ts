import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export const CLIENT = { clientId: 'carrel', clientSecret: 'a secret of the issuer' };

type Claims = JWTPayload & { email?: string; email_verified?: unknown; name?: string };
type Given = { redirectUri: string; challenge: string; nonce: string };

/**
 * A small OpenID provider on a port of its own, stricter than most: the client's secret, the redirect address, one use
 * of a code and its S256 proof are checked as Core and RFC 7636 have it. A test may bend what it says.
 */
export function strictIssuer() {
  let server: Server;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let codes = new Map<string, Given>();

  const issuer = {
    address: '',
    /** Instead of, or beside, what the description says. */
    described: {} as Record<string, unknown>,
    /** Instead of, or beside, what the ID token says; undefined leaves a claim out. */
    claims: {} as Claims,
    /** What the userinfo address answers. */
    userinfo: {} as Claims,
    /** What it was asked, in order. */
    asked: [] as string[],
  };

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    server = createServer((request, response) => {
      answer(request).then(
        ({ status = 200, body, location }) => {
          response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
          response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
        },
        (error) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/library`;
  });
  beforeEach(() => {
    codes = new Map();
    Object.assign(issuer, {
      ...{ described: {}, userinfo: {}, asked: [] },
      claims: { sub: 'patron-1', name: 'Ada', email: 'Ada@library.example', email_verified: true },
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  type Answer = { status?: number; body?: unknown; location?: string };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', issuer.address);
    const path = url.pathname.replace('/realms/library', '');
    issuer.asked.push(path);
    if (path === '/.well-known/openid-configuration') return { body: description() };
    if (path === '/keys') return { body: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: '1', use: 'sig' }] } };
    if (path === '/authorize') return authorize(url.searchParams);
    if (path === '/token') return token(request.headers.authorization, new URLSearchParams(await textOf(request)));
    if (path === '/userinfo') return { body: { sub: issuer.claims.sub, ...issuer.userinfo } };
    return { status: 404, body: 'not here' };
  }

  const description = () => ({
    issuer: issuer.address,
    authorization_endpoint: `${issuer.address}/authorize`,
    token_endpoint: `${issuer.address}/token`,
    jwks_uri: `${issuer.address}/keys`,
    userinfo_endpoint: `${issuer.address}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    ...issuer.described,
  });

  /** As if a person had signed in on its page. */
  function authorize(asked: URLSearchParams): Answer {
    const of = (name: string) => asked.get(name) ?? '';
    const wellAsked =
      of('client_id') === CLIENT.clientId &&
      of('response_type') === 'code' &&
      of('code_challenge_method') === 'S256' &&
      of('scope').split(' ').includes('openid') &&
      Boolean(of('state') && of('nonce'));
    if (!wellAsked) return { status: 400, body: { error: 'invalid_request' } };
    const code = randomUUID();
    codes.set(code, { redirectUri: of('redirect_uri'), challenge: of('code_challenge'), nonce: of('nonce') });
    const back = new URL(of('redirect_uri'));
    back.search = new URLSearchParams({ code, state: of('state') }).toString();
    return { status: 302, location: back.toString() };
  }

  async function token(authorization: string | undefined, asked: URLSearchParams): Promise<Answer> {
    const pair = [CLIENT.clientId, CLIENT.clientSecret].map((part) => encodeURIComponent(part).replaceAll('%20', '+'));
    if (authorization !== `Basic ${Buffer.from(pair.join(':')).toString('base64')}`)
      return { status: 401, body: { error: 'invalid_client' } };
    const code = asked.get('code') ?? '';
    const given = codes.get(code);
    codes.delete(code);
    const proof = createHash('sha256')
      .update(asked.get('code_verifier') ?? '')
      .digest('base64url');
    if (given?.challenge !== proof || given.redirectUri !== asked.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer.address, aud: CLIENT.clientId, iat: now, exp: now + 300, nonce: given.nonce };
    const idToken = await new SignJWT(JSON.parse(JSON.stringify({ ...claims, ...issuer.claims })))
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .sign(keys.privateKey);
    return { body: { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken } };
  }

  return issuer;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
