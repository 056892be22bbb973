import fs from 'node:fs'

import generation from 'zenstack/cli/actions/generate.js'
import enhancer from 'zenstack/plugins/enhancer/enhance/index.js'
import packages from 'zenstack/utils/exec-utils.js'

/*
 * Runs in a copy of the project, whose files it overwrites: compiles each schema
 * it is sent, as `zenstack generate` does, and answers with what is wrong or
 * null.
 *
 * One process for all of them, and Prisma's clients only once: no rule changes
 * them, and each time they would take most of it.
 */

const CLIENT = 'node_modules/.zenstack/logical-prisma-client'
const KEPT = 'node_modules/.logical-prisma-client'

const keepClients = () => {
  if (fs.existsSync(CLIENT)) {
    fs.cpSync(CLIENT, KEPT, { recursive: true })
  }
  packages.execPackage = (command) => {
    if (command.includes('logical-')) {
      fs.cpSync(KEPT, CLIENT, { recursive: true })
    }
  }
  enhancer.EnhancerGenerator.prototype.processClientTypes = async () => {}
}

const compile = async (schema) => {
  fs.writeFileSync('schema.zmodel', schema)
  try {
    await generation.generate(process.cwd(), {
      defaultPlugins: true,
      dependencyCheck: true,
      offline: true,
    })
  } catch ({ message }) {
    return message
  }
  if (!fs.existsSync(KEPT)) {
    keepClients()
  }
  return null
}

process.on('message', async (schema) => {
  process.send(await compile(schema))
})
