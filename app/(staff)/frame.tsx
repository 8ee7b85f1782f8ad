import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { GroupedNav, type NavGroup } from '@/app/_ui/grouped-nav';
import { Shell } from '@/app/_ui/shell';
import { currentViewer } from '@/app/current-viewer';
import { signOutAction } from '@/app/sign-in/actions';
import { loginOrigin } from '@/lib/clouds';
import { env } from '@/lib/env';
import { viewLibrary } from '@/lib/usecases/view-library';

type Props = {
  /** The pages beside this one, for those who may open them. */
  sections: { label: string; groups: NavGroup[] } | null;
  children: ReactNode;
};

/** The frame of the pages behind the counter: the shell, and the ways between its sections. */
export async function Frame({ sections, children }: Props) {
  const [library, t] = [await viewLibrary(), await getTranslations('admin.demo')];
  const portal = (path: string, label: string) => ({ href: `${loginOrigin()}${path}`, label });
  return (
    <Shell
      viewer={await currentViewer()}
      libraryName={library.name}
      signOut={signOutAction}
      {...(env().DEMO === '1' && { demo: { links: [portal('/portal', t('portal')), portal('/outbox', t('outbox'))] } })}
    >
      {sections && <GroupedNav {...sections} />}
      {children}
    </Shell>
  );
}
