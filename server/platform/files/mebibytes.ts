export const mebibyte = 1024 ** 2

/** A number of bytes as people read it: in MiB, to two decimals. */
export const mebibytes = (bytes: number): number => Math.round((bytes / mebibyte) * 100) / 100
