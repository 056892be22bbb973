import fs from 'node:fs'

import generation from 'zenstack/cli/actions/generate.js'
import packages from 'zenstack/utils/exec-utils.js'

/*
 * Runs in a copy of the project, whose files it overwrites: compiles each schema
 * it is sent, as `zenstack generate` does, and answers with what is wrong or
 * null.
 *
 * One process for all of them, and Prisma's client only once: no rule changes it, and
 * each time it would take most of it.
 */

const compile = async (schema) => {
  fs.writeFileSync('schema.zmodel', schema)
  try {
    await generation.generate(process.cwd(), {
      defaultPlugins: false,
      dependencyCheck: true,
      offline: true,
    })
  } catch ({ message }) {
    return message
  }
  packages.execPackage = () => {}
  return null
}

process.on('message', async (schema) => {
  process.send(await compile(schema))
})
