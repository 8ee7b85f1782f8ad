import { base } from './oauth-request';

const TIMEOUT_MS = 10_000;

/**
 * How many milliseconds the identity platform's clock is ahead of ours, by the `Date` of its answer (whole seconds, so a
 * second either way says nothing). Null: it did not answer, or did not say.
 */
export async function clockOffsetMs(
  address: { loginOrigin: string; tenantSegment: string },
  clock: () => Date = () => new Date(),
): Promise<number | null> {
  const asked = clock().getTime();
  try {
    const url = `${base(address)}/v2.0/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), cache: 'no-store' });
    const said = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(said) ? null : said - (asked + clock().getTime()) / 2;
  } catch {
    return null;
  }
}
