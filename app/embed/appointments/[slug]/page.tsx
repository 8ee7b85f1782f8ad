import Page, { generateMetadata } from '@/app/(patron)/appointments/[slug]/page';
import { ByItself } from '../../by-itself';

type Props = Parameters<typeof Page>[0];

export { generateMetadata };

/** A person or a group, in a frame: the ordinary page, and the way to it. */
export default async function EmbeddedPage(props: Props) {
  const { slug } = await props.params;
  return (
    <>
      <Page {...props} />
      <ByItself href={`/appointments/${encodeURIComponent(slug)}`} />
    </>
  );
}
