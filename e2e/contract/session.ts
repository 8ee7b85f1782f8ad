import { createGuard } from './guard';
import { type Answer, type AskOptions, ask, type Json } from './http';
import type { Target } from './target';
import { openTokens } from './tokens';
import { iso, MARKER_FILTER, MARKER_ID, MARKER_VALUE, SUBJECT, timeIn, type Window, windowFrom } from './window';

/** A conversation with one target: tokens, an own window in the calendar, and everything made in it removed again. */
export type Session = {
  target: Target;
  window: Window;
  /** `/users/{mailbox}`, the path of everything asked with the application's own rights. */
  me: string;
  ask(method: string, path: string, options?: AskOptions & { as?: 'person' | 'nobody' }): Promise<Answer>;
  /** An event with the suite's mark, so many days and hours into the window; throws unless it is made. */
  create(subject: string, at: At, more?: Record<string, unknown>): Promise<Json>;
  body(subject: string, at: At, more?: Record<string, unknown>): Record<string, unknown>;
  /** What was made beside `create` is removed at the end too. */
  own(path: string, id: string): void;
  tokens: ReturnType<typeof openTokens>;
  sweep(): Promise<number>;
  tidy(): Promise<void>;
};
export type At = { day: number; hour?: number; hours?: number };

const PATIENCE = 4;

export async function openSession(target: Target): Promise<Session> {
  const window = windowFrom(await target.now());
  const room = target.mayInviteRoom ? target.room : null;
  const guard = createGuard({ mailboxes: room ? [target.mailbox, room] : [target.mailbox], room });
  const made: string[] = [];
  const tokens = openTokens(target);
  const me = `/users/${target.mailbox}`;

  const askTarget: Session['ask'] = async (method, path, { as, ...options } = {}) => {
    const isWhole = path.startsWith('http');
    if (target.kind === 'real') {
      const plain = (isWhole ? new URL(path).pathname.replace(/^\/v1\.0/, '') : path).split('?')[0] ?? '';
      guard.check({ method, path: plain, body: options.body, text: options.text });
    }
    const token =
      options.token ?? (as === 'nobody' ? null : as === 'person' ? await tokens.person() : await tokens.app());
    const address = isWhole ? path : `${target.graph}/v1.0${path}`;
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(method, address, { ...options, token });
      const isThrottled = target.kind === 'real' && answer.status === 429 && tries < PATIENCE;
      if (!isThrottled) return answer;
      await target.wait(Number(answer.headers.get('retry-after') ?? 5) * 1000);
    }
  };

  const own = (path: string, id: string) => {
    guard.own(id);
    made.push(`${path}/${encodeURIComponent(id)}`);
  };

  const body: Session['body'] = (subject, { day, hour = 9, hours = 1 }, more = {}) => ({
    subject: `${SUBJECT}: ${subject}`,
    start: timeIn(window, day, hour),
    end: timeIn(window, day, hour + hours),
    showAs: 'free',
    isReminderOn: false,
    singleValueExtendedProperties: [{ id: MARKER_ID, value: MARKER_VALUE }],
    ...more,
  });

  const create: Session['create'] = async (subject, at, more) => {
    const answer = await askTarget('POST', `${me}/events`, { body: body(subject, at, more) });
    if (answer.status !== 201) throw new Error(`create: ${answer.status} ${JSON.stringify(answer.body)}`);
    own(`${me}/events`, answer.body.id);
    return answer.body;
  };

  /** What an earlier run left behind: only what carries the mark, the subject and a start in the far future. */
  const sweep = async () => {
    const query = new URLSearchParams({ $filter: MARKER_FILTER, $select: 'id,subject,start', $top: '100' });
    const found = await askTarget('GET', `${me}/events?${query}`);
    const earliest = iso((await target.now()) + 700 * 86_400_000);
    const left = ((found.body.value ?? []) as Json[]).filter(
      (one) => one.subject?.startsWith(SUBJECT) && one.start.dateTime > earliest,
    );
    for (const { id } of left) {
      guard.own(id);
      await askTarget('DELETE', `${me}/events/${encodeURIComponent(id)}`);
    }
    return left.length;
  };

  const tidy = async () => {
    for (const path of made.splice(0).reverse()) await askTarget('DELETE', path);
  };

  return { target, window, me, ask: askTarget, create, body, own, tokens, sweep, tidy };
}
