// The drawings of a report's page: a typical day, and each day with what was logged.
"use strict";
(() => {
  const page = document.getElementById("report");
  if (!page) return;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const font = getComputedStyle(document.body).fontFamily;
  const DAY = 86400;
  const KINDS = ["meal", "insulin", "basal", "exercise", "medication", "fingerstick"];
  const SHAPES = { meal: "roundRect", insulin: "triangle", basal: "rect", exercise: "circle", medication: "diamond", fingerstick: "pin" };
  const LANE = 32;
  let data;
  const drawn = [];

  const text = (size) => ({ color: token("muted"), fontFamily: font, fontSize: size || 12 });
  const number = (value) => value.toFixed(data.decimals);
  const clock = (second) => String(Math.floor(second / 3600)).padStart(2, "0") + ":" + String(Math.floor(second / 60) % 60).padStart(2, "0");
  const pen = document.createElement("canvas").getContext("2d");
  const widest = (lines) => { pen.font = "12px " + font; return Math.max(0, ...lines.map((line) => pen.measureText(line).width)); };

  // One scale for the whole page: the usual window, extended where the data leaves it.
  const bounds = () => {
    const mmol = data.unit === "mmol/L";
    const values = data.days.flatMap((day) => day.points.filter((point) => point && typeof point[1] === "number").map((point) => point[1]));
    const low = mmol ? 2.2 : 40;
    const high = mmol ? 16.7 : 300;
    return [Math.min(low, ...values), Math.max(high, ...values)];
  };

  const hours = (width) => {
    const step = width > 560 ? 3 : 6;
    const list = [];
    for (let hour = 0; hour <= 24; hour += step) list.push(hour);
    return {
      type: "line", data: [], silent: true,
      markLine: {
        silent: true, symbol: "none", animation: false,
        data: list.map((hour) => ({
          xAxis: hour * 3600,
          lineStyle: { color: token(hour % 24 ? "line" : "faint"), type: hour % 24 ? "dotted" : "solid", width: 1, opacity: hour % 24 ? 1 : 0.6 },
          label: Object.assign(text(), { position: "start", distance: 8, opacity: 1, formatter: String(hour).padStart(2, "0") + ":00" }),
        })),
      },
    };
  };

  const limits = (values) => ({
    type: "line", data: [], silent: true,
    markLine: {
      silent: true, symbol: "none", animation: false, lineStyle: { color: token("line"), type: "solid", width: 1 },
      label: Object.assign(text(), { position: "start", distance: 6, formatter: (mark) => number(mark.value) }),
      data: values.map((value) => ({ yAxis: value })),
    },
  });

  const tooltip = (trigger, formatter) => ({
    trigger, confine: true, transitionDuration: 0, backgroundColor: token("raised"), borderColor: token("line"), borderWidth: 1, padding: [8, 12],
    textStyle: { color: token("ink"), fontFamily: font, fontSize: 12 },
    axisPointer: { type: "line", lineStyle: { color: token("faint"), width: 1, type: "solid" } },
    formatter,
  });

  const tip = (strong, ...lines) => {
    const box = document.createElement("div");
    box.className = "tip";
    const what = document.createElement("b");
    what.textContent = strong;
    box.append(what);
    lines.forEach((line) => { const row = document.createElement("div"); row.textContent = line; box.append(row); });
    return box;
  };

  const chartOn = (box, draw) => {
    const chart = echarts.init(box, null, { renderer: "canvas" });
    drawn.push(() => { chart.resize(); draw(chart, box); });
    new ResizeObserver(() => { chart.resize(); draw(chart, box); }).observe(box);
    draw(chart, box);
  };

  const drawProfile = (chart, box) => {
    const rows = data.profile;
    const [bottom, top] = bounds();
    const grid = { left: 44, right: 24, top: 12, bottom: 30 };
    const band = (from, to, opacity) => ({
      type: "custom", silent: true, animation: false, data: [[0, bottom]], clip: true,
      renderItem: (params, api) => ({
        type: "polygon",
        shape: { points: [...rows.map((row) => api.coord([row[0], row[to]])), ...rows.map((row) => api.coord([row[0], row[from]])).reverse()] },
        style: { fill: token("target"), opacity },
      }),
    });
    chart.setOption({
      animation: false, grid,
      xAxis: { type: "value", min: 0, max: DAY, show: false, axisPointer: { label: { show: false } } },
      yAxis: { type: "value", min: bottom, max: top, show: false },
      series: [
        band(1, 5, 0.2), band(2, 4, 0.38),
        { name: "median", type: "line", data: rows.map((row) => [row[0], row[3]]), showSymbol: false, lineStyle: { color: token("target"), width: 2.4 }, itemStyle: { color: token("target") }, animation: false, z: 5 },
        limits([data.limits.low, data.limits.high, top]), hours(box.clientWidth),
      ],
      tooltip: tooltip("axis", (marks) => {
        const mark = marks.find((m) => m.seriesName === "median");
        if (!mark) return "";
        const row = rows[mark.dataIndex];
        return tip(number(row[3]) + " " + data.unit, clock(row[0]), "25–75 %: " + number(row[2]) + "–" + number(row[4]), "5–95 %: " + number(row[1]) + "–" + number(row[5]));
      }),
    }, true);
  };

  const drawDay = (day, lanes) => (chart, box) => {
    const [bottom, top] = bounds();
    const names = lanes.map((kind) => data.days.flatMap((d) => d.events).find((event) => event.kind === kind).lane);
    const roomy = box.clientWidth > 560;
    const shown = names.map((name) => roomy ? name : name.replace(/,? (?=\S+$)/, "\n"));
    const left = Math.max(44, Math.ceil(widest(shown.flatMap((name) => name.split("\n")))) + 16);
    const laneArea = lanes.length * LANE;
    const grid = { left, right: 24, top: 10, bottom: 30 + laneArea + (laneArea ? 10 : 0) };
    const points = day.points.map((point) => point === null ? [null, null] : [point[0], typeof point[1] === "number" ? point[1] : null]);
    const beyond = day.points.filter((point) => point && typeof point[1] === "string");
    const series = [
      {
        name: "glucose", type: "line", data: points, showSymbol: false, connectNulls: false, animation: false, lineStyle: { width: 2, cap: "round", join: "round" }, z: 5,
        markArea: { silent: true, animation: false, itemStyle: { color: token("band") }, data: [[{ yAxis: data.limits.low }, { yAxis: data.limits.high }]] },
      },
      limits([data.limits.low, data.limits.high, top]), hours(box.clientWidth),
      {
        type: "scatter", animation: false, z: 6, symbol: "triangle", symbolSize: 7,
        data: beyond.map(([at, side, zone]) => ({ value: [at, side === "low" ? bottom : top], detail: side === "low" ? page.dataset.low : page.dataset.high, symbolRotate: side === "low" ? 180 : 0, itemStyle: { color: token(zone) } })),
      },
    ];
    const grids = [grid];
    const xs = [{ type: "value", min: 0, max: DAY, show: false, axisPointer: { show: true, label: { show: false } } }];
    const ys = [{ type: "value", min: bottom, max: top, show: false }];
    if (lanes.length > 0) {
      grids.push({ left, right: grid.right, height: laneArea, bottom: 6 });
      xs.push({ type: "value", gridIndex: 1, min: 0, max: DAY, show: false, axisPointer: { show: false } });
      ys.push({ type: "value", gridIndex: 1, min: 0, max: lanes.length, show: false });
      lanes.forEach((kind, index) => {
        const y = lanes.length - index - 0.64;
        series.push({
          type: "scatter", xAxisIndex: 1, yAxisIndex: 1, animation: false, z: 6, symbol: SHAPES[kind], symbolSize: 9, itemStyle: { color: token("muted") },
          data: day.events.filter((event) => event.kind === kind).map((event) => ({ value: [event.at, y], detail: event.detail, label: { formatter: event.label } })),
          label: Object.assign(text(11), { show: true, position: "top", distance: 1, minMargin: 4, color: token("ink") }),
          labelLayout: { hideOverlap: true },
          markLine: {
            silent: true, symbol: "none", animation: false, z: 1, lineStyle: { color: token("line"), width: 1, type: "solid" },
            label: Object.assign(text(), { position: "start", distance: 10, lineHeight: 13, align: "right", formatter: shown[index] }),
            data: [{ yAxis: y }],
          },
        });
      });
    }
    const l = data.limits;
    chart.setOption({
      animation: false, grid: grids, xAxis: xs, yAxis: ys, series,
      visualMap: {
        show: false, type: "piecewise", seriesIndex: 0, dimension: 1, outOfRange: { color: token("target") },
        pieces: [
          { lt: l.veryLow, color: token("very-low") }, { gte: l.veryLow, lt: l.low, color: token("low") }, { gte: l.low, lte: l.high, color: token("target") },
          ...(l.veryHigh === undefined ? [{ gt: l.high, color: token("high") }]
            : [{ gt: l.high, lte: l.veryHigh, color: token("high") }, { gt: l.veryHigh, color: token("very-high") }]),
        ],
      },
      tooltip: Object.assign(tooltip("axis", (marks) => {
        const list = Array.isArray(marks) ? marks : [marks];
        const mark = list.find((m) => m.data && m.data.detail) || list.find((m) => m.seriesName === "glucose" && m.data[1] !== null);
        if (!mark) return "";
        return mark.data.detail ? tip(mark.data.detail, clock(mark.data.value[0])) : tip(number(mark.data[1]) + " " + data.unit, clock(mark.data[0]));
      })),
    }, true);
  };

  const fail = () => page.querySelectorAll(".chart").forEach((box) => {
    const note = document.createElement("p");
    note.className = "chart-message";
    note.textContent = page.dataset.failed;
    box.append(note);
  });

  const load = async () => {
    try {
      const answer = await fetch(page.dataset.charts, { headers: { "X-Fragment": "1" } });
      if (!answer.ok) throw new Error(answer.status);
      data = await answer.json();
    } catch (failure) {
      fail();
      return;
    }
    const profile = document.getElementById("report-profile");
    if (profile && data.profile.length > 0) chartOn(profile, drawProfile);
    const events = data.days.flatMap((day) => day.events);
    const lanes = KINDS.filter((kind) => events.some((event) => event.kind === kind));
    page.querySelectorAll("[data-date]").forEach((box) => {
      const day = data.days.find((d) => d.date === box.dataset.date);
      box.style.height = 194 + lanes.length * LANE + "px";
      chartOn(box, drawDay(day, lanes));
    });
  };

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach((redraw) => redraw()));
  load();
})();
