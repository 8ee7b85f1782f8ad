import type { Audience } from '../store/registrations';
import type { World } from '../world';

type Words = [Audience, (tenant: string) => string][];

/** How the portal calls the account types. The newer wording is confirmed for the second only. */
const OLD: Words = [
  ['AzureADMyOrg', (tenant) => `Accounts in this organizational directory only (${tenant} only - Single tenant)`],
  [
    'AzureADMultipleOrgs',
    () => 'Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant)',
  ],
  [
    'AzureADandPersonalMicrosoftAccount',
    () =>
      'Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant) and personal Microsoft accounts (e.g. Skype, Xbox)',
  ],
  ['PersonalMicrosoftAccount', () => 'Personal Microsoft accounts only'],
];
const NEW: Words = [
  ['AzureADMyOrg', (tenant) => `Single tenant only - ${tenant}`],
  ['AzureADMultipleOrgs', () => 'Multiple Entra ID tenants'],
  ['AzureADandPersonalMicrosoftAccount', () => 'Any Entra ID tenant + personal Microsoft accounts'],
  ['PersonalMicrosoftAccount', () => 'Personal accounts only'],
];

export function audienceWords(world: World): Words {
  return world.behaviour.get('portalWords') === 'new' ? NEW : OLD;
}

export function secretLives(world: World): [number, string][] {
  const recommended =
    world.behaviour.get('portalWords') === 'new' ? '180 days (6 months)' : 'Recommended: 180 days (6 months)';
  return [
    [180, recommended],
    [90, '90 days (3 months)'],
    [365, '365 days (12 months)'],
    [545, '545 days (18 months)'],
    [730, '730 days (24 months)'],
  ];
}
