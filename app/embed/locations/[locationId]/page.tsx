import Page, { generateMetadata } from '@/app/(patron)/appointments/locations/[locationId]/page';
import { ByItself } from '../../by-itself';

type Props = Parameters<typeof Page>[0];

export { generateMetadata };

/** Everybody one can meet at a location, in a frame. */
export default async function EmbeddedLocationPage(props: Props) {
  const { locationId } = await props.params;
  return (
    <>
      <Page {...props} />
      <ByItself href={`/appointments/locations/${encodeURIComponent(locationId)}`} />
    </>
  );
}
