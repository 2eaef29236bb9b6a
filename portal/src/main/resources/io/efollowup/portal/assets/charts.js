// The glucose curve and the percentile curve of a patient's page.
"use strict";
(() => {
  const page = document.getElementById("patient");
  if (!page) return;
  const base = "/patients/" + page.dataset.ref;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const font = getComputedStyle(document.body).fontFamily;
  const charts = [];

  const chartOn = (box) => {
    const chart = echarts.init(box, null, { renderer: "canvas" });
    new ResizeObserver(() => { chart.resize(); redraw(); }).observe(box);
    charts.push(chart);
    return chart;
  };

  const message = (box, text) => {
    let note = box.querySelector(".chart-message");
    if (!text) { if (note) note.remove(); return; }
    if (!note) { note = document.createElement("p"); note.className = "chart-message"; box.append(note); }
    note.textContent = text;
  };

  const text = (words, size) => ({ color: token("muted"), fontFamily: font, fontSize: size || 12 });
  const number = (value, decimals) => value.toFixed(decimals);

  // The usual window, extended when the data leaves it, with room for the line's own width.
  const bounds = (unit, values) => {
    const mmol = unit === "mmol/L";
    const low = mmol ? 2.2 : 40;
    const high = mmol ? 16.7 : 300;
    const least = Math.min(...values);
    const most = Math.max(...values);
    const room = (high - low) / 40;
    return [least < low ? least - room : low, most > high ? most + room : high];
  };

  const pen = document.createElement("canvas").getContext("2d");
  const widest = (lines, size) => {
    pen.font = size + "px " + font;
    return Math.max(0, ...lines.map((line) => pen.measureText(line).width));
  };

  const tooltip = (formatter) => ({
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    backgroundColor: token("raised"),
    borderColor: token("line"),
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: token("ink"), fontFamily: font, fontSize: 12 },
    axisPointer: { type: "line", lineStyle: { color: token("faint"), width: 1, type: "solid" } },
    formatter,
  });

  // The end of the scale has its number too, so that a peak can be read.
  const axisOfLimits = (limits, decimals, pixels) => ({
    // A helper series draws the limits with their numbers at the left edge.
    type: "line", data: [], silent: true,
    markLine: {
      silent: true, symbol: "none", animation: false,
      lineStyle: { color: token("line"), type: "solid", width: 1 },
      label: Object.assign(text(), { position: "start", distance: 6, formatter: (mark) => number(mark.value, decimals) }),
      // A number that would touch the next one is left out; its line stays.
      data: limits.map((value, index) => ({ yAxis: value, label: { show: !pixels || index === limits.length - 1 || (limits[index + 1] - value) * pixels > 14 } })),
    },
  });

  const ticksSeries = (ticks, width) => {
    const most = Math.max(2, Math.floor(width / (widest(ticks.map((tick) => tick.label), 12) + 24)));
    const every = Math.ceil(ticks.length / most);
    return {
      type: "line", data: [], silent: true,
      markLine: {
        silent: true, symbol: "none", animation: false,
        data: ticks.map((tick, index) => ({
          xAxis: tick.at,
          lineStyle: { color: token(tick.midnight ? "faint" : "line"), type: tick.midnight ? "solid" : "dotted", width: 1, opacity: tick.midnight ? 0.6 : 1 },
          label: Object.assign(text(), { show: index % every === 0, position: "start", distance: 8, opacity: 1, formatter: tick.label, fontWeight: tick.midnight ? 600 : 400 }),
        })),
      },
    };
  };

  // In pregnancy very high is not told apart from high.
  const pieces = (limits) => [
    { lt: limits.veryLow, color: token("very-low") },
    { gte: limits.veryLow, lt: limits.low, color: token("low") },
    { gte: limits.low, lte: limits.high, color: token("target") },
    ...(limits.veryHigh === undefined ? [{ gt: limits.high, color: token("high") }] : [
      { gt: limits.high, lte: limits.veryHigh, color: token("high") },
      { gt: limits.veryHigh, color: token("very-high") },
    ]),
  ];

  // --- The curve
  const curveBox = document.getElementById("curve");
  let curveChart;
  let curve;

  const clock = (at) => {
    const zone = page.dataset.zone;
    return new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
  };

  const KINDS = ["meal", "insulin", "basal", "exercise", "medication", "fingerstick"];
  const SHAPES = { meal: "roundRect", insulin: "triangle", basal: "rect", exercise: "circle", medication: "diamond", fingerstick: "pin" };

  const drawCurve = () => {
    if (!curve) return;
    const any = curve.points.length > 0 || curve.outOfRange.length > 0;
    message(curveBox, any ? "" : curveBox.dataset.empty);
    const values = curve.points.map((point) => point[1]).filter((value) => value !== null);
    const [bottom, top] = bounds(curve.unit, values);
    const lanes = KINDS.filter((kind) => curve.events.some((event) => event.kind === kind));
    const lane = 34;
    const laneArea = lanes.length * lane;
    const roomy = curveBox.clientWidth > 640;
    const laneSize = roomy ? 12 : 11;
    // On a narrow page a lane's unit stands under its name.
    const laneName = (kind) => {
      const name = curve.events.find((event) => event.kind === kind).lane;
      return roomy ? name : name.replace(/,? (?=\S+$)/, "\n");
    };
    const left = Math.max(44, Math.ceil(widest(lanes.flatMap((kind) => laneName(kind).split("\n")), laneSize)) + 14);
    const grid = { left, right: 20, top: 16, bottom: 34 + laneArea + (laneArea ? 8 : 0) };
    const width = curveBox.clientWidth - grid.left - grid.right;
    const limits = curve.limits;
    const series = [
      {
        name: "glucose", type: "line", data: curve.points, showSymbol: false, connectNulls: false, animation: false,
        symbol: "circle", symbolSize: 5, lineStyle: { width: page.dataset.period === "90d" ? 1 : 2, cap: "round", join: "round" }, z: 5,
        showAllSymbol: false,
        markArea: { silent: true, animation: false, itemStyle: { color: token("band") }, data: [[{ yAxis: limits.low }, { yAxis: limits.high }]] },
      },
      axisOfLimits([limits.veryLow, limits.low, limits.high, limits.veryHigh, top].filter((limit) => limit !== undefined), curve.decimals, (curveBox.clientHeight - grid.top - grid.bottom) / (top - bottom)),
      ticksSeries(curve.ticks, width),
      {
        type: "scatter", animation: false, z: 6, symbol: "triangle", symbolSize: 9, cursor: "default",
        data: curve.outOfRange.map(([at, side]) => ({
          value: [at, side === "low" ? bottom : top], side,
          symbolRotate: side === "low" ? 180 : 0,
          itemStyle: { color: token(side === "low" ? "very-low" : limits.veryHigh === undefined ? "high" : "very-high") },
        })),
      },
    ];
    const last = curve.points.at(-1);
    if (last && last[1] !== null) {
      const zone = last[1] < limits.veryLow ? "very-low" : last[1] < limits.low ? "low" : last[1] <= limits.high ? "target" : limits.veryHigh === undefined || last[1] <= limits.veryHigh ? "high" : "very-high";
      series.push({ type: "scatter", animation: false, silent: true, z: 7, symbolSize: 9, data: [last], itemStyle: { color: token(zone), borderColor: token("raised"), borderWidth: 2 } });
    }
    const grids = [grid];
    const xs = [{ type: "value", min: curve.from, max: curve.to, show: false, axisPointer: { show: true, label: { show: false } } }];
    const ys = [{ type: "value", min: bottom, max: top, show: false }];
    if (lanes.length > 0) {
      grids.push({ left: grid.left, right: grid.right, height: laneArea, bottom: 4 });
      xs.push({ type: "value", gridIndex: 1, min: curve.from, max: curve.to, show: false, axisPointer: { show: false } });
      ys.push({ type: "value", gridIndex: 1, min: 0, max: lanes.length, show: false });
      // The mark sits on its lane's line and the figure above it, so neither hides the other.
      lanes.forEach((kind, index) => {
        const y = lanes.length - index - 0.66;
        const events = curve.events.filter((event) => event.kind === kind);
        series.push({
          type: "scatter", xAxisIndex: 1, yAxisIndex: 1, animation: false, z: 6, symbol: SHAPES[kind], symbolSize: roomy ? 9 : 8,
          itemStyle: { color: token("muted") },
          data: events.map((event) => ({ value: [event.at, y], detail: event.detail, label: { formatter: event.label } })),
          label: Object.assign(text(null, laneSize), { show: true, position: "top", distance: 2, minMargin: 6, color: token("ink") }),
          labelLayout: { hideOverlap: true },
          tooltip: { trigger: "item" },
          markLine: {
            silent: true, symbol: "none", animation: false, z: 1, lineStyle: { color: token("line"), width: 1, type: "solid" },
            label: Object.assign(text(null, laneSize), { position: "start", distance: 10, lineHeight: 13, align: "right", formatter: laneName(kind) }),
            data: [{ yAxis: y }],
          },
        });
      });
    }
    curveChart.setOption({
      animation: false,
      grid: grids, xAxis: xs, yAxis: ys, series,
      visualMap: { show: false, type: "piecewise", seriesIndex: 0, dimension: 1, pieces: pieces(limits), outOfRange: { color: token("target") } },
      tooltip: tooltip((marks) => {
        const list = Array.isArray(marks) ? marks : [marks];
        const mark = list.find((m) => m.data && (m.data.detail || m.data.side)) || list.find((m) => m.seriesIndex === 0 && m.data[1] !== null);
        if (!mark) return "";
        const box = document.createElement("div");
        box.className = "tip";
        const what = document.createElement("b");
        const when = document.createElement("div");
        if (mark.data.detail) {
          what.textContent = mark.data.detail;
          when.textContent = clock(mark.data.value[0]);
        } else if (mark.data.side) {
          what.textContent = mark.data.side === "low" ? curveBox.dataset.low : curveBox.dataset.high;
          when.textContent = clock(mark.data.value[0]);
        } else {
          what.textContent = number(mark.data[1], curve.decimals) + " " + curve.unit;
          when.textContent = clock(mark.data[0]);
        }
        box.append(what, when);
        return box;
      }),
    }, true);
  };

  const loadCurve = async () => {
    const choice = page.dataset.day ? "day=" + page.dataset.day : "period=" + page.dataset.period;
    try {
      const answer = await fetch(base + "/curve?" + choice, { headers: { "X-Fragment": "1" } });
      if (!answer.ok) throw new Error(answer.status);
      curve = await answer.json();
      drawCurve();
    } catch (failure) {
      if (!curve) message(curveBox, curveBox.dataset.failed);
    }
  };

  // --- A typical day
  const percentilesBox = document.getElementById("percentiles");
  let percentilesChart;
  let percentiles;

  const drawPercentiles = () => {
    if (!percentiles) return;
    const rows = percentiles.rows;
    if (rows.length === 0) {
      percentilesChart.clear();
      message(percentilesBox, percentilesBox.dataset.few.replace("{0}", percentiles.days).replace("{1}", percentiles.leastDays));
      return;
    }
    message(percentilesBox, "");
    const decimals = percentiles.decimals;
    const [bottom, top] = bounds(percentiles.unit, rows.flatMap((row) => row.slice(1)));
    const grid = { left: 44, right: 20, top: 12, bottom: 30 };
    const width = percentilesBox.clientWidth - grid.left - grid.right;
    const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];
    const ticks = hours.map((hour) => ({ at: hour * 3600, label: String(hour).padStart(2, "0") + ":00", midnight: hour % 24 === 0 }));
    // A filled shape between two percentiles, drawn once.
    const band = (from, to, opacity) => ({
      type: "custom", silent: true, animation: false, data: [[0, bottom]], clip: true,
      renderItem: (params, api) => ({
        type: "polygon",
        shape: { points: [...rows.map((row) => api.coord([row[0], row[to]])), ...rows.map((row) => api.coord([row[0], row[from]])).reverse()] },
        style: { fill: token("target"), opacity },
      }),
    });
    percentilesChart.setOption({
      animation: false,
      grid,
      xAxis: { type: "value", min: 0, max: 86400, show: false, axisPointer: { label: { show: false } } },
      yAxis: { type: "value", min: bottom, max: top, show: false },
      series: [
        band(1, 5, 0.2),
        band(2, 4, 0.38),
        { name: "median", type: "line", data: rows.map((row) => [row[0], row[3]]), showSymbol: false, symbolSize: 5, lineStyle: { color: token("target"), width: 2.4 }, itemStyle: { color: token("target") }, animation: false, z: 5 },
        axisOfLimits([percentiles.low, percentiles.high, top], decimals),
        ticksSeries(ticks, width),
      ],
      tooltip: tooltip((marks) => {
        const mark = marks.find((m) => m.seriesName === "median");
        if (!mark) return "";
        const row = rows[mark.dataIndex];
        const box = document.createElement("div");
        box.className = "tip";
        const seconds = row[0];
        const title = document.createElement("div");
        title.textContent = String(Math.floor(seconds / 3600)).padStart(2, "0") + ":" + String(Math.floor(seconds / 60) % 60).padStart(2, "0");
        const median = document.createElement("b");
        median.textContent = number(row[3], decimals) + " " + percentiles.unit;
        const half = document.createElement("div");
        half.textContent = "25–75 %: " + number(row[2], decimals) + "–" + number(row[4], decimals);
        const most = document.createElement("div");
        most.textContent = "5–95 %: " + number(row[1], decimals) + "–" + number(row[5], decimals);
        box.append(title, median, half, most);
        return box;
      }),
    }, true);
  };

  const loadPercentiles = async () => {
    try {
      const answer = await fetch(base + "/percentiles?period=" + page.dataset.period, { headers: { "X-Fragment": "1" } });
      if (!answer.ok) throw new Error(answer.status);
      percentiles = await answer.json();
      drawPercentiles();
    } catch (failure) {
      if (!percentiles) message(percentilesBox, curveBox.dataset.failed);
    }
  };

  const redraw = () => { drawCurve(); drawPercentiles(); };
  curveChart = chartOn(curveBox);
  percentilesChart = chartOn(percentilesBox);
  loadCurve();
  loadPercentiles();
  document.addEventListener("glucose-changed-charts", loadCurve);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  setInterval(loadPercentiles, 10 * 60 * 1000);
})();
