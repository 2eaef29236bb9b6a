// What every page does by itself: keeps ages true, listens for changes, moves by keyboard.
"use strict";
(() => {
  const body = document.body;
  const STALE_MILLIS = 15 * 60 * 1000;
  const SILENCE_MILLIS = 30 * 1000;

  // --- Ages: "3 min ago" stays true while the page is open. Older ones are the server's words.
  const tellAges = () => {
    const now = Date.now();
    for (const age of document.querySelectorAll(".age[data-at]")) {
      const at = Number(age.dataset.at);
      const minutes = Math.floor((now - at) / 60000);
      if (at > 0 && minutes < 60) {
        age.textContent = minutes < 1 ? body.dataset.agoNow : body.dataset.agoMinutes.replace("{0}", minutes);
      }
    }
    for (const value of document.querySelectorAll("[data-stale-at]")) {
      const at = Number(value.dataset.staleAt);
      value.classList.toggle("stale", at === 0 || now - at > STALE_MILLIS);
    }
  };
  setInterval(tellAges, 10000);
  document.addEventListener("htmx:afterSwap", tellAges);

  // --- Forms sent by htmx carry the token of the session.
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = body.dataset.csrf;
  });

  // --- A person at a page that fetches nothing by itself still uses it.
  let touched = 0;
  const touch = () => {
    const now = Date.now();
    if (!body.dataset.csrf || body.dataset.live !== "true" || now - touched < 60000) return;
    touched = now;
    fetch("/session/active", { method: "POST", headers: { "X-CSRF-Token": body.dataset.csrf } }).catch(() => {});
  };
  touched = Date.now();
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    document.addEventListener(kind, touch, { passive: true });
  }

  // --- Targets: who types limits means limits of the patient's own; who chooses others leaves them.
  for (const form of document.querySelectorAll("form.profile")) {
    const limits = form.querySelectorAll(".own-limits input");
    for (const limit of limits) {
      limit.addEventListener("input", () => { form.querySelector("[name=targets][value=own]").checked = true; });
    }
    for (const choice of form.querySelectorAll("[name=targets]:not([value=own])")) {
      choice.addEventListener("change", () => {
        for (const limit of limits) limit.value = form.querySelector(`[name=shown-${limit.name}]`).value;
      });
    }
  }

  // --- The list.
  const table = document.getElementById("patients");
  const rows = document.getElementById("rows");
  const search = document.getElementById("search");

  const recount = () => {
    if (!rows) return;
    const attention = rows.querySelectorAll("tr[data-attention=true]").length;
    document.getElementById("attention-count").textContent = attention;
    const searching = search.value.trim() !== "";
    document.getElementById("calm").hidden = searching || table.dataset.filter !== "attention" || attention > 0;
  };

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows.rows) {
      const hit = row.dataset.search.toLowerCase().includes(wanted);
      row.classList.toggle("filtered", !hit);
      if (hit && (table.dataset.filter !== "attention" || row.dataset.attention === "true")) shown++;
    }
    document.getElementById("nothing-found").hidden = wanted === "" || shown > 0;
    recount();
  };

  const place = (row) => {
    const old = document.getElementById(row.id);
    const focused = old && old.contains(document.activeElement);
    if (focused) {
      // Whoever is reading this line keeps it where it is.
      old.replaceWith(row);
      row.querySelector("a").focus({ preventScroll: true });
    } else {
      if (old) old.remove();
      const rank = Number(row.dataset.rank);
      const next = [...rows.rows].find((other) => Number(other.dataset.rank) < rank);
      rows.insertBefore(row, next || null);
    }
    row.classList.add("fresh");
  };

  const refreshRows = async (refs) => {
    const query = refs.slice(0, 100).map((ref) => "ref=" + encodeURIComponent(ref)).join("&");
    const answer = await fetch("/fragments/patients?period=" + table.dataset.period + "&" + query, { headers: { "X-Fragment": "1" } });
    if (!answer.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    holder.content.querySelectorAll("tr").forEach(place);
    filter();
    tellAges();
    if (refs.length > 100) await refreshRows(refs.slice(100));
  };

  if (table) {
    search.addEventListener("input", filter);
    document.getElementById("period").addEventListener("change", (event) => event.target.form.submit());
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && document.activeElement !== search) {
        event.preventDefault();
        search.focus();
        return;
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      if (document.activeElement.tagName === "SELECT") return;
      const links = [...rows.rows].filter((row) => row.offsetParent !== null).map((row) => row.querySelector("a"));
      const here = links.indexOf(document.activeElement);
      const next = event.key === "ArrowDown" ? here + 1 : here - 1;
      if (links[next]) {
        event.preventDefault();
        links[next].focus();
      } else if (here === 0 && event.key === "ArrowUp") {
        event.preventDefault();
        search.focus();
      }
    });
  }

  // --- Changes, as the server tells of them.
  if (body.dataset.live !== "true" || !window.EventSource) return;
  const patient = document.getElementById("patient");
  const offline = document.getElementById("offline");
  let heard = Date.now();
  let since = body.dataset.since;
  let source;

  const hear = () => {
    offline.hidden = true;
    heard = Date.now();
  };
  const catchUp = () => {
    if (table) refreshRows([...rows.rows].map((row) => row.dataset.ref));
    if (patient) patientChanged();
  };
  // The unit, the zone or the targets were changed: headings and axes are of the ones before.
  const judged = () => document.getElementById("judged")?.dataset.by;
  const judgedBy = judged();
  body.addEventListener("htmx:afterSwap", () => {
    if (judged() !== judgedBy) location.reload();
  });
  const patientChanged = () => {
    htmx.trigger(body, "glucose-changed");
    document.dispatchEvent(new CustomEvent("glucose-changed-charts"));
  };
  const listen = () => {
    if (source) source.close();
    source = new EventSource("/live?since=" + since);
    source.addEventListener("beat", hear);
    source.addEventListener("changed", (event) => {
      hear();
      since = event.lastEventId || since;
      const refs = JSON.parse(event.data).refs;
      if (table) refreshRows(refs).catch(() => {});
      if (patient && refs.includes(patient.dataset.ref)) patientChanged();
      if (document.getElementById("alarms-page")) location.reload();
    });
    source.addEventListener("missed", (event) => {
      hear();
      since = event.lastEventId || since;
      catchUp();
    });
    source.addEventListener("ended", () => {
      location.href = "/sign-in?ended";
    });
  };
  listen();
  body.addEventListener("glucose-changed", () => {
    if (document.getElementById("alarms-page")) location.reload();
  });
  setInterval(() => {
    if (Date.now() - heard > SILENCE_MILLIS) {
      offline.hidden = false;
      heard = Date.now();
      listen();
    }
  }, 5000);
  window.addEventListener("offline", () => { offline.hidden = false; });
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
})();
