/**
 * No connection was made, so nothing can have been done. Everything else that breaks (a reset, a timeout) may have
 * broken after the request was carried out.
 */
export function neverSent(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: { code?: unknown; errors?: { code?: unknown }[] } };
  // Several addresses of one name were tried.
  const codes = cause?.errors?.map(({ code }) => code) ?? [cause?.code];
  return codes.length > 0 && codes.every((code) => typeof code === 'string' && BEFORE_CONNECTION.has(code));
}

const BEFORE_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
