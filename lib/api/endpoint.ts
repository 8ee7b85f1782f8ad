import type { z } from 'zod';
import type { ApiScope } from '@/lib/api-scopes';
import type { ApiCaller } from '@/lib/auth/api-caller';
import type { ApiAnswer } from './api-answer';

/** What an endpoint is asked, parsed. */
export type Asked<Q, B> = {
  /** Of the path, decoded; '' where the last one was left out. */
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  caller: ApiCaller;
  /** Where the request came from, by its address. */
  network: string;
  now: Date;
};

/** What an address is about: its place in the description. */
export type ApiTag = 'Sign-in' | 'Spaces' | 'Bookings' | 'Appointments' | 'Hours';

type Spec<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  method: 'GET' | 'POST';
  /** After the prefix, as in OpenAPI: `/space/item/{ids}`. The last parameter may be left out by whoever asks. */
  path: `/${string}`;
  tag: ApiTag;
  summary: string;
  description?: string;
  /** What stands for each parameter of the path, for the description. */
  params?: Readonly<Record<string, string>>;
  /** Names in snake_case; the older spellings in camelCase are folded into them before. */
  query?: Q;
  body?: B;
  /** What is said when everything is well; the description of it, and the tests' measure. */
  answer: A;
  /** Sentences of 400 that belong to this endpoint, for the description. */
  refusals?: readonly string[];
};

type Run<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = (
  asked: Asked<z.output<Q>, z.output<B>>,
) => Promise<ApiAnswer<z.input<A>>>;

/** One address of the API, with everything that is known of it: what parses requests also describes them. */
export type Endpoint = Spec<z.ZodType, z.ZodType, z.ZodType> & {
  /** Null: no token is asked for. */
  scope: ApiScope | null;
  /** Without a token too, if the library lets everybody read (Admin > API). */
  openable?: true;
  /** Problems are always said in JSON. */
  always?: 'json';
  run: (asked: Asked<never, never>) => Promise<ApiAnswer<unknown>>;
};

/** An address for clients with a token of this scope. Refusals that are values of use cases are put into words there. */
export function endpoint<
  A extends z.ZodType,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(spec: Spec<Q, B, A> & { scope: ApiScope; run: Run<Q, B, A> }): Endpoint {
  return spec as Endpoint;
}

/** An address for whoever has no token yet. `caller` is not to be looked at. */
export function openEndpoint<
  A extends z.ZodType,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(
  spec: Spec<Q, B, A> & {
    always?: 'json';
    run: (asked: Omit<Asked<z.output<Q>, z.output<B>>, 'caller'>) => Promise<ApiAnswer<z.input<A>>>;
  },
): Endpoint {
  return { ...spec, scope: null } as Endpoint;
}

/** An address that the library may open: without a token there is no `caller` then, who is a guest. */
export function openableEndpoint<A extends z.ZodType, Q extends z.ZodType = z.ZodUndefined>(
  spec: Spec<Q, z.ZodUndefined, A> & {
    scope: ApiScope;
    run: (
      asked: Omit<Asked<z.output<Q>, undefined>, 'caller'> & { caller?: ApiCaller },
    ) => Promise<ApiAnswer<z.input<A>>>;
  },
): Endpoint {
  return { ...spec, openable: true } as Endpoint;
}
