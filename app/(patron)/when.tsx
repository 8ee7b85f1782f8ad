import { OwnTime } from '@/app/_ui/own-time/own-time';
import { formatDate, formatTimeRange, type Place } from '@/lib/messages/format';

type Props = {
  start: Date;
  end: Date;
  place: Place;
  /** In place of both times, where the end is still to be chosen. */
  startOnly?: string;
};

/** A day and its time, one below the other; below both the visitor's own time where it differs. */
export function When({ start, end, place, startOnly }: Props) {
  return (
    <>
      {formatDate(start, place)}
      <br />
      {startOnly ?? formatTimeRange(start, end, place)}
      <OwnTime start={start} end={startOnly ? undefined : end} timeZone={place.timeZone} className="block" />
    </>
  );
}
