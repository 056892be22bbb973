/** Whether a DATABASE_URL names the embedded database. */
const isSqlite = (url) => url.startsWith('file:')

/**
 * The URL of the database that one of Jest's workers has to itself: of the first,
 * which is the only one when suites run in one process, that of all tests; of
 * others, one beside it.
 *
 * @param url of the database of all tests
 * @param worker its number, from 1
 */
const databaseOf = (url, worker) => {
  if (worker === 1) {
    return url
  }
  if (isSqlite(url)) {
    return `${url.replace(/\.db$/, '')}_${worker}.db`
  }
  const place = new URL(url)
  place.pathname += `_${worker}`
  return place.href
}

module.exports = { databaseOf, isSqlite }
