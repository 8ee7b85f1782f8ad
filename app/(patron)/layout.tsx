import type { ReactNode } from 'react';
import { Shell } from '@/app/_ui/shell';
import { currentActor } from '@/lib/auth/actor';
import { viewLibrary } from '@/lib/usecases/view-library';

export default async function PatronLayout({ children }: { children: ReactNode }) {
  const [actor, library] = [await currentActor(), await viewLibrary()];
  return (
    <Shell viewer={actor.kind === 'person' ? actor : null} libraryName={library.name} wide>
      {children}
    </Shell>
  );
}
