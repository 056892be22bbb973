import type { Task } from './operations'

/** How a server is asked that has another schema than the app. */
export interface Dialect {
  /** What a client sends it for a task the nth time. */
  bodyOf: (task: Task, n: number) => string
  /** The data of its answer, as the app's would be. */
  dataOf: (data: unknown) => unknown
}
