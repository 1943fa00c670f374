// Keys for those who work at the desk all day. Nothing here is the only way to anything.

const typing = (element) => element.closest('input, textarea, select, [contenteditable]')

/** `/` and `n` go to the element that names them in data-key: a field takes the cursor, a link is followed. */
function jump(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  const goal = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!goal) return
  event.preventDefault()
  if (goal.matches('a, button')) goal.click()
  else goal.focus()
}

/** Arrow keys move between the links that name the rows of a list; Enter follows one, as it does any link. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || typing(event.target)) return
  const list = event.target.closest('[data-module="cg-rows"]') ?? document.querySelector('[data-module="cg-rows"]')
  const inside = list?.contains(event.target)
  if (!list || (!inside && event.target !== document.body)) return
  const links = [...list.querySelectorAll('tbody th a')]
  const next = links[inside ? links.indexOf(event.target) + step : 0]
  if (!next) return
  event.preventDefault()
  next.focus()
}

addEventListener('keydown', (event) => {
  jump(event)
  walk(event)
})
