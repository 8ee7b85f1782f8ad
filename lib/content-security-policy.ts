import { isEmbedOrigin } from './embed-origins';
import { CLOUDS } from './microsoft-clouds';

/** What one page may load, run, post to and be framed by. */
export type PolicyInput = {
  /** Made anew for each request; Next puts it on its own scripts. */
  nonce: string;
  path: string;
  /** Where a connect form may end up after our redirect: browsers apply `form-action` to redirects as well. */
  loginOrigins: string;
  /** Sites that may frame `/embed/…`, beside our own pages; all other pages may be framed by nobody. */
  embedOrigins?: readonly string[];
  /** `next dev` compiles in the browser and talks to it over a socket. */
  development?: boolean;
};

/** The Content-Security-Policy header: own origin only, scripts and style elements by nonce. */
export function contentSecurityPolicy({ nonce, path, loginOrigins, embedOrigins, development }: PolicyInput): string {
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
    `form-action 'self' ${loginOrigins}`,
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

/** The origins of the sign-in service: the configured one, or those of all of Microsoft's clouds. */
export function loginOrigins(configured: string | undefined): string {
  if (configured && URL.canParse(configured)) return new URL(configured).origin;
  return [...new Set(Object.values(CLOUDS).map(({ login }) => login))].join(' ');
}

/**
 * Where a page asked at 127.0.0.1 really lives, or null if it is at home. Cookies are kept by host name, so a visitor
 * who starts at one name and returns from Microsoft at the other would be a stranger. Programs may use both names.
 */
export function homeAddress(asked: { host: string; path: string; query: string }, publicUrl: string | undefined) {
  if (!publicUrl || !URL.canParse(publicUrl)) return null;
  const home = new URL(publicUrl);
  if (home.hostname !== 'localhost' || !/^127\.0\.0\.1(:\d+)?$/.test(asked.host)) return null;
  if (/^\/(api|1\.1|widget|api_hours_\w+\.php)(\/|$)/.test(asked.path)) return null;
  return `${home.origin}${asked.path}${asked.query}`;
}
