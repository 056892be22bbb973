/* PostGraphile 5.1 asks for Node 22; of that, this is all that it uses. */

Promise.withResolvers ??= function withResolvers() {
  const resolvers = {}
  const promise = new this((resolve, reject) =>
    Object.assign(resolvers, { resolve, reject })
  )
  return { promise, ...resolvers }
}
