/**
 * @typedef {object} Transfer
 * @property {number} start Unix seconds
 * @property {number} seconds how long it lasts
 * @property {number} packets at least one
 * @property {number | null} bytes null where the record does not tell
 */

/**
 * Cuts a transfer into capture windows of `windowSeconds`, as an interface does that reports once per window. Packets and
 * bytes are shared out by time; a window in which no packet falls gives no slice.
 *
 * @param {Transfer} transfer @param {number} windowSeconds
 */
export function slices({ start, seconds, packets, bytes }, windowSeconds) {
  const end = start + Math.max(0, seconds);
  const result = [];
  let packetsBefore = 0;
  let bytesBefore = 0;
  for (let window = floorTo(start, windowSeconds); window <= end; window += windowSeconds) {
    const sliceStart = Math.max(start, window);
    const sliceEnd = Math.min(end, window + windowSeconds - 1);
    const elapsed = Math.min(1, (sliceEnd + 1 - start) / (end + 1 - start));
    const packetsUntil = sliceEnd === end ? packets : Math.max(1, Math.round(packets * elapsed));
    const bytesUntil = bytes === null ? 0 : Math.round((bytes * packetsUntil) / packets);
    if (packetsUntil > packetsBefore) {
      const share = bytes === null ? null : bytesUntil - bytesBefore;
      result.push({ window, start: sliceStart, end: sliceEnd, packets: packetsUntil - packetsBefore, bytes: share });
    }
    packetsBefore = packetsUntil;
    bytesBefore = bytesUntil;
  }
  return result.map((slice, index) => ({ ...slice, first: index === 0, last: index === result.length - 1 }));
}

/** @param {number} value @param {number} step */
export function floorTo(value, step) {
  return Math.floor(value / step) * step;
}
