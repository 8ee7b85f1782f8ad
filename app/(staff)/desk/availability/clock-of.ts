/** 510 as '08:30', as a field of a form has it; past midnight as the clock shows it. */
export const clockOf = (minute: number) =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
