/** The permissions the stand-in knows, in words, and who may consent to them. */
export type Permission = {
  name: string;
  about: string;
  delegated: boolean;
  application: boolean;
  /** An administrator must consent whatever the tenant's policy says. */
  adminOnly: boolean;
  /** Microsoft's managed policy keeps it from users. */
  managed: boolean;
  personal: boolean;
};

export const GRAPH = 'https://graph.microsoft.com';
export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

const list: [string, string, string][] = [
  ['openid', 'Sign you in', 'd p'],
  ['profile', 'View your basic profile', 'd p'],
  ['email', 'View your email address', 'd p'],
  ['offline_access', 'Maintain access to data you have given it access to', 'd p'],
  ['User.Read', 'Sign you in and read your profile', 'd p'],
  ['User.ReadBasic.All', "Read all users' basic profiles", 'd a'],
  ['User.Read.All', "Read all users' full profiles", 'd a x'],
  ['Calendars.ReadBasic', 'Read basic details of your calendars', 'd m p'],
  ['Calendars.ReadBasic.All', 'Read basic details of calendars in all mailboxes', 'a'],
  ['Calendars.Read', 'Read your calendars', 'd a m p'],
  ['Calendars.ReadWrite', 'Have full access to your calendars', 'd a m p'],
  ['Calendars.Read.Shared', 'Read calendars you can access', 'd m'],
  ['Calendars.ReadWrite.Shared', 'Read and write to your and shared calendars', 'd m'],
  ['MailboxSettings.Read', 'Read your mailbox settings', 'd a m p'],
  ['Place.Read.All', 'Read all company places', 'd a x'],
  ['Place.ReadWrite.All', 'Read and write organization places', 'd x'],
  ['Mail.Send', 'Send mail as you', 'd a p'],
];

export const PERMISSIONS: readonly Permission[] = list.map(([name, about, flags]) => {
  const has = (flag: string) => flags.split(' ').includes(flag);
  return {
    name,
    about,
    delegated: has('d'),
    application: has('a'),
    adminOnly: has('x'),
    managed: has('m'),
    personal: has('p'),
  };
});

export function findPermission(name: string): Permission | undefined {
  const wanted = name.toLowerCase();
  return PERMISSIONS.find((permission) => permission.name.toLowerCase() === wanted);
}
