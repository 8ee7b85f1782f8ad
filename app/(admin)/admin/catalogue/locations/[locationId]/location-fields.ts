import { getTranslations } from 'next-intl/server';
import type { LocationView } from '@/lib/usecases/view-catalogue';
import type { FormField } from '../../catalogue-form';
import { accessField, groupsField } from '../../shared-fields';

export async function locationFields({ location, timeZone, groups }: LocationView): Promise<FormField[]> {
  const t = await getTranslations('catalogue');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = location?.timeZone ?? timeZone ?? here;
  const zones = [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].sort();
  return [
    { kind: 'line', name: 'name', label: t('name'), value: location?.name },
    { kind: 'line', name: 'address', label: t('location.address'), value: location?.address, optional: true },
    {
      ...{ kind: 'select', name: 'timeZone', label: t('location.timeZone'), hint: t('location.timeZoneHint') },
      ...{ value: zone, choices: zones.map((name) => ({ value: name, label: name })) },
    },
    { kind: 'text', name: 'description', label: t('description'), value: location?.description, optional: true },
    { kind: 'text', name: 'directions', label: t('directions'), value: location?.directions, optional: true },
    {
      ...{ kind: 'text', name: 'terms', label: t('terms'), hint: t('termsHint') },
      ...{ value: location?.terms, optional: true },
    },
    {
      ...{ kind: 'switch', name: 'signInRequired', label: t('location.signIn'), hint: t('location.signInHint') },
      value: location?.signInRequired ? 'on' : '',
    },
    {
      ...{ kind: 'number', name: 'verifyMinutes', label: t('location.verify'), hint: t('location.verifyHint') },
      ...{ value: location?.verifyMinutes?.toString(), optional: true },
    },
    {
      ...{ kind: 'line', name: 'holdMinutes', label: t('location.hold'), hint: t('location.holdHint') },
      ...{ value: location ? location.holdMinutes?.toString() : '10', optional: true },
    },
    await accessField(location?.access ?? 'public'),
    ...(await groupsField(groups)),
  ];
}
