// Before anything logs: the REPL tells errors itself, and Prisma would log them.
process.env.LOG_LEVEL ??= 'silent'
