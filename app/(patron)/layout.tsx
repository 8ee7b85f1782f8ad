import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Shell } from '@/app/_ui/shell';
import { currentViewer } from '@/app/current-viewer';
import { signOutAction } from '@/app/sign-in/actions';
import { loginOrigin } from '@/lib/clouds';
import { env } from '@/lib/env';
import { viewLibrary } from '@/lib/usecases/view-library';
import { OwnBans } from './own-bans';

export default async function PatronLayout({ children }: { children: ReactNode }) {
  const [library, t] = [await viewLibrary(), await getTranslations('admin.demo')];
  const page = (path: string, label: string) => ({ href: `${loginOrigin()}${path}`, label });
  const demo = { links: [page('/portal', t('portal')), page('/outbox', t('outbox'))] };
  return (
    <Shell
      viewer={await currentViewer()}
      libraryName={library.name}
      signOut={signOutAction}
      demo={env().DEMO === '1' ? demo : undefined}
      wide
    >
      <OwnBans />
      {children}
    </Shell>
  );
}
