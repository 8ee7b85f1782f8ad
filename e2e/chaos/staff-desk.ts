import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../converge/random';
import { PASSWORD } from './people';
import { ask, formsIn, send, Unheard } from './web-form';

export type StaffDesk = { decisions: Map<string, number>; run(until: number): Promise<void> };

/** An administrator who works through the open cases, by the pages: keep, take over, put back, move, cancel. */
export function createStaffDesk(origin: string, random: Random): StaffDesk {
  const decisions = new Map<string, number>();
  let cookie: string | undefined;

  async function signIn(): Promise<void> {
    const address = `${origin}/sign-in`;
    const { text } = await ask(address);
    const form = formsIn(address, text).find(({ fields }) => fields.has('password'));
    if (!form) throw new Unheard('no form to sign in with');
    form.fields.set('email', 'admin@library.example');
    form.fields.set('password', PASSWORD);
    const { response } = await send(form, origin);
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
  }

  async function decideOne(): Promise<void> {
    if (!cookie) await signIn();
    const list = `${origin}/admin/conflicts`;
    const { response, text } = await ask(list, cookie ? { headers: { cookie } } : {});
    if (response.status !== 200) {
      cookie = undefined;
      return;
    }
    const forms = formsIn(list, text).filter(({ fields }) => fields.has('caseId'));
    const moves = [...text.matchAll(/href="(\/admin\/conflicts\?move=\d+)/g)].map(([, path = '']) => path);
    if (forms.length === 0) return;
    if (moves.length > 0 && random.chance(0.25)) return move(`${origin}${random.pick(moves)}`);
    const form = random.pick(forms);
    await decide(form, form.fields.get('choice') ?? 'other');
  }

  /** To another room, chosen from those that are free then. */
  async function move(address: string): Promise<void> {
    const { text } = await ask(address, cookie ? { headers: { cookie } } : {});
    const form = formsIn(address, text).find(({ choices }) => choices.has('spaceId'));
    if (!form) return;
    form.fields.set('spaceId', random.pick(form.choices.get('spaceId') ?? []));
    await decide(form, 'move');
  }

  async function decide(form: Parameters<typeof send>[0], choice: string): Promise<void> {
    const { response } = await send(form, origin, cookie);
    const said = response.status === 303 ? choice : 'came too late';
    decisions.set(said, (decisions.get(said) ?? 0) + 1);
  }

  return {
    decisions,
    async run(until) {
      while (Date.now() < until) {
        await decideOne().catch((error: unknown) => {
          if (!(error instanceof Unheard)) throw error;
        });
        await wait(random.int(1_000, 4_000));
      }
    },
  };
}
