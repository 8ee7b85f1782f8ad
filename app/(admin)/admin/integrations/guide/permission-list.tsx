import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import { delegatedPermissions } from '../delegated-permissions';
import type { Chosen } from './chosen';

/** Each permission with its reason, to be found in the portal's search box one by one. */
export function PermissionList({ chosen }: { chosen: Chosen }) {
  const [t, why] = [useTranslations('setup.guide'), useTranslations('setup.permission')];
  return (
    <ul className="flex flex-col gap-2">
      {delegatedPermissions(chosen).map(({ name, why: key }) => (
        <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <code className="rounded-sm bg-sunken px-2 py-1 text-sm break-all">{name}</code>
          <CopyButton value={name} label={t('copy', { what: name })} />
          <span className="basis-full text-sm text-ink-soft">{why(key)}</span>
        </li>
      ))}
    </ul>
  );
}
