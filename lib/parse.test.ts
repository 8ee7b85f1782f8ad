import { expect, test } from 'vitest';
import { z } from 'zod';
import { fromForm, parse } from '@/lib/parse';

const shape = z.object({ name: z.string().trim().min(1).max(5), id: z.coerce.number().int() });

test('good input comes out parsed', () => {
  expect(parse(shape, { name: ' Pat ', id: '7' })).toEqual({ ok: true, value: { name: 'Pat', id: 7 } });
});

test('each bad field has its own problem', () => {
  expect(parse(shape, { name: '', id: 'x' })).toEqual({
    ok: false,
    refusal: { code: 'invalid', fields: { name: 'required', id: 'invalid' } },
  });
  expect(parse(shape, { name: 'too long', id: 1 })).toMatchObject({ refusal: { fields: { name: 'too_long' } } });
});

test('a form becomes a plain object without what React adds', () => {
  const form = new FormData();
  form.set('name', 'Pat');
  form.set('$ACTION_ID_1', 'x');
  expect(fromForm(form)).toEqual({ name: 'Pat' });
});
