/** The last hop's word: a proxy appends the address it saw; without one, Next names the socket's. */
export const networkOf = (headers: Headers) => headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
