import fs from 'node:fs'
import path from 'node:path'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The Chromium on this machine, CHROMIUM_PATH first; null when there is none. */
export const findChromium = () => {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  const folders = [...PATH.split(path.delimiter), '/usr/bin', '/snap/bin']
  const candidates = CHROMIUM_PATH
    ? [CHROMIUM_PATH]
    : [
        ...NAMES.flatMap((name) =>
          folders.map((folder) => path.join(folder, name))
        ),
        ...MAC,
      ]
  return candidates.find((file) => fs.existsSync(file)) ?? null
}
