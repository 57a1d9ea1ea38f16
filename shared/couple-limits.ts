/** Signs and counts at most. */
export const longest = {
  title: 200,
  text: 20_000,
  place: 200,
  pictures: 60,
  homeMessage: 500,
  introText: 5000,
  perspective: 10_000,
  search: 200,
  page: 50,
} as const

/** For how many days a deleted memory may be brought back. */
export const deletedKeptDays = 30
