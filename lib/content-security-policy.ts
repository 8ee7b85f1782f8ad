import { isEmbedOrigin } from './embed-origins';

/** What one page may load, run, post to and be framed by. */
export type PolicyInput = {
  /** Made anew for each request; Next puts it on its own scripts. */
  nonce: string;
  path: string;
  /** Where a connect form ends up after our redirect: browsers apply `form-action` to redirects as well. */
  loginOrigin: string;
  /** Sites that may frame `/embed/…`, beside our own pages; all other pages may be framed by nobody. */
  embedOrigins?: readonly string[];
  /** `next dev` compiles in the browser and talks to it over a socket. */
  development?: boolean;
};

/** The Content-Security-Policy header: own origin only, scripts and style elements by nonce. */
export function contentSecurityPolicy({ nonce, path, loginOrigin, embedOrigins, development }: PolicyInput): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    // React writes style attributes for computed positions; they cannot load or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    `form-action 'self' ${loginOrigin}`,
    `frame-ancestors ${framedBy(path, embedOrigins)}`,
  ].join('; ');
}

/** Our own pages are always among them: the administration shows what others will see. */
const framedBy = (path: string, origins: readonly string[] = []): string =>
  isEmbed(path) ? ["'self'", ...origins.filter(isEmbedOrigin)].join(' ') : "'none'";

/** `X-Frame-Options` for readers that know no policies; null: it has no word for a list of sites. */
export function frameOptions(path: string, origins: readonly string[]): 'DENY' | 'SAMEORIGIN' | null {
  if (!isEmbed(path)) return 'DENY';
  return origins.length === 0 ? 'SAMEORIGIN' : null;
}

/** Whether a page is one for other sites' frames. */
export function isEmbed(path: string): boolean {
  return path === '/embed' || path.startsWith('/embed/');
}

/** The origin of the sign-in service: the configured one, or that of Microsoft's public cloud. */
export function loginOrigin(configured: string | undefined): string {
  return configured && URL.canParse(configured) ? new URL(configured).origin : 'https://login.microsoftonline.com';
}

/**
 * Where a page asked at 127.0.0.1 really lives, or null if it is at home. Cookies are kept by host name, so a visitor
 * who starts at one name and returns from Microsoft at the other would be a stranger. Programs may use both names.
 */
export function homeAddress(asked: { host: string; path: string; query: string }, publicUrl: string | undefined) {
  if (!publicUrl || !URL.canParse(publicUrl)) return null;
  const home = new URL(publicUrl);
  if (home.hostname !== 'localhost' || !/^127\.0\.0\.1(:\d+)?$/.test(asked.host)) return null;
  if (/^\/(api|1\.1)(\/|$)/.test(asked.path)) return null;
  return `${home.origin}${asked.path}${asked.query}`;
}
