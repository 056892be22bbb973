import fs from 'node:fs'
import { createRequire } from 'node:module'

import ts from 'typescript'

/**
 * A `require` that reads TypeScript, for a module's `import.meta.url`. As in a
 * build: jiti and the like put something around every module, which each use of
 * an import would pay for.
 */
export const requireFrom = (url) => {
  const require = createRequire(url)
  require.extensions['.ts'] = (module, file) => {
    const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2023,
        esModuleInterop: true,
      },
    })
    module._compile(outputText, file)
  }
  return require
}
