import { z } from 'zod';
import { giveApiToken } from '@/lib/usecases/give-api-token';
import { answered, refused, tooMany } from '../api-answer';
import { openEndpoint } from '../endpoint';

const said = z
  .union([z.string(), z.number()])
  .optional()
  .transform((value) => String(value ?? '').trim());

/** libcal-api §2. The description shows an array; every client reads an object. */
export const token = openEndpoint({
  method: 'POST',
  path: '/oauth/token',
  tag: 'Sign-in',
  summary: 'A token for an hour, for the id and secret of a client',
  always: 'json',
  body: z.looseObject({
    client_id: said.meta({ description: 'the id shown under Admin > API' }),
    client_secret: said,
    grant_type: said.meta({ description: 'client_credentials' }),
  }),
  answer: z.object({
    access_token: z.string(),
    expires_in: z.int().meta({ description: 'seconds' }),
    token_type: z.literal('Bearer'),
    scope: z.string().meta({ description: 'with spaces between' }),
  }),
  refusals: ['The client credentials are invalid', 'Grant type not supported'],
  run: async ({ body, network, now }) => {
    if (body.grant_type !== 'client_credentials') return refused('Grant type not supported');
    const given = await giveApiToken({ clientId: body.client_id, secret: body.client_secret }, network, now);
    if (!given.ok && given.refusal.code === 'too_many_attempts')
      return tooMany('wrong credentials', given.refusal.retryAfterMinutes * 60);
    if (!given.ok) return refused('The client credentials are invalid');
    const { token, seconds, scopes } = given.value;
    return answered({
      access_token: token,
      expires_in: seconds,
      token_type: 'Bearer' as const,
      scope: scopes.join(' '),
    });
  },
});
