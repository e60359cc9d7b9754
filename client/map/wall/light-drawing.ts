/** Where lights are drawn. */
export type Pen = CanvasRenderingContext2D;
interface Point {
  x: number;
  y: number;
}

/** Side of a sprite, pixels. */
const side = 128;
/** A soft light of each colour, drawn once. */
const sprites = new Map<string, HTMLCanvasElement>();

function spriteOf(colour: string): HTMLCanvasElement {
  const known = sprites.get(colour);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  const light = pen.createRadialGradient(side / 2, side / 2, 0, side / 2, side / 2, side / 2);
  light.addColorStop(0, `${colour}ff`);
  light.addColorStop(0.25, `${colour}88`);
  light.addColorStop(1, `${colour}00`);
  pen.fillStyle = light;
  pen.fillRect(0, 0, side, side);
  sprites.set(colour, canvas);
  return canvas;
}

/** A soft light. @param colour `#rrggbb` */
export function lampSprite(
  pen: Pen,
  { x, y }: Point,
  { radius, colour, alpha }: { radius: number; colour: string; alpha: number },
): void {
  pen.globalAlpha = alpha;
  pen.drawImage(spriteOf(colour), x - radius, y - radius, radius * 2, radius * 2);
  pen.globalAlpha = 1;
}

/** A ring that lies on the ground. @param flat height as a share of the width */
export function ring(
  pen: Pen,
  { x, y }: Point,
  look: { radius: number; width: number; flat: number; colour: string; alpha: number },
): void {
  pen.globalAlpha = look.alpha;
  pen.strokeStyle = look.colour;
  pen.lineWidth = look.width;
  pen.beginPath();
  pen.ellipse(x, y, look.radius, look.radius * look.flat, 0, 0, Math.PI * 2);
  pen.stroke();
  pen.globalAlpha = 1;
}

/** A small sign whose shape says what its colour says. @param size half of its width, pixels */
export function sign(
  pen: Pen,
  { x, y }: Point,
  look: { size: number; shape: 'disc' | 'diamond' | 'hollow'; colour: string; edge: string; alpha?: number },
): void {
  pen.globalAlpha = look.alpha ?? 1;
  pen.beginPath();
  if (look.shape === 'diamond') {
    pen.moveTo(x, y - look.size);
    pen.lineTo(x + look.size, y);
    pen.lineTo(x, y + look.size);
    pen.lineTo(x - look.size, y);
    pen.closePath();
  } else pen.arc(x, y, look.size, 0, Math.PI * 2);
  pen.lineWidth = 2;
  pen.fillStyle = look.shape === 'hollow' ? look.edge : look.colour;
  pen.strokeStyle = look.shape === 'hollow' ? look.colour : look.edge;
  pen.fill();
  pen.stroke();
  pen.globalAlpha = 1;
}
