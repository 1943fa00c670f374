// Reads a page aloud, sentence by sentence, by a voice of the device itself and never one that sends the text elsewhere.
// Easy Read goes line by line. Where there is no such voice, whoever asks is told whom to call instead.
const PARTS = 'h1, h2, h3, h4, p, li, dt, dd, th, td, caption, legend, label, summary, .govuk-hint'
const SILENT = '.cg-no-print, [hidden], [aria-hidden="true"], svg, script, button, select, textarea'
const SENTENCE = /\S[^]*?(?:[.!?:]["”’)]*(?=\s|$)|$)/g
const WHOLE = '.cg-easy__words' // what is read, and marked, as one
const NOW = 'cg-aloud-now'
const KEPT = 'cg-speed'

/** What there is to read, in order: {text, block, range}. Closed details and what is not shown are left out. */
function sentences() {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const blocks = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement.closest(PARTS)
    if (!block || node.parentElement.closest(SILENT) || !block.getClientRects().length) continue
    if (blocks[blocks.length - 1]?.block !== block) blocks.push({ block, nodes: [] })
    blocks[blocks.length - 1].nodes.push(node)
  }
  return blocks.flatMap(({ block, nodes }) => {
    const whole = nodes.map((node) => node.data).join('')
    const found = block.matches(WHOLE) ? [whole.match(/\S[^]*/)] : [...whole.matchAll(SENTENCE)]
    return found.filter(Boolean).map((match) => ({
      block,
      text: match[0].trim().replace(/\s+/g, ' '),
      range: rangeOf(nodes, match.index, match.index + match[0].trimEnd().length)
    }))
  }).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** The stretch between two places in the text of some nodes. */
function rangeOf(nodes, start, end) {
  const range = document.createRange()
  let before = 0
  for (const node of nodes) {
    const after = before + node.length
    if (start >= before && start < after) range.setStart(node, start - before)
    if (end > before && end <= after) range.setEnd(node, end - before)
    before = after
  }
  return range
}

/** Mark the sentence that is read, or its whole paragraph where the browser cannot mark less; null: nothing. */
function mark(one) {
  document.querySelector(`.${NOW}`)?.classList.remove(NOW)
  const sharp = 'highlights' in CSS && 'Highlight' in window
  if (sharp) CSS.highlights.delete(NOW)
  if (!one) return
  if (sharp && !one.block.matches(WHOLE)) CSS.highlights.set(NOW, new Highlight(one.range))
  else one.block.classList.add(NOW)
  const box = one.range.getBoundingClientRect()
  if (box.top < 80 || box.bottom > innerHeight - 120) one.block.scrollIntoView({ block: 'center' })
}

function remembered() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null // a browser that keeps nothing
  }
}

function remember(speed) {
  try {
    localStorage.setItem(KEPT, speed)
  } catch {} // the choice then holds for this page
}

/** Give the page its button. `root` holds the parts of components/read_well.html. */
export function aloud(root) {
  const [offer, start, bar, pause, end, speed, none] = ['offer', 'start', 'bar', 'pause', 'end', 'speed', 'none'].map(
    (name) => root.querySelector(`[data-part="${name}"]`)
  )
  const synthesis = window.speechSynthesis
  const language = root.closest('[lang]').lang.slice(0, 2)
  const voice = () => synthesis?.getVoices().find((each) => each.localService && each.lang.slice(0, 2) === language)
  let [all, at, saying] = [[], 0, null]
  if ([...speed.options].some((option) => option.value === remembered())) speed.value = remembered()

  function cannot() {
    none.hidden = false
    none.focus()
  }

  function hush() {
    saying = null
    synthesis.cancel()
  }

  function say() {
    const one = all[at]
    if (!one) return stop()
    mark(one)
    const said = new SpeechSynthesisUtterance(one.text)
    said.voice = voice()
    said.lang = said.voice.lang
    said.rate = Number(speed.value)
    said.onend = () => {
      if (said !== saying) return
      at += 1
      say()
    }
    said.onerror = () => {
      if (said !== saying) return
      stop()
      cannot()
    }
    saying = said // kept: Chromium forgets an utterance that nobody holds, and then never says that it ended
    synthesis.speak(said)
  }

  function shows(reading) {
    pause.textContent = reading ? pause.dataset.pause : pause.dataset.goOn
  }

  function stop() {
    const here = bar.contains(document.activeElement)
    hush()
    mark(null)
    bar.hidden = true
    document.documentElement.classList.remove('cg-reading')
    if (here) start.focus()
  }

  start.addEventListener('click', () => {
    if (!voice()) return cannot()
    none.hidden = true
    hush()
    all = sentences()
    at = 0
    bar.hidden = false
    document.documentElement.classList.add('cg-reading')
    shows(true)
    pause.focus()
    say()
  })
  // Not the browser's own pause: on many phones that one ends it. Going on begins the same sentence again.
  pause.addEventListener('click', () => {
    shows(!saying)
    if (saying) hush()
    else say()
  })
  end.addEventListener('click', stop)
  speed.addEventListener('change', () => {
    remember(speed.value)
    if (!saying) return
    hush()
    say()
  })
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !bar.hidden) stop()
  })
  addEventListener('pagehide', () => bar.hidden || stop())
  synthesis?.getVoices() // some browsers only then begin to look for them
  offer.hidden = false
}
