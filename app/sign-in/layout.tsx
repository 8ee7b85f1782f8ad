import type { ReactNode } from 'react';
import { Frame } from '@/app/(staff)/frame';

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <Frame sections={null}>{children}</Frame>;
}
