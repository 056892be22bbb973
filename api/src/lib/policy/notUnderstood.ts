import { Prisma } from '@prisma/client'

/** An input that Prisma would not take, or that means nothing here. */
export const notUnderstood = (message: string) =>
  new Prisma.PrismaClientValidationError(message, {
    clientVersion: Prisma.prismaVersion.client,
  })
