/** What is kept by its name: so many at most, the last ones that were set. */
export class Recent<Value> {
  readonly #most: number
  readonly #kept = new Map<string, Value>()

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most
  }

  get(name: string): Value | undefined {
    return this.#kept.get(name)
  }

  /** Keeps it; the one that was set longest ago goes, if there are too many. */
  set(name: string, value: Value) {
    this.#kept.delete(name)
    this.#kept.set(name, value)
    if (this.#kept.size > this.#most) {
      const [oldest] = this.#kept.keys()
      this.#kept.delete(oldest)
    }
  }
}
