import { randomText } from './secret-text';

/** Everything the identity side has handed out: browser sessions, codes and tokens. */
export type Session = { id: string; userIds: string[] };

export type AuthorizationCode = {
  clientId: string;
  tenantId: string;
  segment: string;
  userId: string;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  challengeMethod: string;
  nonce: string | null;
  issuedAt: number;
  expiresAt: number;
  redeemedAt: number | null;
};

export type RefreshToken = {
  clientId: string;
  tenantId: string;
  userId: string;
  scopes: string[];
  platform: 'web' | 'spa';
  issuedAt: number;
  expiresAt: number;
  revokedAt: number | null;
};

export type AccessToken = {
  clientId: string;
  tenantId: string;
  userId: string | null;
  scopes: Set<string>;
  expiresAt: number;
};

export type Issued = {
  sessions: Map<string, Session>;
  codes: Map<string, AuthorizationCode>;
  refreshTokens: Map<string, RefreshToken>;
  accessTokens: Map<string, AccessToken>;
};

const MOST_KEPT = 20_000;

export function createIssued(): Issued {
  return { sessions: new Map(), codes: new Map(), refreshTokens: new Map(), accessTokens: new Map() };
}

export function issueCode(issued: Issued, code: AuthorizationCode): string {
  return keep(issued.codes, `1.AXkA${randomText(700)}`, code);
}

export function issueRefreshToken(issued: Issued, token: RefreshToken): string {
  return keep(issued.refreshTokens, `1.AXkA${randomText(90)}.AgABAwEAAAB${randomText(900)}`, token);
}

export function issueAccessToken(issued: Issued, token: AccessToken): string {
  return keep(issued.accessTokens, `eyJ0eXAiOiJKV1QiLCJub25jZSI6I${randomText(1400)}.${randomText(342)}`, token);
}

/** The shape is judged before anything else about a grant is. */
export function looksIssued(text: string): boolean {
  return /^[01]\.A[A-Za-z0-9_.-]{60,}$/.test(text);
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): string {
  map.set(key, value);
  if (map.size > MOST_KEPT) {
    const oldest = map.keys().next().value;
    if (oldest !== undefined) map.delete(oldest);
  }
  return key;
}
