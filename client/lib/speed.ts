const windowLength = 4000

/** Speed of a transfer over its last four seconds. */
export class Speed {
  #samples: { at: number; sent: number }[] = []

  reset(): void {
    this.#samples = []
  }

  /**
   * @param sent bytes so far
   * @param now milliseconds
   * @returns bytes a second; 0 while not known
   */
  measure(sent: number, now: number): number {
    this.#samples = [...this.#samples.filter(({ at }) => now - at <= windowLength), { at: now, sent }]
    const first = this.#samples[0]
    if (!first || now - first.at < 300) return 0
    return Math.max(0, ((sent - first.sent) / (now - first.at)) * 1000)
  }
}
