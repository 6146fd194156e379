/** The figures of the overview, in the order in which they are read. */

export const overviewPaths: string[] = [
  ...['call_times_sum', 'call_tel_sum', 'call_region_sum', 'both_side_calls_count', 'both_side_calls_percent'],
  ...['most_active_region', 'result_of_region_check', 'tel_region', 'most_contacted_region'],
  ...['night_calls_length', 'night_calls_percent', 'evening_calls_length', 'evening_calls_percent'],
  ...['phone_bill_average'],
].map((key) => `calls_overview.${key}`);
