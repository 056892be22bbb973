import { provider } from './database'

/** What `timeOf` gives, for the heading of a table. */
export const TIME = { sqlite: 'Processor time', postgresql: 'Elapsed time' }[
  provider
]

const now = () => {
  if (provider === 'postgresql') {
    return performance.now()
  }
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * The time of something, in milliseconds. SQLite runs in this process, so that
 * nothing is waited for, and processor time leaves out what else the machine does.
 * For PostgreSQL's answer one waits.
 */
export const timeOf = async (act: () => Promise<void>): Promise<number> => {
  const start = now()
  await act()
  return now() - start
}
