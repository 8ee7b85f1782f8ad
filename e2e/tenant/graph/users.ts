import { findUser, PERSONAL_TENANT_ID, type User, usersOf } from '../store/directory';
import { mailboxAccess, mustHave } from './access';
import { contextOf, type GraphCall, mustBeDelegated } from './graph-call';
import { page, pageBounds, selectFrom } from './odata-query';
import { GraphProblem } from './problem';

/** People as the directory shows them. */
export function getUser(g: GraphCall): Response {
  const user = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mayReadUser(g, user);
  if (!user || user.tenantId !== g.token.tenantId) {
    const name = g.params.user ?? '';
    const message = `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`;
    throw new GraphProblem(404, 'Request_ResourceNotFound', message);
  }
  return Response.json({ '@odata.context': contextOf(g, 'users/$entity'), ...selectFrom(userJson(user), g.url) });
}

export function listUsers(g: GraphCall): Response {
  mayReadUser(g, undefined);
  const { rows, nextLink } = page(
    usersOf(g.world.directory, g.token.tenantId),
    g.url,
    g.origin,
    pageBounds(g.url, 100, 999),
  );
  return Response.json({
    '@odata.context': contextOf(g, 'users'),
    value: rows.map((user) => selectFrom(userJson(user), g.url)),
    ...(nextLink ? { '@odata.nextLink': nextLink } : {}),
  });
}

export function mailboxSettings(g: GraphCall): Response {
  mustHave(g, ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']);
  const { mailbox } = settingsMailbox(g);
  const { user, timeZone } = mailbox;
  const context = contextOf(g, `users('${user.id}')/mailboxSettings`);
  if (/\/timezone$/i.test(g.url.pathname))
    return Response.json({ '@odata.context': `${context}/timeZone`, value: timeZone });
  return Response.json({
    '@odata.context': context,
    archiveFolder: null,
    timeZone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'M/d/yyyy',
    timeFormat: 'h:mm tt',
    userPurpose: user.kind === 'room' ? 'room' : 'user',
    automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
    language: { locale: 'en-US', displayName: 'English (United States)' },
    workingHours: workingHours(timeZone),
  });
}

export function workingHours(timeZone: string) {
  return {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: '08:00:00.0000000',
    endTime: '17:00:00.0000000',
    timeZone: { name: timeZone },
  };
}

function settingsMailbox(g: GraphCall) {
  if (g.params.user === undefined || findUser(g.world.directory, g.params.user)?.id === g.me?.id) {
    const mailbox = g.world.mailboxes.get(mustBeDelegated(g).id);
    if (mailbox) return { mailbox };
  }
  return mailboxAccess(g, 'basic');
}

function mayReadUser(g: GraphCall, user: User | undefined): void {
  const { scopes } = g.token;
  const wide = ['User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All'].some((scope) => scopes.has(scope));
  const own = g.me !== null && user?.id === g.me.id && (scopes.has('User.Read') || scopes.has('User.ReadWrite'));
  if (!wide && !own) {
    throw new GraphProblem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
}

function userJson(user: User) {
  const isPersonal = user.tenantId === PERSONAL_TENANT_ID;
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: user.upn,
    id: isPersonal ? user.id.replaceAll('-', '').slice(0, 16) : user.id,
  };
}
