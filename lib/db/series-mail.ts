/** One message about many bookings of one patron; the words are made when it is sent. */
export type SeriesMail =
  | { template: 'series_booked'; seriesId: number }
  /** Staff took these back in one go. */
  | { template: 'series_cancelled'; seriesId: number; bookingIds: number[] };
