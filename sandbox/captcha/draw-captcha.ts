/** Draws a captcha: characters turned and slanted one by one, under lines and dots, in colours that vary. */

import { encode } from 'fast-png';
import { glyphColumns, glyphRows, isInked } from './glyphs.ts';

const width = 120;
const height = 44;
const cellPx = 4;
const overlapCells = 0.22;

type Colour = readonly [red: number, green: number, blue: number];

const between = (low: number, high: number) => low + Math.random() * (high - low);
const colourBetween = (low: number, high: number): Colour => [
  between(low, high),
  between(low, high),
  between(low, high),
];

/** Mixes a colour into one pixel; `share` 0–1. Points outside the picture are nobody's. */
function blend(pixels: Uint8Array, x: number, y: number, colour: Colour, share: number): void {
  if (x < 0 || x >= width || y < 0 || y >= height) return;
  const at = (Math.floor(y) * width + Math.floor(x)) * 3;
  for (const [channel, value] of colour.entries()) {
    const old = pixels[at + channel] ?? 0;
    pixels[at + channel] = old + (value - old) * share;
  }
}

/** Sets every pixel of the character's neighbourhood by looking back, through rotation and slant, at its drawing. */
function drawCharacter(pixels: Uint8Array, character: string, centreX: number): void {
  const centreY = height / 2 + between(-3, 3);
  const angle = between(-0.38, 0.38);
  const slant = between(-0.25, 0.25);
  const colour = colourBetween(0, 130);
  const reach = 24;
  for (let y = centreY - reach; y < centreY + reach; y++) {
    for (let x = centreX - reach; x < centreX + reach; x++) {
      const share = coverage(character, x - centreX, y - centreY, angle, slant);
      if (share > 0) blend(pixels, x, y, colour, share);
    }
  }
}

const quarters = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const;

/** How much of a pixel the character inks, from four points within it: this smooths the edges. */
function coverage(character: string, dx: number, dy: number, angle: number, slant: number): number {
  const inked = quarters.filter(([px, py]) => {
    const x = (dx + px) * Math.cos(angle) + (dy + py) * Math.sin(angle);
    const y = (dy + py) * Math.cos(angle) - (dx + px) * Math.sin(angle);
    return isNearInk(character, (x + slant * y) / cellPx + glyphColumns / 2, y / cellPx + glyphRows / 2);
  });
  return inked.length / quarters.length;
}

/** Cells that meet at a corner only would leave a slanting stroke in crumbs, so each reaches a little beyond its edge. */
function isNearInk(character: string, x: number, y: number): boolean {
  const left = Math.floor(x - overlapCells);
  const right = Math.floor(x + overlapCells);
  const top = Math.floor(y - overlapCells);
  const bottom = Math.floor(y + overlapCells);
  return (
    isInked(character, left, top) ||
    isInked(character, right, top) ||
    isInked(character, left, bottom) ||
    isInked(character, right, bottom)
  );
}

function drawLine(pixels: Uint8Array): void {
  const colour = colourBetween(60, 190);
  const from = between(4, height - 4);
  const to = between(4, height - 4);
  const swing = between(-8, 8);
  for (let x = 0; x < width; x += 0.5) {
    const y = from + ((to - from) * x) / width + swing * Math.sin((x / width) * Math.PI * 2);
    blend(pixels, x, y, colour, 0.55);
  }
}

/** A PNG of 120 × 44 that shows the text; two pictures of one text differ. */
export function drawCaptcha(text: string): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  const paper = colourBetween(225, 255);
  for (let at = 0; at < pixels.length; at++) pixels[at] = paper[at % 3] ?? 255;
  for (const [index, character] of [...text].entries()) {
    drawCharacter(pixels, character, (width / text.length) * (index + 0.5) + between(-2, 2));
  }
  for (let line = 0; line < 4; line++) drawLine(pixels);
  for (let dot = 0; dot < 120; dot++) {
    blend(pixels, between(0, width), between(0, height), colourBetween(60, 200), 0.7);
  }
  return encode({ width, height, channels: 3, depth: 8, data: pixels });
}
