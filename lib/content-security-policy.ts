/** What one page may load, run, post to and be framed by. */
export type PolicyInput = {
  /** Made anew for each request; Next puts it on its own scripts. */
  nonce: string;
  path: string;
  /** Where a connect form ends up after our redirect: browsers apply `form-action` to redirects as well. */
  loginOrigin: string;
  /** Sites that may frame `/embed/…`; all other pages may be framed by nobody. */
  embedHosts?: readonly string[];
  /** `next dev` compiles in the browser and talks to it over a socket. */
  development?: boolean;
};

/** The Content-Security-Policy header: own origin only, scripts and style elements by nonce. */
export function contentSecurityPolicy({ nonce, path, loginOrigin, embedHosts = [], development }: PolicyInput): string {
  const framedBy = isEmbed(path) && embedHosts.length > 0 ? embedHosts.join(' ') : "'none'";
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
    `frame-ancestors ${framedBy}`,
  ].join('; ');
}

function isEmbed(path: string): boolean {
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
