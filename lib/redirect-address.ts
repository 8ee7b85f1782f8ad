/** Longest that Microsoft takes. */
const LONGEST = 256;

/** Whether Microsoft takes an address as a redirect URI of type Web (entra-oauth §2.2). */
export function isRedirectAddress(address: string): boolean {
  if (!URL.canParse(address) || address.length > LONGEST || /[!$'(),;]/.test(address)) return false;
  const { protocol, hostname, search, pathname } = new URL(address);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isSafe && search === '' && pathname !== '/';
}
