import type { Role } from '@/lib/auth/can';

/** A path of this site to return to after signing in; null for anything else, however it is dressed up. */
export function returnAddress(to: unknown): string | null {
  if (typeof to !== 'string' || !to.startsWith('/') || /[\\\p{Cc}]/u.test(to) || to.length > 2000) return null;
  const base = 'https://this.site.invalid';
  if (!URL.canParse(to, base)) return null;
  const url = new URL(to, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return null;
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/sign-in')) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Where work begins, for people who asked for no page in particular. */
export function homeOf(role: Role): string {
  if (role === 'admin') return '/admin/integrations';
  if (role === 'patron') return '/';
  return role === 'mediator' ? '/desk/requests' : '/desk/today';
}
