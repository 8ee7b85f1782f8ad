import { randomText } from './secret-text';

/** Everything the identity side has handed out: browser sessions, codes and tokens. */
export type Session = { id: string; accounts: SignedIn[] };

/** How somebody proved who they are: tokens carry it on, and Conditional Access looks at it. */
export type Proof = { signedInAt: number; mfaAt: number | null };
export type SignedIn = Proof & { userId: string };

export type AuthorizationCode = Proof & {
  clientId: string;
  tenantId: string;
  /** The tenant it was asked of, or the name for many. */
  authority: string;
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

export type RefreshToken = Proof & {
  clientId: string;
  tenantId: string;
  userId: string;
  scopes: string[];
  platform: 'web' | 'spa';
  /** The secret or certificate it was asked for with. */
  credentialId: string | null;
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

export type FailureShape = 'redirect' | 'page' | 'nothing' | 'no_state' | 'no_description';

/** A failure that waits for the next request of its kind. */
export type NextFailure = {
  grant: 'authorization_code' | 'refresh_token' | 'client_credentials' | 'authorize' | 'adminconsent';
  code: number;
  left: number;
  clientId: string | null;
  status: number | null;
  error: string | null;
  suberror: string | null;
  /** On authorize and adminconsent: how the application hears of it. */
  shape: FailureShape;
};

export type Issued = {
  sessions: Map<string, Session>;
  codes: Map<string, AuthorizationCode>;
  refreshTokens: Map<string, RefreshToken>;
  accessTokens: Map<string, AccessToken>;
  failures: NextFailure[];
  /** When the same request came in before, for the detection of loops. */
  requestTimes: Map<string, number[]>;
  /** Numbers of the signing keys: the one in use, and those that are published. */
  keys: { current: number; published: number[] };
  /** By how much the platform's clock is ahead of the tenant's. */
  clockOffsetMs: number;
};

const MOST_KEPT = 20_000;

export function createIssued(): Issued {
  return {
    sessions: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
    failures: [],
    requestTimes: new Map(),
    keys: { current: 0, published: [0] },
    clockOffsetMs: 0,
  };
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
