/** The stand-in tenant's controls, as its contract describes them: spoken to over HTTP only. */
export type LogEntry = {
  seq: number;
  at: string;
  mailbox?: string;
  operation: string;
  method: string;
  path: string;
  status: number;
  /** Who did it: the application, a person in Outlook, Microsoft itself. */
  actor: 'app' | 'person' | 'tenant';
};

export type GraphTime = { dateTime: string; timeZone: string };
export type TenantEvent = { id: string; subject: string; start: GraphTime; end: GraphTime; showAs: string };

export class Tenant {
  constructor(readonly address: string) {}

  async call<T>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    const answer = await fetch(`${this.address}/_control${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'Content-Type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  reset = () => this.call<{ tenants: { tenantId: string; domain: string }[] }>('POST', '/reset', {});

  /** A person acts in Outlook; the body is an event as Graph writes it. */
  createEvent = (upn: string, event: Record<string, unknown>) =>
    this.call<TenantEvent>('POST', `/mailboxes/${upn}/events`, event);

  async log(since = 0): Promise<LogEntry[]> {
    return (await this.call<{ entries: LogEntry[] }>('GET', `/log?since=${since}`)).entries;
  }

  async lastSeq(): Promise<number> {
    return (await this.log()).at(-1)?.seq ?? 0;
  }

  mails = (to: string) =>
    this.call<{ mails: { subject: string; text: string; links?: string[] }[] }>(
      'GET',
      `/mails?to=${encodeURIComponent(to)}`,
    );
}
