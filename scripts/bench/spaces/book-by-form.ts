import { formsIn, send, ask as visit, type WebForm } from '../../../e2e/chaos/web-form';

export type Wish = { spaceId: number; start: string; end: string };

/** How long a form took from its sending to its answer, and whether the booking was made. */
export type Booked = { ms: number; made: boolean };

/** Every form is opened first; then all are sent at once, `atOnce` at a time. */
export async function bookByForm(origin: string, wishes: readonly Wish[], atOnce: number): Promise<Booked[]> {
  const forms: WebForm[] = [];
  for (const wish of wishes) forms.push(await formOf(origin, wish, forms.length));
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

async function formOf(origin: string, { spaceId, start, end }: Wish, n: number): Promise<WebForm> {
  const query = new URLSearchParams({ start, end });
  const address = `${origin}/spaces/${spaceId}?${query}`;
  const { text } = await visit(address);
  const form = formsIn(address, text).find(({ fields }) => fields.has('email') && fields.has('name'));
  if (!form) throw new Error(`space ${spaceId} offers no form for ${start}`);
  form.fields.set('name', 'Rosa Reader');
  form.fields.set('email', `client${n}@example.org`);
  return form;
}
