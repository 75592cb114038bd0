/* Evidence beside the matrix, the keyboard, the slider, and a word when something new came in. Everything also works without. */
(function () {
  "use strict";
  var root = document.documentElement;
  var phone = window.matchMedia("(max-width: 860px)");
  root.classList.add("js");

  function one(selector, within) { return (within || document).querySelector(selector); }
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  // A phone has no room beside the matrix: there a cell is a page of its own.
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.open, a.proof-link") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    if (phone.matches) { event.stopImmediatePropagation(); return; }
    if (!link.classList.contains("proof-link")) { return; }
    var holder = link.closest("[data-field]");
    var td = holder && document.getElementById(holder.dataset.field);
    var open = td && one(".open", td);
    if (open) { event.preventDefault(); open.click(); }
  }, true);

  var chosen = null;
  function close(refocus) {
    var desk = one(".desk.reading-on");
    if (!desk) { return; }
    desk.classList.remove("reading-on");
    one("#evidence").textContent = "";
    if (chosen) {
      chosen.classList.remove("chosen");
      var link = one(".open", chosen);
      link.setAttribute("aria-expanded", "false");
      if (refocus) { link.focus(); }
    }
    chosen = null;
  }

  document.addEventListener("htmx:beforeRequest", function (event) {
    var link = event.target;
    if (link.classList && link.classList.contains("open")) {
      var td = link.closest("td");
      if (td === chosen) { event.preventDefault(); close(true); return; }
      if (chosen) { chosen.classList.remove("chosen"); one(".open", chosen).setAttribute("aria-expanded", "false"); }
      chosen = td;
    }
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.id !== "evidence") { prepare(); return; }
    var desk = event.target.closest(".desk");
    var top = chosen ? chosen.getBoundingClientRect().top : 0;
    desk.classList.add("reading-on");
    event.target.scrollTop = 0;
    var shut = document.createElement("button");
    shut.type = "button";
    shut.className = "shut";
    shut.textContent = document.body.dataset.close;
    shut.addEventListener("click", function () { close(true); });
    event.target.insertBefore(shut, event.target.firstChild);
    if (chosen) {
      chosen.classList.add("chosen");
      one(".open", chosen).setAttribute("aria-expanded", "true");
      // The table grows narrower and taller: keep the chosen field where the reader's eye is.
      window.scrollBy(0, chosen.getBoundingClientRect().top - top);
    }
    var title = one(".celltitle", event.target);
    if (title) { title.focus({ preventScroll: true }); }
  });

  function step(td, rows, columns) {
    var row = td.parentNode, at = Array.prototype.indexOf.call(row.children, td);
    if (columns) { return row.children[at + columns]; }
    var next = row.parentNode.children[row.sectionRowIndex + rows];
    return next && next.children[at];
  }
  var ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(true); return; }
    var td = event.target.closest ? event.target.closest(".matrix td") : null;
    var way = ways[event.key];
    if (!td || !way || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var next = step(td, way[0], way[1]);
    while (next && next.tagName === "TD" && next.offsetParent === null) { next = step(next, way[0], way[1]); }
    if (!next || next.tagName !== "TD") { return; }
    event.preventDefault();
    (one(".open", next) || next).focus();
  });

  // One hand on the keyboard: letters only count inside an entry that waits, never while something is written.
  document.addEventListener("keydown", function (event) {
    var entry = event.target.closest ? event.target.closest(".waiting, .entry") : null;
    if (!entry || event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (event.key === "n" || event.key === "p") {
      var entries = all(".waiting, .entry").filter(function (e) { return e.offsetParent !== null; });
      var next = entries[entries.indexOf(entry) + (event.key === "n" ? 1 : -1)];
      if (next) { next.tabIndex = -1; event.preventDefault(); (one("summary", next) || next).focus(); }
      return;
    }
    var form = one("[data-key='" + event.key + "']", entry);
    if (!form) { return; }
    event.preventDefault();
    form.closest("details").open = true;
    var field = event.key === "b" ? one("button", form) : one("select, input:not([type=hidden])", form);
    field.focus();
  });

  function slider(form) {
    var range = one("input[type=range]", form);
    if (!range) { return; }
    var stops = form.dataset.stops.split(" "), said = form.dataset.said.split("|"), output = one("output", form);
    var begin = output.textContent, last = stops.length - 1, first = range.value;
    range.addEventListener("input", function () { output.textContent = range.value === first ? begin : said[range.value]; });
    range.addEventListener("change", function () {
      var at = Number(range.value), address = form.getAttribute("action");
      if (at < last) { address += "?known_at=" + encodeURIComponent(stops[at]); }
      window.htmx.ajax("GET", address, { target: "#main", swap: "innerHTML" }).then(function () {
        window.history.replaceState(null, "", address);
        var again = one("#stop");
        if (again) { again.focus(); }
      });
    });
  }

  function prepare() {
    chosen = null;
    all(".matrix .open").forEach(function (link) { link.setAttribute("aria-expanded", "false"); });
    all(".matrix .empty").forEach(function (td) { td.tabIndex = -1; });
    all(".slider").forEach(slider);
    all(".conflicts li").forEach(function (line) {
      function mark(on) {
        [line.dataset.left, line.dataset.right].forEach(function (id) {
          var td = document.getElementById(id);
          if (td) { td.classList.toggle("marked", on); }
        });
      }
      ["mouseenter", "focusin"].forEach(function (name) { line.addEventListener(name, function () { mark(true); }); });
      ["mouseleave", "focusout"].forEach(function (name) { line.addEventListener(name, function () { mark(false); }); });
    });
  }
  prepare();

  // Something new on this place: say so, and leave the page as the reader has it.
  var place = one("#place");
  if ((place || location.pathname === "/") && !/known_at/.test(location.search) && window.EventSource) {
    var told = false;
    var source = new EventSource("/api/v1/events" + (place ? "?place=" + encodeURIComponent(place.dataset.code) : ""));
    source.addEventListener("change", function (event) {
      if (told) { return; }
      told = true;
      source.close();
      var bar = document.createElement("p");
      bar.className = "news";
      bar.setAttribute("role", "status");
      bar.textContent = document.body.dataset.changed + " ";
      var again = document.createElement("a");
      // The number of the change: no older picture than that will do.
      again.href = location.pathname + "?new=" + Number(JSON.parse(event.data).number);
      again.textContent = document.body.dataset.reload;
      bar.appendChild(again);
      one("#main").insertBefore(bar, one("#main").firstChild);
    });
    window.addEventListener("pagehide", function () { source.close(); });
  }
})();
