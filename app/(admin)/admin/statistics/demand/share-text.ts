/** How large a part of searches found nothing: "13%", "13 %"; of none a dash. */
export const shareText = ({ searches, fruitless }: { searches: number; fruitless: number }, locale: string): string =>
  searches === 0
    ? '–'
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(fruitless / searches);
