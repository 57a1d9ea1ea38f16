/** Something that is open or closed, for whoever shows it and whoever opens it. */
export class Switch {
  readonly #listeners = new Set<() => void>()
  #on = false

  readonly isOn = (): boolean => this.#on

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(on: boolean): void {
    this.#on = on
    for (const listener of this.#listeners) listener()
  }
}
