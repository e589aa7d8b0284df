/**
 * The only script of the pages. Everything works without it but the opening of a mailed link, which can be pasted then.
 *
 * It is loaded in the head and not deferred: the token has to be out of the address before anything else of the page
 * runs, or is drawn. What needs the page's body waits for it.
 */
export const js = `(function () {
  "use strict"
  var root = document.documentElement
  var token = null

  /* A private link opens what it is for, whatever was open before. */
  function takeToken() {
    if (!/^#lc[tp]_/.test(location.hash)) {
      return
    }
    token = location.hash.slice(1)
    history.replaceState(null, "", location.pathname + location.search)
    root.setAttribute("data-lc", "opening")
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", open)
    } else {
      open()
    }
  }

  /* The link of a mail that a form of the page takes: sent with it, and kept nowhere. */
  function takeFormToken() {
    if (location.hash.indexOf("#lcr_") !== 0) {
      return
    }
    var value = location.hash.slice(1)
    history.replaceState(null, "", location.pathname + location.search)
    function send() {
      var form = document.querySelector("form[data-fragment]")
      if (form) {
        form.elements.token.value = value
        form.submit()
      }
    }
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", send)
    } else {
      send()
    }
  }

  function open() {
    var place = document.querySelector("[data-opening]")
    if (!place) {
      root.removeAttribute("data-lc")
      return
    }
    root.setAttribute("data-lc", "opening")
    fetch(place.getAttribute("data-opening"), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token: token }).toString(),
      credentials: "same-origin",
      redirect: "manual",
    }).then(
      function (answer) {
        if (answer.type === "opaqueredirect") {
          token = null
          location.replace(place.getAttribute("data-then"))
          return
        }
        return answer.text().then(show)
      }
    ).catch(function () {
      root.setAttribute("data-lc", "offline")
      var retry = document.querySelector("[data-retry]")
      retry.onclick = open
      retry.focus()
    })
  }

  /* The server's own page about a link that does not open. Scripts in it do not run, and need not: they are here. */
  function show(html) {
    var page = new DOMParser().parseFromString(html, "text/html")
    document.title = page.title
    document.body.replaceWith(document.adoptNode(page.body))
    root.removeAttribute("data-lc")
    prepare()
  }

  function prepare() {
    var first = document.querySelector("[data-focus]")
    if (first) {
      first.focus()
    }
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      button.hidden = !navigator.clipboard
    })
    var moments = document.querySelectorAll("[data-moment]")
    if (moments.length) {
      var format = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, {
        day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
      })
      moments.forEach(function (moment) {
        moment.textContent = format.format(new Date(moment.dateTime))
      })
    }
  }

  /* What the server said of files that were chosen before. */
  function forgetRefusals(input) {
    var said = document.getElementById("error-" + input.name)
    if (said) {
      said.remove()
      input.closest(".field").classList.remove("wrong")
      input.removeAttribute("aria-invalid")
      input.setAttribute("aria-describedby", "hint-" + input.name)
    }
    document.querySelectorAll("[data-about-files], [data-file-error]").forEach(function (part) { part.remove() })
  }

  /* Refused here already, file by file, what the server would refuse after it was sent. */
  function checkFiles(input) {
    var form = input.form
    var list = form.querySelector("[data-refusals]")
    var endings = input.accept.split(",")
    var kept = []
    list.textContent = ""
    forgetRefusals(input)
    Array.prototype.forEach.call(input.files, function (file) {
      var ending = "." + file.name.split(".").pop().toLowerCase()
      var reason =
        endings.indexOf(ending) < 0 ? "data-type"
        : file.size === 0 ? "data-empty"
        : file.size > Number(input.getAttribute("data-bytes")) ? "data-too-large"
        : kept.length >= Number(input.getAttribute("data-left")) ? "data-too-many"
        : null
      if (reason === null) {
        kept.push(file)
        return
      }
      var line = document.createElement("li")
      line.textContent = input.getAttribute(reason).split("{}").join(file.name)
      list.appendChild(line)
    })
    if (kept.length !== input.files.length && window.DataTransfer) {
      var rest = new DataTransfer()
      kept.forEach(function (file) { rest.items.add(file) })
      input.files = rest.files
    }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-copy]")
    if (button) {
      navigator.clipboard.writeText(document.getElementById(button.getAttribute("data-copy")).textContent).then(function () {
        button.textContent = button.getAttribute("data-copied")
      }, function () {
        button.hidden = true
      })
    }
  })

  document.addEventListener("change", function (event) {
    if (event.target.matches && event.target.matches("input[type=file][data-left]")) {
      checkFiles(event.target)
    }
  })

  document.addEventListener("submit", function (event) {
    var form = event.target
    var pasted = form.elements.namedItem("token")
    if (pasted && pasted.type === "text") {
      var found = /lc[tp]_[A-Za-z0-9_-]+/.exec(pasted.value)
      if (found) {
        event.preventDefault()
        pasted.value = ""
        token = found[0]
        open()
        return
      }
    }
    if (form.hasAttribute("data-once")) {
      if (form.getAttribute("data-once") === "sent") {
        event.preventDefault()
        return
      }
      form.setAttribute("data-once", "sent")
      /* Not disabled: the button that was pressed belongs to what is sent. */
      form.querySelectorAll("button").forEach(function (button) { button.setAttribute("aria-disabled", "true") })
    }
  })

  /* Who comes back finds the form ready again. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      document.querySelectorAll("[data-once=sent]").forEach(function (form) {
        form.setAttribute("data-once", "")
        form.querySelectorAll("button").forEach(function (button) { button.removeAttribute("aria-disabled") })
      })
    }
  })

  window.addEventListener("hashchange", takeToken)
  window.addEventListener("hashchange", takeFormToken)
  document.addEventListener("DOMContentLoaded", prepare)
  takeToken()
  takeFormToken()
})()
`
