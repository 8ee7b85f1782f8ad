import { formsIn, send, ask as visit, type WebForm } from '../../../e2e/chaos/web-form';

export type Wish = { spaceId: number; start: string; end: string };

/** How long a form took from its sending to its answer, and whether the booking was made. */
export type Booked = { ms: number; made: boolean };

/** Times of spaces, booked as {@link bookAt} does. */
export const bookByForm = (origin: string, wishes: readonly Wish[], atOnce: number): Promise<Booked[]> =>
  bookAt(
    origin,
    wishes.map(({ spaceId, start, end }) => `/spaces/${spaceId}?${new URLSearchParams({ start, end })}`),
    atOnce,
  );

/** Every form is opened first; then all are sent at once, `atOnce` at a time. */
export async function bookAt(origin: string, paths: readonly string[], atOnce: number): Promise<Booked[]> {
  const forms: WebForm[] = [];
  for (const path of paths) forms.push(await formOf(`${origin}${path}`, forms.length));
  const booked: Booked[] = [];
  const one = async () => {
    for (let form = forms.pop(); form; form = forms.pop()) {
      const began = performance.now();
      const { response } = await send(form, origin);
      booked.push({ ms: performance.now() - began, made: response.status === 303 });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return booked;
}

async function formOf(address: string, n: number): Promise<WebForm> {
  const { text } = await visit(address);
  const form = formsIn(address, text).find(({ fields }) => fields.has('email') && fields.has('name'));
  if (!form) throw new Error(`no form at ${address}`);
  // Whoever is free: the choice that is ticked when the page comes.
  if (form.fields.has('with')) form.fields.set('with', '');
  form.fields.set('name', 'Rosa Reader');
  form.fields.set('email', `client${n}@example.org`);
  return form;
}
