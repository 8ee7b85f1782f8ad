import type { User as GraphUser } from '@microsoft/microsoft-graph-types';
import { findUser, PERSONAL_TENANT_ID, type User, usersOf } from '../store/directory';
import { contextOf, type GraphCall, mustBeDelegated, personalIdOf } from './graph-call';
import { parseFilter } from './odata-filter';
import { option, selected, sorted, sortRules, valueAt } from './odata-query';
import { pageBounds } from './pages';
import { badRequest, GraphProblem } from './problem';

/** People as the directory shows them. */
export const USER_ROWS = ['$select', '$top', '$filter', '$orderby', '$search', '$count', '$skiptoken', '$skip'];

const READ_ALL = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const FILTERED = 'displayName givenName surname mail userPrincipalName jobTitle id accountEnabled userType'.split(' ');

export function getUser(g: GraphCall): Response {
  const user = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mayReadUser(g, user);
  if (!user || user.tenantId !== g.token.tenantId) {
    const name = g.params.user ?? '';
    const message = `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`;
    throw new GraphProblem(404, 'Request_ResourceNotFound', message);
  }
  const context = contextOf(g, `users${contextPart(g.url)}/$entity`);
  return Response.json({ '@odata.context': context, ...userSelected(user, g.url) });
}

/** Directory lists go by `$skiptoken`; counting and searching need `ConsistencyLevel: eventual`. */
export function listUsers(g: GraphCall): Response {
  mayReadUser(g, undefined);
  if (option(g.url, '$skip') !== null) throw unsupported("'$skip' is not supported by the service.");
  const found = foundUsers(g);
  const token = option(g.url, '$skiptoken');
  const skip = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isInteger(skip)) throw unsupported('The skip token is not valid.');
  const { top } = pageBounds(g.url, 100, 999);
  const isEventual = g.request.headers.get('consistencylevel')?.toLowerCase() === 'eventual';
  const counts = option(g.url, '$count') === 'true' && isEventual;
  return Response.json({
    '@odata.context': contextOf(g, `users${contextPart(g.url)}`),
    ...(counts ? { '@odata.count': found.length } : {}),
    ...(skip + top < found.length ? { '@odata.nextLink': nextLink(g, skip + top) } : {}),
    value: found.slice(skip, skip + top).map((user) => userSelected(user, g.url)),
  });
}

function foundUsers(g: GraphCall): User[] {
  const users = usersOf(g.world.directory, g.token.tenantId);
  const searched = option(g.url, '$search') === null ? users : users.filter(searchTest(g));
  const text = option(g.url, '$filter');
  if (text && /\bcontains\s*\(/i.test(text)) throw unsupported('Unsupported Query.');
  const filter = text ? parseFilter(text, { path: mustKnow, collection: mustKnow }) : null;
  const kept = filter
    ? searched.filter((user) => filter.test({ value: (path) => valueAt(allOf(user), path), items: () => [] }))
    : searched;
  const rules = sortRules(g.url, new Set(FILTERED), 'User');
  return sorted(kept, rules, (user, path) => valueAt(allOf(user), path));
}

/** `$search="displayName:ada"`: the beginning of any word. */
function searchTest(g: GraphCall): (user: User) => boolean {
  if (g.request.headers.get('consistencylevel')?.toLowerCase() !== 'eventual') {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const match = /^"(displayName|mail|userPrincipalName|givenName|surname):([^"]+)"$/.exec(
    option(g.url, '$search') ?? '',
  );
  if (!match) throw unsupported('The $search clause is not valid.');
  const [, path = '', wanted = ''] = match;
  return (user) => {
    const words = String(valueAt(allOf(user), path) ?? '').split(/[\s.@]+/);
    return words.some((word) => word.toLowerCase().startsWith(wanted.toLowerCase()));
  };
}

function mustKnow(path: string): void {
  if (!FILTERED.includes(path)) throw badRequest(`Invalid filter clause: '${path}' cannot be filtered by.`);
}

function nextLink(g: GraphCall, skip: number): string {
  const next = new URL(g.url.pathname + g.url.search, g.origin);
  next.searchParams.delete('$skiptoken');
  next.searchParams.set('$skiptoken', Buffer.from(String(skip)).toString('base64url'));
  return g.origin + next.pathname + next.search.replaceAll('%24', '$');
}

function mayReadUser(g: GraphCall, user: User | undefined): void {
  const { scopes } = g.token;
  const wide = READ_ALL.some((scope) => scopes.has(scope));
  const own = g.me !== null && user?.id === g.me.id && (scopes.has('User.Read') || scopes.has('User.ReadWrite'));
  if (!wide && !own) {
    throw new GraphProblem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
}

/** Some members come only when they are selected. */
function userSelected(user: User, url: URL) {
  const wanted = selected(url);
  if (!wanted) return userJson(user);
  const all = allOf(user);
  for (const name of wanted) {
    if (!(name in all)) throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.user'.`);
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}

function allOf(user: User) {
  return {
    ...userJson(user),
    accountEnabled: user.enabled,
    userType: user.kind === 'guest' ? 'Guest' : 'Member',
    proxyAddresses: user.mail ? [`SMTP:${user.mail}`] : [],
  } satisfies GraphUser;
}

function userJson(user: User) {
  const isPersonal = user.tenantId === PERSONAL_TENANT_ID;
  return {
    businessPhones: [] as string[],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: user.upn,
    id: isPersonal ? personalIdOf(user) : user.id,
  } satisfies GraphUser;
}

function contextPart(url: URL): string {
  const names = selected(url);
  return names ? `(${[...names].join(',')})` : '';
}

function unsupported(message: string) {
  return new GraphProblem(400, 'Request_UnsupportedQuery', message);
}
