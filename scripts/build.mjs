// Builds everything a browser fetches into build/static/: each file under a name that carries its own hash (so it can
// be kept for ever), with a .br and a .gz beside it, and manifest.json from plain name to hashed name.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build as bundle, transform } from 'esbuild'
import * as sass from 'sass'
import { logical } from './logical.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const COMPONENTS = join(ROOT, 'commonground/web/components')
const FONTS = join(ROOT, 'node_modules/@fontsource/atkinson-hyperlegible/files')
const BROWSERS = ['chrome87', 'safari14.1', 'firefox78']

/** Subset or copy the fonts. Returns file name -> bytes. */
function fonts(scratch) {
  const python = process.env.PYTHON ?? [join(ROOT, '.venv/bin/python')].find(existsSync) ?? 'python3'
  const files = {}
  for (const weight of ['400', '700']) {
    const target = join(scratch, `atkinson-${weight}.woff2`)
    const source = join(FONTS, `atkinson-hyperlegible-latin-${weight}-normal.woff2`)
    const run = spawnSync(python, [join(ROOT, 'scripts/subset_fonts.py'), source, target], { encoding: 'utf8' })
    if (run.status !== 0) {
      throw new Error(`The fonts could not be made with ${python} (set PYTHON to one with fontTools): ${run.stderr ?? run.error}`)
    }
    files[`atkinson-${weight}.woff2`] = readFileSync(target)
    files[`atkinson-more-${weight}.woff2`] = readFileSync(
      join(FONTS, `atkinson-hyperlegible-latin-ext-${weight}-normal.woff2`)
    )
  }
  return files
}

/** One stylesheet, with the addresses of its fonts put in. Returns its bytes. */
async function stylesheet(name, manifest) {
  const { css } = sass.compile(join(COMPONENTS, 'styles', `${name}.scss`), {
    loadPaths: [ROOT, join(ROOT, 'node_modules')],
    quietDeps: true
  })
  // MOJ's pictures belong to behaviour of theirs that is not used here; they would only be asked for in vain.
  const plain = css.replace(/background-image:\s*url\([^)]*\/assets\/images\/[^)]*\);?/g, '')
  const addressed = plain.replace(/url\("?([\w-]+\.\w+)"?\)/g, (_, file) => {
    if (!manifest[file]) throw new Error(`${name}.scss names ${file}, which is not built`)
    return `url("${manifest[file]}")`
  })
  const { code } = await transform(logical(addressed), { loader: 'css', minify: true, charset: 'utf8', target: BROWSERS })
  return Buffer.from(code)
}

/** The behaviour, split so that a page fetches what it uses. Returns file name -> bytes, names hashed by esbuild. */
async function behaviour() {
  const { outputFiles, metafile } = await bundle({
    entryPoints: ['page', 'desk'].map((name) => join(COMPONENTS, 'behaviour', `${name}.mjs`)),
    nodePaths: [join(ROOT, 'node_modules')],
    bundle: true, minify: true, splitting: true, format: 'esm', target: ['es2020'], metafile: true, write: false,
    outdir: join(ROOT, 'build/static'), entryNames: '[name].[hash]', chunkNames: 'part.[hash]', legalComments: 'none'
  })
  const entries = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint?.includes('/behaviour/'))
  return {
    files: Object.fromEntries(outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)])),
    names: Object.fromEntries(
      entries.map(([path, output]) => [basename(output.entryPoint).replace('.mjs', '.js'), basename(path)])
    )
  }
}

/** The bytes and both compressed forms, for the server to choose from. Fonts are compressed already. */
function put(folder, name, bytes) {
  writeFileSync(join(folder, name), bytes)
  if (extname(name) === '.woff2') return
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
}

/** Fill `folder` with everything. */
async function build(folder, scratch) {
  const manifest = {}
  function hashed(name, bytes) {
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
    manifest[name] = name.replace(/\.(\w+)$/, `.${digest}.$1`)
    put(folder, manifest[name], bytes)
  }

  for (const [name, bytes] of Object.entries(fonts(scratch))) hashed(name, bytes)
  for (const name of readdirSync(join(COMPONENTS, 'assets'))) hashed(name, readFileSync(join(COMPONENTS, 'assets', name)))
  for (const name of ['page', 'desk']) hashed(`${name}.css`, await stylesheet(name, manifest))
  const { files, names } = await behaviour()
  for (const [name, bytes] of Object.entries(files)) put(folder, name, bytes)
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify({ ...manifest, ...names }, null, 1)}\n`)
}

// Made beside the old files and put in their place whole, so that a server never sees half a build.
const target = join(ROOT, 'build/static')
mkdirSync(join(ROOT, 'build'), { recursive: true })
const scratch = mkdtempSync(join(ROOT, 'build/static-'))
try {
  const fresh = join(scratch, 'static')
  mkdirSync(fresh)
  await build(fresh, scratch)
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
