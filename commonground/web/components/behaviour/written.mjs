// A written conversation: new lines come in by themselves while somebody looks at the page, gently.
const OFTEN = 10_000
const SELDOM = 30_000
const A_WHILE = 300_000 // how long after something happened it is asked for often

/** Bring the log of a conversation to life. Without this, "Look for an answer" fetches the page again. */
export function written(log) {
  const lines = log.querySelector('[data-part="lines"]')
  const state = document.querySelector('[data-part="state"]')
  const look = document.querySelector('[data-part="look"]')
  let [timer, since, asking] = [0, Date.now(), false]

  /** Ask for what came after the last line; true where something did. */
  async function ask() {
    if (asking) return false
    asking = true
    try {
      const answer = await fetch(`${log.dataset.ask}?after=${lines.lastElementChild.dataset.line}`)
      if (!answer.ok) return false
      const { lines: more, state: now } = await answer.json()
      if (now !== state.textContent) state.textContent = now
      if (!more) return false
      lines.insertAdjacentHTML('beforeend', more)
      since = Date.now()
      return true
    } catch {
      return false // no line: the next time
    } finally {
      asking = false
    }
  }

  function wait() {
    clearTimeout(timer)
    if (document.hidden) return
    timer = setTimeout(async () => {
      await ask()
      wait()
    }, Date.now() - since < A_WHILE ? OFTEN : SELDOM)
  }

  document.addEventListener('visibilitychange', async () => {
    clearTimeout(timer)
    if (document.hidden) return
    since = Date.now()
    await ask()
    wait()
  })
  look?.addEventListener('click', async (event) => {
    event.preventDefault()
    if (!(await ask())) state.textContent = look.dataset.none
    wait()
  })
  wait()
}
