const quantile = (part: number) => (numbers: number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.round((numbers.length - 1) * part)]

export const median = quantile(0.5)

/** A median and where the middle 80 % lie. */
export interface Spread {
  median: number
  p10: number
  p90: number
}

export const spreadOf = (numbers: number[]): Spread => ({
  median: median(numbers),
  p10: quantile(0.1)(numbers),
  p90: quantile(0.9)(numbers),
})
