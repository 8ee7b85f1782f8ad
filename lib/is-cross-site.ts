/**
 * Whether a page of another site sent this. For what writes by a cookie alone outside of server actions, which Next asks by
 * itself. `home` is the origin of our own pages. Programs name no site, and bring nobody's cookies.
 */
export function isCrossSite(headers: Headers, home: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const from = headers.get('origin');
  return from !== null && from !== home;
}
