import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { GroupedNav, type NavGroup } from '@/app/_ui/grouped-nav';
import { NavLink } from '@/app/_ui/nav-link';
import { Shell } from '@/app/_ui/shell';
import { signOutAction } from '@/app/sign-in/actions';
import { currentActor } from '@/lib/auth/actor';
import { loginOrigin } from '@/lib/clouds';
import { env } from '@/lib/env';
import { viewLibrary } from '@/lib/usecases/view-library';

type Props = {
  /** The pages beside this one, for those who may open them: a few in a row, or many in groups. */
  sections: ({ label: string } & ({ links: NavGroup['links'] } | { groups: NavGroup[] })) | null;
  children: ReactNode;
};

/** The frame of the pages behind the counter: the shell, and the ways between its sections. */
export async function Frame({ sections, children }: Props) {
  const [actor, library, t] = [await currentActor(), await viewLibrary(), await getTranslations('admin.demo')];
  const hrefs = sections && 'links' in sections ? sections.links.map(({ href }) => href) : [];
  const below = (href: string) => hrefs.filter((other) => other.startsWith(`${href}/`));
  const portal = (path: string, label: string) => ({ href: `${loginOrigin()}${path}`, label });
  return (
    <Shell
      viewer={actor.kind === 'person' ? actor : null}
      libraryName={library.name}
      signOut={signOutAction}
      {...(env().DEMO === '1' && { demo: { links: [portal('/portal', t('portal')), portal('/outbox', t('outbox'))] } })}
    >
      {sections && 'groups' in sections && <GroupedNav {...sections} />}
      {sections && 'links' in sections && (
        <nav aria-label={sections.label} className="mb-8 border-b border-line">
          <ul className="flex flex-wrap gap-x-6">
            {sections.links.map(({ href, label }) => (
              <li key={href}>
                <NavLink href={href} except={below(href)}>
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </Shell>
  );
}
