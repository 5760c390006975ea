// Read-outs under the pointer, charts as files, and folding. The page is complete without any of it.
(function () {
  'use strict';

  // The axes are written on each plot: "kind min max unit".
  function axis(text) {
    var p = text.split(' ');
    return { kind: p[0], min: +p[1], max: +p[2], unit: p.slice(3).join(' ') };
  }

  function forward(a, v) {
    if (a.kind === 'log') { return Math.log10(Math.max(v, 1e-300)); }
    return a.kind === 'percentile' ? -Math.log10(Math.max(1e-9, 1 - v / 100)) : v;
  }

  function backward(a, share) {
    var lo = forward(a, a.min), hi = forward(a, a.max), t = lo + share * (hi - lo);
    if (a.kind === 'log') { return Math.pow(10, t); }
    return a.kind === 'percentile' ? 100 * (1 - Math.pow(10, -t)) : t;
  }

  var ladders = {
    's': [[1e-9, ' ns'], [1e-6, ' µs'], [1e-3, ' ms'], [1, ' s'], [60, ' min', 600], [3600, ' h', 7200]],
    'B': [[1, ' B'], [1024, ' KiB'], [1048576, ' MiB'], [1073741824, ' GiB'], [1099511627776, ' TiB']],
    '1/s': [[1, '/s'], [1e3, 'k/s'], [1e6, 'M/s']]
  };

  function quantity(v, unit) {
    var per = unit === 'B/s' ? '/s' : '', ladder = ladders[per ? 'B' : unit];
    if (v === 0 || Math.abs(v) < 1e-12) { return '0'; }
    if (!ladder) { return +v.toPrecision(3) + (unit === '1' || !unit ? '' : ' ' + unit); }
    var chosen = ladder[0];
    ladder.forEach(function (s) { if (Math.abs(v) >= (s[2] || s[0])) { chosen = s; } });
    return +(v / chosen[0]).toPrecision(3) + chosen[1] + per;
  }

  function position(a, v) {
    if (a.kind === 'percentile') { return 'p' + +v.toPrecision(v > 99 ? 6 : 3); }
    if (a.kind === 'time') { return Math.abs(v) > 180 ? Math.floor(v / 60) + ' min ' + Math.round(v % 60) + ' s' : v.toFixed(1) + ' s'; }
    return quantity(v, a.unit);
  }

  function points(path) {
    return path.getAttribute('d').slice(1).split(/[ML]/).map(function (p) { return p.split(',').map(Number); });
  }

  function nearest(path, x) {
    path.samples = path.samples || points(path);
    var best = null;
    path.samples.forEach(function (p) { if (!best || Math.abs(p[0] - x) < Math.abs(best[0] - x)) { best = p; } });
    return best;
  }

  function readout(svg) {
    var groups = Array.from(svg.querySelectorAll('g.data')).map(function (g) {
      return { x: axis(g.dataset.x), y: axis(g.dataset.y), box: g.dataset.box.split(' ').map(Number), lines: Array.from(g.querySelectorAll('path[data-name]')) };
    });
    var figure = svg.closest('figure'), tip = null, cursor = null;
    if (!groups.length || !figure) { return; }

    function leave() {
      if (tip) { tip.remove(); cursor.remove(); tip = null; }
    }

    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('pointermove', function (e) {
      var at = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
      var g = groups.find(function (h) { return at.y >= h.box[1] - 12 && at.y <= h.box[1] + h.box[3] + 12 && at.x >= h.box[0] && at.x <= h.box[0] + h.box[2]; });
      if (!g) { leave(); return; }
      var rows = [], seen = {};
      g.lines.forEach(function (path) {
        var p = nearest(path, at.x), name = path.dataset.name;
        if (!p || Math.abs(p[0] - at.x) > 14) { return; }
        var value = backward(g.y, (g.box[1] + g.box[3] - p[1]) / g.box[3]);
        seen[name] = (seen[name] || 0) + 1;
        if (seen[name] > 5 || rows.length > 11) { return; }
        rows.push([getComputedStyle(path).stroke, (name ? name + ': ' : '') + quantity(value, g.y.unit)]);
      });
      if (!rows.length) { leave(); return; }
      if (!tip) {
        tip = document.createElement('div');
        tip.className = 'readout';
        figure.appendChild(tip);
        cursor = document.createElementNS(svg.namespaceURI, 'line');
        cursor.setAttribute('class', 'cursor');
        svg.appendChild(cursor);
      }
      tip.textContent = '';
      tip.append(position(g.x, backward(g.x, (at.x - g.box[0]) / g.box[2])));
      rows.forEach(function (r) {
        var row = document.createElement('div'), dot = document.createElement('i');
        dot.style.background = r[0];
        row.append(dot, r[1]);
        tip.append(row);
      });
      var first = groups[0], last = groups[groups.length - 1];
      cursor.setAttribute('x1', at.x); cursor.setAttribute('x2', at.x);
      cursor.setAttribute('y1', first.box[1]); cursor.setAttribute('y2', last.box[1] + last.box[3]);
      var f = figure.getBoundingClientRect(), left = e.clientX - f.left + 14;
      tip.style.left = (left + tip.offsetWidth > f.width ? left - tip.offsetWidth - 28 : left) + 'px';
      tip.style.top = (e.clientY - f.top + 10) + 'px';
    });
  }

  // A chart for a paper: the page's styles are written into a copy, which then stands alone.
  function save(svg, name) {
    var copy = svg.cloneNode(true), from = svg.querySelectorAll('*');
    copy.querySelectorAll('*').forEach(function (node, i) {
      var style = getComputedStyle(from[i]);
      ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor'].forEach(function (k) {
        if (!(k === 'fill' && node.getAttribute('fill'))) { node.style.setProperty(k, style.getPropertyValue(k)); }
      });
    });
    copy.setAttribute('xmlns', svg.namespaceURI);
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
    link.download = name + '.svg';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  document.querySelectorAll('svg.chart').forEach(readout);

  document.querySelectorAll('figure').forEach(function (figure, n) {
    var button = document.createElement('button');
    button.textContent = 'Save as SVG';
    button.addEventListener('click', function () {
      figure.querySelectorAll('svg.chart').forEach(function (svg, i) { save(svg, 'figure-' + (n + 1) + (i ? '-' + (i + 1) : '')); });
    });
    figure.appendChild(button);
  });

  // A link to a folded point unfolds it.
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var details = target && target.querySelector('details');
    if (details) { details.open = true; }
  }

  window.addEventListener('hashchange', unfold);
  unfold();

  var all = document.querySelectorAll('details.point');
  if (all.length > 1) {
    var tools = document.createElement('p'), toggle = document.createElement('button');
    tools.className = 'tools';
    toggle.textContent = 'Unfold all';
    toggle.addEventListener('click', function () {
      var open = toggle.textContent === 'Unfold all';
      all.forEach(function (d) { d.open = open; });
      toggle.textContent = open ? 'Fold all' : 'Unfold all';
    });
    tools.append(toggle);
    document.querySelector('#points h2').after(tools);
  }

  // Paper cannot be unfolded: print what a reader of a paper would look for, unless it is a book.
  window.addEventListener('beforeprint', function () {
    if (all.length > 6) { return; }
    document.querySelectorAll('details').forEach(function (d) { d.open = true; });
  });
})();
