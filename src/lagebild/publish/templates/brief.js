(function () {
  "use strict";
  var root = document.documentElement;
  var phone = window.matchMedia("screen and (max-width: 860px)");
  var sheet = window.matchMedia("screen and (min-width: 861px) and (max-width: 1099px)");
  var cells = Array.prototype.slice.call(document.querySelectorAll(".matrix .open"));
  var shown = null;
  root.classList.add("js");

  function fold(open) {
    document.querySelectorAll("details").forEach(function (d) { d.open = open; });
  }
  fold(false);
  window.addEventListener("beforeprint", function () { fold(true); home(shown); });
  window.addEventListener("afterprint", function () { fold(false); put(shown); });

  function field(proof) { return document.getElementById(proof.dataset.field); }
  function aside(proof) { return field(proof).closest(".desk").querySelector(".evidence"); }
  function home(proof) { if (proof && proof.parentNode !== aside(proof)) { aside(proof).appendChild(proof); } }
  function put(proof) {
    if (!proof) { return; }
    if (phone.matches) { field(proof).appendChild(proof); } else { home(proof); }
  }
  phone.addEventListener("change", function () { put(shown); });

  function close(refocus) {
    if (!shown) { return; }
    var proof = shown, td = field(proof), link = td.querySelector(".open");
    shown = null;
    proof.classList.remove("shown");
    td.classList.remove("chosen");
    td.closest(".desk").classList.remove("reading-on");
    link.setAttribute("aria-expanded", "false");
    home(proof);
    if (refocus) { link.focus(); }
  }

  function open(proof, byKey) {
    if (shown === proof) { return; }
    var td = field(proof), top = td.getBoundingClientRect().top;
    close(false);
    shown = proof;
    proof.classList.add("shown");
    td.classList.add("chosen");
    td.closest(".desk").classList.add("reading-on");
    td.querySelector(".open").setAttribute("aria-expanded", "true");
    put(proof);
    aside(proof).scrollTop = 0;
    // The table grows narrower and taller: keep the chosen field where the reader's eye is.
    window.scrollBy(0, td.getBoundingClientRect().top - top);
    // On a narrow screen the evidence lies over the foot of the page: lift the field above it.
    if (sheet.matches) { window.scrollBy(0, Math.max(0, td.getBoundingClientRect().bottom - aside(proof).getBoundingClientRect().top + 8)); }
    if (byKey) { proof.querySelector("h3").focus({ preventScroll: !phone.matches }); }
  }

  document.querySelectorAll(".proof").forEach(function (proof) {
    var shut = document.createElement("button");
    shut.type = "button";
    shut.className = "shut";
    shut.textContent = document.body.dataset.close;
    shut.addEventListener("click", function () { close(true); });
    proof.insertBefore(shut, proof.firstChild);
  });

  cells.forEach(function (link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", link.getAttribute("href").slice(1));
  });

  function proofOf(link) {
    var href = link && link.getAttribute("href");
    var found = href && href.charAt(0) === "#" ? document.getElementById(href.slice(1)) : null;
    return found && found.classList.contains("proof") ? found : null;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    var proof = proofOf(link);
    if (!proof || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    if (shown === proof && link.classList.contains("open")) { close(true); return; }
    open(proof, event.detail === 0);
    history.replaceState(null, "", "#" + proof.id);
    if (!link.classList.contains("open")) { field(proof).scrollIntoView({ block: "nearest" }); }
  });

  function step(td, rows, columns) {
    var row = td.parentNode, at = Array.prototype.indexOf.call(row.children, td);
    if (columns) { return row.children[at + columns]; }
    var next = row.parentNode.children[row.sectionRowIndex + rows];
    return next && next.children[at];
  }
  var ways = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown) { close(true); return; }
    var td = event.target.closest ? event.target.closest(".matrix td") : null;
    if (!td || event.target.closest(".proof")) { return; }
    if (event.key === " " && event.target.classList.contains("open")) { event.preventDefault(); event.target.click(); return; }
    var way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var next = step(td, way[0], way[1]);
    // A phone shows stated fields only.
    while (next && next.tagName === "TD" && next.offsetParent === null) { next = step(next, way[0], way[1]); }
    if (!next || next.tagName !== "TD") { return; }
    event.preventDefault();
    (next.querySelector(".open") || next).focus();
  });
  document.querySelectorAll(".matrix .empty").forEach(function (td) { td.tabIndex = -1; });

  document.querySelectorAll(".conflicts li").forEach(function (line) {
    function mark(on) {
      [line.dataset.left, line.dataset.right].forEach(function (id) {
        var td = document.getElementById(id);
        if (td) { td.classList.toggle("marked", on); }
      });
    }
    ["mouseenter", "focusin"].forEach(function (name) { line.addEventListener(name, function () { mark(true); }); });
    ["mouseleave", "focusout"].forEach(function (name) { line.addEventListener(name, function () { mark(false); }); });
  });

  function follow() {
    var proof = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (proof && proof.classList.contains("proof")) { open(proof, false); }
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
