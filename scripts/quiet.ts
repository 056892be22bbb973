// To be imported first: what is refused is expected here, and Prisma would log it.
process.env.LOG_LEVEL ??= 'silent'
