const megabyte = 1_000_000

/** A number of bytes as people read it: in MB, to two decimals. */
export const megabytes = (bytes: number): number => Math.round((bytes / megabyte) * 100) / 100
