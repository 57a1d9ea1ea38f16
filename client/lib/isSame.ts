/** Whether two values read from JSON, or to be sent as it, say the same in the same order. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
