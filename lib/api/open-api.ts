import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { webhookMessage } from './webhook-message';

type Json = Record<string, unknown>;

/**
 * The description of everything that is served at /1.1, in OpenAPI 3.1, made of the schemas that parse the requests and that
 * tests hold the answers to.
 */
export function openApi(origin: string, endpoints: readonly Endpoint[] = ENDPOINTS): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {};
    paths[endpoint.path] = { ...path, [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carrel API, compatible with LibCal 1.1',
      version: '1.1',
      description:
        'Times are ISO 8601 with the offset of the library’s own clock; dates are of that clock. Names of parameters may also be written in camelCase, and every address is served under /api/1.1 as well.',
    },
    servers: [{ url: `${origin}/1.1` }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    webhooks: { booking: { post: WEBHOOK } },
    components: {
      securitySchemes: {
        token: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: `${origin}/1.1/oauth/token`, scopes: SCOPES } },
        },
      },
      responses: {
        Refused: {
          description:
            'One sentence a line. As JSON where `Accept` names it: `error`, and `errors` where there are several.',
          content: {
            'text/plain': { schema: { type: 'string' } },
            'application/json': {
              schema: {
                type: 'object',
                required: ['error'],
                properties: { error: { type: 'string' }, errors: { type: 'array', items: { type: 'string' } } },
              },
            },
          },
        },
      },
    },
  };
}

/** Sent by the library to the addresses that its administrators enter. */
const WEBHOOK: Json = {
  operationId: 'bookingWebhook',
  summary: 'A booking was made, changed or cancelled',
  description:
    'Sent to the addresses under Admin > API > Webhooks. Carrel-Signature is `t=SECONDS,v1=HEX`: HMAC-SHA256 with the secret over t, a dot and the body as it came. Compare in constant time, and refuse what is older than five minutes. Any 2xx within ten seconds is taken; everything else is tried again for 24 hours.',
  parameters: ['Carrel-Event', 'Carrel-Delivery', 'Carrel-Signature'].map((name) => ({
    ...{ name, in: 'header', required: true, schema: { type: 'string' } },
  })),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: schemaOf(webhookMessage, 'output') } },
  },
  responses: { '2XX': { description: 'Taken' } },
};

const SCOPES = {
  sp_r: 'Read spaces and bookings',
  sp_w: 'Book, move, cancel, check in',
  ap_r: 'Read appointments',
  ap_w: 'Book and cancel appointments',
  h_r: 'Read opening hours',
};

function operation(endpoint: Endpoint): Json {
  const { method, path, tag, summary, description, scope, openable, body, answer, refusals = [] } = endpoint;
  const refused = { $ref: '#/components/responses/Refused' };
  const sentences = refusals.map((sentence) => `- ${sentence}`).join('\n');
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[{}]/g, '').replace(/[/_](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description && { description }),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...keyParameter(endpoint)],
    ...(body && { requestBody: { required: true, content: contentOf(endpoint, schemaOf(body, 'input')) } }),
    // An empty one beside it: none is needed where the library lets everybody read.
    security: scope ? [{ token: [scope] }, ...(openable ? [{}] : [])] : [],
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } },
      400: refusals.length === 0 ? refused : { ...refusedWith(sentences) },
      ...(body && { 413: refused }),
      ...(scope && { 401: refused, 403: refused }),
      429: refused,
      ...(keyParameter(endpoint).length > 0 && { 409: refused, 422: refused }),
    },
  };
}

/** Whoever has no token yet may ask with form fields, as OAuth has it. */
const contentOf = ({ scope }: Endpoint, schema: Json) => ({
  'application/json': { schema },
  ...(scope === null && { 'application/x-www-form-urlencoded': { schema } }),
});

const refusedWith = (sentences: string) => ({
  description: `Refused, among others with:\n${sentences}`,
  content: {
    'text/plain': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } },
  },
});

const pathParameters = ({ path, params = {} }: Endpoint) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    ...(params[name] && { description: params[name] }),
  }));

/** Of everything that writes. */
const keyParameter = ({ method, scope }: Endpoint): Json[] =>
  method === 'POST' && scope
    ? [
        {
          ...{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } },
          description: 'The same request again under the same key gets the same answer, for 24 hours.',
        },
      ]
    : [];

function queryParameters({ query }: Endpoint): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
    ...(typeof description === 'string' && { description }),
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
