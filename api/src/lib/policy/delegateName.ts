/** What a Prisma client calls a model: `Post` is `client.post`. */
export const delegateName = (model: string): string =>
  model[0].toLowerCase() + model.slice(1)
