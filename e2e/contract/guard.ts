/** What may be written in a real tenant. Everything else is refused here, before it is sent. */
export type Written = { method: string; path: string; body?: unknown; text?: string | undefined };

export type Guard = { check(request: Written): void; own(id: string): void };

/** Whose calendar may be written to, and which room may be invited. */
export type Allowed = { mailboxes: string[]; room: string | null };

export function createGuard({ mailboxes, room }: Allowed): Guard {
  const owned = new Set<string>();
  const check = ({ method, path, body, text }: Written): void => {
    if (method === 'GET') return;
    const refuse = (why: string) => {
      throw new Error(`The suite does not send ${method} ${path} to a real tenant: ${why}`);
    };
    if (attendeesOf(body).some((one) => one !== room)) refuse('it names attendees, who would be mailed');
    if (/\/(getSchedule|translateExchangeIds)$/.test(path)) return;
    // A mail is sent whole, in base64: what holds another sign is no mail, and can only be refused.
    if (/\/sendMail$/.test(path) && body === undefined && text !== undefined && /[^A-Za-z0-9+/=\s]/.test(text)) return;
    if (/\/\$batch$/.test(path)) {
      for (const part of (body as { requests?: Written[] & { url?: string }[] })?.requests ?? [])
        check({ method: part.method, path: (part as { url?: string }).url ?? '', body: part.body });
      return;
    }
    const place = /^\/(?:me|users\/([^/]+))(?:\/calendars\/[^/]+|\/calendar)?\/events$/.exec(path);
    if (method === 'POST' && place && (place[1] === undefined || mailboxes.includes(decodeURIComponent(place[1]))))
      return;
    if (method === 'POST' && path === '/subscriptions') return;
    const id = decodeURIComponent(/\/(?:events|subscriptions)\/([^/?]+)/.exec(path)?.[1] ?? '');
    if (!owned.has(id)) refuse('it did not make that item');
    if (/\/events\/[^/]+\/./.test(path)) refuse('only PATCH and DELETE of its own events');
  };
  return { check, own: (id) => owned.add(id) };
}

function attendeesOf(body: unknown): (string | undefined)[] {
  const { attendees } = (body ?? {}) as { attendees?: { emailAddress?: { address?: string } }[] };
  return (attendees ?? []).map((one) => one.emailAddress?.address);
}
