import { setTimeout as wait } from 'node:timers/promises';
import { addDays, localDateOf, wallTime } from '@/lib/time/zone';
import type { Random } from '../converge/random';
import { type Library, ZONE } from './library';
import { ask, formsIn, send, Unheard, type WebForm } from './web-form';

/** One wish of one patron, what the pages answered, and what the patron did about it. */
export type Tried = {
  note: string;
  answer: 'stands' | 'waits' | 'refused' | 'unheard';
  /** The state that the booking's page showed (`data-state`). */
  state: string | null;
  publicId: string | null;
  key: string | null;
  start: string;
  cancel: 'no' | 'done' | 'refused' | 'unheard';
  refusedTime: boolean;
};

export type Patrons = { tried: Tried[]; run(until: number): Promise<void> };

const LOOPS = 4;
const DAYS = 8;
/** The page after booking, as long as servers die meanwhile. */
const LOOKS = 4;

const STANDS = new Set(['agreed', 'adding', 'booked', 'behind']);
const WAITS = new Set(['confirming', 'waiting']);

/** Patrons who book, race one another, look again and cancel, all through the pages as a browser without scripts. */
export function createPatrons(origin: string, library: Library, random: Random): Patrons {
  const tried: Tried[] = [];
  let count = 0;

  const anyPage = () => {
    if (random.chance(0.3)) {
      const { slug, places } = random.pick(library.staff);
      return `/appointments/${slug}?placeId=${random.pick(places)}&`;
    }
    return `/spaces/${random.pick(library.rooms).id}?`;
  };
  const anyDate = () => addDays(localDateOf(new Date(), ZONE), random.int(1, DAYS));

  /** The form for a date, or for one start of it that somebody else wants too. */
  async function formAt(page: string, date: string, start?: string): Promise<WebForm | null> {
    const query = start === undefined ? `date=${date}` : `date=${date}&start=${encodeURIComponent(start)}&minutes=60`;
    const address = page.startsWith('/appointments/') ? await meetingAt(page, date, start) : `${origin}${page}${query}`;
    if (address === null) return null;
    const { text } = await ask(address);
    return formsIn(address, text).find(({ fields }) => fields.has('email') && fields.has('name')) ?? null;
  }

  /** A person's page shows times first, each with an address of its own. */
  async function meetingAt(page: string, date: string, start?: string): Promise<string | null> {
    if (start) return `${origin}${page}from=${date}&start=${encodeURIComponent(start)}`;
    const { text } = await ask(`${origin}${page}from=${date}`);
    const links = [...text.matchAll(/href="([^"]*[?&;]start=[^"#]*)/g)].map(([, href = '']) => href);
    return links.length === 0 ? null : `${origin}${random.pick(links).replaceAll('&amp;', '&')}`;
  }

  async function book(page: string, date: string, start?: string, ready?: () => Promise<void>): Promise<void> {
    count += 1;
    const one: Tried = {
      ...{ note: `wish ${count}`, answer: 'unheard', state: null, publicId: null, key: null, start: '' },
      ...{ cancel: 'no', refusedTime: false },
    };
    try {
      const form = await formAt(page, date, start);
      await ready?.();
      if (!form) return;
      const starts = form.choices.get('start');
      if (starts?.length) form.fields.set('start', random.pick(starts));
      one.start = form.fields.get('start') ?? '';
      form.fields.set('name', 'Rosa Reader');
      form.fields.set('email', `rosa${random.int(1, 400)}@example.org`);
      form.fields.set('note', one.note);
      tried.push(one);
      await submit(one, form);
    } catch (error) {
      if (!(error instanceof Unheard)) throw error;
    }
  }

  async function submit(one: Tried, form: WebForm): Promise<void> {
    const { response } = await send(form, origin);
    const to = response.headers.get('location');
    if (response.status !== 303 || !to) {
      one.answer = 'refused';
      return;
    }
    const url = new URL(to, origin);
    one.publicId = url.pathname.split('/').at(-1) ?? null;
    one.key = url.searchParams.get('key');
    one.state = await stateOf(url.toString());
    if (one.state === null) return;
    one.answer = STANDS.has(one.state) ? 'stands' : WAITS.has(one.state) ? 'waits' : 'refused';
  }

  async function stateOf(address: string): Promise<string | null> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const seen = await ask(address).catch(() => null);
      if (seen) return /data-state="([^"]*)"/.exec(seen.text)?.[1] ?? null;
      await wait(500);
    }
    return null;
  }

  /** Several people want the same half hour, and have all seen it free. */
  async function race(): Promise<void> {
    const page = anyPage();
    const start = wallTime(anyDate(), random.int(18, 36) * 30, ZONE);
    const date = localDateOf(start, ZONE);
    let waiting = random.int(2, 4);
    let go: () => void = () => undefined;
    const allReady = new Promise<void>((resolve) => {
      go = resolve;
    });
    const ready = () => {
      waiting -= 1;
      if (waiting <= 0) go();
      return Promise.race([allReady, wait(2_000)]);
    };
    const racers = Array.from({ length: waiting }, () => book(page, date, start.toISOString(), ready));
    await Promise.all(racers);
  }

  /** Cancels, or says no to a time that the library has chosen, whichever the page offers. */
  async function changeMind(): Promise<void> {
    const held = tried.filter(({ publicId, key, cancel }) => publicId && key && cancel === 'no');
    if (held.length === 0) return;
    const one = random.pick(held);
    const address = `${origin}/bookings/${one.publicId}?key=${one.key}`;
    try {
      const { text } = await ask(address);
      const forms = formsIn(address, text).filter(({ fields }) => fields.has('publicId'));
      const form = forms.at(-1);
      if (!form) return;
      const isRefusal = forms.length === 1 && text.includes('id="refuse"');
      one.cancel = 'unheard';
      const { response } = await send(form, origin);
      one.cancel = response.status === 303 ? 'done' : 'refused';
      one.refusedTime = isRefusal;
    } catch (error) {
      if (!(error instanceof Unheard)) throw error;
    }
  }

  async function loop(until: number): Promise<void> {
    while (Date.now() < until) {
      const roll = random.next();
      if (roll < 0.68) await book(anyPage(), anyDate());
      else if (roll < 0.8) await race();
      else await changeMind();
      await wait(random.int(100, 900));
    }
  }

  return {
    tried,
    run: async (until) => {
      await Promise.all(Array.from({ length: LOOPS }, () => loop(until)));
    },
  };
}
